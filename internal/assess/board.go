package assess

import (
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// board is the options of a case with all that ranks them.
type board struct {
	file     *casefile.File
	criteria []catalogue.Criterion
	entries  []entry
	sheet    *sheet // of the same options in the same order
}

// entry is an option on the board.
type entry struct {
	option     *casefile.Option
	points     []points                                // by criterion
	verdicts   []catalogue.Verdict                     // by gate of the policy
	exclusions []casefile.Judged[*catalogue.Exclusion] // that rest on evidence
}

// out says whether an option is out of the choice.
func (e *entry) out() bool {
	return len(e.exclusions) > 0 || slices.Contains(e.verdicts, catalogue.VerdictFail)
}

// boardOf lays out a case as it stands.
func boardOf(f *casefile.File) *board {
	b := &board{file: f, criteria: criteriaOf(f)}
	d := newDesk(f)
	for i := range f.Options {
		b.entries = append(b.entries, b.entryOf(d, &f.Options[i]))
	}
	b.calculate()
	return b
}

// criteriaOf are what points are given for. In lane S weights may be left out: then
// the ladder alone ranks, every score is 0, and of two on a rung the older one goes
// first, which says nothing about them.
func criteriaOf(f *casefile.File) []catalogue.Criterion {
	if f.Policy.Weights.ID == 0 || f.Case.Lane == catalogue.LaneSmall && !f.PinnedWeights {
		return nil
	}
	return f.Policy.Weights.Criteria
}

func (b *board) entryOf(d *desk, o *casefile.Option) entry {
	e := entry{option: o}
	for i := range b.criteria {
		e.points = append(e.points, d.pointsOf(o, &b.criteria[i]))
	}
	for _, g := range b.file.Policy.Gates {
		e.verdicts = append(e.verdicts, o.Verdict(g.ID))
	}
	for _, x := range o.Exclusions {
		if len(x.Evidence) > 0 {
			e.exclusions = append(e.exclusions, x)
		}
	}
	return e
}

// calculate makes the sheet of what is on the board.
func (b *board) calculate() {
	b.sheet = &sheet{}
	for _, c := range b.criteria {
		b.sheet.weights = append(b.sheet.weights, c.Weight)
	}
	for i := range b.entries {
		b.sheet.rows = append(b.sheet.rows, b.rowOf(&b.entries[i]))
	}
}

func (b *board) rowOf(e *entry) row {
	r := row{id: e.option.ID, place: e.option.Place, out: e.out()}
	for _, p := range e.points {
		r.points = append(r.points, p.span)
	}
	return r
}

// gate is the place of a gate in the policy.
func (b *board) gate(id catalogue.ID) (int, bool) {
	i := slices.IndexFunc(b.file.Policy.Gates, func(g casefile.Gate) bool { return g.ID == id })
	return i, i >= 0
}

// entry is the place of an option on the board.
func (b *board) entry(option catalogue.ID) (int, bool) {
	i := slices.IndexFunc(b.entries, func(e entry) bool { return e.option.ID == option })
	return i, i >= 0
}

// judge is the entry with another verdict at a gate. One that is not FAIL lifts what
// excluded the option because of that gate, and nothing else.
func (b *board) judge(e entry, gate int, verdict catalogue.Verdict) entry {
	e.verdicts = slices.Clone(e.verdicts)
	e.verdicts[gate] = verdict
	if verdict == catalogue.VerdictFail {
		return e
	}
	id := b.file.Policy.Gates[gate].ID
	e.exclusions = slices.DeleteFunc(slices.Clone(e.exclusions), func(x casefile.Judged[*catalogue.Exclusion]) bool {
		return x.Record.Ground == catalogue.GroundGate && x.Applies == id
	})
	return e
}
