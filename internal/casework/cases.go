package casework

import (
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// statesKey is under which a view keeps the states of its cases.
type statesKey struct{}

// In are the cases that a view sees in one of some states.
func In(v *view.View, states []catalogue.CaseState) (snapshot.Set, error) {
	all, err := view.Kept(v, statesKey{}, func() (map[catalogue.ID]catalogue.CaseState, error) { return findStates(v) })
	if err != nil {
		return snapshot.Set{}, err
	}
	var in snapshot.SetBuilder
	for id, state := range all {
		if slices.Contains(states, state) {
			in.Add(id)
		}
	}
	return in.Set(), nil
}

func findStates(v *view.View) (map[catalogue.ID]catalogue.CaseState, error) {
	all := map[catalogue.ID]catalogue.CaseState{}
	for id := range v.All(catalogue.KindCase).All() {
		if err := v.Stopped(); err != nil {
			return nil, err
		}
		if f, ok := casefile.Read(v, id); ok {
			all[id] = StateOf(f)
		}
	}
	return all, nil
}
