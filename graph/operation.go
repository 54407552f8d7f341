package graph

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// operation is what the fields of one operation share: the view it is answered
// from, and who asks.
type operation struct {
	moment
	view  *view.View
	lag   time.Duration
	actor Actor

	written atomic.Uint64 // the newest revision that it made
}

type operationKey struct{}

// begin chooses the moment of an operation and pins its view: an answer never mixes
// two moments. Every transport begins what it has read before it lets it run.
func (m moments) begin(ctx context.Context, op *graphql.OperationContext) (context.Context, error) {
	chosen, err := m.choose(ctx, op)
	if err != nil {
		return ctx, err
	}
	o := &operation{moment: chosen, lag: m.source.Lag(), actor: actorOf(ctx)}
	o.see(ctx, chosen.snapshot)
	return context.WithValue(ctx, operationKey{}, o), nil
}

// see makes a snapshot the one that the operation is answered from. It is called
// before the first field runs.
func (o *operation) see(ctx context.Context, s *snapshot.Snapshot) {
	o.view = view.New(s, o.day)
	o.view.StopAt(ctx.Done())
	o.view.LagsBy(o.lag)
}

func operationOf(ctx context.Context) *operation {
	return ctx.Value(operationKey{}).(*operation)
}

// viewOf is the view that the operation is answered from.
func viewOf(ctx context.Context) *view.View { return operationOf(ctx).view }

// committed notes a revision that the operation made or found its change in.
func (o *operation) committed(revision catalogue.Revision) {
	for seen := o.written.Load(); seen < uint64(revision); seen = o.written.Load() {
		if o.written.CompareAndSwap(seen, uint64(revision)) {
			return
		}
	}
}

// dated tells with every answer from which revision and day it was given; after a
// change, from which revision on it can be read.
func dated(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	r := next(ctx)
	o, begun := ctx.Value(operationKey{}).(*operation)
	if r == nil || !begun {
		return r
	}
	c := o.view.Catalogue()
	said := map[string]any{"revision": max(c.Revision(), int(o.written.Load())), "day": c.Day()}
	if n := c.Assumed(); n > 0 {
		said["assumed"] = n
	}
	if r.Extensions == nil {
		r.Extensions = map[string]any{}
	}
	r.Extensions["fundus"] = said
	return r
}
