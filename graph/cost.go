package graph

import (
	"context"

	"fundus/internal/cost"
)

func (query) CostCurve(ctx context.Context, solution string, adopters []int, build *string) (cost.Curve, error) {
	return cost.Find(viewOf(ctx), cost.Query{Solution: solution, Adopters: adopters, Build: build})
}
