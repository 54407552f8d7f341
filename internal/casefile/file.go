package casefile

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// File is a case with what lies in it, as a view sees it. Lists are in the order of
// numbers. Records are those of the snapshot: read only.
type File struct {
	View *view.View
	ID   catalogue.ID
	Case *catalogue.Case

	Need     Need // zero where none is filed
	Needs    int  // how many are filed; more than one is a mistake
	Options  []Option
	Receipts []*catalogue.SearchReceipt

	Assessments []*catalogue.Assessment
	Evidence    []*catalogue.Evidence // filed in the case; what judgements rest on may be filed elsewhere
	RuleChecks  []RuleCheck
	Deviations  []Deviation
	Decisions   []Decision
	FollowUps   []*catalogue.FollowUp

	// Policy is what applies: the ladder and the weights that the case APPLIES, else
	// those in force; the gates and rules in force.
	Policy Policy
	// PinnedLadder and PinnedWeights say that the case itself applies them.
	PinnedLadder, PinnedWeights bool
}

// Need is what is to be achieved, with what it is about.
type Need struct {
	*catalogue.Need
	ID           catalogue.ID
	Services     []catalogue.ID
	Authorities  []catalogue.ID
	Datasets     []catalogue.ID
	Interfaces   []catalogue.ID
	Capabilities []catalogue.ID
	Standards    []catalogue.ID
}

// Option is an option with what was found out about it.
type Option struct {
	*catalogue.Option
	ID       catalogue.ID
	Solution catalogue.ID // what it proposes, 0 for nothing
	Place    int          // on the ladder of the case, 0 for the best rung; OffLadder for none
	Rung     string       // key of its rung, empty for none

	GateResults []Judged[*catalogue.GateResult]
	Exclusions  []Judged[*catalogue.Exclusion]
	Scores      []Judged[*catalogue.Score]
	Costs       []*catalogue.CostModel // of the option, else of its solution
}

// Judged is a judgement with what it applies and rests on.
type Judged[R catalogue.Record] struct {
	Record   R
	Applies  catalogue.ID          // the gate or rule, 0 for none
	Evidence []*catalogue.Evidence // that is seen on the day
}

// RuleCheck is a judgement about a rule.
type RuleCheck = Judged[*catalogue.RuleCheck]

// Deviation is a departure from rules.
type Deviation struct {
	*catalogue.Deviation
	ID       catalogue.ID
	Rules    []catalogue.ID
	Owners   []catalogue.ID // authorities
	Evidence []*catalogue.Evidence
}

// Decision is a decision, or the draft of one.
type Decision struct {
	*catalogue.Decision
	ID       catalogue.ID
	Chosen   []catalogue.ID // options; a whole decision chooses one
	Evidence []*catalogue.Evidence
}

// Read is the file of a case that is seen, false for any other.
func Read(v *view.View, id catalogue.ID) (*File, bool) {
	c, ok := v.Snapshot().Record(id).(*catalogue.Case)
	if !ok || !v.Sees(id) {
		return nil, false
	}
	f := &File{View: v, ID: id, Case: c, Policy: InForce(v)}
	f.pin()
	for _, part := range v.Others(id, catalogue.FiledIn.Role(catalogue.EndTo)) {
		f.add(part)
	}
	return f, true
}

// pin takes the ladder and the weights that the case applies.
func (f *File) pin() {
	for _, id := range f.View.Others(f.ID, catalogue.Applies.Role(catalogue.EndFrom)) {
		switch r := f.View.Snapshot().Record(id).(type) {
		case *catalogue.Ladder:
			f.Policy.Ladder, f.PinnedLadder = Ladder{id, r}, true
		case *catalogue.WeightSet:
			f.Policy.Weights, f.PinnedWeights = Weights{id, r}, true
		}
	}
}

// add puts a record that is filed in the case into its place.
func (f *File) add(id catalogue.ID) {
	switch r := f.View.Snapshot().Record(id).(type) {
	case *catalogue.Need:
		f.Need = f.need(id, r)
		f.Needs++
	case *catalogue.Option:
		f.Options = append(f.Options, f.option(id, r))
	case *catalogue.SearchReceipt:
		f.Receipts = append(f.Receipts, r)
	case *catalogue.Assessment:
		f.Assessments = append(f.Assessments, r)
	case *catalogue.Evidence:
		f.Evidence = append(f.Evidence, r)
	case *catalogue.RuleCheck:
		f.RuleChecks = append(f.RuleChecks, judged(f.View, id, r))
	case *catalogue.Deviation:
		f.Deviations = append(f.Deviations, Deviation{r, id, f.View.Others(id, catalogue.DeviatesFrom.Role(catalogue.EndFrom)), f.View.Others(id, catalogue.Owns.Role(catalogue.EndTo)), evidence(f.View, id)})
	case *catalogue.Decision:
		f.Decisions = append(f.Decisions, Decision{r, id, f.View.Others(id, catalogue.Chooses.Role(catalogue.EndFrom)), evidence(f.View, id)})
	case *catalogue.FollowUp:
		f.FollowUps = append(f.FollowUps, r)
	}
}

