package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"fundus/internal/catalogue"
)

// state is the catalogue at a moment in the plainest form: two maps, and the
// highest ids that were ever given. It is the oracle that engines are compared
// with, and a sink.
type state struct {
	records  map[catalogue.ID]catalogue.Record
	edges    map[catalogue.EdgeID]catalogue.Edge
	lastID   catalogue.ID
	lastEdge catalogue.EdgeID
}

func newState() state {
	return state{records: map[catalogue.ID]catalogue.Record{}, edges: map[catalogue.EdgeID]catalogue.Edge{}}
}

// Record and Edges use no lock: a sink is called by one goroutine at a time for
// each of the two, and the race detector watches.

func (s *state) Given(record catalogue.ID, edge catalogue.EdgeID) error {
	if s.lastID > 0 || s.lastEdge > 0 {
		return errors.New("the highest ids were told twice")
	}
	s.lastID, s.lastEdge = record, edge
	return nil
}

func (s *state) Record(r catalogue.Record) error {
	id := r.Base().ID
	if _, twice := s.records[id]; twice {
		return fmt.Errorf("record %d was loaded twice", id)
	}
	s.records[id] = r
	return nil
}

func (s *state) Edges(edges []catalogue.Edge) error {
	for _, e := range edges {
		if _, twice := s.edges[e.ID]; twice {
			return fmt.Errorf("edge %d was loaded twice", e.ID)
		}
		s.edges[e.ID] = e
	}
	return nil
}

// apply replays a commit.
func (s *state) apply(c *catalogue.Commit) {
	for _, v := range c.Records {
		s.lastID = max(s.lastID, v.ID)
		delete(s.records, v.ID)
		if v.Record != nil {
			s.records[v.ID] = v.Record
		}
	}
	for _, v := range c.Edges {
		s.lastEdge = max(s.lastEdge, v.Edge.ID)
		delete(s.edges, v.Edge.ID)
		if !v.Removed {
			s.edges[v.Edge.ID] = v.Edge
		}
	}
}

func replay(commits []*catalogue.Commit) state {
	s := newState()
	for _, c := range commits {
		s.apply(c)
	}
	return s
}

// wantState compares by what the catalogue calls equal: the written form of a
// record, its number, version and source; and every field of an edge.
func wantState(t testing.TB, what string, got, want state) {
	t.Helper()
	if len(got.records) != len(want.records) || len(got.edges) != len(want.edges) {
		t.Errorf("%s: %d records and %d edges, want %d and %d", what, len(got.records), len(got.edges), len(want.records), len(want.edges))
	}
	if got.lastID != want.lastID || got.lastEdge != want.lastEdge {
		t.Errorf("%s: record %d and edge %d are the last given, want %d and %d", what, got.lastID, got.lastEdge, want.lastID, want.lastEdge)
	}
	for id, r := range want.records {
		if g, there := got.records[id]; !there || !sameRecord(t, g, r) {
			t.Fatalf("%s: record %d is %+v, want %+v", what, id, g, r)
		}
	}
	for id, e := range want.edges {
		if got.edges[id] != e {
			t.Fatalf("%s: edge %d is %+v, want %+v", what, id, got.edges[id], e)
		}
	}
}

func sameRecord(t testing.TB, a, b catalogue.Record) bool {
	t.Helper()
	x, y := a.Base(), b.Base()
	return a.Kind() == b.Kind() && x.ID == y.ID && x.Revision == y.Revision && x.Source == y.Source &&
		bytes.Equal(encode(t, a), encode(t, b))
}

func encode(t testing.TB, r catalogue.Record) []byte {
	t.Helper()
	b, err := catalogue.EncodeRecord(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
