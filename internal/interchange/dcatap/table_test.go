package dcatap

import (
	"slices"
	"testing"

	"fundus/internal/catalogue"
)

// Every namespace that DCAT-AP.de has had, and has been given, means the same.
func TestNamespacesOfDCATAPde(t *testing.T) {
	for _, namespace := range []string{
		"http://dcat-ap.de/def/dcatde/", "http://dcat-ap.de/def/dcatde/1.0/", "http://dcat-ap.de/def/dcatde/1.0.1/", "http://dcat-ap.de/def/dcatde/1_0/",
		"http://dcat-ap.de/def/dcatde/1_0", "https://www.dcat-ap.de/def/dcatde/1.1/", "http://dcat-ap.de/def/dcatde/2.0/", "https://dcat-ap.de/def/dcatde/3.0/",
		"http://dcat-ap.de/def/dcatde/1.0.2/", "http://www.dcat-ap.de/def/dcatde/", "http://dcat-ap.de/def/dcatde#",
	} {
		for _, name := range []string{"politicalGeocodingURI", "maintainer", "contributorID"} {
			p := canonicalProperty(namespace + name)
			if p.name != "dcatde:"+name || (p.drift == "") != (namespace == "http://dcat-ap.de/def/dcatde/") {
				t.Errorf("%s%s is read as %+v", namespace, name, p)
			}
		}
	}
	for iri, want := range map[string]property{
		"http://www.w3.org/ns/dcat#dataset":                {name: "dcat:dataset"},
		"https://www.w3.org/ns/dcat#dataset":               {"dcat:dataset", driftNamespace},
		"http://data.europa.eu/r5r/availability":           {name: "dcatap:availability"},
		"http://data.europa.eu/r5r#availability":           {"dcatap:availability", driftNamespace},
		"http://purl.org/dc/terms/Language":                {"dct:language", driftName},
		"http://www.w3.org/ns/dcat#Catalogue":              {"dcat:Catalog", driftName},
		"http://dcat-ap.de/def/dcatde/plannedAvailability": {"dcatap:availability", driftName},
		"https://schema.org/startDate":                     {name: "schema:startDate"},
		"http://dcat-ap.de/def/dcatdevelop":                {name: "http://dcat-ap.de/def/dcatdevelop"},
		"http://dcat-ap.de/def/dcatde/":                    {name: "http://dcat-ap.de/def/dcatde/"},
		"https://elsewhere.example/title":                  {name: "https://elsewhere.example/title"},
	} {
		if got := canonicalProperty(iri); got != want {
			t.Errorf("%s is read as %+v, want %+v", iri, got, want)
		}
	}
}

// Every licence of the list is found by its own spelling and by the variants of its address, and every entry of the
// tables leads to a licence of the list.
func TestLicences(t *testing.T) {
	for _, c := range catalogue.Licences.Codes {
		for _, spelling := range []string{"http://dcat-ap.de/def/licenses/", "https://dcat-ap.de/def/licenses/", "http://www.dcat-ap.de/def/licenses/", "https://www.dcat-ap.de/def/licenses/", ""} {
			code, canonical := licenceOf(spelling + c.Official)
			if string(code) != c.Name || canonical != (spelling == "http://dcat-ap.de/def/licenses/") {
				t.Errorf("%s%s is %q, canonical %t", spelling, c.Official, code, canonical)
			}
		}
	}
	for _, table := range []map[string]string{supersededLicences, licenceTexts, licenceNames} {
		for spelling, local := range table {
			if _, ok := catalogue.Licences.FindOfficial(local); !ok {
				t.Errorf("%s leads to %s, which the list does not have", spelling, local)
			}
			if code, canonical := licenceOf(spelling); code == "" || canonical {
				t.Errorf("%s is %q, canonical %t", spelling, code, canonical)
			}
		}
	}
	for spelling, want := range map[string]string{
		"http://dcat-ap.de/def/licenses/dl-by-de/2_0":                            "DL_BY_DE_2_0",
		"http://dcat-ap.de/def/licenses/cc-by-nc-de/4_0":                         "CC_BY_NC_4_0",
		"http://dcat-ap.de/def/licenses/cc-nc/3_0":                               "CC_BY_NC_DE_3_0",
		"http://dcat-ap.de/def/licenses/cc-pdm/1_0":                              "CCPDM_1_0",
		"http://dcat-ap.de/def/licenses/od-bc":                                   "ODBY",
		"https://creativecommons.org/licenses/by/4.0/deed.de":                    "CC_BY_4_0",
		"http://creativecommons.org/licenses/by-sa/4.0/legalcode":                "CC_BY_SA_4_0",
		"https://www.govdata.de/dl-de/zero-2-0":                                  "DL_ZERO_DE_2_0",
		"http://publications.europa.eu/mdr/resource/authority/licence/CC_BY_4_0": "CC_BY_4_0",
		"DL-DE-BY-2.0":                                 "DL_BY_DE_2_0",
		"http://dcat-ap.de/def/licenses/cc-nc":         "",
		"https://creativecommons.org/licenses/by/2.5/": "",
		"Nutzungsbedingungen der LHP":                  "",
		"":                                             "",
	} {
		if got, _ := licenceOf(spelling); string(got) != want {
			t.Errorf("%s is %q, want %q", spelling, got, want)
		}
	}
}

