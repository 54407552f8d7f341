package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// walk goes breadth first from one record and keeps how each other was first
// reached. Of several ways to a record at the same distance the first is kept: from
// the record with the lowest number, in the order of its roles, by the oldest
// statement.
type walk struct {
	steps *steps
	ends  func(catalogue.ID) bool // whether nothing is reached from a record
	seen  *snapshot.SetBuilder
	met   []meeting // nearest first, those of one distance by number
	outer int       // where the outermost distance begins in met
}

// meeting is how a record was first reached. That of the record from which the walk
// begins has no statement.
type meeting struct {
	by       step
	from     catalogue.ID
	distance int
}

// newWalk begins at a record that the budget has room for.
func newWalk(s *steps, from catalogue.ID, ends func(catalogue.ID) bool) *walk {
	w := &walk{steps: s, ends: ends, seen: snapshot.NewSet()}
	w.meet(meeting{by: step{to: from}})
	return w
}

// within goes some steps far; it says whether the budget sufficed.
func (w *walk) within(hops int) bool {
	whole := len(w.met) > 0
	for ; hops > 0 && whole && w.outer < len(w.met); hops-- {
		whole = w.further()
	}
	return whole
}

// further goes one step on from all records of the outermost distance; it says
// whether the budget sufficed.
func (w *walk) further() bool {
	level, whole := w.met[w.outer:], true
	w.outer = len(w.met)
	for _, m := range level {
		if m.distance > 0 && w.ends(m.by.to) {
			continue
		}
		whole = w.steps.from(m.by.to, func(s step) bool {
			return w.seen.Has(s.to) || w.meet(meeting{s, m.by.to, m.distance + 1})
		})
		if !whole {
			break
		}
	}
	slices.SortFunc(w.met[w.outer:], func(a, b meeting) int { return cmp.Compare(a.by.to, b.by.to) })
	return whole
}

// meet notes a record that has not been seen, if the budget has room for it.
func (w *walk) meet(m meeting) bool {
	if !w.steps.meter.node() {
		return false
	}
	w.seen.Add(m.by.to)
	w.met = append(w.met, m)
	return true
}

// ahead is how many statements the next step would look at.
func (w *walk) ahead() (total int) {
	for _, m := range w.met[w.outer:] {
		total += w.steps.ahead(m.by.to)
	}
	return total
}

// nowhere ends no way: every record leads on.
func nowhere(catalogue.ID) bool { return false }

// chains are the statements by which some records were reached from the first, each
// once.
func (w *walk) chains(to snapshot.Set) (out []catalogue.EdgeID) {
	wanted := to.Edit()
	for _, m := range slices.Backward(w.met) {
		if m.distance > 0 && wanted.Has(m.by.to) {
			out = append(out, m.by.edge)
			wanted.Add(m.from)
		}
	}
	return out
}
