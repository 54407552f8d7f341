package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// joined is which records a relation joins, as seen from one end: for each record
// the others, each once, ascending. It is two arrays, so that a walk over all pairs
// of a catalogue reads a few bytes of each and no statement twice.
type joined struct {
	begin []uint32 // by record id: where its others begin; one more at the end
	other []catalogue.ID
}

// joins reads the statements of a relation that a view sees.
func joins(v *view.View, r catalogue.Relation, end catalogue.End) joined {
	snap := v.Snapshot()
	opposite := r.Role(end).Opposite()
	pairs := make([]uint64, 0, snap.RelationCount(r))
	snap.RelationEdges(r, 0, func(e catalogue.EdgeID) bool {
		if v.SeesStatement(e) {
			pairs = append(pairs, both(snap.EdgeAt(e, end), snap.EdgeAt(e, opposite)))
		}
		return len(pairs)%looksAtOnce != 0 || v.Stopped() == nil
	})
	return joinedOf(snap.MaxRecord(), pairs)
}

// looksAtOnce is after how many looks a long loop asks whether its time is over.
const looksAtOnce = 4096

// joinedOf takes the pairs.
func joinedOf(last catalogue.ID, pairs []uint64) joined {
	slices.Sort(pairs)
	pairs = slices.Compact(pairs)
	j := joined{begin: make([]uint32, last+2), other: make([]catalogue.ID, len(pairs))}
	for i, p := range pairs {
		one, other := apart(p)
		j.other[i] = other
		j.begin[one+1] = uint32(i + 1)
	}
	for i := 1; i < len(j.begin); i++ {
		j.begin[i] = max(j.begin[i], j.begin[i-1])
	}
	return j
}

// of are the others of a record. The result is shared: read only.
func (j joined) of(id catalogue.ID) []catalogue.ID {
	return j.other[j.begin[id]:j.begin[id+1]]
}

// has says whether two records are joined.
func (j joined) has(one, other catalogue.ID) bool {
	_, found := slices.BinarySearch(j.of(one), other)
	return found
}

// both puts two records into one number, which orders by the first.
func both(a, b catalogue.ID) uint64 { return uint64(a)<<32 | uint64(b) }

func apart(p uint64) (a, b catalogue.ID) { return catalogue.ID(p >> 32), catalogue.ID(p) }

// common says whether two ascending lists have a member in common, and the first.
func common(a, b []catalogue.ID) (catalogue.ID, bool) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			return a[0], true
		}
	}
	return 0, false
}

// sorted are records in the order of their numbers, each once. It takes the slice.
func sorted(ids []catalogue.ID) []catalogue.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// globalIDs are the ids of records of a kind for the world outside.
func globalIDs(kind catalogue.Kind, ids []catalogue.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = catalogue.GlobalID(kind, id)
	}
	return out
}