// Codes are found by the IRI of today, by older ones and by themselves; what is like a code is none.
func TestCodes(t *testing.T) {
	const eu = "http://publications.europa.eu/resource/authority/"
	for _, c := range []struct {
		field       coded
		value, want string
		canonical   bool
	}{
		{themeCodes, eu + "data-theme/ENVI", "ENVI", true},
		{themeCodes, "https://publications.europa.eu/resource/authority/data-theme/ENVI", "ENVI", false},
		{themeCodes, "http://publications.europa.eu/mdr/resource/authority/data-theme/ENVI", "ENVI", false},
		{themeCodes, eu + "data-theme/Landwirtschaft", "", false},
		{themeCodes, eu + "frequency/DAILY", "", false},
		{themeCodes, "https://google.com", "", false},
		{themeCodes, "Landwirtschaft", "", false},
		{rightsCodes, "public", "PUBLIC", false},
		{rightsCodes, eu + "access-right/NON_PUBLIC", "NON_PUBLIC", true},
		{rightsCodes, "non-public", "NON_PUBLIC", false},
		{frequencyCodes, eu + "frequency/IRREGULAR", "IRREG", false},
		{frequencyCodes, eu + "frequency/IRREG", "IRREG", true},
		{availabilityCodes, "http://dcat-ap.de/def/plannedAvailability/stable", "STABLE", true},
		{availabilityCodes, "http://dcat-ap.de/def/plannedAvailability/1_0/stable", "STABLE", false},
		{availabilityCodes, eu + "planned-availability/AVAILABLE", "AVAILABLE", true},
		{levelCodes, "http://dcat-ap.de/def/politicalGeocoding/Level/administrativeDistrict", "ADMINISTRATIVE_DISTRICT", true},
		{levelCodes, "https://www.dcat-ap.de/def/politicalGeocoding/Level/state", "STATE", false},
		{levelCodes, "berlin", "", false},
	} {
		if got, canonical := c.field.find(c.value); got != c.want || canonical != c.canonical {
			t.Errorf("%s: %q, canonical %t; want %q, %t", c.value, got, canonical, c.want, c.canonical)
		}
	}
	for value, want := range map[string]catalogue.Lang{
		eu + "language/DEU": "de", eu + "language/GER": "de", "http://id.loc.gov/vocabulary/iso639-1/de": "de", "de": "de", "deu": "de", "deutsch": "", eu + "language/XXX": "",
	} {
		if got, ok := languageOf(value); got != want || ok != (want != "") {
			t.Errorf("%s: %q", value, got)
		}
	}
	if got := hvdCategory("http://data.europa.eu/bna/c_b79e35eb"); got != "MOBILITY" {
		t.Errorf("a category of high-value datasets is %q", got)
	}
}

// Formats and media types are told apart, however they are written.
func TestFormats(t *testing.T) {
	for value, want := range map[string]string{
		"http://publications.europa.eu/resource/authority/file-type/GML": "GML", "csv": "CSV", ".CSV": "CSV", "text/csv": "CSV", "GeoJSON": "GEOJSON",
		"https://www.iana.org/assignments/media-types/application/json": "JSON", "Kartenviewer": "", "application/octet-stream": "",
	} {
		if got, _ := formatOf(value); got != want {
			t.Errorf("format %s: %q, want %q", value, got, want)
		}
	}
	for value, want := range map[string]string{
		"text/csv": "text/csv", "https://www.iana.org/assignments/media-types/application/gml+xml": "application/gml+xml", "CSV": "", "ZIP": "",
		"http://publications.europa.eu/mdr/resource/authority/file-type/xml/filetypes.xml": "", "a/b": "", "text/": "",
	} {
		if got, _ := mediaTypeOf(value); got != want {
			t.Errorf("media type %s: %q, want %q", value, got, want)
		}
	}
}

// The lists of places of DCAT-AP.de lead to the keys of the catalogue, padded ones to all that they may mean.
func TestPlaces(t *testing.T) {
	const base = "http://dcat-ap.de/def/politicalGeocoding/"
	for iri, want := range map[string][]string{
		base + "stateKey/03":                                        {"ars:03"},
		base + "governmentDistrictKey/021":                          {"ars:021"},
		base + "districtKey/03241":                                  {"ars:03241"},
		base + "municipalAssociationKey/010515163":                  {"ars:010515163"},
		base + "municipalityKey/01051003":                           {"ags:01051003"},
		base + "regionalKey/032410001001":                           {"ars:032410001001"},
		base + "regionalKey/030000000000":                           {"ars:030000000000", "ars:030000000", "ars:03000", "ars:030", "ars:03"},
		"https://www.dcat-ap.de/def/politicalGeocoding/stateKey/03": {"ars:03"},
		base + "regionalKey/unknown":                                nil,
		base + "Level/state":                                        nil,
		"https://sws.geonames.org/2950157/":                         nil,
	} {
		var got []string
		for _, id := range placeOf(iri) {
			got = append(got, id.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", iri, got, want)
		}
	}
}

// Days are read from dates, times and what portals take for them.
func TestDays(t *testing.T) {
	for text, want := range map[string]string{
		"2024-05-01": "2024-05-01", "2024-05-01T23:59:59+02:00": "2024-05-01", "2021-01-28 GMT 01:51:03.34919300": "2021-01-28",
		"2024-05": "2024-05-01", "2024": "2024-01-01", "24": "", "gestern": "", "2024-13-01": "", "": "",
	} {
		if got, _ := dayOf(text); got.String() != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
