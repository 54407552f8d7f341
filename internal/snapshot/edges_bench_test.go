package snapshot

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
)

// stock is a made-up catalogue of offers: each authority offers services at random,
// each by a solution at random, in its own area.
type stock struct{ offers, authorities, services, solutions, areas, datasets catalogue.ID }

var (
	state   = stock{2_000_000, 4_000, 8_000, 5_000, 1_500, 150_000}
	country = stock{16_000_000, 30_000, 8_000, 20_000, 11_000, 1_000_000}
)

// records is the number of records, datasets aside, which have no offers.
func (s stock) records() catalogue.ID {
	return s.authorities + s.services + s.solutions + s.areas
}

func (s stock) offer(rng *rand.Rand, id catalogue.EdgeID) catalogue.Edge {
	authority := (catalogue.ID(id)-1)/(s.offers/s.authorities)%s.authorities + 1
	services, solutions := s.authorities+1, s.authorities+s.services+1
	return catalogue.Edge{
		ID: id, Revision: 1, Relation: catalogue.Offers,
		From: authority, To: services + anyOf(rng, s.services),
		Via: solutions + anyOf(rng, s.solutions), Area: solutions + s.solutions + authority%s.areas,
		EdgeFacts: catalogue.EdgeFacts{Status: "LIVE", Evidence: "C", ValidFrom: 739_000},
		Source:    1,
	}
}

func (s stock) build() *edges {
	rng, b := rand.New(rand.NewPCG(1, 2)), new(edgesBuilder)
	for id := catalogue.EdgeID(1); id <= catalogue.EdgeID(s.offers); id++ {
		x := s.offer(rng, id)
		_ = b.add(&x)
	}
	return b.done(s.records(), runtime.GOMAXPROCS(0))
}

// weigh reports what the edges that build makes occupy, everything included.
func weigh(b *testing.B, build func() *edges) *edges {
	b.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	g := build()
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(g.count), "bytes/edge")
	return g
}

func BenchmarkBuildState(b *testing.B) { benchmarkBuild(b, state) }

func BenchmarkBuildCountry(b *testing.B) {
	if testing.Short() {
		b.Skip("16 million offers are not short")
	}
	benchmarkBuild(b, country)
}

func benchmarkBuild(b *testing.B, s stock) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		weigh(b, s.build)
	}
}

func BenchmarkEdges(b *testing.B) {
	g := state.build()
	b.Run("look-up", func(b *testing.B) { benchmarkLookup(b, g) })
	b.Run("list", func(b *testing.B) { benchmarkList(b, g) })
	b.Run("walk/outgoing", func(b *testing.B) { benchmarkWalk(b, g, catalogue.EndFrom, 1, state.authorities) })
	b.Run("walk/incoming", func(b *testing.B) {
		benchmarkWalk(b, g, catalogue.EndTo, state.authorities+1, state.services)
	})
	worn := wear(g, 10)
	b.Run("walk worn/outgoing", func(b *testing.B) { benchmarkWalk(b, worn, catalogue.EndFrom, 1, state.authorities) })
	b.Run("walk worn/incoming", func(b *testing.B) {
		benchmarkWalk(b, worn, catalogue.EndTo, state.authorities+1, state.services)
	})
	for _, c := range []struct {
		name   string
		draw   func(*edges, *rand.Rand, int) []catalogue.EdgeID
		change func(*edgesEdit, catalogue.EdgeID)
	}{
		{"set scattered", scattered, retire}, {"set neighbours", neighbours, retire},
		{"add", coming, another}, {"remove", scattered, take},
	} {
		for _, n := range []int{1, 10_000} {
			b.Run(fmt.Sprint(c.name, "/", n), func(b *testing.B) { benchmarkEdit(b, g, n, c.draw, c.change) })
		}
	}
}

// wear takes out every n-th edge.
func wear(g *edges, n catalogue.EdgeID) *edges {
	e := g.edit()
	for id := n; id <= g.last; id += n {
		take(e, id)
	}
	return e.done()
}

func benchmarkLookup(b *testing.B, g *edges) {
	b.Helper()
	b.ReportAllocs()
	rng, sum := rand.New(rand.NewPCG(3, 4)), catalogue.ID(0)
	for b.Loop() {
		sum += g.row(anyOf(rng, catalogue.EdgeID(state.offers)) + 1).to
	}
}