func (f *File) need(id catalogue.ID, r *catalogue.Need) Need {
	concerns := func(kind catalogue.Kind) []catalogue.ID {
		return f.View.OthersOf(id, catalogue.Concerns.Role(catalogue.EndFrom), kind)
	}
	return Need{
		Need: r, ID: id,
		Services: concerns(catalogue.KindService), Authorities: concerns(catalogue.KindAuthority),
		Datasets: concerns(catalogue.KindDataset), Interfaces: concerns(catalogue.KindInterface),
		Capabilities: f.View.Others(id, catalogue.Needs.Role(catalogue.EndFrom)),
		Standards:    f.View.Others(id, catalogue.Requires.Role(catalogue.EndFrom)),
	}
}

func (f *File) option(id catalogue.ID, r *catalogue.Option) Option {
	v := f.View
	o := Option{Option: r, ID: id}
	if proposed := v.Others(id, catalogue.Proposes.Role(catalogue.EndFrom)); len(proposed) > 0 {
		o.Solution = proposed[0]
	}
	o.Place = f.Policy.Ladder.PlaceOf(v, r.OptionKind, o.Solution)
	o.Rung = f.Policy.Ladder.Key(o.Place)
	for _, by := range v.Others(id, catalogue.Judges.Role(catalogue.EndTo)) {
		if !f.files(by) {
			continue
		}
		switch r := v.Snapshot().Record(by).(type) {
		case *catalogue.GateResult:
			o.GateResults = append(o.GateResults, judged(v, by, r))
		case *catalogue.Exclusion:
			o.Exclusions = append(o.Exclusions, judged(v, by, r))
		case *catalogue.Score:
			o.Scores = append(o.Scores, judged(v, by, r))
		}
	}
	o.Costs = costs(v, id)
	if len(o.Costs) == 0 && o.Solution != 0 {
		o.Costs = costs(v, o.Solution)
	}
	return o
}

// files says whether a record lies in the case: a judgement of another case about the
// same option does not count here.
func (f *File) files(id catalogue.ID) bool {
	return slices.Contains(f.View.Others(id, catalogue.FiledIn.Role(catalogue.EndFrom)), f.ID)
}

func costs(v *view.View, id catalogue.ID) []*catalogue.CostModel {
	var out []*catalogue.CostModel
	for _, m := range v.Others(id, catalogue.Prices.Role(catalogue.EndTo)) {
		out = append(out, v.Snapshot().Record(m).(*catalogue.CostModel))
	}
	return out
}

func judged[R catalogue.Record](v *view.View, id catalogue.ID, r R) Judged[R] {
	j := Judged[R]{Record: r, Evidence: evidence(v, id)}
	if applied := v.Others(id, catalogue.Applies.Role(catalogue.EndFrom)); len(applied) > 0 {
		j.Applies = applied[0]
	}
	return j
}

// evidence is what a record rests on, of what is seen on the day.
func evidence(v *view.View, id catalogue.ID) []*catalogue.Evidence {
	var out []*catalogue.Evidence
	for _, e := range v.Others(id, catalogue.RestsOn.Role(catalogue.EndFrom)) {
		out = append(out, v.Snapshot().Record(e).(*catalogue.Evidence))
	}
	return out
}

// Option is the option of the case with a number.
func (f *File) Option(id catalogue.ID) (*Option, bool) {
	for i := range f.Options {
		if f.Options[i].ID == id {
			return &f.Options[i], true
		}
	}
	return nil, false
}

// Excluded says whether an exclusion that rests on evidence takes the option out.
func (o *Option) Excluded() bool {
	return slices.ContainsFunc(o.Exclusions, func(e Judged[*catalogue.Exclusion]) bool { return len(e.Evidence) > 0 })
}

// Verdict is what is known of the option at a gate. A verdict without evidence is
// UNKNOWN, and so are two that contradict each other.
func (o *Option) Verdict(gate catalogue.ID) catalogue.Verdict {
	verdict := catalogue.VerdictUnknown
	for _, r := range o.GateResults {
		found := r.Record.Verdict
		switch {
		case r.Applies != gate || len(r.Evidence) == 0 || found == catalogue.VerdictUnknown:
		case verdict == catalogue.VerdictUnknown:
			verdict = found
		case verdict != found:
			return catalogue.VerdictUnknown
		}
	}
	return verdict
}
