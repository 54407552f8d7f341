package snapshot

import (
	"iter"
	"maps"
	"slices"
	"sync"
	"testing"

	"fundus/internal/catalogue"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// edgeOracle is the naive catalogue of edges: a map, searched whole for each question.
type edgeOracle struct {
	edges map[catalogue.EdgeID]catalogue.Edge
	last  catalogue.EdgeID
}

func newEdgeOracle() *edgeOracle {
	return &edgeOracle{edges: map[catalogue.EdgeID]catalogue.Edge{}}
}

func (o *edgeOracle) clone() *edgeOracle { return &edgeOracle{maps.Clone(o.edges), o.last} }

// build builds the edges at once.
func (o *edgeOracle) build(t failer) *edges {
	t.Helper()
	b := new(edgesBuilder)
	for _, x := range o.edges {
		if err := b.add(&x); err != nil {
			t.Fatalf("%v", err)
		}
	}
	g := b.done(oracleRecords, 2)
	g.last = o.last
	return g
}

type listsOf = map[catalogue.ID]map[catalogue.Role][]catalogue.EdgeID

func (o *edgeOracle) postings() listsOf {
	all := listsOf{}
	for _, id := range slices.Sorted(maps.Keys(o.edges)) {
		x := o.edges[id]
		for end := catalogue.EndFrom; end <= catalogue.EndArea; end++ {
			if record, role := x.At(end), x.Relation.Role(end); record != 0 {
				if all[record] == nil {
					all[record] = map[catalogue.Role][]catalogue.EdgeID{}
				}
				all[record][role] = append(all[record][role], id)
			}
		}
	}
	return all
}

const oracleRecords = 40 // over two pages of lists

// failer is what *testing.T and *rapid.T share.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// check compares every answer of g with the oracle's.
func (o *edgeOracle) check(t failer, what string, g *edges) {
	t.Helper()
	if g.count != len(o.edges) || g.last != o.last {
		t.Fatalf("%s: %d edges up to %d, want %d up to %d", what, g.count, g.last, len(o.edges), o.last)
	}
	for id := range o.last + 70 {
		want, there := o.edges[id]
		if got, ok := g.edge(id); got != want || ok != there {
			t.Fatalf("%s: edge %d is %+v, want %+v", what, id, got, want)
		}
	}
	got := listsOf{}
	for r := range catalogue.ID(oracleRecords + listsPerPage) {
		roles := []catalogue.Role{}
		for role, l := range g.lists(r) {
			if got[r] == nil {
				got[r] = map[catalogue.Role][]catalogue.EdgeID{}
			}
			got[r][role] = slices.Collect(l.All())
			roles = append(roles, role)
			checkList(t, what, l)
			o.checkRows(t, what, (&Snapshot{edges: g}).EdgeRows(r, role), got[r][role])
			if again := g.list(r, role); again.Len() != l.Len() {
				t.Fatalf("%s: record %d has %d edges as %s, or %d", what, r, l.Len(), role, again.Len())
			}
		}
		if !slices.IsSorted(roles) {
			t.Fatalf("%s: roles of record %d out of order", what, r)
		}
	}
	if diff := cmp.Diff(o.postings(), got); diff != "" {
		t.Fatalf("%s: postings (-want +got)\n%s", what, diff)
	}
}

// checkRows looks whether rows are those of some edges.
func (o *edgeOracle) checkRows(t failer, what string, rows iter.Seq[EdgeRow], ids []catalogue.EdgeID) {
	t.Helper()
	i := 0
	for r := range rows {
		if i == len(ids) || r.ID != ids[i] {
			t.Fatalf("%s: row %d is that of edge %d, in %v", what, i, r.ID, ids)
		}
		x := o.edges[r.ID]
		got := [...]catalogue.ID{r.At(catalogue.EndFrom), r.At(catalogue.EndTo), r.At(catalogue.EndVia), r.At(catalogue.EndArea)}
		if want := [...]catalogue.ID{x.From, x.To, x.Via, x.Area}; got != want || r.Status() != x.Status || r.ValidFrom() != x.ValidFrom {
			t.Fatalf("%s: the row of edge %d joins %v, want %v", what, r.ID, got, want)
		}
		i++
	}
	if i < len(ids) {
		t.Fatalf("%s: %d rows of %d edges", what, i, len(ids))
	}
}

// checkList walks along a list, from every place one step, both ways.
func checkList(t failer, what string, l EdgeList) {
	t.Helper()
	all := slices.Collect(l.All())
	if len(all) != l.Len() || len(all) == 0 {
		t.Fatalf("%s: a list of %d edges says that it has %d", what, len(all), l.Len())
	}
	if l.gone*4 > len(l.ids) {
		t.Fatalf("%s: %d of the %d ids of a list are gone, more than a quarter", what, l.gone, len(l.ids))
	}
	back := slices.Clone(all)
	slices.Reverse(back)
	if there, gone := walked(l, false), walked(l, true); !slices.Equal(there, all) || !slices.Equal(gone, back) {
		t.Fatalf("%s: a walk along %v is %v, back %v", what, all, there, gone)
	}
	for i, id := range all {
		for _, way := range []struct {
			from     catalogue.EdgeID
			backward bool
			want     []catalogue.EdgeID
		}{{id, false, all[i+1:]}, {id, true, back[len(all)-i:]}, {id + 1, true, back[len(all)-1-i:]}} {
			w := l.From(way.from, way.backward)
			if next, ok := w.Next(); ok != (len(way.want) > 0) || ok && next != way.want[0] {
				t.Fatalf("%s: after %d (backward: %v) in %v comes %d, %v", what, way.from, way.backward, all, next, ok)
			}
		}
	}
}

func walked(l EdgeList, backward bool) (ids []catalogue.EdgeID) {
	w := l.From(0, backward)
	for id, ok := w.Next(); ok; id, ok = w.Next() {
		ids = append(ids, id)
	}
	return ids
}

// The moods of a transaction: lists grow in one, and wear out and end in another.
var (
	growing = []string{"add", "add", "set", "remove"}
	fading  = []string{"add", "set", "remove", "remove", "remove", "remove", "remove", "remove"}
)

// step makes one random change to the edit and to the oracle.
func (o *edgeOracle) step(t *rapid.T, e *edgesEdit, mood []string) {
	t.Helper()
	existing := slices.Sorted(maps.Keys(o.edges))
	action := rapid.SampledFrom(mood).Draw(t, "action")
	if action == "add" || len(existing) == 0 {
		x := drawEdge(t, o.last+rapid.SampledFrom([]catalogue.EdgeID{1, 1, 1, 2, 61}).Draw(t, "gap"))
		o.put(t, e.put(&x), x)
		return
	}
	id := rapid.SampledFrom(existing).Draw(t, "edge")
	if action == "remove" {
		if err := e.remove(id); err != nil {
			t.Fatalf("%v", err)
		}
		delete(o.edges, id)
		return
	}
	x, old := drawEdge(t, id), o.edges[id]
	x.Relation, x.From, x.To, x.Via, x.Area = old.Relation, old.From, old.To, old.Via, old.Area
	o.put(t, e.put(&x), x)
}

func (o *edgeOracle) put(t failer, err error, x catalogue.Edge) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
	o.edges[x.ID] = x
	o.last = max(o.last, x.ID)
}

