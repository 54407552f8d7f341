package dcatap

import (
	"strings"

	"fundus/internal/catalogue"
)

// authorityBase begins the IRIs of the tables of the Publications Office, with or without mdr/ before it.
const (
	authorityHost = "publications.europa.eu/"
	authorityBase = "resource/authority/"
)

// authority takes the IRI of an entry in a table of the Publications Office apart.
func authority(iri string) (table, entry string, ok bool) {
	rest, ok := strings.CutPrefix(withoutScheme(iri), authorityHost)
	if !ok {
		return "", "", false
	}
	rest, ok = strings.CutPrefix(strings.TrimPrefix(rest, "mdr/"), authorityBase)
	if !ok {
		return "", "", false
	}
	return strings.Cut(strings.TrimSuffix(rest, "/"), "/")
}

// coded is a field with a code list: its table at the Publications Office, its list at DCAT-AP.de, and entries that
// were renamed.
type coded struct {
	list    *catalogue.CodeList
	table   string
	govdata string
	renamed map[string]string
}

var (
	themeCodes        = coded{list: catalogue.DataThemes, table: "data-theme"}
	rightsCodes       = coded{list: catalogue.AccessRightsList, table: "access-right"}
	frequencyCodes    = coded{list: catalogue.Frequencies, table: "frequency", renamed: map[string]string{"IRREGULAR": "IRREG", "CONTINUOUS": "CONT"}}
	availabilityCodes = coded{list: catalogue.PlannedAvailabilities, table: "planned-availability", govdata: "dcat-ap.de/def/plannedAvailability/"}
	levelCodes        = coded{list: catalogue.GeocodingLevels, govdata: "dcat-ap.de/def/politicalGeocoding/Level/"}
)

// find is the code that a value names, by IRI or by a bare text that is the code itself. Canonical says that it is
// written as its publisher writes it today.
func (c coded) find(value string) (code string, canonical bool) {
	if table, entry, ok := authority(value); ok {
		if c.table == "" || table != c.table {
			return "", false
		}
		code := c.named(entry)
		return code, code != "" && c.renamed[entry] == "" && value == "http://"+authorityHost+authorityBase+table+"/"+entry
	}
	if entry, ok := ofGovData(value, c.govdata); ok && c.govdata != "" {
		local := entry[strings.LastIndexByte(entry, '/')+1:] // plannedAvailability/1_0/stable
		code := c.named(local)
		return code, code != "" && value == "http://"+c.govdata+local
	}
	if strings.ContainsAny(value, ":/ ") {
		return "", false
	}
	return c.named(strings.ReplaceAll(value, "-", "_")), false
}

func (c coded) named(entry string) string {
	if meant, ok := c.renamed[entry]; ok {
		entry = meant
	}
	for _, code := range c.list.Codes {
		if strings.EqualFold(code.Official, entry) || strings.EqualFold(code.Name, entry) {
			return code.Name
		}
	}
	return ""
}

// hvdCategory is the code of a category of high-value datasets.
func hvdCategory(iri string) string {
	local, ok := strings.CutPrefix(withoutScheme(iri), "data.europa.eu/bna/")
	if !ok {
		return ""
	}
	c, _ := catalogue.HVDCategories.FindOfficial(local)
	return c.Name
}

// languages are the codes of ISO 639-2, in both of its versions, by the shorter ones of BCP 47: the official languages
// of the Union, those of its neighbours, and the regional ones of Germany.
var languages = map[string]catalogue.Lang{
	"DEU": "de", "GER": "de", "ENG": "en", "FRA": "fr", "FRE": "fr", "ITA": "it", "SPA": "es", "POR": "pt", "NLD": "nl", "DUT": "nl",
	"DAN": "da", "SWE": "sv", "FIN": "fi", "POL": "pl", "CES": "cs", "CZE": "cs", "SLK": "sk", "SLO": "sk", "SLV": "sl", "HUN": "hu",
	"RON": "ro", "RUM": "ro", "BUL": "bg", "ELL": "el", "GRE": "el", "EST": "et", "LAV": "lv", "LIT": "lt", "MLT": "mt", "GLE": "ga",
	"HRV": "hr", "NOR": "no", "ISL": "is", "ICE": "is", "TUR": "tr", "UKR": "uk", "RUS": "ru", "ARA": "ar", "LTZ": "lb",
	"NDS": "nds", "DSB": "dsb", "HSB": "hsb", "FRR": "frr", "STQ": "stq",
}

// languageOf finds the tag of a language named by an authority table, by ISO 639 or by a bare tag.
func languageOf(value string) (catalogue.Lang, bool) {
	if table, entry, ok := authority(value); ok && table == "language" {
		lang, known := languages[strings.ToUpper(entry)]
		return lang, known
	}
	for _, base := range []string{"id.loc.gov/vocabulary/iso639-1/", "lexvo.org/id/iso639-1/"} {
		if tag, ok := strings.CutPrefix(withoutScheme(value), base); ok {
			value = tag
		}
	}
	for _, base := range []string{"id.loc.gov/vocabulary/iso639-2/", "lexvo.org/id/iso639-3/"} {
		if code, ok := strings.CutPrefix(withoutScheme(value), base); ok {
			value = code
		}
	}
	if lang, known := languages[strings.ToUpper(value)]; known {
		return lang, true
	}
	if lang, err := catalogue.ParseLang(value); err == nil && len(value) == 2 {
		return lang, true
	}
	return "", false
}
