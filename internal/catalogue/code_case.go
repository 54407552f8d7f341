package catalogue

// CaseState (Stand der Akte) is how far a case has come.
type CaseState string

// The states, in the order of the way through them; the last three stand aside.
const (
	CaseDraft      CaseState = "DRAFT"
	CaseNeedFrozen CaseState = "NEED_FROZEN"
	CaseSearched   CaseState = "SEARCHED"
	CaseGated      CaseState = "GATED"
	CaseAssessed   CaseState = "ASSESSED"
	CaseReady      CaseState = "READY"
	CaseDecided    CaseState = "DECIDED"
	CaseInEffect   CaseState = "IN_EFFECT"
	CaseReviewDue  CaseState = "REVIEW_DUE"
	CaseConfirmed  CaseState = "CONFIRMED"
	CaseSuperseded CaseState = "SUPERSEDED"
	CaseLapsed     CaseState = "LAPSED"
	CaseWithdrawn  CaseState = "WITHDRAWN"
	CaseReturned   CaseState = "RETURNED"
	CaseDeferred   CaseState = "DEFERRED"
)

// CaseStates is our own list.
var CaseStates = list("CaseState", "Stand der Entscheidungsakte", "state of a case", "Fundus",
	code("DRAFT", "Entwurf", "draft"),
	code("NEED_FROZEN", "Bedarf festgeschrieben", "need frozen"),
	code("SEARCHED", "recherchiert", "searched"),
	code("GATED", "Ausschlüsse geprüft", "gates checked"),
	code("ASSESSED", "bewertet", "assessed"),
	code("READY", "entscheidungsreif", "ready for decision"),
	code("DECIDED", "entschieden", "decided"),
	code("IN_EFFECT", "in Kraft", "in effect"),
	code("REVIEW_DUE", "Überprüfung fällig", "review due"),
	code("CONFIRMED", "bestätigt", "confirmed"),
	code("SUPERSEDED", "ersetzt", "superseded"),
	code("LAPSED", "erledigt", "lapsed"),
	code("WITHDRAWN", "zurückgezogen", "withdrawn"),
	code("RETURNED", "zurückgegeben", "returned"),
	code("DEFERRED", "zurückgestellt", "deferred"),
)

// Lane (Verfahrensweg) is how much proof a case needs.
type Lane string

// The lanes.
const (
	LaneSmall  Lane = "S"
	LaneMedium Lane = "M"
	LaneLarge  Lane = "L"
)

// Lanes is our own list.
var Lanes = list("Lane", "Verfahrensweg", "lane of a case", "Fundus",
	code("S", "klein: ohne Gewichtung und Kosten, nie ohne Recherche, Ausschlussprüfung und Rangfolge", "small: without weights and money, never without search, gates and ladder"),
	code("M", "mittel: mit Gewichtung und Kosten", "medium: with weights and money"),
	code("L", "groß: dazu Nachweise zu jedem Punktwert und Stimmen des Gremiums", "large: also evidence for every score, and votes of the board"),
)

// OptionKind (Art der Handlungsoption) is what an option would do.
type OptionKind string

// The kinds of options.
const (
	OptionNoSystem OptionKind = "NO_SYSTEM"
	OptionSolution OptionKind = "SOLUTION"
	OptionPurchase OptionKind = "PURCHASE"
	OptionBuild    OptionKind = "BUILD"
)

// OptionKinds is our own list.
var OptionKinds = list("OptionKind", "Art der Handlungsoption", "kind of option", "Fundus",
	code("NO_SYSTEM", "kein System", "no system"),
	code("SOLUTION", "vorhandene Lösung nachnutzen", "reuse a solution"),
	code("PURCHASE", "beschaffen", "purchase"),
	code("BUILD", "selbst entwickeln", "build in-house"),
)

// Verdict (Prüfergebnis) is what an examination found.
type Verdict string

// The verdicts. What is not known is never met.
const (
	VerdictPass    Verdict = "PASS"
	VerdictFail    Verdict = "FAIL"
	VerdictUnknown Verdict = "UNKNOWN"
)

// Verdicts is our own list.
var Verdicts = list("Verdict", "Prüfergebnis", "verdict", "Fundus",
	code("PASS", "erfüllt", "pass"),
	code("FAIL", "nicht erfüllt", "fail"),
	code("UNKNOWN", "ungeklärt", "unknown"),
)

// RequirementLevel (Verbindlichkeit einer Vorgabe) is how binding a rule or a
// requirement is.
type RequirementLevel string

