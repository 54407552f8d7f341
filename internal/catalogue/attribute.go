package catalogue

import "slices"

// Attribute is a property of a kind by which one filters, counts (facets) and
// orders. The table below is the one place that says which properties do that:
// the bitmaps of a snapshot, the filter inputs of the schema, facets and
// exports all follow it.
type Attribute struct {
	Name string // the field's name in schema and filters
	Type AttributeType
	List *CodeList // of AttributeCode
	// Codes are the record's values of a code attribute, or "true"/"false" of a
	// flag; none for unknown. It appends to a slice that the caller reuses.
	Codes func(Record, []string) []string
	// Number is the record's value of a number, or of a day as its number.
	Number func(Record) (int64, bool)
}

// AttributeType is what sort of values an attribute has.
type AttributeType uint8

// The types: how they are filtered and whether they are counted.
const (
	AttributeCode   AttributeType = iota + 1 // one or more codes of a list; in, notIn; facet
	AttributeFlag                            // true, false or unknown; equals; facet
	AttributeNumber                          // an integer; min, max; order
	AttributeDay                             // a day; from, until; order
)

// Attributes are the attributes of a kind. The result is shared: read only.
func Attributes(kind Kind) []Attribute {
	if !kind.Known() {
		return nil
	}
	return attributes[kind]
}

// FindAttribute is the attribute of a kind with a name.
func FindAttribute(kind Kind, name string) (Attribute, bool) {
	i := slices.IndexFunc(Attributes(kind), func(a Attribute) bool { return a.Name == name })
	if i < 0 {
		return Attribute{}, false
	}
	return attributes[kind][i], true
}

