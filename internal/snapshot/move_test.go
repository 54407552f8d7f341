package snapshot

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// differenceTo is what is different in another world.
func (w *world) differenceTo(to *world) *catalogue.Difference {
	d := &catalogue.Difference{From: w.revision, To: to.revision, RecordedAt: to.at, LastRecord: to.last, LastEdge: to.edgeOracle.last}
	for _, id := range slices.Sorted(maps.Keys(bothOf(w.records, to.records))) {
		old, next := w.records[id], to.records[id]
		if old == next {
			continue
		}
		v := catalogue.RecordVersion{ID: id, Record: next, Created: old == nil}
		if v.Kind = (kindOf(old) | kindOf(next)); old != nil {
			v.Kind = old.Kind()
		}
		d.Records = append(d.Records, v)
	}
	for _, id := range slices.Sorted(maps.Keys(bothOf(w.edges, to.edges))) {
		old, was := w.edges[id]
		next, is := to.edges[id]
		switch {
		case was && is && old == next:
		case is:
			d.Edges = append(d.Edges, catalogue.EdgeVersion{Edge: next, Created: !was})
		default:
			d.Edges = append(d.Edges, catalogue.EdgeVersion{Edge: old, Removed: true})
		}
	}
	return d
}

func kindOf(r catalogue.Record) catalogue.Kind {
	if r == nil {
		return 0
	}
	return r.Kind()
}

func bothOf[K comparable, V any](a, b map[K]V) map[K]V {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// From any revision one gets to any other, back and forth, and a catalogue that was
// moved to is what it was: it can be moved from and built upon again.
func TestAMoveLeadsToTheCatalogueAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		worlds, s := []*world{w}, Empty()
		for range rapid.IntRange(2, 5).Draw(t, "commits") {
			c, err := s.Plan(accepted(s, drawChanges(t, w)))
			must(t, err)
			c.Time = time.Unix(int64(c.Revision), 0).UTC()
			s, err = s.Apply(c)
			must(t, err)
			w = w.after(c)
			worlds = append(worlds, w)
		}
		at := len(worlds) - 1
		for range 6 {
			to := rapid.IntRange(0, len(worlds)-1).Draw(t, "to")
			next, err := s.Move(worlds[at].differenceTo(worlds[to]))
			must(t, err)
			what := fmt.Sprintf("moved from %d to %d", at, to)
			worlds[to].agrees(t, what, next)
			if diff := cmp.Diff(foundIn(worlds[to].build(t)), foundIn(next)); diff != "" {
				t.Fatalf("%s: search (-want +got)\n%s", what, diff)
			}
			worlds[at].agrees(t, what+", where it began", s)
			s, at = next, to
		}
		c, err := s.Plan(accepted(s, drawChanges(t, worlds[at])))
		must(t, err)
		next, err := s.Apply(c)
		must(t, err)
		worlds[at].after(c).agrees(t, "built upon", next)
	})
}

func TestAMoveFromAnotherRevisionIsRefused(t *testing.T) {
	if _, err := Empty().Move(&catalogue.Difference{From: 3, To: 2}); catalogue.KindOf(err) != catalogue.Conflict {
		t.Errorf("moved with %v", err)
	}
}