// The levels. Deviation from SHOULD is possible and must be documented.
const (
	LevelMust    RequirementLevel = "MUST"
	LevelShould  RequirementLevel = "SHOULD"
	LevelMay     RequirementLevel = "MAY"
	LevelMustNot RequirementLevel = "MUST_NOT"
)

// RequirementLevels are those of the national architecture guideline.
var RequirementLevels = list("RequirementLevel", "Verbindlichkeit einer Vorgabe", "requirement level", "Nationale IT-Architekturrichtlinie, nationale-it-architekturrichtlinie.gov.de",
	official("MUST", "Muss", "Muss", "must"),
	official("SHOULD", "Soll", "Soll", "should"),
	official("MAY", "Kann", "Kann", "may"),
	official("MUST_NOT", "Darf nicht", "Darf nicht", "must not"),
)

// PolicyStatus (Stand der Festlegung) says whether the board has enacted a rule,
// gate, ladder or weight set.
type PolicyStatus string

// The statuses.
const (
	PolicyProposed  PolicyStatus = "PROPOSED"
	PolicyEnacted   PolicyStatus = "ENACTED"
	PolicyWithdrawn PolicyStatus = "WITHDRAWN"
)

// PolicyStatuses is our own list.
var PolicyStatuses = list("PolicyStatus", "Stand der Festlegung", "status of a policy", "Fundus",
	code("PROPOSED", "Vorschlag", "proposed"),
	code("ENACTED", "beschlossen", "enacted"),
	code("WITHDRAWN", "aufgehoben", "withdrawn"),
)

// GateKind (Art der Ausschlussprüfung) is what a gate is about.
type GateKind string

// GateKinds is our own list.
var GateKinds = list("GateKind", "Art der Ausschlussprüfung", "kind of gate", "Fundus",
	code("LEGAL", "Recht", "law"),
	code("SECURITY", "Informationssicherheit", "information security"),
	code("PRIVACY", "Datenschutz", "data protection"),
	code("ACCESSIBILITY", "Barrierefreiheit", "accessibility"),
	code("STANDARDS", "verbindliche Standards", "mandatory standards"),
	code("FUNCTION", "Muss-Anforderungen", "must requirements"),
	code("OPERATOR", "Betrieb", "operator"),
	code("LIFECYCLE", "Lebenszyklus", "lifecycle"),
	code("TIME", "Zeit", "time"),
	code("BUDGET", "Haushalt", "budget"),
)

// GateTest is how the program itself can find out whether an option passes a
// gate; JUDGED is for people alone.
type GateTest string

// The tests.
const (
	GateTestJudged    GateTest = "JUDGED"
	GateTestStandards GateTest = "STANDARDS"
	GateTestOperator  GateTest = "OPERATOR"
	GateTestLifecycle GateTest = "LIFECYCLE"
	GateTestTime      GateTest = "TIME"
	GateTestBudget    GateTest = "BUDGET"
)

// GateTests is our own list.
var GateTests = list("GateTest", "Prüfung im Bestand", "test of a gate", "Fundus",
	code("JUDGED", "von Menschen beurteilt", "judged by people"),
	code("STANDARDS", "alle verbindlichen und verlangten Standards sind umgesetzt", "all binding and required standards are implemented"),
	code("OPERATOR", "ein Betreiber ist bekannt", "an operator is known"),
	code("LIFECYCLE", "weder im Auslauf noch abgeschaltet", "neither phasing out nor retired"),
	code("TIME", "bis zur Frist des Bedarfs produktiv", "productive by the deadline of the need"),
	code("BUDGET", "Kosten innerhalb der Grenze des Bedarfs", "costs within the limit of the need"),
)

// CriterionMeasure is how the program itself can give the points of a criterion;
// JUDGED is for people alone.
type CriterionMeasure string

// The measures.
const (
	MeasureJudged            CriterionMeasure = "JUDGED"
	MeasureFunctionalCover   CriterionMeasure = "FUNCTIONAL_COVER"
	MeasureConfirmedAdoption CriterionMeasure = "CONFIRMED_ADOPTION"
	MeasureInteroperability  CriterionMeasure = "INTEROPERABILITY"
	MeasureSovereignty       CriterionMeasure = "SOVEREIGNTY"
	MeasureVitality          CriterionMeasure = "VITALITY"
	MeasureConnectionEffort  CriterionMeasure = "CONNECTION_EFFORT"
	MeasureNetworkGain       CriterionMeasure = "NETWORK_GAIN"
	MeasureDeliveryRisk      CriterionMeasure = "DELIVERY_RISK"
)

