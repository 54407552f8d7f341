package collision

import (
	"cmp"
	"slices"
)

// pair is two solutions that overlap, by their places; the first is a build.
type pair struct {
	build, other int32
	score        int16
	overlaps     mask
}

// mask is a set of overlaps.
type mask uint8

// match finds the pairs: for each build, what its things lead to.
func (e *estate) match() error {
	sums := make([][overlapCount]int, len(e.solutions)) // with the build at hand
	var met []int32                                     // those of which a sum is not nothing
	for i, build := range e.builds {
		if i%breath == 0 {
			if err := e.Stopped(); err != nil {
				return err
			}
		}
		if !build {
			continue
		}
		met = e.meet(int32(i), sums, met[:0])
		for _, j := range met {
			e.pairs = append(e.pairs, scored(int32(i), j, sums[j]))
			sums[j] = [overlapCount]int{}
		}
	}
	slices.SortFunc(e.pairs, pair.compare)
	return nil
}

// meet sums up what a build has in common with others. Of two builds the one behind is
// the other.
func (e *estate) meet(build int32, sums [][overlapCount]int, met []int32) []int32 {
	for _, h := range e.has[build] {
		t := &e.things[h.thing]
		f := &overlapFacts[t.name.overlap]
		for _, o := range t.owners {
			if o.place == build || o.place < build && e.builds[o.place] || !e.meantPair(build, o.place) {
				continue
			}
			points := f.points(len(t.owners), h.strong && o.strong)
			if points == 0 {
				continue
			}
			if sums[o.place] == [overlapCount]int{} {
				met = append(met, o.place)
			}
			sums[o.place][t.name.overlap] += points
		}
	}
	return met
}

// meantPair says whether one of two is of the few, where only the pairs of a few are meant.
func (e *estate) meantPair(a, b int32) bool {
	return e.few == nil || e.few.Has(e.solutions[a]) || e.few.Has(e.solutions[b])
}

func scored(build, other int32, sums [overlapCount]int) pair {
	p := pair{build: build, other: other}
	for k, sum := range sums {
		if sum > 0 {
			p.overlaps |= 1 << k
			p.score += int16(min(sum, overlapFacts[k].most))
		}
	}
	return p
}

func (p pair) compare(q pair) int {
	return cmp.Or(cmp.Compare(q.score, p.score), cmp.Compare(p.build, q.build), cmp.Compare(p.other, q.other))
}
