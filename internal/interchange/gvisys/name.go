package gvisys

import "strings"

// titles are the designations that the register writes behind a name and that
// stand before it in the name of the body, with its abbreviations. Others
// ("Tor zur Eifel", "Stadt der FernUniversität") are by-names: they stay where
// they stand.
var titles = map[string]string{
	"Stadt":                "Stadt",
	"St":                   "Stadt",
	"GKSt":                 "Große Kreisstadt",
	"M":                    "Markt",
	"Flecken":              "Flecken",
	"Hansestadt":           "Hansestadt",
	"Landeshauptstadt":     "Landeshauptstadt",
	"Universitätsstadt":    "Universitätsstadt",
	"Freie und Hansestadt": "Freie und Hansestadt",
}

// designations are the text codes whose label is part of the body's name.
var designations = map[string]string{
	"43": "Kreis",
	"44": "Landkreis",
	"51": "Amt",
	"52": "Samtgemeinde",
	"53": "Verbandsgemeinde",
	"54": "Verwaltungsgemeinschaft",
	"64": "Gemeinde",
}

// carriers are what a name contains that already says what the body is:
// Region Hannover, Heidekreis, Amt Mittelangeln, VVG der Stadt Aalen.
var carriers = map[string][]string{
	"43": {"kreis", "region"},
	"44": {"kreis", "region"},
	"51": {"amt ", ","},
	"52": {","},
	"53": {","},
	"54": {"vvg ", ","},
	"64": {",", "gemeinde"},
}

// bodyName is the name of the body that governs an area: its designation before
// the name, as far as the register gives one, else the name as it stands there.
func bodyName(e *entry) string {
	plain, suffix, found := strings.Cut(e.name, ", ")
	if title := titles[suffix]; found && title != "" && e.level != association {
		return title + " " + plain
	}
	designation, known := designations[e.textCode]
	if !known {
		return e.name
	}
	folded := strings.ToLower(e.name)
	for _, carrier := range carriers[e.textCode] {
		if strings.Contains(folded, carrier) {
			return e.name
		}
	}
	return designation + " " + strings.TrimSuffix(e.name, " (VGem)") // Bavaria's abbreviation of the same
}