// CriterionMeasures is our own list.
var CriterionMeasures = list("CriterionMeasure", "Messung eines Kriteriums", "measure of a criterion", "Fundus",
	code("JUDGED", "von Menschen beurteilt", "judged by people"),
	code("FUNCTIONAL_COVER", "Anteil der abgedeckten Leistungen und Fähigkeiten des Bedarfs", "share of the services and capabilities of the need that are covered"),
	code("CONFIRMED_ADOPTION", "bestätigte Nutzung durch Behörden", "use by authorities that is confirmed"),
	code("INTEROPERABILITY", "Anteil der verlangten und verbindlichen Standards, die umgesetzt sind", "share of required and binding standards that are implemented"),
	code("SOVEREIGNTY", "offene Lizenz, öffentliche Entwicklung und Betrieb", "open licence, public development and operation"),
	code("VITALITY", "Stand der Entwicklung und Pflege", "status of development and maintenance"),
	code("CONNECTION_EFFORT", "Anteil der betroffenen Behörden, deren Fachverfahren oder IT-Dienstleister schon angebunden ist", "share of affected authorities whose application or IT provider is connected already"),
	code("NETWORK_GAIN", "weitere Behörden, die mit der Option erreicht würden", "further authorities that the option would reach"),
	code("DELIVERY_RISK", "Lebenszyklus und Reife der Option", "lifecycle and maturity of the option"),
)

// RuleTest is how the program itself can find out whether a case follows a rule;
// JUDGED is for people alone.
type RuleTest string

// The tests.
const (
	RuleTestJudged            RuleTest = "JUDGED"
	RuleTestBetterRung        RuleTest = "BETTER_RUNG"
	RuleTestSearch            RuleTest = "SEARCH"
	RuleTestOpenSource        RuleTest = "OPEN_SOURCE"
	RuleTestBindingStandards  RuleTest = "BINDING_STANDARDS"
	RuleTestBudgetAndTime     RuleTest = "BUDGET_AND_TIME"
	RuleTestNegativeNetWorth  RuleTest = "NEGATIVE_NET_WORTH"
	RuleTestConfirmationAsked RuleTest = "CONFIRMATION"
)

// RuleTests is our own list.
var RuleTests = list("RuleTest", "Prüfung einer Regel", "test of a rule", "Fundus",
	code("JUDGED", "von Menschen beurteilt", "judged by people"),
	code("BETTER_RUNG", "keine nicht ausgeschlossene Option steht auf einer besseren Stufe als die gewählte", "no option on a better rung than the chosen one is left"),
	code("SEARCH", "nach der Festschreibung des Bedarfs wurde nach Lösungen gesucht", "solutions were searched for after the need was frozen"),
	code("OPEN_SOURCE", "vor Beschaffung oder Eigenentwicklung ist jede offene oder nachnutzbare Option ausgeschlossen", "before purchase or build every open or reusable option is excluded"),
	code("BINDING_STANDARDS", "die gewählte Option setzt alle verbindlichen Standards um", "the chosen option implements all binding standards"),
	code("BUDGET_AND_TIME", "die gewählte Option hält Haushalt und Frist ein", "the chosen option keeps budget and deadline"),
	code("NEGATIVE_NET_WORTH", "bei negativem Kapitalwert mehr als 50 Punkte und eine Begründung", "with a negative net present value more than 50 points and a reason"),
	code("CONFIRMATION", "eine Erfolgskontrolle ist geplant", "a check of success is planned"),
)

// ConstraintKind (Art der Randbedingung) is what a constraint limits.
type ConstraintKind string

// The kinds of constraints.
const (
	ConstraintBudget    ConstraintKind = "BUDGET"
	ConstraintDeadline  ConstraintKind = "DEADLINE"
	ConstraintOperation ConstraintKind = "OPERATION"
	ConstraintLicence   ConstraintKind = "LICENCE"
	ConstraintData      ConstraintKind = "DATA"
	ConstraintOther     ConstraintKind = "OTHER"
)

// ConstraintKinds is our own list.
var ConstraintKinds = list("ConstraintKind", "Art der Randbedingung", "kind of constraint", "Fundus",
	code("BUDGET", "Haushalt, über die Laufzeit", "budget, over the horizon"),
	code("DEADLINE", "Frist", "deadline"),
	code("OPERATION", "Betrieb", "operation"),
	code("LICENCE", "Lizenz", "licence"),
	code("DATA", "Daten", "data"),
	code("OTHER", "sonstige", "other"),
)

