package casefile

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// OffLadder is the place of what stands on no rung: behind all of them.
const OffLadder = 1 << 20

// Place is where a solution stands on the ladder, 0 for the best rung, OffLadder where
// no rung takes it.
func (l Ladder) Place(v *view.View, solution catalogue.ID) int {
	s, ok := v.Snapshot().Record(solution).(*catalogue.Solution)
	if l.ID == 0 || !ok || !v.Sees(solution) {
		return OffLadder
	}
	return l.first(func(r *catalogue.Rung) bool {
		return slices.Contains(r.Origins, s.Origin()) || r.Operated && operated(v, solution)
	})
}

// PlaceOf is where an option of a kind stands; solution is what it proposes, 0 for
// nothing. An option with a solution stands where that does, unless its own kind is
// on a rung: a purchase is a purchase, whatever is bought.
func (l Ladder) PlaceOf(v *view.View, kind catalogue.OptionKind, solution catalogue.ID) int {
	if l.ID == 0 {
		return OffLadder
	}
	own := l.first(func(r *catalogue.Rung) bool { return slices.Contains(r.OptionKinds, kind) })
	if own != OffLadder || solution == 0 {
		return own
	}
	return l.Place(v, solution)
}

// Key is the key of a place, empty for none.
func (l Ladder) Key(place int) string {
	if l.ID == 0 || place < 0 || place >= len(l.Rungs) {
		return ""
	}
	return l.Rungs[place].Key
}

func (l Ladder) first(stands func(*catalogue.Rung) bool) int {
	for i := range l.Rungs {
		if stands(&l.Rungs[i]) {
			return i
		}
	}
	return OffLadder
}

// operated says whether a solution is at work in the state: an authority of the state
// or below, or one of unknown level, operates or uses it, and it is productive or
// nothing is known of its life.
func operated(v *view.View, solution catalogue.ID) bool {
	s, _ := v.Snapshot().Record(solution).(*catalogue.Solution)
	switch s.PhaseOn(v.Day()) {
	case catalogue.PhasePlanned, catalogue.PhaseRetired, catalogue.PhaseOut:
		return false
	default:
	}
	for _, role := range []catalogue.Role{catalogue.Operates.Role(catalogue.EndTo), catalogue.Uses.Role(catalogue.EndTo)} {
		for e := range v.Snapshot().Edges(solution, role).All() {
			a, ok := v.Snapshot().Record(v.Snapshot().EdgeAt(e, catalogue.EndFrom)).(*catalogue.Authority)
			if ok && a.Level != catalogue.LevelFederal && v.SeesStatement(e) {
				return true
			}
		}
	}
	return false
}
