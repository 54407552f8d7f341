package storetest

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// history writes random commits into a store and keeps what it was told of them.
type history struct {
	random   *rand.Rand
	now      state
	commits  []*catalogue.Commit
	lastID   catalogue.ID
	lastEdge catalogue.EdgeID
}

func newHistory(seed uint64) *history {
	return &history{random: rand.New(rand.NewPCG(seed, 0)), now: newState()}
}

// write makes n commits, each of which makes, changes and removes some of everything.
func (h *history) write(t testing.TB, s store.Store, n int) {
	t.Helper()
	for range n {
		stamp := catalogue.Stamp{
			Actor: h.word(), Message: h.word(), Origin: h.word(),
			Key: fmt.Sprintf("key %d", len(h.commits)*h.random.IntN(2)), // about every second one has one of its own
		}
		if stamp.Key == "key 0" {
			stamp.Key = ""
		} else if h.random.IntN(2) == 0 {
			stamp.Digest = catalogue.Digest{byte(h.random.Int()), 31: 1}
		}
		appended, err := s.Append(context.Background(), stamp, func(context.Context, store.Head) (*catalogue.Commit, error) {
			return h.next(), nil
		})
		if err != nil {
			t.Fatal(err)
		}
		h.commits = append(h.commits, appended.Commit)
		h.now.apply(appended.Commit)
	}
}

// next is a commit on what there is now. It always makes a record, so that it is
// never empty.
func (h *history) next() *catalogue.Commit {
	c := &catalogue.Commit{}
	for _, id := range h.some(slices.Sorted(maps.Keys(h.now.records))) {
		v := catalogue.RecordVersion{ID: id, Kind: h.now.records[id].Kind()}
		if h.random.IntN(3) > 0 {
			v.Record = h.record(v.Kind)
		}
		c.Records = append(c.Records, v)
	}
	for range 1 + h.random.IntN(5) {
		h.lastID++
		kind := catalogue.Kinds()[h.random.IntN(len(catalogue.Kinds()))]
		c.Records = append(c.Records, catalogue.RecordVersion{ID: h.lastID, Kind: kind, Record: h.record(kind), Created: true})
	}
	for _, id := range h.someEdges(slices.Sorted(maps.Keys(h.now.edges))) {
		e := h.now.edges[id]
		v := catalogue.EdgeVersion{Edge: catalogue.Edge{ID: id, Relation: e.Relation, From: e.From, To: e.To, Via: e.Via, Area: e.Area}, Removed: h.random.IntN(3) == 0}
		if !v.Removed {
			v.Edge.EdgeFacts, v.Edge.Source = h.facts(), h.anyID()
		}
		c.Edges = append(c.Edges, v)
	}
	for range h.random.IntN(8) {
		h.lastEdge++
		c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: h.edge(h.lastEdge), Created: true})
	}
	return c
}

func (h *history) some(ids []catalogue.ID) []catalogue.ID {
	return slices.DeleteFunc(ids, func(catalogue.ID) bool { return h.random.IntN(5) > 0 })
}

func (h *history) someEdges(ids []catalogue.EdgeID) []catalogue.EdgeID {
	return slices.DeleteFunc(ids, func(catalogue.EdgeID) bool { return h.random.IntN(5) > 0 })
}

func (h *history) record(kind catalogue.Kind) catalogue.Record {
	r := kind.New()
	m := r.Base()
	m.Name = catalogue.T(h.word()).With("en", h.word())
	m.Identifiers = []catalogue.Identifier{{Scheme: "test", Value: h.word()}}
	m.Source = h.anyID()
	m.ValidFrom = h.day()
	return r
}

func (h *history) edge(id catalogue.EdgeID) catalogue.Edge {
	return catalogue.Edge{
		ID: id, Relation: catalogue.AllRelations()[h.random.IntN(catalogue.Relations-1)],
		From: h.anyID(), To: h.anyID(), Via: h.anyID(), Area: h.anyID(),
		EdgeFacts: h.facts(), Source: h.anyID(),
	}
}

func (h *history) facts() catalogue.EdgeFacts {
	pick := func(l *catalogue.CodeList) string {
		if i := h.random.IntN(len(l.Codes) + 1); i > 0 {
			return l.Codes[i-1].Name
		}
		return ""
	}
	return catalogue.EdgeFacts{
		Status: catalogue.OfferStatus(pick(catalogue.OfferStatuses)), Evidence: catalogue.EvidenceGrade(pick(catalogue.EvidenceGrades)),
		ValidFrom: h.day(), ValidUntil: h.day(), URL: h.word(), Report: h.word(), Note: h.word(),
		Visibility: catalogue.Visibility(pick(catalogue.Visibilities)),
	}
}

// anyID is often 0, none; a store asks of an id only that it is a number.
func (h *history) anyID() catalogue.ID {
	if h.random.IntN(3) == 0 {
		return 0
	}
	return catalogue.ID(h.random.Uint32())
}

func (h *history) day() catalogue.Day {
	if h.random.IntN(2) == 0 {
		return 0
	}
	return catalogue.Day(h.random.IntN(800_000))
}

var words = []string{
	"", "", "", "Übermittlungssperre", "Straße", "naïve ☂", "家族", "👩‍💻", "a'b\"c\\d", "tab\tline\nend", "{\"json\": null}", "\\N", "%s ; drop table log; --",
}

func (h *history) word() string { return words[h.random.IntN(len(words))] }
