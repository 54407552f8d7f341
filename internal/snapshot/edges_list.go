package snapshot

import (
	"iter"
	"slices"

	"fundus/internal/catalogue"
)

// EdgeList is the edges in which a record has a role, by ascending id. The zero
// EdgeList is empty. It belongs to the snapshot it comes from.
//
// Posting lists keep the ids of edges that are gone until enough have gathered
// (postings.go). Therefore nobody gets the slice: who counts by its length, or
// searches in it, would count and find what is not there.
type EdgeList struct {
	ids   []catalogue.EdgeID // those that are gone too
	gone  int                // how many these are
	there *Set               // the edges of the relation; nil of the zero EdgeList
}

// Len is the number of edges.
func (l EdgeList) Len() int { return len(l.ids) - l.gone }

// All yields the edges. It is one loop over one call, so that the compiler puts it
// in the place of its caller: the loop then waits for many edges at once.
func (l EdgeList) All() iter.Seq[catalogue.EdgeID] {
	return func(yield func(catalogue.EdgeID) bool) {
		for _, id := range l.ids {
			if (l.gone == 0 || l.there.Has(catalogue.ID(id))) && !yield(id) {
				return
			}
		}
	}
}

// From is a walk along the edges strictly after one or, backward, strictly before
// one; from 0 it is along all.
func (l EdgeList) From(from catalogue.EdgeID, backward bool) EdgeWalk {
	w := EdgeWalk{rest: l.ids, backward: backward}
	if l.gone > 0 {
		w.there = l.there
	}
	if from == 0 {
		return w
	}
	at, found := slices.BinarySearch(l.ids, from)
	if backward {
		w.rest = l.ids[:at]
		return w
	}
	if found {
		at++
	}
	w.rest = l.ids[at:]
	return w
}

// EdgeWalk is what a walk along an EdgeList has before it.
type EdgeWalk struct {
	rest     []catalogue.EdgeID
	there    *Set // nil: none is gone
	backward bool
}

// Next is the next edge, false at the end.
func (w *EdgeWalk) Next() (catalogue.EdgeID, bool) {
	for len(w.rest) > 0 {
		var id catalogue.EdgeID
		if last := len(w.rest) - 1; w.backward {
			id, w.rest = w.rest[last], w.rest[:last]
		} else {
			id, w.rest = w.rest[0], w.rest[1:]
		}
		if w.there == nil || w.there.Has(catalogue.ID(id)) {
			return id, true
		}
	}
	return 0, false
}
