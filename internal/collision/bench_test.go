package collision_test

import (
	"sync"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/collision"
	"fundus/internal/generate"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// The catalogue of a state (5,000 solutions), synthetic, built once for all benchmarks.
// Each operation asks a new view, as every question does.
var state = sync.OnceValue(func() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.State, 1); err != nil {
		panic(err)
	}
	return must(b.Build(1, time.Unix(1, 0)))
})

func BenchmarkCollisions(b *testing.B) {
	s, day := state(), must(catalogue.ParseDay("2025-12-31"))
	least := 0
	var few []any
	for id := range s.Kind(catalogue.KindSolution).All() {
		if few = append(few, catalogue.GlobalID(catalogue.KindSolution, id)); len(few) == 5 {
			break
		}
	}
	for name, filter := range map[string]*collision.Filter{
		"Usual":    nil,
		"All":      {MinScore: &least},
		"Open":     {Status: []collision.Status{collision.StatusOpen}, MinScore: &least},
		"Few":      {Solutions: view.Filter{"id": map[string]any{"in": few}}},
		"OfOwners": {Owners: view.Filter{"level": map[string]any{"in": []any{"MUNICIPALITY"}}}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				found := must(collision.Find(view.New(s, day), filter, view.Paging{}))
				b.ReportMetric(float64(found.TotalCount()), "pairs")
				b.ReportMetric(float64(found.Skipped), "skipped")
			}
		})
	}
}
