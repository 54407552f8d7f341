package catalogue

// DataTheme (Datenthema) is one of the 13 themes of European data portals.
type DataTheme string

// DataThemes is the list of the Publications Office of the EU.
var DataThemes = list("DataTheme", "Datenthema", "data theme",
	"Amt für Veröffentlichungen der EU, http://publications.europa.eu/resource/authority/data-theme",
	code("AGRI", "Landwirtschaft, Fischerei, Forstwirtschaft und Nahrungsmittel", "agriculture, fisheries, forestry and food"),
	code("ECON", "Wirtschaft und Finanzen", "economy and finance"),
	code("EDUC", "Bildung, Kultur und Sport", "education, culture and sport"),
	code("ENER", "Energie", "energy"),
	code("ENVI", "Umwelt", "environment"),
	code("GOVE", "Regierung und öffentlicher Sektor", "government and public sector"),
	code("HEAL", "Gesundheit", "health"),
	code("INTR", "Internationale Themen", "international issues"),
	code("JUST", "Justiz, Rechtssystem und öffentliche Sicherheit", "justice, legal system and public safety"),
	code("REGI", "Regionen und Städte", "regions and cities"),
	code("SOCI", "Bevölkerung und Gesellschaft", "population and society"),
	code("TECH", "Wissenschaft und Technologie", "science and technology"),
	code("TRAN", "Verkehr", "transport"),
)

// Licence is a licence for data, by its DCAT-AP.de code.
type Licence string

// Licences is the DCAT-AP.de list without its superseded spellings, which
// importers translate. Open says what the list's publisher counts as open.
var Licences = list("Licence", "Lizenz für Daten", "data licence",
	"DCAT-AP.de, http://dcat-ap.de/def/licenses/",
	licence("APACHE", "apache", "Freie Softwarelizenz der Apache Software Foundation", true),
	licence("BSD", "bsd", "BSD Lizenz", true),
	licence("CC_BY", "cc-by", "Creative Commons Namensnennung (CC-BY)", true),
	licence("CC_BY_DE_3_0", "cc-by-de/3.0", "Creative Commons Namensnennung 3.0 Deutschland (CC BY 3.0 DE)", true),
	licence("CC_BY_NC", "cc-by-nc", "Creative Commons Namensnennung - Nicht kommerziell (CC BY-NC)", false),
	licence("CC_BY_NC_DE_3_0", "cc-by-nc-de/3.0", "Creative Commons Namensnennung-Nicht kommerziell 3.0 Deutschland (CC BY-NC 3.0 DE)", false),
	licence("CC_BY_NC_4_0", "cc-by-nc/4.0", "Creative Commons Namensnennung - Nicht kommerziell 4.0 International (CC BY-NC 4.0)", false),
	licence("CC_BY_ND", "cc-by-nd", "Creative Commons Namensnennung - Keine Bearbeitung (CC BY-ND)", false),
	licence("CC_BY_ND_3_0", "cc-by-nd/3.0", "Creative Commons Namensnennung – Keine Bearbeitung 3.0 Unported (CC BY-ND 3.0)", false),
	licence("CC_BY_ND_4_0", "cc-by-nd/4.0", "Creative Commons Namensnennung – Keine Bearbeitung 4.0 International (CC BY-ND 4.0)", false),
	licence("CC_BY_SA", "cc-by-sa", "Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen (CC-BY-SA)", true),
	licence("CC_BY_SA_DE_3_0", "cc-by-sa-de/3.0", "Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen 3.0 Deutschland (CC BY-SA 3.0 DE)", true),
	licence("CC_BY_SA_4_0", "cc-by-sa/4.0", "Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen 4.0 International (CC-BY-SA 4.0)", true),
	licence("CC_BY_4_0", "cc-by/4.0", "Creative Commons Namensnennung – 4.0 International (CC BY 4.0)", true),
	licence("CC_ZERO", "cc-zero", "Creative Commons CC Zero License (cc-zero)", true),
	licence("CCPDM_1_0", "ccpdm/1.0", "Public Domain Mark 1.0 (PDM)", true),
	licence("DL_BY_DE_1_0", "dl-by-de/1.0", "Datenlizenz Deutschland Namensnennung 1.0", true),
	licence("DL_BY_DE_2_0", "dl-by-de/2.0", "Datenlizenz Deutschland Namensnennung 2.0", true),
	licence("DL_BY_NC_DE_1_0", "dl-by-nc-de/1.0", "Datenlizenz Deutschland Namensnennung nicht-kommerziell 1.0", false),
	licence("DL_ZERO_DE_2_0", "dl-zero-de/2.0", "Datenlizenz Deutschland – Zero – Version 2.0", true),
	licence("GEONUTZ_20130319", "geonutz/20130319", "Nutzungsbestimmungen für die Bereitstellung von Geodaten des Bundes", true),
	licence("GEONUTZ_20131001", "geoNutz/20131001", "Nutzungsbestimmungen für die Bereitstellung von Geodaten des Landes Berlin", true),
	licence("GFDL", "gfdl", "GNU Free Documentation License (GFDL)", true),
	licence("GPL_3_0", "gpl/3.0", "GNU General Public License version 3.0 (GPLv3)", true),
	licence("MOZILLA", "mozilla", "Mozilla Public License 2.0 (MPL)", true),
	licence("ODBL", "odbl", "Open Data Commons Open Database License (ODbL)", true),
	licence("ODBY", "odby", "Open Data Commons Attribution License (ODC-BY 1.0)", true),
	licence("ODCPDDL", "odcpddl", "Open Data Commons Public Domain Dedication and Licence (ODC PDDL)", true),
	licence("OFFICIAL_WORK", "officialWork", "Amtliches Werk, lizenzfrei nach §5 Abs. 1 UrhG", true),
	licence("OTHER_CLOSED", "other-closed", "Andere geschlossene Lizenz", false),
	licence("OTHER_COMMERCIAL", "other-commercial", "Andere kommerzielle Lizenz", false),
	licence("OTHER_FREEWARE", "other-freeware", "Andere Freeware Lizenz", false),
	licence("OTHER_OPEN", "other-open", "Andere offene Lizenz", true),
	licence("OTHER_OPENSOURCE", "other-opensource", "Andere Open Source Lizenz", true),
)

