package rollout_test

import (
	"sync"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/rollout"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// The catalogue of a state (2 million offers), synthetic, built once for all
// benchmarks. Each operation asks a new view, as every question does.
var state = sync.OnceValue(func() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.State, 1); err != nil {
		panic(err)
	}
	return must(b.Build(1, time.Unix(1, 0)))
})

var benchDay = must(catalogue.ParseDay("2025-12-31"))

// ask benchmarks a question.
func ask(b *testing.B, question func(*view.View)) {
	s := state()
	b.ReportAllocs()
	for b.Loop() {
		question(view.New(s, benchDay))
	}
}

func in(codes ...any) map[string]any { return map[string]any{"in": codes} }

// sixteen are as many services as there are focus services.
var sixteen = sync.OnceValue(func() view.Filter {
	var ids []any
	for id := range state().Kind(catalogue.KindService).All() {
		if len(ids) < 16 {
			ids = append(ids, catalogue.GlobalID(catalogue.KindService, id))
		}
	}
	return view.Filter{"id": in(ids...)}
})

func BenchmarkCoverageOfSixteenByDistrict(b *testing.B) {
	q := rollout.CoverageQuery{Services: sixteen(), Basis: rollout.BasisGiven, GroupBy: []rollout.Dimension{rollout.ByDistrict}}
	ask(b, func(v *view.View) { must(rollout.Cover(v, q)) })
}

func BenchmarkCoverageOfAll(b *testing.B) {
	for name, q := range map[string]rollout.CoverageQuery{
		"Competence": {},
		"Given":      {Basis: rollout.BasisGiven},
		"ByDistrict": {GroupBy: []rollout.Dimension{rollout.ByDistrict}},
		"ByService":  {GroupBy: []rollout.Dimension{rollout.ByService}},
		"ByOrigin":   {GroupBy: []rollout.Dimension{rollout.ByOrigin}},
		"ByField":    {GroupBy: []rollout.Dimension{rollout.ByPolicyField, rollout.ByLevel}},
	} {
		b.Run(name, func(b *testing.B) { ask(b, func(v *view.View) { must(rollout.Cover(v, q)) }) })
	}
}

func BenchmarkIDsBehindAll(b *testing.B) {
	ask(b, func(v *view.View) {
		must(must(rollout.Cover(v, rollout.CoverageQuery{})).Strict().IDs(rollout.Covered))
	})
}

func BenchmarkSeries(b *testing.B) {
	from := benchDay - 59*30
	for name, q := range map[string]rollout.CoverageQuery{"Sixteen": {Services: sixteen()}, "All": {}} {
		b.Run(name, func(b *testing.B) {
			ask(b, func(v *view.View) { must(rollout.CoverOver(v, q, from, benchDay-30, rollout.EachMonth)) })
		})
	}
}

func BenchmarkAvailability(b *testing.B) {
	first, _ := state().Kind(catalogue.KindService).Next(1)
	b.Run("OfOne", func(b *testing.B) { ask(b, func(v *view.View) { must2(rollout.AvailabilityOf(v, first)) }) })
	b.Run("OfAll", func(b *testing.B) { ask(b, func(v *view.View) { must(rollout.Availabilities(v, nil)) }) })
}
