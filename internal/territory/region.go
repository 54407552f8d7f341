package territory

import (
	"cmp"
	"slices"
)

// piece is the place of a piece of land in the line of all.
type piece uint32

// span is a run of pieces, from the first to before the end.
type span struct{ from, end piece }

// Region is land: a set of pieces of one Territory, as few runs that neither touch
// nor overlap, in order. It is an immutable value, and the zero Region is empty.
type Region struct{ spans []span }

// regionOf is the region of runs in any order. It takes the slice.
func regionOf(spans []span) Region {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	joined := spans[:0]
	for _, s := range spans {
		if n := len(joined); n > 0 && s.from <= joined[n-1].end {
			joined[n-1].end = max(joined[n-1].end, s.end)
			continue
		}
		joined = append(joined, s)
	}
	return Region{joined}
}

// Empty says that there is no land in it.
func (r Region) Empty() bool { return len(r.spans) == 0 }

// Equal says whether both are the same land.
func (r Region) Equal(other Region) bool { return slices.Equal(r.spans, other.spans) }

// Union is the land of either.
func (r Region) Union(other Region) Region {
	switch {
	case r.Empty():
		return other
	case other.Empty():
		return r
	}
	return regionOf(slices.Concat(r.spans, other.spans))
}

// Intersect is the land of both.
func (r Region) Intersect(other Region) Region {
	var both []span
	a, b := r.spans, other.spans
	for len(a) > 0 && len(b) > 0 {
		if from, end := max(a[0].from, b[0].from), min(a[0].end, b[0].end); from < end {
			both = append(both, span{from, end})
		}
		if a[0].end < b[0].end {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return Region{both}
}

// Contains says whether all land of the other lies in it. Nothing lies everywhere.
func (r Region) Contains(other Region) bool {
	for _, s := range other.spans {
		// The last run that begins no later.
		i, _ := slices.BinarySearchFunc(r.spans, s.from+1, func(own span, from piece) int { return cmp.Compare(own.from, from) })
		if i == 0 || r.spans[i-1].end < s.end {
			return false
		}
	}
	return true
}

// Touches says whether they have land in common.
func (r Region) Touches(other Region) bool {
	a, b := r.spans, other.spans
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].end <= b[0].from:
			a = a[1:]
		case b[0].end <= a[0].from:
			b = b[1:]
		default:
			return true
		}
	}
	return false
}