var attributes = [...][]Attribute{
	KindService: {
		one(RegulationTypes, "regulationType", func(s *Service) RegulationType { return s.RegulationType }),
		one(PolicyFields, "policyField", func(s *Service) PolicyField { return s.PolicyField }),
		one(ServiceTypes, "serviceType", (*Service).Type),
		one(TrustLevels, "trustLevel", func(s *Service) TrustLevel { return s.TrustLevel }),
		many(Addressees, "addressees", func(s *Service) []Addressee { return s.Addressees }),
		flag("focus", func(s *Service) (bool, bool) { return s.Focus, true }),
		flag("dutyMet", (*Service).DutyMet),
		number("maturity", (*Service).Maturity),
	},
	KindAuthority: {
		one(AuthorityLevels, "level", func(a *Authority) AuthorityLevel { return a.Level }),
		one(AuthorityKinds, "authorityKind", func(a *Authority) AuthorityKind { return a.AuthorityKind }),
		number("population", func(a *Authority) (int, bool) { return a.Population, a.Population > 0 }),
	},
	KindArea: {
		one(AreaKinds, "areaKind", func(a *Area) AreaKind { return a.AreaKind }),
		number("population", func(a *Area) (int, bool) { return a.Population, a.Population > 0 }),
		number("surface", func(a *Area) (int, bool) { return a.Surface, a.Surface > 0 }),
	},
	KindDataset: {
		many(DataThemes, "themes", func(d *Dataset) []DataTheme { return d.Themes }),
		many(Licences, "licences", (*Dataset).Licences),
		many(HVDCategories, "hvdCategories", func(d *Dataset) []HVDCategory { return d.HVDCategories }),
		one(AccessRightsList, "accessRights", func(d *Dataset) AccessRights { return d.AccessRights }),
		one(Frequencies, "frequency", func(d *Dataset) Frequency { return d.Frequency }),
		one(GeocodingLevels, "geocodingLevel", func(d *Dataset) GeocodingLevel { return d.GeocodingLevel }),
		one(PersonalDataClasses, "personalData", func(d *Dataset) PersonalData { return d.PersonalData }),
		flag("register", func(d *Dataset) (bool, bool) { return d.Register, true }),
		flag("open", (*Dataset).Open),
		day("issued", func(d *Dataset) Day { return d.Issued }),
		day("modified", func(d *Dataset) Day { return d.Modified }),
	},
	KindSolution: {
		one(SolutionKinds, "solutionKind", func(s *Solution) SolutionKind { return s.SolutionKind }),
		one(Origins, "origin", (*Solution).Origin),
		one(Spheres, "development", func(s *Solution) Sphere { return s.Development }),
		one(Spheres, "operation", func(s *Solution) Sphere { return s.Operation }),
		one(AIRisks, "aiRisk", func(s *Solution) AIRisk { return s.AIRisk }),
		one(DevelopmentStatuses, "developmentStatus", func(s *Solution) DevelopmentStatus { return s.DevelopmentStatus }),
		one(SoftwareTypes, "softwareType", func(s *Solution) SoftwareType { return s.SoftwareType }),
		one(MaintenanceTypes, "maintenanceType", func(s *Solution) MaintenanceType { return s.MaintenanceType }),
		flag("openLicence", func(s *Solution) (bool, bool) { return s.Licence.Open(), s.Licence != "" }),
		day("released", func(s *Solution) Day { return s.Released }),
	},
	KindStandard: {
		one(Bindingnesses, "bindingness", func(s *Standard) Bindingness { return s.Bindingness }),
		day("decidedOn", func(s *Standard) Day { return s.DecidedOn }),
		day("deadlineNew", func(s *Standard) Day { return s.DeadlineNew }),
		day("deadlineExisting", func(s *Standard) Day { return s.DeadlineExisting }),
	},
	KindInterface: {
		one(InterfaceKinds, "interfaceKind", func(i *Interface) InterfaceKind { return i.InterfaceKind }),
	},
	KindCapability: {},
	KindLegalBasis: {
		one(LegalLevels, "legalLevel", func(l *LegalBasis) LegalLevel { return l.LegalLevel }),
	},
	KindProject: {
		one(ProjectStatuses, "projectStatus", func(p *Project) ProjectStatus { return p.ProjectStatus }),
		day("starts", func(p *Project) Day { return p.Starts }),
		day("ends", func(p *Project) Day { return p.Ends }),
	},
	KindBudgetLine: {},
	KindSource: {
		one(SourceKinds, "sourceKind", func(s *Source) SourceKind { return s.SourceKind }),
		day("retrieved", func(s *Source) Day { return s.Retrieved }),
	},

	KindCase: {
		one(Lanes, "lane", func(k *Case) Lane { return k.Lane }),
		one(CaseStates, "step", func(k *Case) CaseState { return k.Step }),
	},
	KindNeed: {},
	KindSearchReceipt: {
		day("atDay", func(s *SearchReceipt) Day { return s.AtDay }),
	},
	KindOption: {
		one(OptionKinds, "optionKind", func(o *Option) OptionKind { return o.OptionKind }),
	},
	KindGateResult: {
		one(Verdicts, "verdict", func(g *GateResult) Verdict { return g.Verdict }),
	},
	KindExclusion: {
		one(ExclusionGrounds, "ground", func(e *Exclusion) ExclusionGround { return e.Ground }),
	},
	KindScore: {},
	KindAssessment: {
		day("atDay", func(a *Assessment) Day { return a.AtDay }),
	},
	KindEvidence: {
		one(EvidenceKinds, "evidenceKind", func(e *Evidence) EvidenceKind { return e.EvidenceKind }),
		one(EvidenceGrades, "grade", func(e *Evidence) EvidenceGrade { return e.Grade }),
		day("retrieved", func(e *Evidence) Day { return e.Retrieved }),
	},
	KindCostModel: {
		one(PriceFunctions, "priceFunction", func(m *CostModel) PriceFunction { return m.PriceFunction }),
	},
	KindRule: {
		one(RequirementLevels, "level", func(r *Rule) RequirementLevel { return r.Level }),
		one(RuleTests, "ruleTest", func(r *Rule) RuleTest { return r.RuleTest }),
		one(PolicyStatuses, "policyStatus", func(r *Rule) PolicyStatus { return r.PolicyStatus }),
	},
	KindRuleCheck: {
		one(Verdicts, "verdict", func(r *RuleCheck) Verdict { return r.Verdict }),
	},
	KindDeviation: {
		one(DeviationStatuses, "deviationStatus", func(d *Deviation) DeviationStatus { return d.DeviationStatus }),
		day("expires", func(d *Deviation) Day { return d.Expires }),
		day("requestedOn", func(d *Deviation) Day { return d.RequestedOn }),
		day("approvedOn", func(d *Deviation) Day { return d.ApprovedOn }),
	},
	KindDecision: {
		one(DecisionOutcomes, "outcome", func(d *Decision) DecisionOutcome { return d.Outcome }),
		day("inEffectFrom", func(d *Decision) Day { return d.InEffectFrom }),
		day("expires", func(d *Decision) Day { return d.Expires }),
	},
	KindFollowUp: {
		one(FollowUpMeasures, "followUpMeasure", func(f *FollowUp) FollowUpMeasure { return f.FollowUpMeasure }),
		day("due", func(f *FollowUp) Day { return f.Due }),
		day("measuredOn", func(f *FollowUp) Day { return f.MeasuredOn }),
	},
	KindGate: {
		one(GateKinds, "gateKind", func(g *Gate) GateKind { return g.GateKind }),
		one(GateTests, "gateTest", func(g *Gate) GateTest { return g.GateTest }),
		one(PolicyStatuses, "policyStatus", func(g *Gate) PolicyStatus { return g.PolicyStatus }),
	},
	KindLadder: {
		one(PolicyStatuses, "policyStatus", func(l *Ladder) PolicyStatus { return l.PolicyStatus }),
	},
	KindWeightSet: {
		one(PolicyStatuses, "policyStatus", func(w *WeightSet) PolicyStatus { return w.PolicyStatus }),
	},
}

// The constructors bind an attribute to the Go type of its kind. A record of
// another kind is a mistake of the caller and panics.

func one[R Record, C ~string](l *CodeList, name string, value func(R) C) Attribute {
	return Attribute{Name: name, Type: AttributeCode, List: l, Codes: func(r Record, out []string) []string {
		if c := value(r.(R)); c != "" {
			out = append(out, string(c))
		}
		return out
	}}
}

func many[R Record, C ~string](l *CodeList, name string, values func(R) []C) Attribute {
	return Attribute{Name: name, Type: AttributeCode, List: l, Codes: func(r Record, out []string) []string {
		for _, c := range values(r.(R)) {
			out = append(out, string(c))
		}
		return out
	}}
}

func flag[R Record](name string, value func(R) (set, known bool)) Attribute {
	return Attribute{Name: name, Type: AttributeFlag, Codes: func(r Record, out []string) []string {
		set, known := value(r.(R))
		switch {
		case !known:
			return out
		case set:
			return append(out, "true")
		}
		return append(out, "false")
	}}
}

func number[R Record](name string, value func(R) (int, bool)) Attribute {
	return Attribute{Name: name, Type: AttributeNumber, Number: func(r Record) (int64, bool) {
		n, known := value(r.(R))
		return int64(n), known
	}}
}

func day[R Record](name string, value func(R) Day) Attribute {
	return Attribute{Name: name, Type: AttributeDay, Number: func(r Record) (int64, bool) {
		d := value(r.(R))
		return int64(d), d != 0
	}}
}
