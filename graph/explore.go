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
		Of: of, Depth: depth, Relations: relations, Direction: direction, Filter: filter, Where: where,
		FoldAbove: foldAbove, RollUp: rollUp, Budget: budget, After: after,
	}, clock)
}
