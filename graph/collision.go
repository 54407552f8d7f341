package graph

import (
	"context"

	"fundus/internal/collision"
	"fundus/internal/view"
)

func (query) Collisions(ctx context.Context, filter *collision.Filter, first *int, after *string, last *int, before *string) (collision.Connection, error) {
	return collision.Find(viewOf(ctx), filter, view.Paging{First: first, After: after, Last: last, Before: before})
}