// ExclusionGround (Ausschlussgrund) is why an option is out.
type ExclusionGround string

// The grounds.
const (
	GroundGate        ExclusionGround = "GATE"
	GroundRequirement ExclusionGround = "REQUIREMENT"
	GroundUnavailable ExclusionGround = "UNAVAILABLE"
	GroundRefused     ExclusionGround = "REFUSED"
)

// ExclusionGrounds is our own list.
var ExclusionGrounds = list("ExclusionGround", "Ausschlussgrund", "ground of an exclusion", "Fundus",
	code("GATE", "eine Ausschlussprüfung ist nicht erfüllt", "a gate is failed"),
	code("REQUIREMENT", "eine Muss-Anforderung ist nicht erfüllt", "a must requirement is not met"),
	code("UNAVAILABLE", "nicht verfügbar oder nicht nachnutzbar", "not available or not for reuse"),
	code("REFUSED", "vom Anbieter abgelehnt", "refused by its provider"),
)

// EvidenceKind (Art des Nachweises) is what sort of document or observation an
// evidence is.
type EvidenceKind string

// EvidenceKinds is our own list.
var EvidenceKinds = list("EvidenceKind", "Art des Nachweises", "kind of evidence", "Fundus",
	code("CONTRACT", "Vertrag", "contract"),
	code("TEST_REPORT", "Prüfbericht", "test report"),
	code("CONFIRMATION", "Bestätigung der nutzenden Stelle", "confirmation by the using side"),
	code("OBSERVATION", "eigene Feststellung", "observation"),
	code("CATALOGUE_RECORD", "Eintrag im Bestand", "catalogue record"),
	code("OFFER", "Angebot oder Preisblatt", "offer or price list"),
	code("LAW", "Gesetz oder Verordnung", "law"),
	code("DECISION", "Beschluss", "decision"),
	code("PUBLICATION", "Veröffentlichung", "publication"),
	code("STATEMENT", "Auskunft einer Stelle", "statement of a body"),
)

// PriceFunction (Preisfunktion) is how a price grows with the number of users.
type PriceFunction string

// The price functions.
const (
	PriceFixed        PriceFunction = "FIXED"
	PricePerAuthority PriceFunction = "PER_AUTHORITY"
	PriceCostShare    PriceFunction = "COST_SHARE"
)

// PriceFunctions is our own list; the cost share is how reuse contracts divide
// development and operation (OZG-Leitfaden, chapter on Nachnutzung).
var PriceFunctions = list("PriceFunction", "Preisfunktion", "price function", "Fundus",
	code("FIXED", "fester Preis, gleich wie viele nutzen", "fixed, however many use it"),
	code("PER_AUTHORITY", "je nutzende Behörde", "per authority"),
	code("COST_SHARE", "Umlage: ein nutzungsunabhängiger Teil, der Rest nach Einwohnern geteilt", "shared: a use-independent part, the rest divided by population"),
)

// DeviationStatus (Stand der Abweichung) is how far the approval of a deviation is.
type DeviationStatus string

// The statuses.
const (
	DeviationRequested DeviationStatus = "REQUESTED"
	DeviationApproved  DeviationStatus = "APPROVED"
	DeviationRejected  DeviationStatus = "REJECTED"
	DeviationClosed    DeviationStatus = "CLOSED"
)

// DeviationStatuses is our own list.
var DeviationStatuses = list("DeviationStatus", "Stand der Abweichung", "status of a deviation", "Fundus",
	code("REQUESTED", "beantragt", "requested"),
	code("APPROVED", "genehmigt", "approved"),
	code("REJECTED", "abgelehnt", "rejected"),
	code("CLOSED", "beendet", "closed"),
)

// DecisionOutcome (Ergebnis der Entscheidung) is what was decided.
type DecisionOutcome string

// The outcomes.
const (
	OutcomeReuse    DecisionOutcome = "REUSE"
	OutcomeBuy      DecisionOutcome = "BUY"
	OutcomeBuild    DecisionOutcome = "BUILD"
	OutcomeNoSystem DecisionOutcome = "NO_SYSTEM"
)

