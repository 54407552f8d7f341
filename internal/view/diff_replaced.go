package view

import (
	"slices"
	"sort"

	"fundus/internal/catalogue"
)

// What came in the place of something is looked for where it is not seen any more:
// by itself it would only be gone.

// gone is what happened with what is not seen any more.
func gone(inItsPlace bool) change {
	if inItsPlace {
		return replaced
	}
	return removed
}

// settle tells which of the statements that ended were replaced. It looks at the
// statements of each record of which some ended once, however many those are.
func (d *comparison) settle() {
	for r := range d.ended {
		relation := catalogue.Relation(r)
		var ended []uint64 // the record of which it was stated, and the statement
		for id := range d.ended[r].Set().All() {
			ended = append(ended, uint64(d.from.snap.EdgeAt(catalogue.EdgeID(id), catalogue.EndFrom))<<32|uint64(id))
		}
		slices.Sort(ended)
		for len(ended) > 0 {
			of := ended[0] >> 32
			n := sort.Search(len(ended), func(i int) bool { return ended[i]>>32 > of })
			if !d.settleOf(catalogue.ID(of), relation, ended[:n]) {
				return
			}
			ended = ended[n:]
		}
	}
}

// settleOf does so for the statements of one record.
func (d *comparison) settleOf(of catalogue.ID, relation catalogue.Relation, ended []uint64) bool {
	var anew []catalogue.ID // with which the relation is stated anew
	for e := range d.to.snap.Edges(of, relation.Role(catalogue.EndFrom)).All() {
		if d.begun(e) {
			anew = append(anew, d.to.snap.EdgeAt(e, catalogue.EndTo))
		}
		if !d.breathe() {
			return false
		}
	}
	slices.Sort(anew)
	for _, key := range ended {
		id := catalogue.EdgeID(key) // its lower half
		_, again := slices.BinarySearch(anew, d.from.snap.EdgeAt(id, catalogue.EndTo))
		d.mark(ofRelation(relation), gone(again), uint32(id))
	}
	return d.breathe()
}

// begun says whether a statement is seen that was not before.
func (v views) begun(e catalogue.EdgeID) bool { return v.to.seesEdge(e) && !v.from.seesEdge(e) }

// successor is the record that succeeds or replaces one where it is not seen any
// more, 0 for none. What was removed has no statements left that would say so.
func (v views) successor(id catalogue.ID) uint32 {
	s := v.to.snap
	for _, r := range []catalogue.Relation{catalogue.Succeeds, catalogue.Replaces} {
		for e := range s.Edges(id, r.Role(catalogue.EndTo)).All() {
			if next := s.EdgeAt(e, catalogue.EndFrom); s.EdgeValid(e, v.to.day) && v.to.sees(next) {
				return uint32(next)
			}
		}
	}
	return 0
}

// restated is the statement that states the relation of the same two records anew
// where one is not seen any more, 0 for none: through another solution, in another
// area, or by another source.
func (v views) restated(id catalogue.EdgeID) uint32 {
	s := v.from.snap
	relation, from, to := s.EdgeRelation(id), s.EdgeAt(id, catalogue.EndFrom), s.EdgeAt(id, catalogue.EndTo)
	list := v.to.snap.Edges(from, relation.Role(catalogue.EndFrom))
	if other := v.to.snap.Edges(to, relation.Role(catalogue.EndTo)); other.Len() < list.Len() {
		list = other
	}
	for e := range list.All() {
		same := v.to.snap.EdgeAt(e, catalogue.EndFrom) == from && v.to.snap.EdgeAt(e, catalogue.EndTo) == to
		if same && v.begun(e) {
			return uint32(e)
		}
	}
	return 0
}
