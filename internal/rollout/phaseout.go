package rollout

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// GrowingPhaseOut is a solution that is to end, or has ended, and that authorities
// have begun to use since then.
type GrowingPhaseOut struct {
	in       *view.View
	solution catalogue.ID
	Since    catalogue.Day // since when it is to end; none: since ever
	gained   []catalogue.ID
}

// FindGrowingPhaseOuts looks at the solutions that are meant, those with most new
// users first.
func FindGrowingPhaseOuts(v *view.View, solutions view.Filter, paging view.Paging) (view.Listed[GrowingPhaseOut], error) {
	meant, err := v.Matching(catalogue.KindSolution, solutions)
	if err != nil {
		return view.Listed[GrowingPhaseOut]{}, err
	}
	var list []GrowingPhaseOut
	for id := range meant.All() {
		x, ok := v.Snapshot().Record(id).(*catalogue.Solution)
		if !ok {
			continue
		}
		if since, ending := endingSince(x, v.Day()); ending {
			if gained := begun(v, id, since); len(gained) > 0 {
				list = append(list, GrowingPhaseOut{v, id, since, gained})
			}
		}
	}
	if err := v.Stopped(); err != nil {
		return view.Listed[GrowingPhaseOut]{}, err
	}
	slices.SortFunc(list, func(a, b GrowingPhaseOut) int {
		return cmp.Or(cmp.Compare(len(b.gained), len(a.gained)), cmp.Compare(a.solution, b.solution))
	})
	return view.Cut(v, paging, list,
		func(g GrowingPhaseOut) view.Place {
			return view.Place{Number: -int64(len(g.gained)), ID: g.solution}
		},
		"growingPhaseOuts", solutions)
}

// endingSince is the day since which a solution is in phase-out or retired, false if
// it is neither on a day. A solution that was taken up again has begun anew.
func endingSince(s *catalogue.Solution, day catalogue.Day) (since catalogue.Day, ending bool) {
	for _, p := range s.Lifecycle {
		if p.From > day {
			break
		}
		ends := p.Phase == catalogue.PhaseOut || p.Phase == catalogue.PhaseRetired
		if ends && !ending {
			since = p.From
		}
		ending = ends
	}
	return since, ending
}

// begun are the authorities of which every known use of a solution begins after a day.
func begun(v *view.View, solution catalogue.ID, after catalogue.Day) []catalogue.ID {
	snap := v.Snapshot()
	var later, before []catalogue.ID
	for e := range snap.Edges(solution, catalogue.Uses.Role(catalogue.EndTo)).All() {
		if !v.SeesStatement(e) {
			continue
		}
		authority := snap.EdgeAt(e, catalogue.EndFrom)
		if edge, _ := snap.Edge(e); edge.ValidFrom > after {
			later = append(later, authority)
		} else {
			before = append(before, authority)
		}
	}
	before = sorted(before)
	return slices.DeleteFunc(sorted(later), func(id catalogue.ID) bool {
		_, ok := slices.BinarySearch(before, id)
		return ok
	})
}

// Solution is the solution.
func (g GrowingPhaseOut) Solution() view.Solution { return handle[view.Solution](g.in, g.solution) }

// NewUserCount is how many authorities have begun to use it.
func (g GrowingPhaseOut) NewUserCount() int { return len(g.gained) }

// NewUsers are their ids, by number.
func (g GrowingPhaseOut) NewUsers() []string {
	return globalIDs(catalogue.KindAuthority, g.gained)
}
