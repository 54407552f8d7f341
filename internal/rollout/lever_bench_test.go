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
var wholeState = sync.OnceValue(func() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.State, 1); err != nil {
		panic(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		panic(err)
	}
	return s
})

var stateDay = func() catalogue.Day {
	d, err := catalogue.ParseDay("2025-12-31")
	if err != nil {
		panic(err)
	}
	return d
}()

// ask benchmarks a question, and reports a number of its answer.
func askState[A any](b *testing.B, question func(*view.View) (A, error), what string, count func(A) int) {
	s := wholeState()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		a, err := question(view.New(s, stateDay))
		if err != nil {
			b.Fatal(err)
		}
		n = count(a)
	}
	b.ReportMetric(float64(n), what)
}

func BenchmarkBlockersOfAllServices(b *testing.B) {
	askState(b, func(v *view.View) (rollout.Blockers, error) {
		return rollout.FindBlockers(v, rollout.BlockersQuery{})
	}, "blocked", rollout.Blockers.TotalCount)
}

func BenchmarkLeversOverAllServices(b *testing.B) {
	for _, goal := range []rollout.Goal{rollout.GoalAuthorities, rollout.GoalPopulation, rollout.GoalPairs} {
		b.Run(string(goal), func(b *testing.B) {
			askState(b, func(v *view.View) (rollout.Levers, error) {
				return rollout.FindLevers(v, rollout.LeversQuery{Goal: goal})
			}, "unlocked", func(l rollout.Levers) int { return l.Actions[len(l.Actions)-1].Cumulated.Pairs })
		})
	}
}

func BenchmarkOnceOnly(b *testing.B) {
	askState(b, func(v *view.View) (rollout.OnceOnly, error) {
		return rollout.FindOnceOnly(v, nil, view.Paging{})
	}, "cases", rollout.OnceOnly.TotalCount)
}

func BenchmarkDatasetNeeds(b *testing.B) {
	askState(b, func(v *view.View) (rollout.DatasetNeeds, error) {
		return rollout.FindDatasetNeeds(v, nil, view.Paging{})
	}, "datasets", rollout.DatasetNeeds.TotalCount)
}

func BenchmarkReuseShare(b *testing.B) {
	for name, by := range map[string][]rollout.ReuseGrouping{
		"Whole": nil, "ByPolicyField": {rollout.ByPolicyField}, "ByMinistryAndQuarter": {rollout.ByMinistry, rollout.ByQuarter},
	} {
		b.Run(name, func(b *testing.B) {
			askState(b, func(v *view.View) (rollout.ReuseShare, error) {
				return rollout.FindReuse(v, rollout.ReuseQuery{GroupBy: by})
			}, "groups", rollout.ReuseShare.TotalCount)
		})
	}
}

func BenchmarkLists(b *testing.B) {
	var page view.Paging
	b.Run("UnconfirmedUses", func(b *testing.B) {
		askState(b, func(v *view.View) (rollout.Page[rollout.UnconfirmedUse], error) {
			return rollout.FindUnconfirmedUses(v, nil, nil, page)
		}, "entries", rollout.Page[rollout.UnconfirmedUse].TotalCount)
	})
	b.Run("OverlappingFunding", func(b *testing.B) {
		askState(b, func(v *view.View) (rollout.Page[rollout.Overlap], error) {
			return rollout.FindOverlaps(v, nil, page)
		}, "entries", rollout.Page[rollout.Overlap].TotalCount)
	})
	b.Run("GrowingPhaseOuts", func(b *testing.B) {
		askState(b, func(v *view.View) (rollout.Page[rollout.GrowingPhaseOut], error) {
			return rollout.FindGrowingPhaseOuts(v, nil, page)
		}, "entries", rollout.Page[rollout.GrowingPhaseOut].TotalCount)
	})
	b.Run("MissedDeadlines", func(b *testing.B) {
		askState(b, func(v *view.View) (rollout.Page[rollout.MissedDeadline], error) {
			return rollout.FindMissedDeadlines(v, rollout.Period{}, nil, page)
		}, "entries", rollout.Page[rollout.MissedDeadline].TotalCount)
	})
	b.Run("ParallelSolutions", func(b *testing.B) {
		askState(b, func(v *view.View) (rollout.Page[rollout.Parallel], error) {
			return rollout.FindParallels(v, nil, page)
		}, "entries", rollout.Page[rollout.Parallel].TotalCount)
	})
}
