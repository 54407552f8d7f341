package collision

import (
	"fmt"
	"iter"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// Of some solutions that are named, only what these have is looked for in others: the
// pairs are those of the whole list, found without most of its work.

// lookAtFew is an estate with no pairs but those of some solutions.
func lookAtFew(v *view.View, few snapshot.Set) (*estate, error) {
	type key string
	var named []catalogue.ID
	for id := range few.All() {
		named = append(named, id)
	}
	return view.Kept(v, key(fmt.Sprint(named)), func() (*estate, error) {
		e := &estate{View: v, few: &few}
		e.gather()
		found, err := e.haveInCommon()
		if err != nil {
			return nil, err
		}
		e.keep(found)
		return e, e.match()
	})
}

// haveInCommon are the things of the few, with all who have them.
func (e *estate) haveInCommon() (map[name][]owner, error) {
	found := map[name]map[int32]bool{}
	places := make(map[catalogue.ID]int32, len(e.solutions))
	for i, id := range e.solutions {
		places[id] = int32(i)
		if !e.few.Has(id) {
			continue
		}
		for n := range e.thingsOf(int32(i)) {
			found[n] = map[int32]bool{}
		}
	}
	for n, owners := range found {
		for id, strong := range e.havingRecord(n) {
			if place, there := places[id]; there {
				owners[place] = owners[place] || strong
			}
		}
	}
	if err := e.findWords(found); err != nil {
		return nil, err
	}
	out := make(map[name][]owner, len(found))
	for n, owners := range found {
		for place, strong := range owners {
			out[n] = append(out[n], owner{place, strong})
		}
		slices.SortFunc(out[n], func(a, b owner) int { return int(a.place - b.place) })
	}
	return out, e.Stopped()
}

// havingRecord are the solutions that have a record, and whether strongly; for a word
// none.
func (e *estate) havingRecord(n name) iter.Seq2[catalogue.ID, bool] {
	return func(yield func(catalogue.ID, bool) bool) {
		for _, t := range ties {
			if t.overlap != n.overlap || n.record == 0 {
				continue
			}
			for r := range e.Rows(n.record, t.role.Relation().Role(catalogue.EndTo)) {
				if !yield(r.At(catalogue.EndFrom), t.strong) {
					return
				}
			}
		}
		if n.overlap != 0 {
			return
		}
		for r := range e.Rows(n.record, catalogue.Offers.Role(catalogue.EndTo)) {
			if r.Status() != catalogue.OfferRetired && !yield(r.At(catalogue.EndVia), true) {
				return
			}
		}
	}
}

// findWords looks who has the words that were found.
func (e *estate) findWords(found map[name]map[int32]bool) error {
	words := map[name]bool{}
	for i := range e.solutions {
		if i%breath == 0 {
			if err := e.Stopped(); err != nil {
				return err
			}
		}
		clear(words)
		e.addWordsOf(words, int32(i))
		for n := range words {
			if owners := found[n]; owners != nil {
				owners[int32(i)] = true
			}
		}
	}
	return nil
}
