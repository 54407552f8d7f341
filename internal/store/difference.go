package store

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// Versions puts a Difference together. An engine adds every version that holds at
// one of the two revisions and not at the other, in any order; each record and
// edge has at most one of either sort.
type Versions struct {
	records map[catalogue.ID]*pair[catalogue.Record]
	edges   map[catalogue.EdgeID]*pair[catalogue.Edge]
}

// pair is what holds of one thing at From and at To, nil for nothing.
type pair[V any] struct {
	kind     catalogue.Kind
	from, to *V
}

func (p *pair[V]) put(version V, atTo bool) {
	if atTo {
		p.to = &version
	} else {
		p.from = &version
	}
}

// Record adds a version that holds at To, or at From.
func (v *Versions) Record(r catalogue.Record, atTo bool) {
	if v.records == nil {
		v.records = map[catalogue.ID]*pair[catalogue.Record]{}
	}
	of(v.records, r.Base().ID, r.Kind()).put(r, atTo)
}

// Edge adds a version that holds at To, or at From.
func (v *Versions) Edge(e catalogue.Edge, atTo bool) {
	if v.edges == nil {
		v.edges = map[catalogue.EdgeID]*pair[catalogue.Edge]{}
	}
	of(v.edges, e.ID, 0).put(e, atTo)
}

func of[I comparable, V any](all map[I]*pair[V], id I, kind catalogue.Kind) *pair[V] {
	p := all[id]
	if p == nil {
		p = &pair[V]{kind: kind}
		all[id] = p
	}
	return p
}

// Into fills in the versions of a Difference.
func (v *Versions) Into(d *catalogue.Difference) {
	for id, p := range v.records {
		version := catalogue.RecordVersion{ID: id, Kind: p.kind, Created: p.from == nil}
		if p.to != nil {
			version.Record = *p.to
		}
		d.Records = append(d.Records, version)
	}
	for _, p := range v.edges {
		if p.to == nil {
			d.Edges = append(d.Edges, catalogue.EdgeVersion{Edge: Ends(*p.from), Removed: true})
			continue
		}
		d.Edges = append(d.Edges, catalogue.EdgeVersion{Edge: *p.to, Created: p.from == nil})
	}
	slices.SortFunc(d.Records, func(a, b catalogue.RecordVersion) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(d.Edges, func(a, b catalogue.EdgeVersion) int { return cmp.Compare(a.Edge.ID, b.Edge.ID) })
}
