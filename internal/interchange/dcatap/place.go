package dcatap

import (
	"strings"

	"fundus/internal/catalogue"
)

const placeBase = "dcat-ap.de/def/politicalGeocoding/"

// placeOf are the identifiers under which the catalogue may know the area that an IRI of DCAT-AP.de names, the likeliest
// first. A regional key is padded to twelve digits there, so that shorter ones may be meant.
func placeOf(iri string) []catalogue.Identifier {
	rest, ok := ofGovData(iri, placeBase)
	if !ok {
		return nil
	}
	list, key, _ := strings.Cut(rest, "/")
	switch list {
	case "municipalityKey":
		if ags, err := catalogue.ParseAGS(key); err == nil {
			return []catalogue.Identifier{{Scheme: catalogue.SchemeAGS, Value: string(ags)}}
		}
	case "regionalKey", "municipalAssociationKey", "districtKey", "governmentDistrictKey", "stateKey":
		if ars, err := catalogue.ParseARS(key); err == nil {
			return regionalKeys(ars)
		}
	}
	return nil
}

func regionalKeys(ars catalogue.ARS) []catalogue.Identifier {
	out := []catalogue.Identifier{{Scheme: catalogue.SchemeARS, Value: string(ars)}}
	for _, shorter := range ars.Shorter() {
		out = append(out, catalogue.Identifier{Scheme: catalogue.SchemeARS, Value: string(shorter)})
	}
	return out
}
