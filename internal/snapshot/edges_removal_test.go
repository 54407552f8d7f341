package snapshot

import (
	"runtime"
	"slices"
	"sync"
	"testing"

	"fundus/internal/catalogue"
)

// statedBy is an edge that states what they all state here.
func statedBy(id catalogue.EdgeID) catalogue.Edge {
	return catalogue.Edge{ID: id, Relation: catalogue.Uses, From: 1, To: 2, Via: 3}
}

// A long list is taken out bit by bit and filled again, several times; of each
// revision others branch off, in which everything goes. All of them keep saying
// what they said.
func TestAListThatWearsOutAndIsFilledAgain(t *testing.T) {
	const bit = 113
	o := newEdgeOracle()
	for id := catalogue.EdgeID(1); id <= 900; id++ {
		o.put(t, nil, statedBy(id))
	}
	g := o.build(t)
	heads, oracles := []*edges{g}, []*edgeOracle{o}
	keep := func(g *edges, o *edgeOracle) { heads, oracles = append(heads, g), append(oracles, o) }
	for round := range 3 {
		for len(o.edges) > 0 {
			e := g.edit()
			o = o.clone()
			takeOut(t, e, o, bit)
			if round == 1 && len(o.edges) > bit {
				fill(t, e, o, bit/2)
			}
			g = e.done()
			keep(g, o)
			end, none := g.edit(), o.clone()
			takeOut(t, end, none, len(none.edges))
			keep(end.done(), none)
		}
		e := g.edit()
		o = o.clone()
		fill(t, e, o, 400)
		g = e.done()
		keep(g, o)
	}
	for i := range heads {
		oracles[i].check(t, "revision", heads[i])
	}
}

// takeOut removes n edges, from all over the list.
func takeOut(t *testing.T, e *edgesEdit, o *edgeOracle, n int) {
	t.Helper()
	ids := make([]catalogue.EdgeID, 0, len(o.edges))
	for id := range o.edges {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b catalogue.EdgeID) int { return int(a*7919%1009) - int(b*7919%1009) })
	for _, id := range ids[:min(n, len(ids))] {
		if err := e.remove(id); err != nil {
			t.Fatal(err)
		}
		delete(o.edges, id)
	}
}

// fill adds n edges.
func fill(t *testing.T, e *edgesEdit, o *edgeOracle, n int) {
	t.Helper()
	for range n {
		x := statedBy(e.last + 1)
		o.put(t, e.put(&x), x)
	}
}

// A removal does not copy the list, until a quarter of it has gone: what it
// allocates is that of a short list.
func TestARemovalDoesNotCopyTheList(t *testing.T) {
	const runs = 1000
	g := manyEdges(100_000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range catalogue.EdgeID(runs) {
		e := g.edit()
		if err := e.remove(i*50 + 1); err != nil {
			t.Fatal(err)
		}
		g = e.done()
	}
	runtime.ReadMemStats(&after)
	if bytes := (after.TotalAlloc - before.TotalAlloc) / runs; bytes > 20_000 {
		t.Errorf("a removal from three lists of 400 kB allocates %d bytes", bytes)
	}
}

// Readers of old revisions read, both ways, while edges are taken out of the lists
// they read and lists are made anew. Run with -race this shows that they never meet.
func TestReadersKeepWhatIsRemoved(t *testing.T) {
	o := newEdgeOracle()
	for id := catalogue.EdgeID(1); id <= 600; id++ {
		o.put(t, nil, statedBy(id))
	}
	head, readers := o.build(t), sync.WaitGroup{}
	for range 25 {
		g, was := head, o
		readers.Go(func() { was.check(raced{t}, "while others write", g) })
		e := head.edit()
		o = o.clone()
		takeOut(t, e, o, 31)
		fill(t, e, o, 9)
		head = e.done()
		whatIfAllGoes := g.edit()
		readers.Go(func() {
			mine := was.clone()
			takeOut(t, whatIfAllGoes, mine, len(mine.edges))
			mine.check(raced{t}, "what if", whatIfAllGoes.done())
		})
	}
	readers.Wait()
	o.check(t, "head", head)
}

// raced fails from any goroutine.
type raced struct{ *testing.T }

func (r raced) Fatalf(format string, args ...any) {
	r.Helper()
	r.Errorf(format, args...)
}
