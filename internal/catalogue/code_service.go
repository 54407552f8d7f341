package catalogue

// RegulationType (Typisierung) says who regulates a service and who executes it.
type RegulationType string

// RegulationTypes is the FIM list of types; 8 and 9 have no published text.
var RegulationTypes = list("RegulationType", "Typisierung einer Leistung", "regulation type of a service",
	"FIM, urn:de:fim:leika:typisierung",
	official("TYPE_1", "1", "Regelungs- und Vollzugskompetenz auf Bundesebene", "regulated and executed by the federation"),
	official("TYPE_2", "2", "Regelung Bund, Vollzug Landes- oder kommunale Ebene", "regulated by the federation, executed by states or municipalities"),
	official("TYPE_2A", "2a", "Regelung Bund, Vollzug Landesebene", "regulated by the federation, executed by states"),
	official("TYPE_2B", "2b", "Regelung Bund, Ausführungsvorschriften Land, Vollzug kommunal", "regulated by the federation, executed by municipalities under state provisions"),
	official("TYPE_3", "3", "Regelung Bund mit Abweichungsrecht der Länder, Vollzug Landes- oder kommunale Ebene", "as type 2, states may deviate"),
	official("TYPE_3A", "3a", "Regelung Bund mit Abweichungsrecht der Länder, Vollzug Landesebene", "as type 2a, states may deviate"),
	official("TYPE_3B", "3b", "Regelung Bund mit Abweichungsrecht der Länder, Ausführungsvorschriften Land, Vollzug kommunal", "as type 2b, states may deviate"),
	official("TYPE_2_3", "2/3", "Regelung Bund, Vollzug Land oder kommunal", "types 2 and 3 together"),
	official("TYPE_2_3A", "2/3a", "Regelung Bund, Vollzug Landesebene (2a und 3a)", "types 2a and 3a together"),
	official("TYPE_2_3B", "2/3b", "Regelung Bund, Ausführungsvorschriften Land, Vollzug kommunal (2b und 3b)", "types 2b and 3b together"),
	official("TYPE_4", "4", "Regelungskompetenz Land", "regulated by the state"),
	official("TYPE_4A", "4a", "Regelung Land, Vollzug Land", "regulated and executed by the state"),
	official("TYPE_4B", "4b", "Regelung Land, Vollzug kommunal", "regulated by the state, executed by municipalities"),
	official("TYPE_5", "5", "Regelungskompetenz kommunal", "regulated by municipalities"),
	official("TYPE_6", "6", "Allgemeine Hinweise mit informativem Charakter", "general information"),
	official("TYPE_7", "7", "Service- und Sonderrufnummern", "telephone numbers"),
	official("TYPE_8", "8", "Typ 8 (ohne veröffentlichten Text)", ""),
	official("TYPE_9", "9", "Typ 9 (ohne veröffentlichten Text)", ""),
	official("TYPE_10", "10", "Verwaltungsinterne Leistung", "internal to the administration"),
	official("TYPE_11", "11", "SDG: Allgemeine Rechte und Pflichten", "SDG: rights and obligations"),
	official("TYPE_12", "12", "SDG: Hilfs- und Problemlösungsdienste", "SDG: assistance and problem-solving services"),
)

// ServiceType (Leistungstyp) is how specific a LeiKa key is. It is derived from the key.
type ServiceType string

// The service types.
const (
	ServiceObject       ServiceType = "LO"
	ServiceAction       ServiceType = "LOV"
	ServiceActionDetail ServiceType = "LOVD"
)

// ServiceTypes is the FIM list.
var ServiceTypes = list("ServiceType", "Leistungstyp", "service type",
	"FIM, Leistungstyp; berechnet aus dem Leistungsschlüssel",
	official("LO", "lo", "Leistungsobjekt", "object of the service"),
	official("LOV", "lov", "Leistungsobjekt mit Verrichtung", "object with action"),
	official("LOVD", "lovd", "Leistungsobjekt mit Verrichtung und Detail", "object with action and detail"),
)

// PolicyField (Themenfeld) is one of the 14 fields in which OZG services are bundled.
type PolicyField string

// PolicyFields is the OZG list as the FIM interface spells it.
var PolicyFields = list("PolicyField", "OZG-Themenfeld", "OZG policy field",
	"FIM-Portal, OzgThemenfeld",
	official("ARBEIT_RUHESTAND", "arbeit_ruhestand", "Arbeit & Ruhestand", "work and retirement"),
	official("BAUEN_WOHNEN", "bauen_wohnen", "Bauen & Wohnen", "building and housing"),
	official("BILDUNG", "bildung", "Bildung", "education"),
	official("EIN_AUSWANDERUNG", "ein_auswanderung", "Ein- & Auswanderung", "immigration and emigration"),
	official("ENGAGEMENT_HOBBY", "engagement_hobby", "Engagement & Hobby", "engagement and hobbies"),
	official("FAMILIE_KIND", "familie_kind", "Familie & Kind", "family and children"),
	official("FORSCHUNG_FOERDERUNG", "forschung_foerderung", "Forschung & Förderung", "research and funding"),
	official("GESUNDHEIT", "gesundheit", "Gesundheit", "health"),
	official("MOBILITAET_REISEN", "mobilitaet_reisen", "Mobilität & Reisen", "mobility and travel"),
	official("QUERSCHNITTSLEISTUNGEN", "querschnittsleistungen", "Querschnittsleistungen", "cross-sectional services"),
	official("RECHT_ORDNUNG", "recht_ordnung", "Recht & Ordnung", "law and order"),
	official("STEUERN_ZOLL", "steuern_zoll", "Steuern & Zoll", "taxes and customs"),
	official("UMWELT", "umwelt", "Umwelt", "environment"),
	official("UNTERNEHMENSFUEHRUNG_ENTWICKLUNG", "unternehmensfuehrung_entwicklung", "Unternehmensführung & -entwicklung", "running and developing a business"),
)

