package collision

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// estate is what may collide: the solutions that are not retired, in the order of their
// names, by their places; with the things that they have, and the pairs that follow.
type estate struct {
	*view.View
	solutions []catalogue.ID
	builds    []bool // by place
	things    []thing
	has       [][]having // by place: in the order of things
	skipped   int
	pairs     []pair        // highest score first, then by name
	few       *snapshot.Set // the solutions whose pairs are meant, nil for all
}

// breath is after how many solutions one asks whether the time is over.
const breath = 64

// look is the estate of a view, found once for all that is asked of it.
func look(v *view.View) (*estate, error) {
	type key struct{}
	return view.Kept(v, key{}, func() (*estate, error) {
		e := &estate{View: v}
		e.gather()
		if err := e.collect(); err != nil {
			return nil, err
		}
		return e, e.match()
	})
}

func (e *estate) solution(place int32) *catalogue.Solution {
	s, _ := e.Snapshot().Record(e.solutions[place]).(*catalogue.Solution)
	return s
}

// gather finds the solutions and which of them are builds.
func (e *estate) gather() {
	snap := e.Snapshot()
	for id := range e.All(catalogue.KindSolution).All() {
		if s, ok := snap.Record(id).(*catalogue.Solution); ok && s.PhaseOn(e.Day()) != catalogue.PhaseRetired {
			e.solutions = append(e.solutions, id)
		}
	}
	slices.SortFunc(e.solutions, func(a, b catalogue.ID) int {
		return cmp.Or(cmp.Compare(snap.SortKey(a), snap.SortKey(b)), cmp.Compare(a, b))
	})
	e.builds = make([]bool, len(e.solutions))
	for i := range e.builds {
		e.builds[i] = e.isBuild(int32(i))
	}
}

func (e *estate) isBuild(place int32) bool {
	s := e.solution(place)
	switch s.PhaseOn(e.Day()) {
	case catalogue.PhasePlanned, catalogue.PhasePilot:
		return true
	case catalogue.PhaseOut:
		return false
	default:
	}
	return s.InHouse() || slices.ContainsFunc(e.Others(e.solutions[place], catalogue.Delivers.Role(catalogue.EndTo)), e.underWay)
}

// underWay says whether a project is planned or running.
func (e *estate) underWay(id catalogue.ID) bool {
	p, ok := e.Snapshot().Record(id).(*catalogue.Project)
	return ok && (p.ProjectStatus == "PLANNED" || p.ProjectStatus == "RUNNING")
}
