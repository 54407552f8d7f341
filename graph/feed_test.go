package graph_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// lived makes a history in which records and statements come, change and go.
func lived(t *testing.T, c *live.Catalogue, commits int, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, seed))
	ref := func() catalogue.Ref {
		return catalogue.RefTo(catalogue.Identifier{Scheme: "w", Value: fmt.Sprint(random.IntN(9))})
	}
	for i := range commits {
		var changes []catalogue.Change
		for k := range 9 { // so that every reference leads somewhere
			if i == 0 || random.IntN(3) == 0 {
				changes = append(changes, key(fmt.Sprint(k), fmt.Sprintf("Kreis %d", random.IntN(4))))
			}
		}
		for range random.IntN(12) {
			changes = append(changes, named(fmt.Sprint("Ort ", i)))
		}
		if _, err := c.Commit(t.Context(), catalogue.Stamp{Actor: "test"}, changes); err != nil {
			t.Fatal(err)
		}
		for range random.IntN(4) {
			change := catalogue.Change(catalogue.Relate{Relation: catalogue.PartOf, From: ref(), To: ref(), Seen: catalogue.AnyRevision, EdgeFacts: catalogue.EdgeFacts{Note: fmt.Sprint(random.IntN(3))}})
			if random.IntN(4) == 0 {
				change = catalogue.Remove{Target: ref(), Cascade: true, Seen: catalogue.AnyRevision}
			}
			_, _ = c.Commit(t.Context(), catalogue.Stamp{}, []catalogue.Change{change}) // what cannot be is not in the history
		}
	}
}

// page is a page of the feed as a client sees it.
type page struct {
	Changes  []json.RawMessage
	Next     string
	Complete bool
	Head     int
}

func readPage(t *testing.T, s *httptest.Server, after string, first int) page {
	t.Helper()
	a := askFor(t, s, request{
		Query:     `query($after:FeedPosition,$first:Int){changes(after:$after,first:$first){changes{revision action id name fields{field old new}}next complete head}}`,
		Variables: map[string]any{"after": after, "first": first},
	})
	var data struct{ Changes page }
	if err := json.Unmarshal(a.Data, &data); err != nil || len(a.Errors) > 0 {
		t.Fatal(err, a.Errors)
	}
	if len(data.Changes.Changes) > first {
		t.Errorf("a page of %d changes, %d were asked for", len(data.Changes.Changes), first)
	}
	return data.Changes
}

// readAll reads the feed from a position to its end, in pages.
func readAll(t *testing.T, s *httptest.Server, after string, size func() int) (changes, positions []string) {
	t.Helper()
	for {
		p := readPage(t, s, after, size())
		for _, c := range p.Changes {
			changes = append(changes, string(c))
		}
		after = p.Next
		positions = append(positions, after)
		if p.Complete {
			return changes, positions
		}
	}
}

// Laid over each other, the changes from the beginning are what the catalogue holds;
// and wherever one goes on, what comes is the rest. That holds in whatever pages they
// are read, and for a server that was not there when they were made.
func TestTheFeedIsTheCatalogue(t *testing.T) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			st := e.open(t)
			writer := catalogueOf(t, st, nil)
			lived(t, writer, 12, 11)
			for who, c := range map[string]*live.Catalogue{"who was there": writer, "who came later": catalogueOf(t, st, nil)} {
				s := serve(t, c, graph.Options{})
				random := rand.New(rand.NewPCG(5, 5))
				whole, positions := readAll(t, s, "0", func() int { return 1 + random.IntN(7) })
				if diff := cmp.Diff(holds(c.Snapshot()), laidOver(t, whole)); diff != "" {
					t.Fatalf("%s: the catalogue (-) and its feed (+):\n%s", who, diff)
				}
				for r := range c.Snapshot().Revision() {
					positions = append(positions, fmt.Sprint(r))
				}
				for _, at := range positions {
					rest, _ := readAll(t, s, at, func() int { return 1000 })
					if n := len(whole) - len(rest); n < 0 || !slices.Equal(whole[n:], rest) {
						t.Errorf("%s: after %s come %d changes that are not the last ones", who, at, len(rest))
					}
				}
			}
		})
	}
}

// contents are what every record and statement says, by id and field.
type contents map[string]map[string]string

// laidOver lays changes over each other, each of which must fit on what was there.
func laidOver(t *testing.T, changes []string) contents {
	t.Helper()
	out := contents{}
	for _, text := range changes {
		var c struct {
			Action, ID string
			Fields     []field
		}
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			t.Fatal(err)
		}
		if there := out[c.ID] != nil; there == (c.Action == "CREATED") {
			t.Errorf("does not fit: %s", text)
		}
		if out[c.ID] == nil {
			out[c.ID] = map[string]string{}
		}
		for _, f := range c.Fields {
			was, said := out[c.ID][f.Field]
			if !said {
				was = "null"
			}
			if was != string(f.Old) {
				t.Errorf("%s said %s: %s", f.Field, was, text)
			}
			out[c.ID][f.Field] = string(f.New)
			if string(f.New) == "null" {
				delete(out[c.ID], f.Field)
			}
		}
		if c.Action == "REMOVED" {
			if len(out[c.ID]) > 0 {
				t.Errorf("%v are left of what was removed: %s", out[c.ID], text)
			}
			delete(out, c.ID)
		}
	}
	return out
}

// holds is what a snapshot holds.
func holds(s *snapshot.Snapshot) contents {
	v := view.New(s, catalogue.DayOf(noon))
	out := contents{}
	says := func(a catalogue.Alteration) {
		r := v.Recorded(a, s.Record)
		out[r.GlobalID()] = map[string]string{}
		for _, f := range r.Fields() {
			out[r.GlobalID()][f.Field] = string(f.New)
		}
	}
	for _, kind := range catalogue.Kinds() {
		for id := range s.Kind(kind).All() {
			says(catalogue.Alteration{NewRecord: s.Record(id)})
		}
	}
	for id := catalogue.EdgeID(1); id <= s.MaxEdge(); id++ {
		if e, there := s.Edge(id); there {
			says(catalogue.Alteration{NewEdge: &e})
		}
	}
	return out
}