// Addressee (Leistungsadressat) is whom a service is for.
type Addressee string

// Addressees is the FIM list.
var Addressees = list("Addressee", "Leistungsadressat", "addressee of a service",
	"FIM, Leistungsadressat",
	official("CITIZENS", "001", "Bürgerinnen und Bürger", "citizens"),
	official("BUSINESSES", "002", "Unternehmen", "businesses"),
	official("ADMINISTRATION", "003", "Verwaltung", "administration"),
)

// TrustLevel (Vertrauensniveau) is how surely a user must be identified. The
// list's publisher gives codes; their labels are not published with it.
type TrustLevel string

// TrustLevels is the FIM list, in ascending order.
var TrustLevels = list("TrustLevel", "Vertrauensniveau", "required trust level",
	"FIM, urn:xoev-de:fim:codeliste:vertrauensniveau",
	official("LEVEL_00", "00", "Vertrauensniveau 00", ""),
	official("LEVEL_10", "10", "Vertrauensniveau 10", ""),
	official("LEVEL_15", "15", "Vertrauensniveau 15", ""),
	official("LEVEL_20", "20", "Vertrauensniveau 20", ""),
	official("LEVEL_30", "30", "Vertrauensniveau 30", ""),
	official("LEVEL_40", "40", "Vertrauensniveau 40", ""),
)

// OfferStatus is how far an authority is with offering a service.
type OfferStatus string

// The states of an offer.
const (
	OfferPlanned   OfferStatus = "PLANNED"
	OfferInRollout OfferStatus = "IN_ROLLOUT"
	OfferLive      OfferStatus = "LIVE"
	OfferRetired   OfferStatus = "RETIRED"
)

// OfferStatuses is our own list, in the order of an offer's life.
var OfferStatuses = list("OfferStatus", "Stand eines Angebots", "status of an offer", "Fundus",
	code("PLANNED", "geplant", "planned"),
	code("IN_ROLLOUT", "im Rollout", "in rollout"),
	code("LIVE", "verfügbar", "live"),
	code("RETIRED", "eingestellt", "retired"),
)

// Availability (Flächendeckung) is how far a service can be used online. It is derived
// from the land of its live offers on a day.
type Availability string

// The availabilities.
const (
	AvailableNationwide Availability = "NATIONWIDE"
	AvailableStatewide  Availability = "STATEWIDE"
	AvailableInDistrict Availability = "DISTRICTWIDE"
	AvailableSomewhere  Availability = "MUNICIPALITY"
	NotConsidered       Availability = "NOT_CONSIDERED"
)

// Availabilities is the list of the OZG dashboard, the widest first.
var Availabilities = list("Availability", "Flächendeckung", "availability of a service",
	"OZG-Dashboard, art_flaechendeckung; abgeleitet aus dem Gebiet der verfügbaren Angebote",
	official("NATIONWIDE", "bundesweit flächendeckend", "bundesweit flächendeckend", "throughout the country"),
	official("STATEWIDE", "landesweit flächendeckend", "landesweit flächendeckend", "throughout a state"),
	official("DISTRICTWIDE", "kreisweit flächendeckend", "kreisweit flächendeckend", "throughout a district"),
	official("MUNICIPALITY", "in mind. einer Kommune verfügbar", "in mindestens einer Kommune verfügbar", "in one municipality at least"),
	official("NOT_CONSIDERED", "nicht in Auswertung berücksichtigt", "nicht in Auswertung berücksichtigt", "not considered"),
)

// EvidenceGrade is how well a statement is supported, best first.
type EvidenceGrade string

// The grades of evidence.
const (
	EvidenceProven    EvidenceGrade = "A"
	EvidenceConfirmed EvidenceGrade = "B"
	EvidenceRecorded  EvidenceGrade = "C"
	EvidenceClaimed   EvidenceGrade = "D"
)

// EvidenceGrades is our own list, best first.
var EvidenceGrades = list("EvidenceGrade", "Evidenzgrad", "evidence grade", "Fundus",
	code("A", "durch Vertrag oder Prüfbericht belegt", "contract or test report"),
	code("B", "von der nutzenden Seite bestätigt oder beobachtet", "confirmed by the using side, or observed"),
	code("C", "Katalogeintrag, jünger als zwölf Monate", "catalogue record younger than twelve months"),
	code("D", "Behauptung oder älterer Eintrag", "claim, or an older record"),
)
