package snapshot

import (
	"fundus/internal/catalogue"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// oracle is the naive catalogue of edges: a map, searched whole for each question.
type oracle struct {
	edges map[catalogue.EdgeID]Edge
	rare  map[catalogue.EdgeID]Attributes
	last  catalogue.EdgeID
}

func newOracle() *oracle {
	return &oracle{edges: map[catalogue.EdgeID]Edge{}, rare: map[catalogue.EdgeID]Attributes{}}
}

func (o *oracle) clone() *oracle {
	return &oracle{maps.Clone(o.edges), maps.Clone(o.rare), o.last}
}

func (o *oracle) postings() map[catalogue.ID]map[Role][]catalogue.EdgeID {
	all := map[catalogue.ID]map[Role][]catalogue.EdgeID{}
	for _, id := range slices.Sorted(maps.Keys(o.edges)) {
		for record, role := range o.edges[id].places() {
			if all[record] == nil {
				all[record] = map[Role][]catalogue.EdgeID{}
			}
			all[record][role] = append(all[record][role], id)
		}
	}
	return all
}

// failer is what *testing.T and *rapid.T share.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

const oracleRecords = 150 // over two pages of records

// check compares every answer of g with the oracle's.
func (o *oracle) check(t failer, what string, g *edges) {
	t.Helper()
	if g.count != len(o.edges) || g.last != o.last {
		t.Fatalf("%s: %d edges up to %d, want %d up to %d", what, g.count, g.last, len(o.edges), o.last)
	}
	for id := range o.last + 70 {
		if got := g.edge(id); got != o.edges[id] {
			t.Fatalf("%s: edge %d is %+v, want %+v", what, id, got, o.edges[id])
		}
		if got := g.attributesOf(id); got != o.rare[id] {
			t.Fatalf("%s: attributes of %d are %+v, want %+v", what, id, got, o.rare[id])
		}
	}
	got := map[catalogue.ID]map[Role][]catalogue.EdgeID{}
	for r := range catalogue.ID(oracleRecords + recordPage) {
		for _, l := range g.of(r) {
			if got[r] == nil {
				got[r] = map[Role][]catalogue.EdgeID{}
			}
			got[r][l.role] = g.list(r, l.role)
		}
		if !slices.IsSortedFunc(g.of(r), func(a, b list) int { return int(a.role) - int(b.role) }) {
			t.Fatalf("%s: roles of record %d out of order", what, r)
		}
	}
	if diff := cmp.Diff(o.postings(), got); diff != "" {
		t.Fatalf("%s: postings (-want +got)\n%s", what, diff)
	}
}

// step makes one random change to the edit and to the oracle.
func (o *oracle) step(t *rapid.T, e *edgesEdit) {
	existing := slices.Sorted(maps.Keys(o.edges))
	action := rapid.SampledFrom([]string{"add", "add", "set", "remove"}).Draw(t, "action")
	if action == "add" || len(existing) == 0 {
		id := o.last + rapid.SampledFrom([]catalogue.EdgeID{1, 1, 1, 2, 61}).Draw(t, "gap")
		x, a := drawEdge(t), drawAttributes(t)
		e.add(id, x, a)
		o.put(id, x, a)
		return
	}
	id := rapid.SampledFrom(existing).Draw(t, "edge")
	if action == "remove" {
		e.remove(id)
		delete(o.edges, id)
		delete(o.rare, id)
		return
	}
	x, a, old := drawEdge(t), drawAttributes(t), o.edges[id]
	x.Relation, x.From, x.To, x.Via, x.Area = old.Relation, old.From, old.To, old.Via, old.Area
	e.set(id, x, a)
	o.put(id, x, a)
}

func (o *oracle) put(id catalogue.EdgeID, x Edge, a Attributes) {
	x.rare = a != Attributes{}
	o.edges[id] = x
	o.last = max(o.last, id)
	delete(o.rare, id)
	if x.rare {
		o.rare[id] = a
	}
}

func drawEdge(t *rapid.T) Edge {
	record := func(label string, from, to uint32) catalogue.ID {
		return catalogue.ID(rapid.Uint32Range(from, to).Draw(t, label))
	}
	return Edge{
		Relation: rapid.Uint8Range(1, 3).Draw(t, "relation"),
		From:     record("from", 1, oracleRecords), To: record("to", 1, 4),
		Via: record("via", 0, 3), Area: record("area", 0, 3), Source: record("source", 0, 3),
		Status: rapid.Uint8Range(0, 4).Draw(t, "status"), Grade: rapid.Uint8Range(0, 4).Draw(t, "grade"),
		ValidFrom: rapid.SampledFrom([]catalogue.Day{0, 20_000}).Draw(t, "from day"),
		Revision:  rapid.Uint32Range(1, 9).Draw(t, "revision"),
	}
}

func drawAttributes(t *rapid.T) Attributes {
	return Attributes{Note: rapid.SampledFrom([]string{"", "", "", "Prüfbericht", "Vertrag"}).Draw(t, "note")}
}

// emptyEdges is where a catalogue begins.
func emptyEdges() *edges { return new(edgesBuilder).done(0, 1) }

// However edges are added, changed and removed, in whatever transactions, of which
// some are abandoned and some are branches that nobody publishes, every revision
// ever made keeps answering as a map of its edges would.
func TestEveryRevisionAgreesWithItsOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heads := []*edges{emptyEdges()}
		oracles := []*oracle{newOracle()}
		for range rapid.IntRange(1, 8).Draw(t, "transactions") {
			at := len(heads) - 1
			if rapid.IntRange(0, 3).Draw(t, "branch") == 0 {
				at = rapid.IntRange(0, at).Draw(t, "at")
			}
			e, o := heads[at].edit(), oracles[at].clone()
			if rapid.IntRange(0, 3).Draw(t, "what if") == 0 {
				e.abandon()
				e = heads[at].branch()
			}
			for range rapid.IntRange(0, 30).Draw(t, "steps") {
				o.step(t, e)
			}
			if rapid.IntRange(0, 4).Draw(t, "abandon") == 0 {
				e.abandon()
				continue
			}
			heads, oracles = append(heads, e.done()), append(oracles, o)
		}
		for i := range heads {
			oracles[i].check(t, "revision", heads[i])
		}
	})
}