func licence(name, spelling, german string, open bool) Code {
	return Code{Name: name, Official: spelling, Label: T(german), Open: open}
}

// Open says whether the list's publisher counts the licence as open.
func (c Licence) Open() bool {
	found, _ := Licences.Find(string(c))
	return found.Open
}

// AccessRights says who may have a dataset.
type AccessRights string

// AccessRightsList is the list of the Publications Office of the EU.
var AccessRightsList = list("AccessRights", "Zugriffsrechte", "access rights",
	"Amt für Veröffentlichungen der EU, http://publications.europa.eu/resource/authority/access-right",
	code("PUBLIC", "öffentlich", "public"),
	code("RESTRICTED", "eingeschränkt", "restricted"),
	code("NON_PUBLIC", "nicht öffentlich", "non-public"),
	code("CONFIDENTIAL", "vertraulich", "confidential"),
	code("SENSITIVE", "sensibel", "sensitive"),
)

// Frequency (Aktualisierungsrhythmus) is how often a dataset is brought up to date.
type Frequency string

// Frequencies is the list of the Publications Office of the EU.
var Frequencies = list("Frequency", "Aktualisierungsrhythmus", "frequency of update",
	"Amt für Veröffentlichungen der EU, http://publications.europa.eu/resource/authority/frequency",
	code("CONT", "kontinuierlich", "continuous"),
	code("UPDATE_CONT", "fortlaufend aktualisiert", "continuously updated"),
	code("DAILY_2", "zweimal täglich", "twice a day"),
	code("DAILY", "täglich", "daily"),
	code("WEEKLY_3", "dreimal wöchentlich", "three times a week"),
	code("WEEKLY_2", "zweimal wöchentlich", "twice a week"),
	code("WEEKLY", "wöchentlich", "weekly"),
	code("BIWEEKLY", "alle zwei Wochen", "every two weeks"),
	code("MONTHLY_3", "dreimal im Monat", "three times a month"),
	code("MONTHLY_2", "zweimal im Monat", "twice a month"),
	code("MONTHLY", "monatlich", "monthly"),
	code("BIMONTHLY", "alle zwei Monate", "every two months"),
	code("QUARTERLY", "vierteljährlich", "quarterly"),
	code("ANNUAL_3", "dreimal im Jahr", "three times a year"),
	code("ANNUAL_2", "halbjährlich", "twice a year"),
	code("ANNUAL", "jährlich", "annual"),
	code("BIENNIAL", "alle zwei Jahre", "every two years"),
	code("TRIENNIAL", "alle drei Jahre", "every three years"),
	code("QUADRENNIAL", "alle vier Jahre", "every four years"),
	code("QUINQUENNIAL", "alle fünf Jahre", "every five years"),
	code("DECENNIAL", "alle zehn Jahre", "every ten years"),
	code("IRREG", "unregelmäßig", "irregular"),
	code("AS_NEEDED", "bei Bedarf", "as needed"),
	code("NOT_PLANNED", "nicht geplant", "not planned"),
	code("NEVER", "nie", "never"),
	code("OTHER", "sonstiger Rhythmus", "other"),
	code("UNKNOWN", "unbekannt", "unknown"),
)