func benchmarkList(b *testing.B, g *edges) {
	b.Helper()
	b.ReportAllocs()
	rng, sum := rand.New(rand.NewPCG(3, 4)), 0
	for b.Loop() {
		sum += g.list(anyOf(rng, state.authorities)+1, catalogue.Offers.Role(catalogue.EndFrom)).Len()
	}
}

// benchmarkWalk reads every column of every edge of one record after another.
func benchmarkWalk(b *testing.B, g *edges, end catalogue.End, first, n catalogue.ID) {
	b.Helper()
	b.ReportAllocs()
	rng, visited, sum := rand.New(rand.NewPCG(5, 6)), 0, catalogue.ID(0)
	for b.Loop() {
		l := g.list(first+anyOf(rng, n), catalogue.Offers.Role(end))
		visited += l.Len()
		sum += walk(g, l)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(visited), "ns/edge")
}

func walk(g *edges, l EdgeList) (sum catalogue.ID) {
	for id := range l.All() {
		x := g.row(id)
		sum += x.from + x.to + x.via + x.source + catalogue.ID(x.begins)
	}
	return sum
}

// benchmarkEdit makes one revision after another, each of n changes in the order
// of ids, as a commit has them. It begins again when a quarter of the edges has
// been changed: by then lists have been compacted, and grown beyond their room.
// Beside the mean it reports the median and the least that a revision took, which
// say more when others use the machine.
func benchmarkEdit(b *testing.B, base *edges, n int, draw func(*edges, *rand.Rand, int) []catalogue.EdgeID, change func(*edgesEdit, catalogue.EdgeID)) {
	b.Helper()
	b.ReportAllocs()
	rng, g, took := rand.New(rand.NewPCG(7, 8)), base, []time.Duration(nil)
	for changed := 0; b.Loop(); changed += n {
		b.StopTimer()
		if changed > base.count/4 {
			g, changed = base, 0
		}
		ids := draw(g, rng, n)
		b.StartTimer()
		begun := time.Now()
		e := g.edit()
		for next := range slices.Chunk(ids, changesAhead) {
			e.fetch(next)
			for _, id := range next {
				change(e, id)
			}
		}
		g = e.done()
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000, "µs-median")
	b.ReportMetric(float64(took[0].Nanoseconds())/1000, "µs-least")
}

// scattered are edges that have nothing to do with each other.
func scattered(_ *edges, rng *rand.Rand, n int) []catalogue.EdgeID {
	ids := make([]catalogue.EdgeID, n)
	for i := range ids {
		ids[i] = anyOf(rng, catalogue.EdgeID(state.offers)) + 1
	}
	slices.Sort(ids)
	return ids
}

// neighbours are edges that came in together, as the next import of the same
// register changes them.
func neighbours(_ *edges, rng *rand.Rand, n int) []catalogue.EdgeID {
	ids := make([]catalogue.EdgeID, n)
	first := anyOf(rng, catalogue.EdgeID(int(state.offers)-n)) + 1
	for i := range ids {
		ids[i] = first + catalogue.EdgeID(i)
	}
	return ids
}

// coming are edges that are not there yet.
func coming(g *edges, _ *rand.Rand, n int) []catalogue.EdgeID {
	ids := make([]catalogue.EdgeID, n)
	for i := range ids {
		ids[i] = g.last + 1 + catalogue.EdgeID(i)
	}
	return ids
}

func retire(e *edgesEdit, id catalogue.EdgeID) {
	if r := e.row(id); r.there() {
		x := r.edge(id)
		x.Status = "RETIRED"
		_ = e.put(&x)
	}
}

// another adds an edge, which its id makes up.
func another(e *edgesEdit, id catalogue.EdgeID) {
	x := state.offer(rand.New(rand.NewPCG(uint64(id), 1)), id)
	_ = e.put(&x)
}

func take(e *edgesEdit, id catalogue.EdgeID) {
	if e.row(id).there() {
		_ = e.remove(id)
	}
}

// anyOf returns an id below n.
func anyOf[ID ~uint32](rng *rand.Rand, n ID) ID { return ID(rng.Uint32N(uint32(n))) }