// DecisionOutcomes is our own list.
var DecisionOutcomes = list("DecisionOutcome", "Ergebnis der Entscheidung", "outcome of a decision", "Fundus",
	code("REUSE", "nachnutzen", "reuse"),
	code("BUY", "beschaffen", "buy"),
	code("BUILD", "selbst entwickeln", "build"),
	code("NO_SYSTEM", "kein System", "no system"),
)

// VoteKind (Stimme) is how a seat of the board voted.
type VoteKind string

// The votes.
const (
	VoteFor     VoteKind = "FOR"
	VoteAgainst VoteKind = "AGAINST"
	VoteAbstain VoteKind = "ABSTAIN"
)

// VoteKinds is our own list.
var VoteKinds = list("VoteKind", "Stimme", "vote", "Fundus",
	code("FOR", "dafür", "for"),
	code("AGAINST", "dagegen", "against"),
	code("ABSTAIN", "Enthaltung", "abstention"),
)

// TriggerKind (Anlass zur Überprüfung) is what makes a decision worth another look.
type TriggerKind string

// The triggers that the program watches by itself, and OTHER.
const (
	TriggerPrice    TriggerKind = "PRICE"
	TriggerAdopters TriggerKind = "ADOPTERS"
	TriggerPhaseOut TriggerKind = "PHASE_OUT"
	TriggerRule     TriggerKind = "RULE"
	TriggerFact     TriggerKind = "FACT"
	TriggerExpiry   TriggerKind = "EXPIRY"
	TriggerOther    TriggerKind = "OTHER"
)

// TriggerKinds is our own list.
var TriggerKinds = list("TriggerKind", "Anlass zur Überprüfung", "trigger of a review", "Fundus",
	code("PRICE", "Preis weicht um mehr als 20 % ab", "price beyond 20 %"),
	code("ADOPTERS", "weniger Nutzer als geplant", "fewer adopters than planned"),
	code("PHASE_OUT", "gewählte Lösung läuft aus", "chosen solution phases out"),
	code("RULE", "eine angewandte Regel hat sich geändert", "a rule that was applied has changed"),
	code("FACT", "eine verwendete Tatsache hat sich geändert", "a fact that was used has changed"),
	code("EXPIRY", "Entscheidung oder Nachweis ist abgelaufen", "decision or evidence has expired"),
	code("OTHER", "anderer Anlass", "other"),
)

// FollowUpMeasure (Messgröße der Erfolgskontrolle) is what a check of success counts.
type FollowUpMeasure string

// The measures.
const (
	FollowUpAdopters   FollowUpMeasure = "ADOPTERS"
	FollowUpYearlyCost FollowUpMeasure = "YEARLY_COST"
	FollowUpOnceCost   FollowUpMeasure = "ONCE_COST"
	FollowUpOther      FollowUpMeasure = "OTHER"
)

// FollowUpMeasures is our own list.
var FollowUpMeasures = list("FollowUpMeasure", "Messgröße der Erfolgskontrolle", "measure of a follow-up", "Fundus",
	code("ADOPTERS", "nutzende Behörden", "adopting authorities"),
	code("YEARLY_COST", "laufende Kosten im Jahr, in Euro", "yearly costs in euros"),
	code("ONCE_COST", "einmalige Kosten, in Euro", "one-off costs in euros"),
	code("OTHER", "andere", "other"),
)

// MatchReason (Treffergrund) is why a solution came up in a search for reuse.
type MatchReason string

// The reasons, strongest first.
const (
	MatchService    MatchReason = "SERVICE"
	MatchCapability MatchReason = "CAPABILITY"
	MatchOffer      MatchReason = "OFFER"
	MatchStandard   MatchReason = "STANDARD"
	MatchDataset    MatchReason = "DATASET"
	MatchInterface  MatchReason = "INTERFACE"
	MatchText       MatchReason = "TEXT"
)

// MatchReasons is our own list.
var MatchReasons = list("MatchReason", "Treffergrund", "reason of a match", "Fundus",
	code("SERVICE", "unterstützt die Leistung", "supports the service"),
	code("CAPABILITY", "stellt die Fähigkeit bereit", "provides the capability"),
	code("OFFER", "trägt ein Angebot der Leistung", "carries an offer of the service"),
	code("STANDARD", "setzt den Standard um", "implements the standard"),
	code("DATASET", "arbeitet mit dem Datensatz", "works on the dataset"),
	code("INTERFACE", "bietet die Schnittstelle", "exposes the interface"),
	code("TEXT", "Wörter stimmen überein", "words match"),
)
