package graph

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/rollout"
)

// What is asked of the rollout as a whole. Every method is a line: what it means
// is a matter of rollout.

func (query) Blockers(ctx context.Context, services, authorities map[string]any, missing []rollout.MissingLink, first *int, after *string) (rollout.BlockerConnection, error) {
	return rollout.FindBlockers(viewOf(ctx), rollout.BlockersQuery{Paging: onward(first, after), Scope: rollout.Scope{Services: services, Authorities: authorities}, Missing: missing})
}

func (query) Levers(ctx context.Context, services, authorities map[string]any, first *int, goal *rollout.Goal) (rollout.Levers, error) {
	return rollout.FindLevers(viewOf(ctx), rollout.LeversQuery{Scope: rollout.Scope{Services: services, Authorities: authorities}, First: first, Goal: given(goal)})
}

func (query) OnceOnly(ctx context.Context, services map[string]any, first *int, after *string) (rollout.OnceOnlyConnection, error) {
	return rollout.FindOnceOnly(viewOf(ctx), services, onward(first, after))
}

func (query) DatasetNeeds(ctx context.Context, minServices, first *int, after *string) (rollout.DatasetNeedConnection, error) {
	return rollout.FindDatasetNeeds(viewOf(ctx), minServices, onward(first, after))
}

func (query) ReuseShare(ctx context.Context, groupBy []rollout.ReuseDimension, services, solutions map[string]any, year, first *int, after *string) (rollout.ReuseGroupConnection, error) {
	return rollout.FindReuse(viewOf(ctx), rollout.ReuseQuery{Paging: onward(first, after), GroupBy: groupBy, Services: services, Solutions: solutions, Year: year})
}

func (query) OverlappingFunding(ctx context.Context, services map[string]any, first *int, after *string) (rollout.FundingOverlapConnection, error) {
	return rollout.FindOverlaps(viewOf(ctx), services, onward(first, after))
}

func (query) UnconfirmedUses(ctx context.Context, authorities, solutions map[string]any, first *int, after *string) (rollout.UnconfirmedUseConnection, error) {
	return rollout.FindUnconfirmedUses(viewOf(ctx), authorities, solutions, onward(first, after))
}

func (query) GrowingPhaseOuts(ctx context.Context, solutions map[string]any, first *int, after *string) (rollout.GrowingPhaseOutConnection, error) {
	return rollout.FindGrowingPhaseOuts(viewOf(ctx), solutions, onward(first, after))
}

func (query) MissedDeadlines(ctx context.Context, from, until *catalogue.Day, solutions map[string]any, first *int, after *string) (rollout.MissedDeadlineConnection, error) {
	return rollout.FindMissedDeadlines(viewOf(ctx), rollout.Period{From: from, Until: until}, solutions, onward(first, after))
}

func (query) ParallelSolutions(ctx context.Context, services map[string]any, first *int, after *string) (rollout.ParallelSolutionsConnection, error) {
	return rollout.FindParallels(viewOf(ctx), services, onward(first, after))
}