// Statements that end and are there again when one goes back have their old places
// in lists that have grown since, have shrunk, or are gone.
func TestAMovePutsStatementsBackIntoTheirPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		begin := &catalogue.Commit{Revision: 1}
		for id := range catalogue.ID(3) {
			r := &catalogue.Area{Meta: catalogue.Meta{ID: id + 1, Name: catalogue.T("Ort")}}
			begin.Records = append(begin.Records, catalogue.RecordVersion{ID: id + 1, Kind: catalogue.KindArea, Record: r, Created: true})
		}
		s, err := Empty().Apply(begin)
		must(t, err)
		w = w.after(begin)
		worlds, at := []*world{w}, 0
		for range rapid.IntRange(2, 6).Draw(t, "commits") {
			c := drawEdgeCommit(t, w)
			s, err = s.Apply(c)
			must(t, err)
			w, at = w.after(c), at+1
			worlds = append(worlds, w)
		}
		for range 8 {
			to := rapid.IntRange(0, len(worlds)-1).Draw(t, "to")
			next, err := s.Move(worlds[at].differenceTo(worlds[to]))
			must(t, err)
			worlds[to].check(t, fmt.Sprintf("moved from %d to %d", at, to), next.edges)
			worlds[at].check(t, "where it began", s.edges)
			// What is planned there must not be taken for edges of later revisions.
			c, err := next.Plan(accepted(next, drawRelates(t)))
			must(t, err)
			built, err := next.Apply(c)
			must(t, err)
			worlds[to].after(c).check(t, "built upon", built.edges)
			s, at = next, to
		}
	})
}

// drawRelates states something new among the three records, or again.
func drawRelates(t *rapid.T) (changes []catalogue.Change) {
	for range rapid.IntRange(0, 4).Draw(t, "relates") {
		from := rapid.IntRange(1, 2).Draw(t, "from")
		changes = append(changes, catalogue.Relate{
			Relation: catalogue.PartOf, Seen: catalogue.AnyRevision,
			From:      catalogue.RefToID(catalogue.KindArea, catalogue.ID(from)),
			To:        catalogue.RefToID(catalogue.KindArea, 3),
			EdgeFacts: catalogue.EdgeFacts{ValidFrom: catalogue.Day(rapid.IntRange(0, 3).Draw(t, "day"))},
		})
	}
	return changes
}

// drawEdgeCommit ends, changes and makes statements among three records.
func drawEdgeCommit(t *rapid.T, w *world) *catalogue.Commit {
	c := &catalogue.Commit{Revision: w.revision + 1}
	for _, id := range slices.Sorted(maps.Keys(w.edges)) {
		x := w.edges[id]
		switch rapid.IntRange(0, 3).Draw(t, "fate") {
		case 0:
			c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: x, Removed: true})
		case 1:
			x.Note = rapid.StringMatching("[a-c]?").Draw(t, "note")
			c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: x})
		}
	}
	for range rapid.IntRange(0, 5).Draw(t, "new") {
		id := max(w.edgeOracle.last, lastEdge(c)) + 1
		end := func(label string) catalogue.ID { return catalogue.ID(rapid.IntRange(1, 3).Draw(t, label)) }
		c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: catalogue.Edge{ID: id, Relation: catalogue.PartOf, From: end("from"), To: end("to")}, Created: true})
	}
	return c
}

func lastEdge(c *catalogue.Commit) catalogue.EdgeID {
	if len(c.Edges) == 0 {
		return 0
	}
	return c.Edges[len(c.Edges)-1].Edge.ID
}

// Ids that came and went between two moments were given all the same: what is planned
// where one has moved forward past them has others.
func TestAMovePastWhatCameAndWentLeavesItsIdsGiven(t *testing.T) {
	s := commit(t, town(t), catalogue.Put{Record: &catalogue.Area{Meta: called("Ort", "w:ort")}, Seen: catalogue.AnyRevision},
		catalogue.Put{Record: &catalogue.Area{Meta: called("Land", "w:land")}, Seen: catalogue.AnyRevision})
	next, err := s.Move(&catalogue.Difference{From: s.Revision(), To: s.Revision() + 2, LastRecord: s.MaxRecord() + 3, LastEdge: s.MaxEdge() + 5})
	must(t, err)
	after := commit(t, next, catalogue.Relate{Relation: catalogue.PartOf, From: "area/w:ort", To: "area/w:land"})
	if got, want := after.MaxEdge(), s.MaxEdge()+6; got != want {
		t.Errorf("the next edge is %d, want %d", got, want)
	}
}
