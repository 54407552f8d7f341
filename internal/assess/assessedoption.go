package assess

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// AssessedOption is an option in its place.
type AssessedOption struct {
	b    *board
	i    int
	rank int
}

// Rank is its place, 1 for the first.
func (o AssessedOption) Rank() int { return o.rank }

// Option is the option.
func (o AssessedOption) Option() view.Option { return o.b.handle(o.i) }

// Rung is its rung on the ladder, false where it stands on none.
func (o AssessedOption) Rung() (view.Rung, bool) {
	rungs, place := o.b.rungs(), o.entry().option.Place
	if place >= len(rungs) {
		return view.Rung{}, false
	}
	return view.Rung{Rung: &rungs[place]}, true
}

// Excluded says whether it is out of the choice, whatever its points.
func (o AssessedOption) Excluded() bool { return o.entry().out() }

// Reasons are why it is out.
func (o AssessedOption) Reasons() []OutReason {
	var out []OutReason
	for gate, verdict := range o.entry().verdicts {
		if verdict == catalogue.VerdictFail {
			out = append(out, o.b.failed(o.entry(), gate))
		}
	}
	for _, x := range o.entry().exclusions {
		gate, _ := view.Handle[view.Gate](o.b.file.View, x.Applies)
		sentence := fmt.Sprintf("Ausgeschlossen (%s): %s", label(catalogue.ExclusionGrounds, string(x.Record.Ground)), x.Record.Reason)
		out = append(out, OutReason{o.b.file.View, gate, sentence, x.Evidence})
	}
	return out
}

// failed is why an option is out that fails a gate.
func (b *board) failed(e *entry, gate int) OutReason {
	g := b.file.Policy.Gates[gate]
	h, _ := view.Handle[view.Gate](b.file.View, g.ID)
	out := OutReason{v: b.file.View, gate: h, sentence: "Ausschlussprüfung „" + g.Name.String() + "“ nicht erfüllt"}
	for _, r := range e.option.GateResults {
		if r.Applies == g.ID && r.Record.Verdict == catalogue.VerdictFail && len(r.Evidence) > 0 {
			out.sentence += ": " + r.Record.Reason
			out.evidence = append(out.evidence, r.Evidence...)
		}
	}
	return out
}

// Low is its score if all that is unknown were the least that it can be.
func (o AssessedOption) Low() catalogue.Decimal { return o.score().low }

// High is its score if all that is unknown were the most that it can be.
func (o AssessedOption) High() catalogue.Decimal { return o.score().high }

// Contributions are what the criteria add to the score; they sum to it exactly.
func (o AssessedOption) Contributions() []Contribution {
	out := make([]Contribution, len(o.b.criteria))
	for k := range out {
		out[k] = Contribution{o.b, &o.entry().points[k], k}
	}
	return out
}

// SeparableFrom are the options of the same rung and in the choice whose score has
// nothing in common with its own: no knowledge to come turns the order of the two.
func (o AssessedOption) SeparableFrom() []view.Option {
	return o.rivals(func(other int) bool { return o.b.sheet.separable(o.i, other) })
}

// DominatedBy are the options of the same rung and in the choice that are better by one
// criterion and at least as good by all others, in their worst case against its best.
func (o AssessedOption) DominatedBy() []view.Option {
	return o.rivals(func(other int) bool { return o.b.sheet.dominates(other, o.i) })
}

func (o AssessedOption) rivals(which func(int) bool) []view.Option {
	var out []int
	for _, r := range o.b.sheet.rivals(o.i) {
		if which(r) {
			out = append(out, r)
		}
	}
	return o.b.handlesOf(out)
}

// UnsettledGates are the gates in force at which nothing is known of it.
func (o AssessedOption) UnsettledGates() []view.Gate {
	out := []view.Gate{}
	for gate, verdict := range o.entry().verdicts {
		if verdict == catalogue.VerdictUnknown {
			h, _ := view.Handle[view.Gate](o.b.file.View, o.b.file.Policy.Gates[gate].ID)
			out = append(out, h)
		}
	}
	return out
}

// Costs are the cost models of the option, else of its solution: money stands beside
// the points.
func (o AssessedOption) Costs() []view.CostModel {
	out := []view.CostModel{}
	for _, m := range o.entry().option.Costs {
		h, _ := view.Handle[view.CostModel](o.b.file.View, m.ID)
		out = append(out, h)
	}
	return out
}

func (o AssessedOption) entry() *entry { return &o.b.entries[o.i] }

func (o AssessedOption) score() span { return o.b.sheet.score(&o.b.sheet.rows[o.i]) }

// OutReason is why an option is out of the choice.
type OutReason struct {
	v        *view.View
	gate     view.Gate
	sentence string
	evidence []*catalogue.Evidence
}

// Gate is the gate that is failed, false where it was excluded on another ground.
func (r OutReason) Gate() (view.Gate, bool) { return r.gate, r.gate.Gate != nil }

// Sentence says why, in German.
func (r OutReason) Sentence() string { return r.sentence }

// Evidence is what that rests on.
func (r OutReason) Evidence() []view.Evidence { return evidenceOf(r.v, r.evidence) }

// Contribution is what a criterion adds to a score.
type Contribution struct {
	b *board
	p *points
	k int
}

// Criterion is the criterion.
func (c Contribution) Criterion() view.Criterion {
	return view.Criterion{Criterion: &c.b.criteria[c.k]}
}

// PointsLow are the points in the worst case.
func (c Contribution) PointsLow() catalogue.Decimal { return c.p.low }

// PointsHigh are the points in the best case.
func (c Contribution) PointsHigh() catalogue.Decimal { return c.p.high }

// Low is what the points add in the worst case.
func (c Contribution) Low() catalogue.Decimal { return c.p.weighted(c.b.criteria[c.k].Weight).low }

// High is what the points add in the best case.
func (c Contribution) High() catalogue.Decimal { return c.p.weighted(c.b.criteria[c.k].Weight).high }

// Origin says where the points come from.
func (c Contribution) Origin() PointsOrigin { return c.p.origin }

// Reason says why they are so, in German.
func (c Contribution) Reason() string { return c.p.reason }

// Evidence is what recorded points rest on.
func (c Contribution) Evidence() []view.Evidence { return evidenceOf(c.b.file.View, c.p.evidence) }

// Records are what measured points rest on, the first of them.
func (c Contribution) Records() []view.Record {
	out := []view.Record{}
	for _, id := range firstOf(c.p.records) {
		if r := c.b.file.View.At(id); r != nil {
			out = append(out, r)
		}
	}
	return out
}

func evidenceOf(v *view.View, in []*catalogue.Evidence) []view.Evidence {
	out := []view.Evidence{}
	for _, e := range in {
		if h, ok := view.Handle[view.Evidence](v, e.ID); ok {
			out = append(out, h)
		}
	}
	return out
}
