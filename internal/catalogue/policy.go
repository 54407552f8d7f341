package catalogue

import "slices"

// What is decided by: rules, gates, the ladder and the weights. They are data of
// the catalogue, proposed by some and enacted by the board, with a validity each.

// Rule (Regel) is something that decisions must, should, may or must not do.
type Rule struct {
	Meta
	Level        RequirementLevel `json:"level,omitempty"`
	RuleTest     RuleTest         `json:"ruleTest,omitempty"`
	Quote        string           `json:"quote,omitempty"`    // its words, where they are quoted
	Citation     string           `json:"citation,omitempty"` // where it stands
	PolicyStatus PolicyStatus     `json:"policyStatus,omitempty"`
}

// Gate (Ausschlussprüfung) is a question that an option must answer with yes to
// stay in the choice; the question is its description.
type Gate struct {
	Meta
	GateKind     GateKind     `json:"gateKind,omitempty"`
	GateTest     GateTest     `json:"gateTest,omitempty"`
	PolicyStatus PolicyStatus `json:"policyStatus,omitempty"`
}

// Ladder (Rangfolge) is the order between classes of options, best first.
type Ladder struct {
	Meta
	Rungs        []Rung       `json:"rungs,omitempty"`
	PolicyStatus PolicyStatus `json:"policyStatus,omitempty"`
}

// Rung (Stufe) is a class of options between which the ladder makes no difference.
// An option stands on the first rung that one of the conditions puts it on.
type Rung struct {
	Key         string       `json:"key"`
	Name        Text         `json:"name,omitempty"`
	OptionKinds []OptionKind `json:"optionKinds,omitempty"` // options of these kinds
	Origins     []Origin     `json:"origins,omitempty"`     // solutions of these origins
	Operated    bool         `json:"operated,omitempty"`    // solutions that are operated or used in the state, of any origin
}

// WeightSet (Gewichtung) is what points are given for, and how much each counts.
type WeightSet struct {
	Meta
	Criteria     []Criterion  `json:"criteria,omitempty"`
	PolicyStatus PolicyStatus `json:"policyStatus,omitempty"`
}

// Criterion (Kriterium) is one thing for which an option gets points.
type Criterion struct {
	Key     string           `json:"key"`
	Name    Text             `json:"name,omitempty"`
	Weight  int              `json:"weight"` // per cent; those of a set are 100 together
	Measure CriterionMeasure `json:"measure"`
}

// Kind is KindRule.
func (*Rule) Kind() Kind { return KindRule }

// Kind is KindGate.
func (*Gate) Kind() Kind { return KindGate }

// Kind is KindLadder.
func (*Ladder) Kind() Kind { return KindLadder }

// Kind is KindWeightSet.
func (*WeightSet) Kind() Kind { return KindWeightSet }

// Clone is a copy of the rule.
func (r *Rule) Clone() Record { c := *r; c.Meta = r.Meta.clone(); return &c }

// Clone is a copy of the gate.
func (g *Gate) Clone() Record { c := *g; c.Meta = g.Meta.clone(); return &c }

// Clone is a copy of the ladder.
func (l *Ladder) Clone() Record {
	c := *l
	c.Meta = l.Meta.clone()
	c.Rungs = slices.Clone(l.Rungs)
	for i := range c.Rungs {
		r := &c.Rungs[i]
		r.Name, r.OptionKinds, r.Origins = slices.Clone(r.Name), slices.Clone(r.OptionKinds), slices.Clone(r.Origins)
	}
	return &c
}

// Clone is a copy of the weight set.
func (w *WeightSet) Clone() Record {
	c := *w
	c.Meta = w.Meta.clone()
	c.Criteria = slices.Clone(w.Criteria)
	for i := range c.Criteria {
		c.Criteria[i].Name = slices.Clone(c.Criteria[i].Name)
	}
	return &c
}

func (r *Rule) check(c *checker) {
	c.chosen(RequirementLevels, "level", string(r.Level))
	c.chosen(RuleTests, "ruleTest", string(r.RuleTest))
	c.chosen(PolicyStatuses, "policyStatus", string(r.PolicyStatus))
	c.clean("quote", r.Quote, longestLine)
	c.line("citation", r.Citation)
}

func (g *Gate) check(c *checker) {
	c.chosen(GateKinds, "gateKind", string(g.GateKind))
	c.chosen(GateTests, "gateTest", string(g.GateTest))
	c.chosen(PolicyStatuses, "policyStatus", string(g.PolicyStatus))
}

func (l *Ladder) check(c *checker) {
	c.chosen(PolicyStatuses, "policyStatus", string(l.PolicyStatus))
	if len(l.Rungs) == 0 {
		c.add("rungs", "", "a ladder has rungs")
	}
	c.most("rungs", len(l.Rungs), 50)
	keys := map[string]bool{}
	for i, r := range l.Rungs {
		at := c.at("rungs", i)
		at.key(keys, r.Key)
		at.named(r.Name)
		codes(at, OptionKinds, "optionKinds", r.OptionKinds)
		codes(at, Origins, "origins", r.Origins)
		if len(r.OptionKinds) == 0 && len(r.Origins) == 0 && !r.Operated {
			at.add("origins", "", "a rung says which options stand on it")
		}
	}
}

func (w *WeightSet) check(c *checker) {
	c.chosen(PolicyStatuses, "policyStatus", string(w.PolicyStatus))
	c.most("criteria", len(w.Criteria), 50)
	keys, sum := map[string]bool{}, 0
	for i, k := range w.Criteria {
		at := c.at("criteria", i)
		at.key(keys, k.Key)
		at.named(k.Name)
		at.chosen(CriterionMeasures, "measure", string(k.Measure))
		if k.Weight < 0 || k.Weight > 100 {
			at.addf("weight", k.Weight, "a weight is 0 to 100 per cent")
		}
		sum += k.Weight
	}
	if sum != 100 {
		c.addf("criteria", sum, "the weights are 100 per cent together")
	}
}

// named holds that a part of a record has a name.
func (c *checker) named(name Text) {
	if name.String() == "" {
		c.add("name", "", "must not be empty")
	}
	c.text("name", name, 1000)
}
