package dcatap

import (
	"strings"

	"fundus/internal/catalogue"
)

const licenceBase = "dcat-ap.de/def/licenses/"

// supersededLicences are codes that DCAT-AP.de has replaced. Versions written with an underscore are not listed: they
// are read with a dot throughout.
var supersededLicences = map[string]string{
	"official-work":    "officialWork",
	"cc-by-nc-de/4.0":  "cc-by-nc/4.0",
	"cc-nc/3.0":        "cc-by-nc-de/3.0",
	"gpl/30":           "gpl/3.0",
	"od-bc":            "odby",
	"od-bl":            "odbl",
	"odc-pddl":         "odcpddl",
	"cc-pdm/1.0":       "ccpdm/1.0",
	"geoNutz/20130319": "geonutz/20130319",
	"geonutz/20131001": "geoNutz/20131001",
}

// licenceTexts are the addresses under which licences are published, without scheme, www and what follows the text.
var licenceTexts = map[string]string{
	"creativecommons.org/licenses/by":                                "cc-by",
	"creativecommons.org/licenses/by/4.0":                            "cc-by/4.0",
	"creativecommons.org/licenses/by/3.0/de":                         "cc-by-de/3.0",
	"creativecommons.org/licenses/by-sa":                             "cc-by-sa",
	"creativecommons.org/licenses/by-sa/4.0":                         "cc-by-sa/4.0",
	"creativecommons.org/licenses/by-sa/3.0/de":                      "cc-by-sa-de/3.0",
	"creativecommons.org/licenses/by-nc":                             "cc-by-nc",
	"creativecommons.org/licenses/by-nc/4.0":                         "cc-by-nc/4.0",
	"creativecommons.org/licenses/by-nc/3.0/de":                      "cc-by-nc-de/3.0",
	"creativecommons.org/licenses/by-nd":                             "cc-by-nd",
	"creativecommons.org/licenses/by-nd/4.0":                         "cc-by-nd/4.0",
	"creativecommons.org/licenses/by-nd/3.0":                         "cc-by-nd/3.0",
	"creativecommons.org/publicdomain/zero/1.0":                      "cc-zero",
	"creativecommons.org/publicdomain/mark/1.0":                      "ccpdm/1.0",
	"govdata.de/dl-de/by-1-0":                                        "dl-by-de/1.0",
	"govdata.de/dl-de/by-2-0":                                        "dl-by-de/2.0",
	"govdata.de/dl-de/by-nc-1-0":                                     "dl-by-nc-de/1.0",
	"govdata.de/dl-de/zero-2-0":                                      "dl-zero-de/2.0",
	"opendefinition.org/licenses/cc-by":                              "cc-by",
	"opendefinition.org/licenses/cc-by-sa":                           "cc-by-sa",
	"opendefinition.org/licenses/cc-zero":                            "cc-zero",
	"opendefinition.org/licenses/gfdl":                               "gfdl",
	"opendefinition.org/licenses/odc-by":                             "odby",
	"opendefinition.org/licenses/odc-odbl":                           "odbl",
	"opendefinition.org/licenses/odc-pddl":                           "odcpddl",
	"apache.org/licenses":                                            "apache",
	"mozilla.org/MPL":                                                "mozilla",
	"opensource.org/licenses/bsd-license.php":                        "bsd",
	"opensource.org/licenses/gpl-3.0.html":                           "gpl/3.0",
	"gesetze-im-internet.de/urhg/__5.html":                           "officialWork",
	"geodatenzentrum.de/docpdf/geonutzv.pdf":                         "geonutz/20130319",
	"sg.geodatenzentrum.de/web_public/gdz/lizenz/geonutzv.pdf":       "geonutz/20130319",
	"stadtentwicklung.berlin.de/geoinformation/download/nutzIII.pdf": "geoNutz/20131001",
	"publications.europa.eu/resource/authority/licence/CC0":          "cc-zero",
	"publications.europa.eu/resource/authority/licence/CC_BY_4_0":    "cc-by/4.0",
	"publications.europa.eu/resource/authority/licence/CC_BYSA_4_0":  "cc-by-sa/4.0",
	"publications.europa.eu/resource/authority/licence/CC_BYNC_4_0":  "cc-by-nc/4.0",
	"publications.europa.eu/resource/authority/licence/CC_BYND_4_0":  "cc-by-nd/4.0",
}

// licenceNames are the codes of the older Open Government Data schema, which portals still write as bare texts.
var licenceNames = map[string]string{
	"bsdlicense": "bsd", "bsd-license": "bsd", "cc-by-4.0": "cc-by/4.0", "cc-nc": "cc-by-nc", "cc-by-3.0": "cc-by-de/3.0", "cc-nc-3.0": "cc-by-nc-de/3.0",
	"cc-by-nc-4.0": "cc-by-nc/4.0", "cc-by-nd-3.0": "cc-by-nd/3.0", "cc-by-nd-4.0": "cc-by-nd/4.0", "cc-by-sa-4.0": "cc-by-sa/4.0",
	"cc-pdm-1.0": "ccpdm/1.0", "dl-de-by-1.0": "dl-by-de/1.0", "dl-de-by-2.0": "dl-by-de/2.0", "dl-de-by-nc-1.0": "dl-by-nc-de/1.0",
	"dl-de-zero-2.0": "dl-zero-de/2.0", "dl-de/by-2-0": "dl-by-de/2.0", "dl-de/zero-2-0": "dl-zero-de/2.0",
	"geonutzv-de-2013-03-19": "geonutz/20130319", "geonutz-be-2013-10-01": "geoNutz/20131001", "gpl-3.0": "gpl/3.0",
	"odc-odbl": "odbl", "odc-by": "odby", "app_commercial": "other-commercial", "app_freeware": "other-freeware",
	"app_opensource": "other-opensource",
}

// licenceOf finds the code of a licence in any of its spellings. Canonical says that it was written as the list of
// DCAT-AP.de writes it today.
func licenceOf(spelling string) (code catalogue.Licence, canonical bool) {
	if local, ok := ofGovData(spelling, licenceBase); ok {
		local = strings.ReplaceAll(strings.TrimSuffix(local, "/"), "_", ".")
		code := licenceCode(local)
		c, _ := catalogue.Licences.Find(string(code))
		return code, code != "" && spelling == "http://"+licenceBase+c.Official
	}
	address := strings.TrimPrefix(withoutScheme(spelling), "www.")
	for _, end := range []string{"/legalcode", "/legalcode.de", "/deed.de", "/deed.en", "/deed", "/"} {
		address = strings.TrimSuffix(address, end)
	}
	if local, ok := licenceTexts[strings.Replace(address, "/mdr/resource/", "/resource/", 1)]; ok {
		return licenceCode(local), false
	}
	name := strings.ToLower(strings.TrimSpace(spelling))
	if local, ok := licenceNames[name]; ok {
		return licenceCode(local), false
	}
	return licenceCode(strings.TrimSpace(spelling)), false
}

// licenceCode is the code of a local name in the list, of today or before.
func licenceCode(local string) catalogue.Licence {
	if successor, ok := supersededLicences[local]; ok {
		local = successor
	}
	c, ok := catalogue.Licences.FindOfficial(local)
	if !ok {
		return ""
	}
	return catalogue.Licence(c.Name)
}
