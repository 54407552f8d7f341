package explore_test

import (
	"fmt"
	"slices"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// The day of the small worlds; what ended before it is hidden.
const wholeToday = catalogue.Day(20_000)

// smallWorld is the naive reading of a small catalogue: the records and statements
// that hold, searched whole for each question.
type smallWorld struct {
	*view.View
	records []catalogue.Record
	edges   []catalogue.Edge
}

// joining is a relation with the kinds that it joins in small worlds.
type joining struct {
	relation catalogue.Relation
	from, to catalogue.Kind
}

// depending are the relations by which something fails with something else: a world
// with no others is dense enough for long ways and for two that stand in for each other.
var depending = []catalogue.Relation{catalogue.Offers, catalogue.DependsOn, catalogue.Exposes, catalogue.Consumes}

// joined are all that there are. What stands twice is drawn twice as often.
var joined = []joining{
	{catalogue.Offers, catalogue.KindAuthority, catalogue.KindService},
	{catalogue.Offers, catalogue.KindAuthority, catalogue.KindService},
	{catalogue.Offers, catalogue.KindAuthority, catalogue.KindService},
	{catalogue.CompetentFor, catalogue.KindAuthority, catalogue.KindService},
	{catalogue.Uses, catalogue.KindAuthority, catalogue.KindSolution},
	{catalogue.Operates, catalogue.KindAuthority, catalogue.KindSolution},
	{catalogue.Owns, catalogue.KindAuthority, catalogue.KindSolution},
	{catalogue.Covers, catalogue.KindAuthority, catalogue.KindArea},
	{catalogue.Supports, catalogue.KindSolution, catalogue.KindService},
	{catalogue.DependsOn, catalogue.KindSolution, catalogue.KindSolution},
	{catalogue.DependsOn, catalogue.KindSolution, catalogue.KindSolution},
	{catalogue.Exposes, catalogue.KindSolution, catalogue.KindInterface},
	{catalogue.Consumes, catalogue.KindSolution, catalogue.KindInterface},
	{catalogue.Reads, catalogue.KindSolution, catalogue.KindDataset},
	{catalogue.Writes, catalogue.KindSolution, catalogue.KindDataset},
	{catalogue.Holds, catalogue.KindSolution, catalogue.KindDataset},
	{catalogue.Implements, catalogue.KindSolution, catalogue.KindStandard},
	{catalogue.ConformsTo, catalogue.KindInterface, catalogue.KindStandard},
	{catalogue.DerivedFrom, catalogue.KindDataset, catalogue.KindDataset},
}

// peopled is how many records of a kind a small world has.
var peopled = []struct {
	kind catalogue.Kind
	n    uint32
}{
	{catalogue.KindService, 3}, {catalogue.KindAuthority, 4}, {catalogue.KindArea, 4}, {catalogue.KindDataset, 3},
	{catalogue.KindSolution, 6}, {catalogue.KindStandard, 2}, {catalogue.KindInterface, 3},
}

// firstOf is the first id of a kind in a small world, and how many there are.
func firstOf(kind catalogue.Kind) (first, n uint32) {
	first = 1
	for _, p := range peopled {
		if p.kind == kind {
			return first, p.n
		}
		first += p.n
	}
	panic(kind)
}

func drawOf(t *rapid.T, kind catalogue.Kind) catalogue.ID {
	first, n := firstOf(kind)
	return catalogue.ID(rapid.Uint32Range(first, first+n-1).Draw(t, kind.Noun()))
}

// rarely is one time in six.
func rarely(t *rapid.T, what string) bool { return rapid.IntRange(0, 5).Draw(t, what) == 0 }

func drawSmallWorld(t *rapid.T) *smallWorld {
	b := snapshot.NewBuilder()
	for _, p := range peopled {
		first, n := firstOf(p.kind)
		for id := first; id < first+n; id++ {
			if err := b.Record(drawRecord(t, p.kind, catalogue.ID(id))); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := b.Edges(drawEdges(t)); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return smallWorldOf(view.New(s, wholeToday))
}

func drawRecord(t *rapid.T, kind catalogue.Kind, id catalogue.ID) catalogue.Record {
	r := kind.New()
	m := r.Base()
	m.ID, m.Revision, m.Name = id, 1, catalogue.T(fmt.Sprint("n", id))
	if rarely(t, "ended") {
		m.ValidUntil = wholeToday - 1
	}
	switch r := r.(type) {
	case *catalogue.Authority:
		r.AuthorityKind = rapid.SampledFrom([]catalogue.AuthorityKind{"MUNICIPALITY", "MUNICIPALITY", "CHAMBER"}).Draw(t, "kind")
		r.Population = rapid.SampledFrom([]int{0, 10, 20, 21, 40}).Draw(t, "population")
	case *catalogue.Area:
		r.Population = rapid.IntRange(0, 9).Draw(t, "population")
	case *catalogue.Solution:
		r.Vendor = rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "vendor")
		r.Development = rapid.SampledFrom([]catalogue.Sphere{"", "MUNICIPAL", "FEDERAL"}).Draw(t, "development")
	}
	return r
}

// drawEdges draws statements, some of them twice, as two sources make them, and PART_OF
// of areas without cycles.
func drawEdges(t *rapid.T) []catalogue.Edge {
	var out []catalogue.Edge
	add := func(e catalogue.Edge) {
		e.ID, e.Revision, e.ValidFrom = catalogue.EdgeID(len(out)+1), 1, catalogue.Day(len(out))
		if rarely(t, "over") {
			e.ValidUntil = wholeToday - 1
		}
		out = append(out, e)
	}
	among := joined
	if rapid.Bool().Draw(t, "of what depends on what alone") {
		among = slices.DeleteFunc(slices.Clone(joined), func(j joining) bool { return !slices.Contains(depending, j.relation) })
	}
	for range rapid.IntRange(0, 50).Draw(t, "statements") {
		j := rapid.SampledFrom(among).Draw(t, "relation")
		e := catalogue.Edge{Relation: j.relation, From: drawOf(t, j.from), To: drawOf(t, j.to)}
		if j.relation == catalogue.Offers {
			e.Status = rapid.SampledFrom([]catalogue.OfferStatus{"LIVE", "LIVE", "LIVE", "PLANNED", "RETIRED"}).Draw(t, "status")
			if !rarely(t, "through nothing known") {
				e.Via = drawOf(t, catalogue.KindSolution)
			}
			if rarely(t, "limited") {
				e.Area = drawOf(t, catalogue.KindArea)
			}
		}
		add(e)
		if rarely(t, "said twice") {
			add(e)
		}
	}
	first, n := firstOf(catalogue.KindArea)
	for part := first + 1; part < first+n; part++ {
		if rapid.Bool().Draw(t, "part") {
			add(catalogue.Edge{Relation: catalogue.PartOf, From: catalogue.ID(part), To: catalogue.ID(rapid.Uint32Range(first, part-1).Draw(t, "whole"))})
		}
	}
	return out
}

func smallWorldOf(v *view.View) *smallWorld {
	w, s := &smallWorld{View: v}, v.Snapshot()
	for id := range s.MaxRecord() + 1 {
		if r := s.Record(id); r != nil && wholeToday.Valid(r.Base().ValidFrom, r.Base().ValidUntil) {
			w.records = append(w.records, r)
		}
	}
	for id := range s.MaxEdge() + 1 {
		e, ok := s.Edge(id)
		if ok && wholeToday.Valid(e.ValidFrom, e.ValidUntil) && w.has(e.From) && w.has(e.To) && (e.Via == 0 || w.has(e.Via)) && (e.Area == 0 || w.has(e.Area)) {
			w.edges = append(w.edges, e)
		}
	}
	return w
}

func (w *smallWorld) has(id catalogue.ID) bool { return w.get(id) != nil }

func (w *smallWorld) get(id catalogue.ID) catalogue.Record {
	for _, r := range w.records {
		if r.Base().ID == id {
			return r
		}
	}
	return nil
}

// of are the records of a kind.
func (w *smallWorld) of(kind catalogue.Kind) []catalogue.ID {
	var out []catalogue.ID
	for _, r := range w.records {
		if r.Kind() == kind {
			out = append(out, r.Base().ID)
		}
	}
	return out
}

// says says whether there is a statement of a relation between two records.
func (w *smallWorld) says(from catalogue.ID, r catalogue.Relation, to catalogue.ID) bool {
	return slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool { return e.From == from && e.Relation == r && e.To == to })
}

// closure is which of some records lead to which, by the shortest way: nothing is
// farther than there are records (Floyd and Warshall).
func closure(ids []catalogue.ID, leads func(a, b catalogue.ID) bool) map[[2]catalogue.ID]int {
	far := map[[2]catalogue.ID]int{}
	for _, a := range ids {
		for _, b := range ids {
			if leads(a, b) {
				far[[2]catalogue.ID{a, b}] = 1
			}
		}
	}
	for _, k := range ids {
		for _, a := range ids {
			for _, b := range ids {
				first, there := far[[2]catalogue.ID{a, k}]
				second, also := far[[2]catalogue.ID{k, b}]
				if now, known := far[[2]catalogue.ID{a, b}]; there && also && (!known || first+second < now) {
					far[[2]catalogue.ID{a, b}] = first + second
				}
			}
		}
	}
	return far
}

// classes divides records into those that are the same to each other: the most first,
// then by the least id.
func classes(ids []catalogue.ID, same func(a, b catalogue.ID) bool) [][]catalogue.ID {
	var out [][]catalogue.ID
	for _, id := range ids {
		i := slices.IndexFunc(out, func(class []catalogue.ID) bool { return same(class[0], id) })
		if i < 0 {
			out, i = append(out, nil), len(out)
		}
		out[i] = append(out[i], id)
	}
	slices.SortStableFunc(out, func(a, b []catalogue.ID) int { return len(b) - len(a) })
	return out
}

func idsOf[N view.Record](nodes []N) []catalogue.ID {
	out := []catalogue.ID{}
	for _, n := range nodes {
		_, id, err := catalogue.ParseGlobalID(n.GlobalID())
		if err != nil {
			panic(err)
		}
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// must is a value whose question is right.
func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}
