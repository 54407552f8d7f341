package assess

import (
	"fmt"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// CaseAssessment is how the options of a case stand.
type CaseAssessment struct{ b *board }

// Of is how the options of a case stand at the moment of its view.
func Of(v *view.View, id catalogue.ID) (CaseAssessment, error) {
	b, err := laidOut(v, id)
	return CaseAssessment{b}, err
}

// boardKey is by what the board of a case is kept.
type boardKey catalogue.ID

// laidOut is the board of a case, made once for all fields of an answer.
func laidOut(v *view.View, id catalogue.ID) (*board, error) {
	return view.Kept(v, boardKey(id), func() (*board, error) {
		if err := v.Stopped(); err != nil {
			return nil, err
		}
		f, ok := casefile.Read(v, id)
		if !ok {
			return nil, &catalogue.Error{Kind: catalogue.NotFound, Field: "case", Message: "there is no such case at this moment"}
		}
		return boardOf(f), nil
	})
}

// Ladder is the order between classes of options that ranks them.
func (a CaseAssessment) Ladder() (view.Ladder, bool) {
	return view.Handle[view.Ladder](a.b.file.View, a.b.file.Policy.Ladder.ID)
}

// WeightSet is what gives the points, none where the ladder alone ranks.
func (a CaseAssessment) WeightSet() (view.WeightSet, bool) {
	if len(a.b.criteria) == 0 {
		return view.WeightSet{}, false
	}
	return view.Handle[view.WeightSet](a.b.file.View, a.b.file.Policy.Weights.ID)
}

// Criteria are what points are given for.
func (a CaseAssessment) Criteria() []AssessedCriterion {
	out := make([]AssessedCriterion, len(a.b.criteria))
	for k := range out {
		out[k] = AssessedCriterion{a.b, k}
	}
	return out
}

// Options are all of them, best first, those that are out last.
func (a CaseAssessment) Options() []AssessedOption {
	out := make([]AssessedOption, 0, len(a.b.entries))
	for rank, i := range a.b.sheet.order() {
		out = append(out, AssessedOption{a.b, i, rank + 1})
	}
	return out
}

// First is the option that leads, false where none is in the choice.
func (a CaseAssessment) First() (view.Option, bool) {
	first, ok := a.b.sheet.first()
	if !ok {
		return view.Option{}, false
	}
	return a.b.handle(first), true
}

// Flips are the smallest single changes after which another option is first, smallest
// first.
func (a CaseAssessment) Flips() []Flip {
	var out []Flip
	for _, c := range a.b.flips() {
		out = append(out, Flip{a.b, c})
	}
	return out
}

// Sentence says in German who leads, and how surely.
func (a CaseAssessment) Sentence() string {
	first, ok := a.b.sheet.first()
	if !ok {
		return "Keine Option ist in der Wahl."
	}
	name, rung := nameOf(a.b.file.View, a.b.entries[first].option.ID), a.b.rungName(first)
	rivals := a.b.sheet.rivals(first)
	switch {
	case len(rivals) == 0:
		return fmt.Sprintf("Vorn liegt %s: allein auf der besten besetzten Stufe (%s).", name, rung)
	case len(a.b.criteria) == 0:
		return fmt.Sprintf("Vorn liegt %s auf der Stufe %s; zwischen den Optionen dieser Stufe entscheidet nichts, denn es gibt keine Gewichtung.", name, rung)
	case slices.ContainsFunc(rivals, func(r int) bool { return !a.b.sheet.separable(first, r) }):
		return fmt.Sprintf("Vorn liegt %s auf der Stufe %s, aber nicht sicher: was noch ungeklärt ist, kann die Reihenfolge auf dieser Stufe ändern.", name, rung)
	}
	return fmt.Sprintf("Vorn liegt %s auf der Stufe %s, was auch immer sich noch klärt.", name, rung)
}

func (b *board) rungName(i int) string {
	rungs := b.rungs()
	if place := b.entries[i].option.Place; place < len(rungs) {
		return rungs[place].Name.String()
	}
	return "außerhalb der Rangfolge"
}

func (b *board) rungs() []catalogue.Rung {
	if b.file.Policy.Ladder.ID == 0 {
		return nil
	}
	return b.file.Policy.Ladder.Rungs
}

func (b *board) handle(i int) view.Option {
	o, _ := view.Handle[view.Option](b.file.View, b.entries[i].option.ID)
	return o
}

func (b *board) handlesOf(rows []int) []view.Option {
	out := make([]view.Option, len(rows))
	for i, r := range rows {
		out[i] = b.handle(r)
	}
	return out
}

// AssessedCriterion is a criterion, with how firm the first rank is in its weight.
type AssessedCriterion struct {
	b *board
	k int
}

// Criterion is the criterion, with its weight.
func (c AssessedCriterion) Criterion() view.Criterion {
	return view.Criterion{Criterion: &c.b.criteria[c.k]}
}

// Holds is the run of weights within which the first rank holds, where the other
// weights keep their shares of the rest; false where no option is in the choice.
func (c AssessedCriterion) Holds() (WeightRange, bool) {
	first, ok := c.b.sheet.first()
	if !ok {
		return WeightRange{}, false
	}
	g := c.b.sheet.leads(first, c.k)
	return WeightRange{catalogue.Decimal(g.from), catalogue.Decimal(g.to)}, true
}

// WeightRange is a run of weights in per cent, both ends included. The ends are cut
// inwards to four places.
type WeightRange struct{ From, To catalogue.Decimal }
