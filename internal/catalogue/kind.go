package catalogue

// Kind is what sort of record a record is. The order is the order of files in a
// bundle and of counts in answers, and numbers are stored: append only.
type Kind uint8

// The kinds of records.
const (
	KindService Kind = iota + 1
	KindAuthority
	KindArea
	KindDataset
	KindSolution
	KindStandard
	KindInterface
	KindCapability
	KindLegalBasis
	KindProject
	KindBudgetLine
	KindSource
	KindCase // from here on, what reuse is decided by and with
	KindNeed
	KindSearchReceipt
	KindOption
	KindGateResult
	KindExclusion
	KindScore
	KindAssessment
	KindEvidence
	KindCostModel
	KindRule
	KindRuleCheck
	KindDeviation
	KindDecision
	KindFollowUp
	KindGate
	KindLadder
	KindWeightSet
)

// KindCount counts them, for tables indexed by kind.
const KindCount = int(KindWeightSet) + 1

type kindFacts struct {
	noun   string // singular, as in ids and refs
	plural string // as in root connections and bundle file names
	name   string // as in the schema
	german string // the official German term
	code   string // the value in the schema's enum of kinds
	make   func() Record
}

var kinds = [...]kindFacts{
	KindService:    {"service", "services", "Service", "Verwaltungsleistung", "SERVICE", func() Record { return new(Service) }},
	KindAuthority:  {"authority", "authorities", "Authority", "Behörde", "AUTHORITY", func() Record { return new(Authority) }},
	KindArea:       {"area", "areas", "Area", "Gebiet", "AREA", func() Record { return new(Area) }},
	KindDataset:    {"dataset", "datasets", "Dataset", "Datensatz", "DATASET", func() Record { return new(Dataset) }},
	KindSolution:   {"solution", "solutions", "Solution", "Softwarelösung", "SOLUTION", func() Record { return new(Solution) }},
	KindStandard:   {"standard", "standards", "Standard", "Standard", "STANDARD", func() Record { return new(Standard) }},
	KindInterface:  {"interface", "interfaces", "Interface", "Schnittstelle", "INTERFACE", func() Record { return new(Interface) }},
	KindCapability: {"capability", "capabilities", "Capability", "Fähigkeit", "CAPABILITY", func() Record { return new(Capability) }},
	KindLegalBasis: {"legalBasis", "legalBases", "LegalBasis", "Rechtsgrundlage", "LEGAL_BASIS", func() Record { return new(LegalBasis) }},
	KindProject:    {"project", "projects", "Project", "Vorhaben", "PROJECT", func() Record { return new(Project) }},
	KindBudgetLine: {"budgetLine", "budgetLines", "BudgetLine", "Haushaltsstelle", "BUDGET_LINE", func() Record { return new(BudgetLine) }},
	KindSource:     {"source", "sources", "Source", "Quelle", "SOURCE", func() Record { return new(Source) }},

	KindCase:          {"case", "cases", "Case", "Entscheidungsakte", "CASE", func() Record { return new(Case) }},
	KindNeed:          {"need", "needs", "Need", "Bedarf", "NEED", func() Record { return new(Need) }},
	KindSearchReceipt: {"searchReceipt", "searchReceipts", "SearchReceipt", "Recherchenachweis", "SEARCH_RECEIPT", func() Record { return new(SearchReceipt) }},
	KindOption:        {"option", "options", "Option", "Handlungsoption", "OPTION", func() Record { return new(Option) }},
	KindGateResult:    {"gateResult", "gateResults", "GateResult", "Prüfergebnis", "GATE_RESULT", func() Record { return new(GateResult) }},
	KindExclusion:     {"exclusion", "exclusions", "Exclusion", "Ausschluss", "EXCLUSION", func() Record { return new(Exclusion) }},
	KindScore:         {"score", "scores", "Score", "Punktwert", "SCORE", func() Record { return new(Score) }},
	KindAssessment:    {"assessment", "assessments", "Assessment", "Bewertung", "ASSESSMENT", func() Record { return new(Assessment) }},
	KindEvidence:      {"evidence", "evidenceItems", "Evidence", "Nachweis", "EVIDENCE", func() Record { return new(Evidence) }},
	KindCostModel:     {"costModel", "costModels", "CostModel", "Kostenmodell", "COST_MODEL", func() Record { return new(CostModel) }},
	KindRule:          {"rule", "rules", "Rule", "Regel", "RULE", func() Record { return new(Rule) }},
	KindRuleCheck:     {"ruleCheck", "ruleChecks", "RuleCheck", "Regelprüfung", "RULE_CHECK", func() Record { return new(RuleCheck) }},
	KindDeviation:     {"deviation", "deviations", "Deviation", "Abweichung", "DEVIATION", func() Record { return new(Deviation) }},
	KindDecision:      {"decision", "decisions", "Decision", "Entscheidung", "DECISION", func() Record { return new(Decision) }},
	KindFollowUp:      {"followUp", "followUps", "FollowUp", "Erfolgskontrolle", "FOLLOW_UP", func() Record { return new(FollowUp) }},
	KindGate:          {"gate", "gates", "Gate", "Ausschlussprüfung", "GATE", func() Record { return new(Gate) }},
	KindLadder:        {"ladder", "ladders", "Ladder", "Rangfolge", "LADDER", func() Record { return new(Ladder) }},
	KindWeightSet:     {"weightSet", "weightSets", "WeightSet", "Gewichtung", "WEIGHT_SET", func() Record { return new(WeightSet) }},
}

// Kinds are all kinds in their order.
func Kinds() []Kind {
	out := make([]Kind, 0, len(kinds)-1)
	for k := KindService; int(k) < len(kinds); k++ {
		out = append(out, k)
	}
	return out
}

// Known says whether k is a kind at all.
func (k Kind) Known() bool { return k >= KindService && int(k) < len(kinds) }

// Noun is the kind's singular in ids and refs: "legalBasis".
func (k Kind) Noun() string { return k.facts().noun }

// Plural is the name of the kind's root connection and bundle file: "legalBases".
func (k Kind) Plural() string { return k.facts().plural }

// German is the official German term.
func (k Kind) German() string { return k.facts().german }

// Code is the kind's value in the schema: "LEGAL_BASIS".
func (k Kind) Code() string { return k.facts().code }

// String is the kind's type name in the schema: "LegalBasis".
func (k Kind) String() string { return k.facts().name }

// New is an empty record of the kind.
func (k Kind) New() Record { return k.facts().make() }

func (k Kind) facts() kindFacts {
	if !k.Known() {
		return kindFacts{noun: "?", plural: "?", name: "?", german: "?", code: "?"}
	}
	return kinds[k]
}

// KindByNoun finds a kind by its singular.
func KindByNoun(noun string) (Kind, bool) {
	return findKind(func(f kindFacts) bool { return f.noun == noun })
}

// KindByPlural finds a kind by its plural.
func KindByPlural(plural string) (Kind, bool) {
	return findKind(func(f kindFacts) bool { return f.plural == plural })
}

// KindByCode finds a kind by its value in the schema.
func KindByCode(code string) (Kind, bool) {
	return findKind(func(f kindFacts) bool { return f.code == code })
}

func findKind(is func(kindFacts) bool) (Kind, bool) {
	for _, k := range Kinds() {
		if is(kinds[k]) {
			return k, true
		}
	}
	return 0, false
}
