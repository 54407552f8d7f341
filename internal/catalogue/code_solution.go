package catalogue

// SolutionKind is what sort of software a solution is.
type SolutionKind string

// The kinds that derivations speak of.
const (
	SolutionBaseService SolutionKind = "BASE_SERVICE"
	SolutionPlatform    SolutionKind = "PLATFORM"
	SolutionComponent   SolutionKind = "COMPONENT"
	SolutionAI          SolutionKind = "AI_APPLICATION"
)

// SolutionKinds is our own list.
var SolutionKinds = list("SolutionKind", "Art der Softwarelösung", "kind of solution", "Fundus",
	code("ONLINE_SERVICE", "Onlinedienst", "online service"),
	code("BASE_SERVICE", "Basisdienst", "base service"),
	code("LINE_OF_BUSINESS", "Fachverfahren", "line-of-business application"),
	code("PLATFORM", "Plattform", "platform"),
	code("COMPONENT", "Komponente", "component"),
	code("AI_APPLICATION", "KI-Anwendung", "AI application"),
)

// Sphere is who develops, or who operates, a solution.
type Sphere string

// The spheres.
const (
	SphereFederal    Sphere = "FEDERAL"
	SphereCrossState Sphere = "CROSS_STATE"
	SphereState      Sphere = "STATE"
	SphereMunicipal  Sphere = "MUNICIPAL"
	SphereThirdParty Sphere = "THIRD_PARTY"
)

// Spheres is our own list; its two uses, development and operation, are the
// axes of the official models of reuse (OZG-Leitfaden, chapter 11.1).
var Spheres = list("Sphere", "Entwicklung oder Betrieb durch", "developed or operated by", "Fundus, nach den Nachnutzungsmodellen des OZG-Leitfadens",
	code("FEDERAL", "Bund", "federation"),
	code("CROSS_STATE", "länderübergreifend", "several states together"),
	code("STATE", "ein Land", "one state"),
	code("MUNICIPAL", "kommunal", "municipal"),
	code("THIRD_PARTY", "Dritte", "third party"),
)

// Origin is where a solution comes from, in the order of preference. It is
// derived (see Solution.Origin); the scale is our own.
type Origin string

// The origins.
const (
	OriginFederalStandard Origin = "FEDERAL_STANDARD"
	OriginEfA             Origin = "EFA"
	OriginStateShared     Origin = "STATE_SHARED"
	OriginOtherPublic     Origin = "OTHER_PUBLIC"
	OriginOpenSource      Origin = "OPEN_SOURCE"
	OriginCommercial      Origin = "COMMERCIAL"
	OriginInHouse         Origin = "IN_HOUSE"
)

// Origins is our own scale, mapped to the official models of reuse.
var Origins = list("Origin", "Herkunft", "origin", "Fundus (eigene Skala; abgeleitet aus Entwicklung, Betrieb, Art und Lizenz)",
	code("FEDERAL_STANDARD", "Bundesstandard", "federal standard"),
	code("EFA", "Einer für Alle (EfA)", "one for all (EfA)"),
	code("STATE_SHARED", "im Land gemeinsam genutzt", "shared in the state"),
	code("OTHER_PUBLIC", "andere öffentliche Stelle", "other public body"),
	code("OPEN_SOURCE", "Open Source Dritter", "third-party open source"),
	code("COMMERCIAL", "kommerziell", "commercial"),
	code("IN_HOUSE", "Eigenentwicklung", "in-house build"),
)

// LifecyclePhase is a phase in the life of a solution.
type LifecyclePhase string

// The phases.
const (
	PhasePlanned    LifecyclePhase = "PLANNED"
	PhasePilot      LifecyclePhase = "PILOT"
	PhaseProductive LifecyclePhase = "PRODUCTIVE"
	PhaseOut        LifecyclePhase = "PHASE_OUT"
	PhaseRetired    LifecyclePhase = "RETIRED"
)

// LifecyclePhases is our own list, in the order of a life.
var LifecyclePhases = list("LifecyclePhase", "Lebensphase", "lifecycle phase", "Fundus",
	code("PLANNED", "geplant", "planned"),
	code("PILOT", "Pilotbetrieb", "pilot"),
	code("PRODUCTIVE", "produktiv", "productive"),
	code("PHASE_OUT", "Auslauf", "phase-out"),
	code("RETIRED", "außer Betrieb", "retired"),
)

// DevelopmentStatus is the development status of publiccode.yml.
type DevelopmentStatus string

const publiccodeSource = "publiccode.yml, https://yml.publiccode.tools/"

// DevelopmentStatuses is the list of publiccode.yml.
var DevelopmentStatuses = list("DevelopmentStatus", "Entwicklungsstand", "development status", publiccodeSource,
	official("CONCEPT", "concept", "Konzept", "concept"),
	official("DEVELOPMENT", "development", "in Entwicklung", "development"),
	official("BETA", "beta", "Beta", "beta"),
	official("STABLE", "stable", "stabil", "stable"),
	official("OBSOLETE", "obsolete", "veraltet", "obsolete"),
)

// SoftwareType is the software type of publiccode.yml.
type SoftwareType string

// SoftwareTypes is the list of publiccode.yml.
var SoftwareTypes = list("SoftwareType", "Softwaretyp", "software type", publiccodeSource,
	official("STANDALONE_MOBILE", "standalone/mobile", "eigenständig, mobil", "standalone, mobile"),
	official("STANDALONE_IOT", "standalone/iot", "eigenständig, Internet der Dinge", "standalone, internet of things"),
	official("STANDALONE_DESKTOP", "standalone/desktop", "eigenständig, Arbeitsplatz", "standalone, desktop"),
	official("STANDALONE_WEB", "standalone/web", "eigenständig, Web", "standalone, web"),
	official("STANDALONE_BACKEND", "standalone/backend", "eigenständig, Backend", "standalone, backend"),
	official("STANDALONE_OTHER", "standalone/other", "eigenständig, sonstige", "standalone, other"),
	official("ADDON", "addon", "Erweiterung", "add-on"),
	official("LIBRARY", "library", "Bibliothek", "library"),
	official("CONFIGURATION_FILES", "configurationFiles", "Konfigurationsdateien", "configuration files"),
)

// MaintenanceType is the maintenance type of publiccode.yml.
type MaintenanceType string

// MaintenanceTypes is the list of publiccode.yml.
var MaintenanceTypes = list("MaintenanceType", "Art der Pflege", "maintenance type", publiccodeSource,
	official("INTERNAL", "internal", "intern", "internal"),
	official("CONTRACT", "contract", "vertraglich", "contract"),
	official("COMMUNITY", "community", "durch eine Gemeinschaft", "community"),
	official("NONE", "none", "keine", "none"),
)

// AIRisk is the risk class of an AI application.
type AIRisk string

// AIRisks is our own list after the AI Act.
var AIRisks = list("AIRisk", "Risikoklasse nach KI-Verordnung", "AI Act risk class", "Verordnung (EU) 2024/1689",
	code("PROHIBITED", "verbotene Praktik (Artikel 5)", "prohibited practice"),
	code("HIGH", "Hochrisiko-KI-System (Artikel 6)", "high risk"),
	code("TRANSPARENCY", "Transparenzpflichten (Artikel 50)", "transparency obligations"),
	code("MINIMAL", "kein oder minimales Risiko", "minimal risk"),
)
