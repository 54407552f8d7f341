package catalogue

// AuthorityLevel (Ebene) is the level of the state that an authority belongs to.
type AuthorityLevel string

// The levels.
const (
	LevelFederal      AuthorityLevel = "FEDERAL"
	LevelState        AuthorityLevel = "STATE"
	LevelDistrict     AuthorityLevel = "DISTRICT"
	LevelAssociation  AuthorityLevel = "ASSOCIATION"
	LevelMunicipality AuthorityLevel = "MUNICIPALITY"
	LevelOther        AuthorityLevel = "OTHER"
)

// AuthorityLevels is our own list after the administrative levels of Germany.
var AuthorityLevels = list("AuthorityLevel", "Verwaltungsebene", "administrative level", "Fundus",
	code("FEDERAL", "Bund", "federation"),
	code("STATE", "Land", "state"),
	code("DISTRICT", "Kreis", "district"),
	code("ASSOCIATION", "Gemeindeverband", "association of municipalities"),
	code("MUNICIPALITY", "Gemeinde", "municipality"),
	code("OTHER", "Sonstige Ebene", "other level"),
)

// AuthorityKind is what sort of body an authority is.
type AuthorityKind string

// The kinds of authority that importers make.
const (
	AuthorityState           AuthorityKind = "STATE_GOVERNMENT"
	AuthorityMinistry        AuthorityKind = "MINISTRY"
	AuthorityRuralDistrict   AuthorityKind = "RURAL_DISTRICT"
	AuthorityIndependentCity AuthorityKind = "INDEPENDENT_CITY"
	AuthorityAssociation     AuthorityKind = "JOINT_MUNICIPALITY"
	AuthorityMunicipality    AuthorityKind = "MUNICIPALITY"
	AuthorityRegion          AuthorityKind = "REGION"
	AuthorityOtherKind       AuthorityKind = "OTHER"
)

// AuthorityKinds is our own list.
var AuthorityKinds = list("AuthorityKind", "Art der Behörde", "kind of authority", "Fundus",
	code("FEDERAL_BODY", "Bundesbehörde oder Bundeseinrichtung", "federal body"),
	code("FEDERAL_STATE_BODY", "Gemeinsame Einrichtung von Bund und Ländern", "joint body of federation and states"),
	code("STATE_GOVERNMENT", "Land", "state"),
	code("MINISTRY", "Ministerium oder Staatskanzlei", "ministry or state chancellery"),
	code("STATE_AGENCY", "Landesbehörde oder Landesbetrieb", "state agency"),
	code("REGION", "Regierungsbezirk oder Region", "government district or region"),
	code("RURAL_DISTRICT", "Landkreis", "rural district"),
	code("INDEPENDENT_CITY", "Kreisfreie Stadt", "independent city"),
	code("JOINT_MUNICIPALITY", "Samtgemeinde oder anderer Gemeindeverband", "joint municipality"),
	code("MUNICIPALITY", "Gemeinde oder Stadt", "municipality"),
	code("MUNICIPAL_IT_PROVIDER", "Kommunaler IT-Dienstleister", "municipal IT provider"),
	code("CHAMBER", "Kammer", "chamber"),
	code("COMPANY", "Unternehmen", "company"),
	code("OTHER", "Sonstige Stelle", "other body"),
)

// AreaKind (Gebietsart) is what sort of administrative area an area is.
type AreaKind string

// AreaKinds follows the record types (Satzart) and text codes
// (Textkennzeichen) of the municipal register; Official is "Satzart/Textkennzeichen".
var AreaKinds = list("AreaKind", "Gebietsart", "kind of area",
	"Statistisches Bundesamt, Gemeindeverzeichnis GV100AD: Satzart und Textkennzeichen",
	code("COUNTRY", "Staat", "country"),
	official("STATE", "10", "Land", "state"),
	official("GOVERNMENT_DISTRICT", "20", "Regierungsbezirk oder Statistische Region", "government district"),
	official("REGION", "30", "Region", "region"),
	official("INDEPENDENT_CITY", "40/41", "Kreisfreie Stadt", "independent city"),
	official("CITY_DISTRICT", "40/42", "Stadtkreis", "city district"),
	official("DISTRICT", "40/43", "Kreis", "district"),
	official("RURAL_DISTRICT", "40/44", "Landkreis", "rural district"),
	official("REGIONAL_ASSOCIATION", "40/45", "Regionalverband", "regional association"),
	official("FREE_MUNICIPALITY", "50/50", "Verbandsfreie Gemeinde (Verbandsebene)", "municipality outside an association, on the level of associations"),
	official("OFFICE", "50/51", "Amt", "office (Amt)"),
	official("JOINT_MUNICIPALITY", "50/52", "Samtgemeinde", "joint municipality"),
	official("MUNICIPAL_ASSOCIATION", "50/53", "Verbandsgemeinde", "association municipality"),
	official("ADMINISTRATIVE_COMMUNITY", "50/54", "Verwaltungsgemeinschaft", "administrative community"),
	official("PARISH_MUNICIPALITY", "50/55", "Kirchspielslandgemeinde", "parish municipality"),
	official("ADMINISTRATIVE_ASSOCIATION", "50/56", "Verwaltungsverband", "administrative association"),
	official("CARRIER_MODEL", "50/57", "VG-Trägermodell", "carrier model"),
	official("FULFILLING_MUNICIPALITY", "50/58", "Erfüllende Gemeinde", "fulfilling municipality"),
	official("ASSOCIATION", "50", "Gemeindeverband", "association of municipalities"),
	official("MARKET", "60/60", "Markt", "market town"),
	official("CITY_INDEPENDENT", "60/61", "Kreisfreie Stadt (Gemeindeebene)", "independent city, on the level of municipalities"),
	official("CITY_OF_CITY_DISTRICT", "60/62", "Stadtkreis (Gemeindeebene)", "city district, on the level of municipalities"),
	official("TOWN", "60/63", "Stadt", "town"),
	official("MUNICIPALITY", "60/64", "Kreisangehörige Gemeinde", "municipality of a district"),
	official("UNINCORPORATED_INHABITED", "60/65", "Gemeindefreies Gebiet, bewohnt", "unincorporated area, inhabited"),
	official("UNINCORPORATED_UNINHABITED", "60/66", "Gemeindefreies Gebiet, unbewohnt", "unincorporated area, uninhabited"),
	official("LARGE_DISTRICT_TOWN", "60/67", "Große Kreisstadt", "large district town"),
	official("OFFICE_TOWN", "60/68", "Amtsangehörige Stadt", "town of an office"),
	official("OFFICE_FREE_TOWN", "60/69", "Amtsfreie Stadt", "town outside an office"),
)
