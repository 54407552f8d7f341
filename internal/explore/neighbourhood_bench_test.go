package explore_test

import (
	"cmp"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/view"
)

// byStatements are the records of a kind, those with the fewest statements first.
func byStatements(kind catalogue.Kind) []catalogue.ID {
	s := state()
	length := func(id catalogue.ID) (total int) {
		s.RolesOf(id, func(_ catalogue.Role, n int) bool {
			total += n
			return true
		})
		return total
	}
	ids := slices.Collect(s.Kind(kind).All())
	slices.SortStableFunc(ids, func(a, b catalogue.ID) int { return cmp.Compare(length(a), length(b)) })
	return ids
}

// BenchmarkNeighbourhood asks for what is near records with a median number of
// statements, and with the most.
func BenchmarkNeighbourhood(b *testing.B) {
	day, err := catalogue.ParseDay("2025-12-31")
	if err != nil {
		b.Fatal(err)
	}
	solutions := view.RecordFilter{"kinds": []catalogue.Kind{catalogue.KindSolution}}
	for _, c := range []struct {
		name string
		q    explore.NeighbourhoodQuery
	}{
		{"Fold", explore.NeighbourhoodQuery{}},
		{"RollUp", explore.NeighbourhoodQuery{RollUp: explore.ByAuthorityKind}},
		{"Solutions", explore.NeighbourhoodQuery{Filter: solutions}},
	} {
		for _, of := range []catalogue.Kind{catalogue.KindService, catalogue.KindSolution, catalogue.KindAuthority} {
			ids := byStatements(of)
			for _, which := range []struct {
				name string
				id   catalogue.ID
			}{{"Median", ids[len(ids)/2]}, {"Hub", ids[len(ids)-1]}} {
				for _, depth := range []int{1, 2} {
					q := c.q
					q.Of, q.Depth = catalogue.GlobalID(of, which.id), &depth
					b.Run(c.name+"/"+of.String()+"/"+which.name+"/"+string(rune('0'+depth)), func(b *testing.B) {
						near(b, day, q)
					})
				}
			}
		}
	}
}

func near(b *testing.B, day catalogue.Day, q explore.NeighbourhoodQuery) {
	b.ReportAllocs()
	var n explore.Neighbourhood
	for b.Loop() {
		var err error
		if n, err = explore.NeighbourhoodOf(view.New(state(), day), q, always); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(n.Nodes)), "nodes")
	b.ReportMetric(float64(len(n.Groups)), "groups")
	b.ReportMetric(float64(len(n.Edges)), "edges")
	b.ReportMetric(float64(n.Explored.Edges), "statements")
	reason, _ := n.StoppedBecause()
	if reason != "" {
		b.Logf("stopped by %s", reason)
	}
}

// always has time.
func always(int) func() bool { return func() bool { return false } }
