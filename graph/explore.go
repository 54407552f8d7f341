package graph

import (
	"context"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
)

// clock brings the time to walks, which know none.
func clock(milliseconds int) (over func() bool) {
	end := time.Now().Add(time.Duration(milliseconds) * time.Millisecond)
	return func() bool { return !time.Now().Before(end) }
}

var _ explore.Clock = clock

func (query) Neighbourhood(ctx context.Context, of string, depth *int, relations []catalogue.Relation, direction *explore.Direction, filter, where map[string]any, foldAbove *int, rollUp *explore.RollUp, budget *explore.Budget, after *string) (explore.Neighbourhood, error) {
	return explore.NeighbourhoodOf(viewOf(ctx), explore.NeighbourhoodQuery{
		Of: of, Depth: depth, Scope: scope(relations, direction, where), Filter: filter,
		FoldAbove: foldAbove, RollUp: given(rollUp), Budget: given(budget), After: after,
	}, clock)
}

func (query) Paths(ctx context.Context, from, to string, maxLength *int, mode *explore.PathMode, relations []catalogue.Relation, direction *explore.Direction, filter, where map[string]any, first *int, budget *explore.Budget) (explore.Paths, error) {
	return explore.PathsBetween(viewOf(ctx), explore.PathsQuery{
		From: from, To: to, MaxLength: maxLength, Mode: mode, Scope: scope(relations, direction, where), Filter: filter, First: first, Budget: given(budget),
	}, clock)
}

func (query) Impact(ctx context.Context, of string, direction *explore.ImpactDirection, hops *int, relations []catalogue.Relation, filter, where map[string]any, budget *explore.Budget, first *int, after *string) (explore.Impact, error) {
	return explore.ImpactOf(viewOf(ctx), explore.ImpactQuery{
		Of: of, Direction: direction, Hops: hops, Relations: relations, Filter: filter, Where: where, Budget: given(budget), First: first, After: after,
	}, clock)
}

func (query) Common(ctx context.Context, of []string, hops *int, relations []catalogue.Relation, direction *explore.Direction, filter, where map[string]any, budget *explore.Budget, first *int, after *string) (explore.Common, error) {
	return explore.CommonTo(viewOf(ctx), explore.CommonQuery{
		Of: of, Hops: hops, Scope: scope(relations, direction, where), Filter: filter, Budget: given(budget), First: first, After: after,
	}, clock)
}

// scope is which statements a walk goes along, either way where nothing is said.
func scope(relations []catalogue.Relation, direction *explore.Direction, where map[string]any) explore.Scope {
	return explore.Scope{Relations: relations, Direction: given(direction), Where: where}
}

// given is what an argument says, the zero value where it is not given.
func given[T any](argument *T) T {
	if argument == nil {
		var nothing T
		return nothing
	}
	return *argument
}