// Building at once gives what building by transactions gives, on one core or more.
func TestBulkBuildAgreesWithTransactions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, b := newOracle(), new(edgesBuilder)
		for range rapid.IntRange(0, 300).Draw(t, "edges") {
			id := o.last + rapid.SampledFrom([]catalogue.EdgeID{1, 1, 130}).Draw(t, "gap")
			x, a := drawEdge(t), drawAttributes(t)
			b.add(id, x, a)
			o.put(id, x, a)
		}
		built := b.done(oracleRecords, rapid.IntRange(1, 3).Draw(t, "workers"))
		o.check(t, "built", built)
		e, grown := built.edit(), o.clone()
		for range 20 {
			grown.step(t, e)
		}
		grown.check(t, "grown", e.done())
		o.check(t, "built, after growing", built)
	})
}

// Readers of old revisions read while the writer appends behind the length they
// hold, in the same arrays. Run with -race this shows that they never meet.
func TestReadersNeverMeetTheWriter(t *testing.T) {
	const revisions, perRevision = 60, 40
	head, readers := emptyEdges(), sync.WaitGroup{}
	for revision := range revisions {
		e := head.edit()
		for range perRevision {
			e.add(e.last+1, Edge{Relation: 1, From: 1, To: 2, Via: 3}, Attributes{Note: "n"})
		}
		if revision > 0 {
			e.set(catalogue.EdgeID(revision), Edge{Relation: 1, From: 1, To: 2, Via: 3, Status: 2}, Attributes{})
		}
		next := e.done()
		readers.Go(func() { readWhole(t, next, perRevision*(revision+1)) })
		readers.Go(func() { branch(next).done() })

		head = next
	}
	readers.Wait()
	readWhole(t, head, revisions*perRevision)
}

func readWhole(t *testing.T, g *edges, want int) {
	for _, r := range []catalogue.ID{1, 2, 3} {
		n := 0
		for i, id := range g.of(r)[0].ids {
			if id != catalogue.EdgeID(i+1) || g.edge(id).From != 1 {
				t.Errorf("record %d: place %d holds edge %d", r, i, id)
			}
			n += len(g.attributesOf(id).Note)
		}
		if len(g.of(r)[0].ids) != want || n > want {
			t.Errorf("record %d has %d edges, want %d", r, len(g.of(r)[0].ids), want)
		}
	}
}

// branch asks what would be, if one edge more and one fewer were there.
func branch(g *edges) *edgesEdit {
	e := g.branch()
	e.add(e.last+1, Edge{Relation: 1, From: 1, To: 2, Via: 3, Status: 9}, Attributes{Note: "what if"})
	e.remove(1)
	return e
}

func TestWalkingAPostingListAllocatesNothing(t *testing.T) {
	g, sum := branch(edgesFrom(1, 500)).done(), catalogue.ID(0)
	allocs := testing.AllocsPerRun(10, func() {
		for _, id := range g.list(1, roleOf(1, Outgoing)) {
			sum += g.edge(id).To
		}
	})
	if allocs != 0 || sum == 0 {
		t.Fatalf("%v allocations, sum %d", allocs, sum)
	}
}

// edgesFrom builds n equal edges.
func edgesFrom(first catalogue.EdgeID, n int) *edges {
	b := new(edgesBuilder)
	for i := range catalogue.EdgeID(n) {
		b.add(first+i, Edge{Relation: 1, From: 1, To: 2, Via: 3}, Attributes{})
	}
	return b.done(3, 2)
}
