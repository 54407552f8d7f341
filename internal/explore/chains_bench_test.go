package explore_test

import (
	"sync"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/view"
)

// today is the day of all questions.
const today catalogue.Day = 739_981

// running is a clock as a server brings it.
func running(milliseconds int) func() bool {
	end := time.Now().Add(time.Duration(milliseconds) * time.Millisecond)
	return func() bool { return !time.Now().Before(end) }
}

// at is the n-th record of a kind.
func at(kind catalogue.Kind, n int) string {
	id, _ := state().Kind(kind).Next(1)
	return catalogue.GlobalID(kind, id+catalogue.ID(n))
}

// hubOf is the record of a kind with the most statements in a role, but for one.
func hubOf(kind catalogue.Kind, role catalogue.Role, not string) (most string) {
	n := 0
	for id := range state().Kind(kind).All() {
		name := catalogue.GlobalID(kind, id)
		if k := state().Edges(id, role).Len(); k > n && name != not {
			most, n = name, k
		}
	}
	return most
}

// carriers are the two solutions through which most offers are made.
var carriers = sync.OnceValue(func() [2]string {
	role := catalogue.Offers.Role(catalogue.EndVia)
	first := hubOf(catalogue.KindSolution, role, "")
	return [2]string{first, hubOf(catalogue.KindSolution, role, first)}
})

// walked benchmarks a walk and reports how far it came.
func walked(b *testing.B, walk func(*view.View) (explore.Outcome, int, error)) {
	s := state()
	b.ReportAllocs()
	for b.Loop() {
		o, found, err := walk(view.New(s, today))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(o.Explored.Edges), "edges")
		b.ReportMetric(float64(found), "found")
		if !o.Complete() {
			b.ReportMetric(1, "stopped")
		}
	}
}

func BenchmarkPaths(b *testing.B) {
	hubs := carriers()
	for _, c := range []struct{ name, from, to string }{
		{"AuthorityToDataset", at(catalogue.KindAuthority, 700), at(catalogue.KindDataset, 70_000)},
		{"ServiceToLaw", at(catalogue.KindService, 3000), at(catalogue.KindLegalBasis, 500)},
		{"DatasetToDataset", at(catalogue.KindDataset, 9_000), at(catalogue.KindDataset, 120_000)},
		{"SolutionToProject", at(catalogue.KindSolution, 4000), at(catalogue.KindProject, 200)},
		{"AuthorityToAuthority", at(catalogue.KindAuthority, 900), at(catalogue.KindAuthority, 3900)},
		{"ServiceToService", at(catalogue.KindService, 7000), at(catalogue.KindService, 5000)},
		{"BudgetLineToInterface", at(catalogue.KindBudgetLine, 100), at(catalogue.KindInterface, 900)},
		{"HubToDataset", hubs[0], at(catalogue.KindDataset, 70_000)},
		{"HubToCapability", hubs[0], at(catalogue.KindCapability, 333)},
		{"HubToHub", hubs[0], hubs[1]},
	} {
		for _, mode := range []explore.PathMode{explore.Shortest, explore.AllShortest, explore.AllSimple} {
			b.Run(c.name+"/"+string(mode), func(b *testing.B) {
				walked(b, func(v *view.View) (explore.Outcome, int, error) {
					p, err := explore.PathsBetween(v, explore.PathsQuery{From: c.from, To: c.to, Mode: &mode}, running)
					length, _ := p.Length()
					b.ReportMetric(float64(length), "length")
					return p.Outcome, len(p.Paths()), err
				})
			})
		}
	}
}

// Random pairs of any kinds, one after the other.
func BenchmarkPathsOfRandomPairs(b *testing.B) {
	s := state()
	var names []string
	for i, id := 0, uint32(1); i < 200; i++ {
		id = (id*1664525 + 1013904223) % uint32(s.MaxRecord())
		if r := s.Record(catalogue.ID(id)); r != nil {
			names = append(names, catalogue.GlobalID(r.Kind(), catalogue.ID(id)))
		}
	}
	i, none, stopped, slowest := 0, 0, 0, time.Duration(0)
	for b.Loop() {
		from, to := names[i%len(names)], names[(i+1)%len(names)]
		if i++; from == to {
			continue
		}
		start := time.Now()
		p, err := explore.PathsBetween(view.New(s, today), explore.PathsQuery{From: from, To: to}, running)
		if err != nil {
			b.Fatal(err)
		}
		slowest = max(slowest, time.Since(start))
		if _, ok := p.Length(); !ok {
			none++
		}
		if !p.Complete() {
			stopped++
		}
	}
	b.ReportMetric(float64(none)/float64(i), "none/op")
	b.ReportMetric(float64(stopped)/float64(i), "stopped/op")
	b.ReportMetric(float64(slowest.Microseconds()), "slowest-µs")
}

func BenchmarkImpact(b *testing.B) {
	hub := carriers()[0]
	dependencies := explore.Dependencies
	most, mostEdges := explore.MostNodes, explore.MostEdges
	for _, c := range []struct {
		name string
		q    explore.ImpactQuery
	}{
		{"HubSolution", explore.ImpactQuery{Of: hub}},
		{"HubSolutionWhole", explore.ImpactQuery{Of: hub, Budget: explore.Budget{Nodes: &most, Edges: &mostEdges}}},
		{"Solution", explore.ImpactQuery{Of: at(catalogue.KindSolution, 4000)}},
		{"Standard", explore.ImpactQuery{Of: at(catalogue.KindStandard, 3)}},
		{"ServiceDependencies", explore.ImpactQuery{Of: at(catalogue.KindService, 3000), Direction: &dependencies}},
	} {
		b.Run(c.name, func(b *testing.B) {
			walked(b, func(v *view.View) (explore.Outcome, int, error) {
				i, err := explore.ImpactOf(v, c.q, running)
				return i.Outcome, i.TotalCount(), err
			})
		})
		b.Run(c.name+"/Counts", func(b *testing.B) {
			walked(b, func(v *view.View) (explore.Outcome, int, error) {
				i, err := explore.ImpactOf(v, c.q, running)
				i.Kinds()
				i.PolicyFields()
				i.Distances()
				return i.Outcome, i.Population().People, err
			})
		})
	}
}

func BenchmarkCommon(b *testing.B) {
	hubs := carriers()
	two, most, mostEdges := 2, explore.MostNodes, explore.MostEdges
	for _, c := range []struct {
		name string
		q    explore.CommonQuery
	}{
		{"TwoAuthorities", explore.CommonQuery{Of: []string{at(catalogue.KindAuthority, 700), at(catalogue.KindAuthority, 900)}}},
		{"TwoSolutions", explore.CommonQuery{Of: []string{at(catalogue.KindSolution, 2000), at(catalogue.KindSolution, 4000)}, Hops: &two}},
		{"HubAndSolution", explore.CommonQuery{Of: []string{hubs[0], at(catalogue.KindSolution, 4000)}}},
		{"HubAndAuthority", explore.CommonQuery{Of: []string{hubs[0], at(catalogue.KindAuthority, 700)}}},
		{"TwoHubs", explore.CommonQuery{Of: hubs[:]}},
		{"TwoHubsWhole", explore.CommonQuery{Of: hubs[:], Budget: explore.Budget{Nodes: &most, Edges: &mostEdges}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			walked(b, func(v *view.View) (explore.Outcome, int, error) {
				o, err := explore.CommonTo(v, c.q, running)
				return o.Outcome, o.TotalCount(), err
			})
		})
	}
}
