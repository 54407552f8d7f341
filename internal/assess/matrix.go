package assess

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// GateMatrix is what is known of each option at each gate in force.
type GateMatrix struct{ b *board }

// Gates is the matrix of a case.
func Gates(v *view.View, id catalogue.ID) (GateMatrix, error) {
	b, err := laidOut(v, id)
	return GateMatrix{b}, err
}

// Gates are the gates in force, by number.
func (m GateMatrix) Gates() []view.Gate {
	out := make([]view.Gate, len(m.b.file.Policy.Gates))
	for i, g := range m.b.file.Policy.Gates {
		out[i], _ = view.Handle[view.Gate](m.b.file.View, g.ID)
	}
	return out
}

// Rows are the options, by number.
func (m GateMatrix) Rows() []GateMatrixRow {
	out := make([]GateMatrixRow, len(m.b.entries))
	for i := range out {
		out[i] = GateMatrixRow{m.b, i}
	}
	return out
}

// GateMatrixRow is an option at all gates.
type GateMatrixRow struct {
	b *board
	i int
}

// Option is the option.
func (r GateMatrixRow) Option() view.Option { return r.b.handle(r.i) }

// Excluded says whether the option is out of the choice.
func (r GateMatrixRow) Excluded() bool { return r.b.entries[r.i].out() }

// Cells are what is known, by gate.
func (r GateMatrixRow) Cells() []GateCell {
	e := &r.b.entries[r.i]
	out, computed := make([]GateCell, len(r.b.file.Policy.Gates)), r.b.computed(e)
	for i := range out {
		out[i] = newCell(r.b, e, i)
		out[i].computed = computed[i]
	}
	return out
}

// GateCell is what is known of an option at a gate.
type GateCell struct {
	v        *view.View
	gate     casefile.Gate
	verdict  catalogue.Verdict
	reasons  []string
	evidence []*catalogue.Evidence
	computed finding
}

func newCell(b *board, e *entry, gate int) GateCell {
	c := GateCell{v: b.file.View, gate: b.file.Policy.Gates[gate], verdict: e.verdicts[gate], reasons: []string{}}
	for _, r := range e.option.GateResults {
		if r.Applies != c.gate.ID {
			continue
		}
		reason := r.Record.Reason
		if len(r.Evidence) == 0 {
			reason += " (ohne gültigen Nachweis, zählt als ungeklärt)"
		}
		c.reasons = append(c.reasons, reason)
		c.evidence = append(c.evidence, r.Evidence...)
	}
	return c
}

// Gate is the gate.
func (c GateCell) Gate() view.Gate {
	h, _ := view.Handle[view.Gate](c.v, c.gate.ID)
	return h
}

// Verdict is what people recorded, as far as it rests on evidence.
func (c GateCell) Verdict() catalogue.Verdict { return c.verdict }

// Reasons are why, as recorded.
func (c GateCell) Reasons() []string { return c.reasons }

// Evidence is what that rests on.
func (c GateCell) Evidence() []view.Evidence { return evidenceOf(c.v, c.evidence) }

// Computed is what the catalogue itself says, false where the option proposes no solution.
func (c GateCell) Computed() (catalogue.Verdict, bool) {
	return c.computed.verdict, c.computed.verdict != ""
}

// ComputedReason is why, in German.
func (c GateCell) ComputedReason() (string, bool) { return c.computed.reason, c.computed.reason != "" }

// Records are what the catalogue's own verdict rests on.
func (c GateCell) Records() []view.Record {
	out := []view.Record{}
	for _, id := range c.computed.records {
		if r := c.v.At(id); r != nil {
			out = append(out, r)
		}
	}
	return out
}
