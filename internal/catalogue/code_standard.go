package catalogue

// Bindingness (Verbindlichkeit) says whether a standard must be used.
type Bindingness string

// Bindingnesses follows the federal definition of FIT standards.
var Bindingnesses = list("Bindingness", "Verbindlichkeit", "bindingness", "FITKO, Definition FIT-Standard",
	official("BINDING", "verbindlich", "verbindlich", "binding"),
	official("RECOMMENDED", "empfohlen", "empfohlen", "recommended"),
)

// InterfaceKind is what sort of interface an interface is.
type InterfaceKind string

// InterfaceKinds is our own list.
var InterfaceKinds = list("InterfaceKind", "Art der Schnittstelle", "kind of interface", "Fundus",
	code("API", "Programmierschnittstelle", "API"),
	code("MESSAGE", "Nachrichtenschnittstelle", "message interface"),
	code("FILE", "Dateischnittstelle", "file interface"),
)

// LegalLevel is who made a law.
type LegalLevel string

// LegalLevels is our own list.
var LegalLevels = list("LegalLevel", "Rechtsebene", "level of law", "Fundus",
	code("EUROPEAN", "Europäische Union", "European Union"),
	code("FEDERAL", "Bund", "federation"),
	code("STATE", "Land", "state"),
	code("MUNICIPAL", "Kommune", "municipality"),
	code("INTERGOVERNMENTAL", "Staatsvertrag oder Verwaltungsabkommen", "treaty between federation and states"),
)

// ProjectStatus is how far a project is.
type ProjectStatus string

// ProjectStatuses is our own list.
var ProjectStatuses = list("ProjectStatus", "Stand des Vorhabens", "status of a project", "Fundus",
	code("PLANNED", "geplant", "planned"),
	code("RUNNING", "laufend", "running"),
	code("DONE", "abgeschlossen", "done"),
	code("STOPPED", "abgebrochen", "stopped"),
)

// SourceKind is what sort of source a statement comes from.
type SourceKind string

// SourceIllustrative marks a statement that was written to show something and
// is not a fact.
const SourceIllustrative SourceKind = "ILLUSTRATIVE"

// SourceKinds is our own list.
var SourceKinds = list("SourceKind", "Art der Quelle", "kind of source", "Fundus",
	code("LAW", "Gesetz oder Verordnung", "law"),
	code("DECISION", "Beschluss", "decision"),
	code("REGISTER", "Register oder Verzeichnis", "register"),
	code("CATALOGUE", "Katalog", "catalogue"),
	code("CONTRACT", "Vertrag", "contract"),
	code("TEST_REPORT", "Prüfbericht", "test report"),
	code("PUBLICATION", "Veröffentlichung", "publication"),
	code("STATEMENT", "Auskunft einer Stelle", "statement of a body"),
	code("SYNTHETIC", "künstlich erzeugt", "synthetic"),
	code("ILLUSTRATIVE", "Beispiel, keine Tatsache", "illustrative, not fact"),
)
