package sight

import (
	"context"
	"net/http"
	"time"
)

// Several tells all of them, in their order. The context of each is that of the next.
type Several []Observer

var _ Observer = Several{}

// RequestBegan tells all.
func (s Several) RequestBegan(ctx context.Context, r *http.Request, route string) context.Context {
	for _, o := range s {
		ctx = o.RequestBegan(ctx, r, route) //nolint:fatcontext // each observer adds his own, and they are few
	}
	return ctx
}

// RequestEnded tells all.
func (s Several) RequestEnded(ctx context.Context, r Request) {
	for _, o := range s {
		o.RequestEnded(ctx, r)
	}
}

// OperationBegan tells all.
func (s Several) OperationBegan(ctx context.Context) context.Context {
	for _, o := range s {
		ctx = o.OperationBegan(ctx) //nolint:fatcontext // each observer adds his own, and they are few
	}
	return ctx
}

// OperationEnded tells all.
func (s Several) OperationEnded(ctx context.Context, op Operation) {
	for _, o := range s {
		o.OperationEnded(ctx, op)
	}
}

// Opened tells all.
func (s Several) Opened(what Open) {
	for _, o := range s {
		o.Opened(what)
	}
}

// Closed tells all.
func (s Several) Closed(what Open) {
	for _, o := range s {
		o.Closed(what)
	}
}

// EventSent tells all.
func (s Several) EventSent() {
	for _, o := range s {
		o.EventSent()
	}
}

// CallBegan tells all.
func (s Several) CallBegan(ctx context.Context, c Call) context.Context {
	for _, o := range s {
		ctx = o.CallBegan(ctx, c) //nolint:fatcontext // each observer adds his own, and they are few
	}
	return ctx
}

// CallEnded tells all.
func (s Several) CallEnded(ctx context.Context, c Call, took time.Duration, err error) {
	for _, o := range s {
		o.CallEnded(ctx, c, took, err)
	}
}

// Nobody watches nothing. Who watches only some of it embeds it.
type Nobody struct{}

var _ Observer = Nobody{}

// RequestBegan is not watched.
func (Nobody) RequestBegan(ctx context.Context, _ *http.Request, _ string) context.Context {
	return ctx
}

// RequestEnded is not watched.
func (Nobody) RequestEnded(context.Context, Request) {}

// OperationBegan is not watched.
func (Nobody) OperationBegan(ctx context.Context) context.Context { return ctx }

// OperationEnded is not watched.
func (Nobody) OperationEnded(context.Context, Operation) {}

// Opened is not watched.
func (Nobody) Opened(Open) {}

// Closed is not watched.
func (Nobody) Closed(Open) {}

// EventSent is not watched.
func (Nobody) EventSent() {}

// CallBegan is not watched.
func (Nobody) CallBegan(ctx context.Context, _ Call) context.Context { return ctx }

// CallEnded is not watched.
func (Nobody) CallEnded(context.Context, Call, time.Duration, error) {}