func drawEdge(t *rapid.T, id catalogue.EdgeID) catalogue.Edge {
	record := func(label string, from, to uint32) catalogue.ID {
		return catalogue.ID(rapid.Uint32Range(from, to).Draw(t, label))
	}
	return catalogue.Edge{
		ID: id, Relation: catalogue.Relation(rapid.Uint8Range(1, 3).Draw(t, "relation")),
		From: record("from", 1, oracleRecords), To: record("to", 1, 4),
		Via: record("via", 0, 3), Area: record("area", 0, 3), Source: record("source", 0, 3),
		Revision: catalogue.Revision(rapid.Uint32Range(1, 9).Draw(t, "revision")),
		EdgeFacts: catalogue.EdgeFacts{
			Status:    rapid.SampledFrom([]catalogue.OfferStatus{"", "PLANNED", "RETIRED"}).Draw(t, "status"),
			Evidence:  rapid.SampledFrom([]catalogue.EvidenceGrade{"", "A", "D"}).Draw(t, "evidence"),
			ValidFrom: rapid.SampledFrom([]catalogue.Day{0, 739_000}).Draw(t, "from day"),
			Note:      rapid.SampledFrom([]string{"", "", "", "Prüfbericht", "Vertrag"}).Draw(t, "note"),
		},
	}
}

// noEdges is where a catalogue begins.
func noEdges() *edges { return new(edgesBuilder).done(0, 1) }

// However edges are added, changed and removed, in whatever transactions, of which
// some come to nothing and some branch off an old revision, every revision ever
// made keeps answering as a map of its edges would, and as one that is built at once.
func TestEveryRevisionOfEdgesAgreesWithItsOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heads := []*edges{noEdges()}
		oracles := []*edgeOracle{newEdgeOracle()}
		for range rapid.IntRange(1, 8).Draw(t, "transactions") {
			at := len(heads) - 1
			if rapid.IntRange(0, 3).Draw(t, "branch") == 0 {
				at = rapid.IntRange(0, at).Draw(t, "at")
			}
			e, o := heads[at].edit(), oracles[at].clone()
			mood := rapid.SampledFrom([][]string{growing, growing, fading}).Draw(t, "mood")
			for range rapid.IntRange(0, 40).Draw(t, "steps") {
				o.step(t, e, mood)
			}
			if rapid.IntRange(0, 4).Draw(t, "abandon") > 0 {
				heads, oracles = append(heads, e.done()), append(oracles, o)
			}
		}
		for i := range heads {
			oracles[i].check(t, "revision", heads[i])
			oracles[i].check(t, "built", oracles[i].build(t))
		}
	})
}

