package rollout_test

import (
	"testing"

	"fundus/internal/rollout"
	"fundus/internal/view"
)

// askState benchmarks a question, and reports a number of its answer.
func askState[A any](b *testing.B, question func(*view.View) (A, error), what string, count func(A) int) {
	s := state()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		a, err := question(view.New(s, benchDay))
		if err != nil {
			b.Fatal(err)
		}
		n = count(a)
	}
	b.ReportMetric(float64(n), what)
}

func BenchmarkBlockersOfAllServices(b *testing.B) {
	askState(b, func(v *view.View) (rollout.BlockerConnection, error) {
		return rollout.FindBlockers(v, rollout.BlockersQuery{})
	}, "blocked", rollout.BlockerConnection.TotalCount)
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
	askState(b, func(v *view.View) (rollout.OnceOnlyConnection, error) {
		return rollout.FindOnceOnly(v, nil, view.Paging{})
	}, "cases", rollout.OnceOnlyConnection.TotalCount)
}

func BenchmarkDatasetNeeds(b *testing.B) {
	askState(b, func(v *view.View) (rollout.DatasetNeedConnection, error) {
		return rollout.FindDatasetNeeds(v, nil, view.Paging{})
	}, "datasets", rollout.DatasetNeedConnection.TotalCount)
}

func BenchmarkReuseShare(b *testing.B) {
	for name, by := range map[string][]rollout.ReuseDimension{
		"Whole": nil, "ByPolicyField": {rollout.ReuseByField}, "ByMinistryAndQuarter": {rollout.ReuseByMinistry, rollout.ReuseByQuarter},
	} {
		b.Run(name, func(b *testing.B) {
			askState(b, func(v *view.View) (rollout.ReuseGroupConnection, error) {
				return rollout.FindReuse(v, rollout.ReuseQuery{GroupBy: by})
			}, "groups", rollout.ReuseGroupConnection.TotalCount)
		})
	}
}

func BenchmarkLists(b *testing.B) {
	var page view.Paging
	b.Run("UnconfirmedUses", func(b *testing.B) {
		askState(b, func(v *view.View) (view.Listed[rollout.UnconfirmedUse], error) {
			return rollout.FindUnconfirmedUses(v, nil, nil, page)
		}, "entries", view.Listed[rollout.UnconfirmedUse].TotalCount)
	})
	b.Run("OverlappingFunding", func(b *testing.B) {
		askState(b, func(v *view.View) (view.Listed[rollout.FundingOverlap], error) {
			return rollout.FindOverlaps(v, nil, page)
		}, "entries", view.Listed[rollout.FundingOverlap].TotalCount)
	})
	b.Run("GrowingPhaseOuts", func(b *testing.B) {
		askState(b, func(v *view.View) (view.Listed[rollout.GrowingPhaseOut], error) {
			return rollout.FindGrowingPhaseOuts(v, nil, page)
		}, "entries", view.Listed[rollout.GrowingPhaseOut].TotalCount)
	})
	b.Run("MissedDeadlines", func(b *testing.B) {
		askState(b, func(v *view.View) (view.Listed[rollout.MissedDeadline], error) {
			return rollout.FindMissedDeadlines(v, rollout.Period{}, nil, page)
		}, "entries", view.Listed[rollout.MissedDeadline].TotalCount)
	})
	b.Run("ParallelSolutions", func(b *testing.B) {
		askState(b, func(v *view.View) (view.Listed[rollout.ParallelSolutions], error) {
			return rollout.FindParallels(v, nil, page)
		}, "entries", view.Listed[rollout.ParallelSolutions].TotalCount)
	})
}
