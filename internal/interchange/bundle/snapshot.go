package bundle

import (
	"iter"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// FromSnapshot is a snapshot as the source of a bundle.
func FromSnapshot(s *snapshot.Snapshot) Source { return moment{s} }

type moment struct{ of *snapshot.Snapshot }

// Records are the records of a kind.
func (m moment) Records(kind catalogue.Kind) iter.Seq[catalogue.Record] {
	return func(yield func(catalogue.Record) bool) {
		for id := range m.of.Kind(kind).All() {
			if !yield(m.of.Record(id)) {
				return
			}
		}
	}
}

// Edges are the edges of a relation.
func (m moment) Edges(r catalogue.Relation) iter.Seq[catalogue.Edge] {
	return func(yield func(catalogue.Edge) bool) {
		m.of.RelationEdges(r, 0, func(id catalogue.EdgeID) bool {
			e, _ := m.of.Edge(id)
			return yield(e)
		})
	}
}