// Building at once, in any order, gives what building by transactions gives, on
// one core or more.
func TestBuildingEdgesAtOnceAgreesWithTransactions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, b := newEdgeOracle(), new(edgesBuilder)
		for range rapid.IntRange(0, 200).Draw(t, "edges") {
			x := drawEdge(t, o.last+rapid.SampledFrom([]catalogue.EdgeID{1, 1, 130}).Draw(t, "gap"))
			o.put(t, nil, x)
		}
		for _, id := range rapid.Permutation(slices.Collect(maps.Keys(o.edges))).Draw(t, "order") {
			x := o.edges[id]
			if err := b.add(&x); err != nil {
				t.Fatal(err)
			}
		}
		built := b.done(oracleRecords, rapid.IntRange(1, 3).Draw(t, "workers"))
		o.check(t, "built", built)
		e, grown := built.edit(), o.clone()
		for range 20 {
			grown.step(t, e, growing)
		}
		grown.check(t, "grown", e.done())
		o.check(t, "built, after growing", built)
	})
}

func TestAnEdgeNeverChangesWhatItStates(t *testing.T) {
	e := manyEdges(3).edit()
	for _, x := range []catalogue.Edge{
		{ID: 2, Relation: catalogue.Uses, From: 1, To: 9, Via: 3},
		{ID: 2, Relation: catalogue.Owns, From: 1, To: 2, Via: 3},
	} {
		if err := e.put(&x); catalogue.KindOf(err) != catalogue.Conflict {
			t.Errorf("put of %+v: %v", x, err)
		}
	}
	if err := e.remove(2); err != nil {
		t.Fatal(err)
	}
	if err := e.put(&catalogue.Edge{ID: 2, Relation: catalogue.Uses, From: 1, To: 2, Via: 3}); catalogue.KindOf(err) != catalogue.Conflict {
		t.Errorf("an id was used again: %v", err)
	}
}

// Readers of old revisions read while the writer appends behind the length they
// hold, in the same arrays. Run with -race this shows that they never meet.
func TestReadersNeverMeetTheWriter(t *testing.T) {
	const revisions, perRevision = 60, 40
	head, readers := noEdges(), sync.WaitGroup{}
	for revision := range revisions {
		e := head.edit()
		for range perRevision {
			put(t, e, catalogue.Edge{ID: e.last + 1, EdgeFacts: catalogue.EdgeFacts{Note: "n"}})
		}
		if revision > 0 {
			put(t, e, catalogue.Edge{ID: catalogue.EdgeID(revision)})
		}
		next := e.done()
		readers.Go(func() { readWhole(t, next, perRevision*(revision+1)) })
		if revision%10 == 9 {
			readers.Go(func() { whatIf(t, next) })
		}
		head = next
	}
	readers.Wait()
	readWhole(t, head, revisions*perRevision)
}

// put puts an edge that states what they all state here.
func put(t *testing.T, e *edgesEdit, x catalogue.Edge) {
	t.Helper()
	x.Relation, x.From, x.To, x.Via = catalogue.Uses, 1, 2, 3
	if err := e.put(&x); err != nil {
		t.Error(err)
	}
}

func readWhole(t *testing.T, g *edges, want int) {
	t.Helper()
	for _, r := range []catalogue.ID{1, 2, 3} {
		notes := 0
		for _, l := range g.lists(r) {
			i := 0
			for id := range l.All() {
				x, _ := g.edge(id)
				if i++; id != catalogue.EdgeID(i) || x.From != 1 {
					t.Errorf("record %d: place %d holds edge %d", r, i, id)
				}
				notes += len(x.Note)
			}
			if l.Len() != want || i != want || notes > want {
				t.Errorf("record %d has %d edges, want %d", r, l.Len(), want)
			}
		}
	}
}

// whatIf asks what would be, if one edge more and one fewer were there.
func whatIf(t *testing.T, g *edges) *edges {
	t.Helper()
	e := g.edit()
	put(t, e, catalogue.Edge{ID: e.last + 1, EdgeFacts: catalogue.EdgeFacts{Note: "what if"}})
	if err := e.remove(1); err != nil {
		t.Error(err)
	}
	return e.done()
}

func TestWalkingAPostingListAllocatesNothing(t *testing.T) {
	g, sum := whatIf(t, manyEdges(500)), catalogue.ID(0)
	allocs := testing.AllocsPerRun(10, func() {
		for id := range g.list(1, catalogue.Uses.Role(catalogue.EndFrom)).All() {
			x, _ := g.edge(id)
			sum += x.To
		}
	})
	if allocs != 0 || sum == 0 {
		t.Fatalf("%v allocations, sum %d", allocs, sum)
	}
}

// manyEdges builds n edges that state the same.
func manyEdges(n catalogue.EdgeID) *edges {
	b := new(edgesBuilder)
	for id := catalogue.EdgeID(1); id <= n; id++ {
		_ = b.add(&catalogue.Edge{ID: id, Relation: catalogue.Uses, From: 1, To: 2, Via: 3})
	}
	return b.done(3, 2)
}
