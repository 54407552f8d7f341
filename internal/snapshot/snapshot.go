package snapshot

import (
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/text"
)

// Snapshot is the catalogue at one revision. It never changes; all methods may be
// called by any number of goroutines, and allocate nothing unless they say so.
// Slices and records it returns are shared: read only.
type Snapshot struct {
	revision   catalogue.Revision
	recordedAt time.Time
	lastRecord catalogue.ID // the highest id ever given
	assumed    bool         // holds what was not committed

	records     records
	kinds       [kinds]Set
	timeBound   Set
	guarded     guarded
	coded       coded
	numbers     numbers
	identifiers identifiers
	names       *names
	text        *text.Index

	edges *edges
	uses  uses
	days  days

	derived derived
	clear   clearing
	// restricted are what is left of what was cleared away.
	restricted map[catalogue.ID][]Restricted
}

// kinds bounds the numbers of kinds, for arrays indexed by kind.
const kinds = catalogue.KindCount

// Empty is the catalogue at revision 0.
func Empty() *Snapshot {
	s, err := NewBuilder().Build(0, time.Time{})
	if err != nil {
		panic(err) // nothing was added that could be wrong
	}
	return s
}

// Revision is the number of the last commit.
func (s *Snapshot) Revision() catalogue.Revision { return s.revision }

// RecordedAt is when the last commit was recorded; zero when there is none.
func (s *Snapshot) RecordedAt() time.Time { return s.recordedAt }

// Record is the record with that id, nil when there is none or no longer one.
func (s *Snapshot) Record(id catalogue.ID) catalogue.Record { return s.records.slot(id).record }

// Kind is all records of a kind.
func (s *Snapshot) Kind(k catalogue.Kind) Set {
	if !k.Known() {
		return Set{}
	}
	return s.kinds[k]
}

// Text is the index of what there is to find by words. The document of a record
// is what Document says.
func (s *Snapshot) Text() *text.Index { return s.text }

// Edge is the whole edge, false when there is none or no longer one.
func (s *Snapshot) Edge(id catalogue.EdgeID) (catalogue.Edge, bool) { return s.edges.edge(id) }

// EdgeCount is the number of edges.
func (s *Snapshot) EdgeCount() int { return s.edges.count }

// MaxEdge is the highest edge id ever given.
func (s *Snapshot) MaxEdge() catalogue.EdgeID { return s.edges.last }

// MaxRecord is the highest record id ever given.
func (s *Snapshot) MaxRecord() catalogue.ID { return s.lastRecord }

// Edges is the edges in which a record has a role.
func (s *Snapshot) Edges(id catalogue.ID, role catalogue.Role) EdgeList {
	return s.edges.list(id, role)
}

// RolesOf yields the roles in which a record has edges, in their order, and how many.
func (s *Snapshot) RolesOf(id catalogue.ID, yield func(role catalogue.Role, n int) bool) {
	for role, l := range s.edges.lists(id) {
		if !yield(role, l.Len()) {
			return
		}
	}
}

// RelationEdges yields the edges of a relation in the order of their ids, strictly
// after the one given.
func (s *Snapshot) RelationEdges(r catalogue.Relation, after catalogue.EdgeID, yield func(catalogue.EdgeID) bool) {
	if !r.Known() {
		return
	}
	of := s.edges.relations[r]
	for id, ok := of.Next(catalogue.ID(after) + 1); ok; id, ok = of.Next(id + 1) {
		if !yield(catalogue.EdgeID(id)) {
			return
		}
	}
}

// Relation is the edges of a relation; the members are edge ids.
func (s *Snapshot) Relation(r catalogue.Relation) Set {
	if !r.Known() {
		return Set{}
	}
	return s.edges.relations[r]
}

// EdgesOn is how many edges hold on a day, those of records that do not hold on it
// included.
func (s *Snapshot) EdgesOn(day catalogue.Day) int { return s.days.on(day) }

// RelationCount is the number of edges of a relation.
func (s *Snapshot) RelationCount(r catalogue.Relation) int {
	if !r.Known() {
		return 0
	}
	return s.edges.relations[r].Count()
}

// The following read one column of an edge, for those who visit many. Of an edge
// that is not there they return the zero value.

// EdgeRelation is what the edge states.
func (s *Snapshot) EdgeRelation(id catalogue.EdgeID) catalogue.Relation {
	return s.edges.row(id).relation()
}

// EdgeAt is the record at one end of the edge, 0 for none.
func (s *Snapshot) EdgeAt(id catalogue.EdgeID, end catalogue.End) catalogue.ID {
	return s.edges.row(id).at(end)
}

// EdgeValid says whether the edge is there and holds on a day.
func (s *Snapshot) EdgeValid(id catalogue.EdgeID, day catalogue.Day) bool {
	r := s.edges.row(id)
	return r.there() && r.holds(day)
}

// EdgeStatus is the status of an offer.
func (s *Snapshot) EdgeStatus(id catalogue.EdgeID) catalogue.OfferStatus {
	return s.edges.row(id).status()
}

// EdgeEvidence is the evidence grade of the statement.
func (s *Snapshot) EdgeEvidence(id catalogue.EdgeID) catalogue.EvidenceGrade {
	return s.edges.row(id).evidence()
}

// EdgeSource is the Source record that says so, 0 for none.
func (s *Snapshot) EdgeSource(id catalogue.EdgeID) catalogue.ID { return s.edges.row(id).source }

// SourceUses is the number of statements, records and edges, of a Source record.
func (s *Snapshot) SourceUses(id catalogue.ID) int { return s.uses.of(id) }
