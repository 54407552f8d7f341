package access

import (
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// reach is what authorities answer for on a day: they themselves and what is part of
// them, what these own or publish, and what they state.
//
// Nobody gets what is another's by saying so: to own or publish a record, or to be above
// an authority, is stated by those alone who have the record already or make it now.
type reach struct {
	before, after *snapshot.Snapshot
	day           catalogue.Day
	trees         map[catalogue.Identifier]tree
}

// tree are an authority and all that are part of it, before a change and after.
type tree struct{ before, after map[catalogue.ID]bool }

func newReach(before, after *snapshot.Snapshot, day catalogue.Day) *reach {
	return &reach{before, after, day, map[catalogue.Identifier]tree{}}
}

// appoints are the relations by which one record comes to answer for another.
var appoints = []catalogue.Relation{catalogue.Owns, catalogue.Publishes}

// record says whether a record is in reach of a grant. One that is made now is if it
// comes with the statement that says whose it is; a source is everybody's to add.
func (r *reach) record(g Grant, id catalogue.ID, isNew bool) bool {
	s := r.before
	if isNew {
		if s = r.after; s.Record(id).Kind() == catalogue.KindSource {
			return true
		}
	}
	return slices.ContainsFunc(g.Under, func(i catalogue.Identifier) bool { return r.has(s, i, id) })
}

// has says whether an authority answers for a record in a catalogue.
func (r *reach) has(s *snapshot.Snapshot, top catalogue.Identifier, id catalogue.ID) bool {
	t := r.tree(top)
	in := t.before
	if s == r.after {
		in = t.after
	}
	if in[id] {
		return true
	}
	return slices.ContainsFunc(appoints, func(rel catalogue.Relation) bool {
		for e := range s.Edges(id, rel.Role(catalogue.EndTo)).All() {
			if in[s.EdgeAt(e, catalogue.EndFrom)] && s.EdgeValid(e, r.day) {
				return true
			}
		}
		return false
	})
}

// statement says whether a statement is in reach of a grant: the record that it speaks of
// is, and if it says to whom a record belongs, both.
func (r *reach) statement(g Grant, e *catalogue.Edge, made map[catalogue.ID]bool) bool {
	if !r.record(g, e.From, made[e.From]) {
		return false
	}
	if e.Relation != catalogue.PartOf && !slices.Contains(appoints, e.Relation) {
		return true
	}
	return r.record(g, e.To, made[e.To])
}

// tree is found once for an authority. One that nobody carries has no members.
func (r *reach) tree(top catalogue.Identifier) tree {
	if known, ok := r.trees[top]; ok {
		return known
	}
	found := tree{r.below(r.before, top), r.below(r.after, top)}
	r.trees[top] = found
	return found
}

func (r *reach) below(s *snapshot.Snapshot, top catalogue.Identifier) map[catalogue.ID]bool {
	in := map[catalogue.ID]bool{}
	var next []catalogue.ID
	enter := func(id catalogue.ID) {
		if !in[id] {
			in[id] = true
			next = append(next, id)
		}
	}
	for _, id := range s.Lookup(catalogue.KindAuthority, top) {
		enter(id)
	}
	for len(next) > 0 {
		at := next[len(next)-1]
		next = next[:len(next)-1]
		for e := range s.Edges(at, catalogue.PartOf.Role(catalogue.EndTo)).All() {
			if s.EdgeValid(e, r.day) {
				enter(s.EdgeAt(e, catalogue.EndFrom))
			}
		}
	}
	return in
}

// about says whether a grant is for a kind.
func (g Grant) about(k catalogue.Kind) bool {
	return g.Kinds == nil || slices.Contains(g.Kinds, k)
}

func listed(is []catalogue.Identifier) string {
	out := make([]string, len(is))
	for n, i := range is {
		out[n] = i.String()
	}
	return strings.Join(out, ", ")
}