// HVDCategory is a thematic category of high-value datasets (hochwertige Datensätze).
type HVDCategory string

// HVDCategories is the list of Implementing Regulation (EU) 2023/138, annex.
var HVDCategories = list("HVDCategory", "Kategorie hochwertiger Datensätze", "high-value dataset category",
	"Durchführungsverordnung (EU) 2023/138; Kennungen http://data.europa.eu/bna/",
	official("GEOSPATIAL", "c_ac64a52d", "Georaum", "geospatial"),
	official("EARTH_OBSERVATION_AND_ENVIRONMENT", "c_dd313021", "Erdbeobachtung und Umwelt", "earth observation and environment"),
	official("METEOROLOGICAL", "c_164e0bf5", "Meteorologie", "meteorological"),
	official("STATISTICS", "c_e1da4e07", "Statistik", "statistics"),
	official("COMPANIES_AND_COMPANY_OWNERSHIP", "c_a9135398", "Unternehmen und Eigentümerschaft von Unternehmen", "companies and company ownership"),
	official("MOBILITY", "c_b79e35eb", "Mobilität", "mobility"),
)

// PersonalData is how personal the data in a dataset are.
type PersonalData string

// PersonalDataClasses is our own list after the General Data Protection Regulation.
var PersonalDataClasses = list("PersonalData", "Personenbezug", "personal data class",
	"Fundus, nach Verordnung (EU) 2016/679 Artikel 4, 9 und 10",
	code("NONE", "kein Personenbezug", "no personal data"),
	code("PSEUDONYMOUS", "pseudonymisiert", "pseudonymous"),
	code("PERSONAL", "personenbezogen", "personal data"),
	code("SPECIAL_CATEGORY", "besondere Kategorien (Artikel 9 oder 10)", "special categories"),
)

// GeocodingLevel is the administrative level that a dataset covers.
type GeocodingLevel string

// GeocodingLevels is the DCAT-AP.de list.
var GeocodingLevels = list("GeocodingLevel", "Geopolitische Ebene", "political geocoding level",
	"DCAT-AP.de, http://dcat-ap.de/def/politicalGeocoding/Level/",
	official("INTERNATIONAL", "international", "international", "international"),
	official("EUROPEAN", "european", "europäisch", "European"),
	official("FEDERAL", "federal", "Bund", "federal"),
	official("STATE", "state", "Land", "state"),
	official("ADMINISTRATIVE_DISTRICT", "administrativeDistrict", "Kreis", "administrative district"),
	official("MUNICIPALITY", "municipality", "Gemeinde", "municipality"),
)

// PlannedAvailability is how long data are meant to stay available.
type PlannedAvailability string

// PlannedAvailabilities is the list of the Publications Office of the EU.
var PlannedAvailabilities = list("PlannedAvailability", "Geplante Verfügbarkeit", "planned availability",
	"Amt für Veröffentlichungen der EU, http://publications.europa.eu/resource/authority/planned-availability",
	code("TEMPORARY", "zeitweilig", "temporary"),
	code("EXPERIMENTAL", "experimentell", "experimental"),
	code("AVAILABLE", "verfügbar", "available"),
	code("STABLE", "dauerhaft", "stable"),
)
