package catalogue

// Option (Handlungsoption) is one thing that a case may decide on: to have no
// system, to reuse a solution or to buy one (PROPOSES), or to build.
type Option struct {
	Meta
	OptionKind OptionKind `json:"optionKind,omitempty"`
}

// GateResult (Ergebnis einer Ausschlussprüfung) says whether an option (JUDGES)
// passes a gate (APPLIES), and on what evidence (RESTS_ON). A verdict without
// evidence that holds counts as UNKNOWN.
type GateResult struct {
	Meta
	Verdict Verdict `json:"verdict,omitempty"`
	Reason  string  `json:"reason,omitempty"`
}

// Exclusion (Ausschluss) takes an option (JUDGES) out of the choice, with reason
// and evidence (RESTS_ON). No points bring it back.
type Exclusion struct {
	Meta
	Ground      ExclusionGround `json:"ground,omitempty"`
	Requirement string          `json:"requirement,omitempty"` // of REQUIREMENT: its key
	Reason      string          `json:"reason,omitempty"`
}

// Score (Punktwert) is what an option (JUDGES) gets for one criterion of the
// weight set, with reason and evidence (RESTS_ON). Without points it is unknown,
// and counts as anything from 0 to 100.
type Score struct {
	Meta
	Criterion string   `json:"criterion,omitempty"` // its key in the weight set
	Points    *Decimal `json:"points,omitempty"`    // 0 to 100, up to two places
	Reason    string   `json:"reason,omitempty"`
}

// Kind is KindOption.
func (*Option) Kind() Kind { return KindOption }

// Kind is KindGateResult.
func (*GateResult) Kind() Kind { return KindGateResult }

// Kind is KindExclusion.
func (*Exclusion) Kind() Kind { return KindExclusion }

// Kind is KindScore.
func (*Score) Kind() Kind { return KindScore }

// Clone is a copy of the option.
func (o *Option) Clone() Record { c := *o; c.Meta = o.Meta.clone(); return &c }

// Clone is a copy of the gate result.
func (g *GateResult) Clone() Record { c := *g; c.Meta = g.Meta.clone(); return &c }

// Clone is a copy of the exclusion.
func (e *Exclusion) Clone() Record { c := *e; c.Meta = e.Meta.clone(); return &c }

// Clone is a copy of the score.
func (s *Score) Clone() Record {
	c := *s
	c.Meta = s.Meta.clone()
	c.Points = s.Points.clone()
	return &c
}

func (o *Option) check(c *checker) {
	c.chosen(OptionKinds, "optionKind", string(o.OptionKind))
}

func (g *GateResult) check(c *checker) {
	c.chosen(Verdicts, "verdict", string(g.Verdict))
	c.reason(g.Reason)
}

func (e *Exclusion) check(c *checker) {
	c.chosen(ExclusionGrounds, "ground", string(e.Ground))
	c.line("requirement", e.Requirement)
	c.reason(e.Reason)
	if (e.Ground == GroundRequirement) != (e.Requirement != "") {
		c.add("requirement", e.Requirement, "the ground REQUIREMENT names one, and no other does")
	}
}

func (s *Score) check(c *checker) {
	c.required("criterion", s.Criterion)
	c.reason(s.Reason)
	if p := s.Points; p != nil && (*p < 0 || *p > DecimalFromInt(100) || *p%(decimalUnit/100) != 0) {
		c.add("points", p.String(), "points are 0 to 100 with up to two places, or none where they are not known")
	}
}

// chosen is a code that must be there.
func (c *checker) chosen(l *CodeList, field, value string) {
	if value == "" {
		c.add(field, "", "must not be empty")
	}
	c.code(l, field, value)
}

// reason is why, in words that must be there.
func (c *checker) reason(value string) {
	if value == "" {
		c.add("reason", "", "must not be empty")
	}
	c.clean("reason", value, longestLine)
}
