package store

import (
	"context"
	"sync"
)

// Life is the time between Open and Close. Every call on a store is bound to it:
// it ends with its caller's context or with the store, whichever comes first, and
// Close returns when the last one has.
type Life struct {
	mu    sync.Mutex
	ended bool
	calls sync.WaitGroup
	ctx   context.Context //nolint:containedctx // not an operation's: it is what Close cancels
	end   context.CancelCauseFunc
}

// NewLife begins a life.
func NewLife() *Life {
	ctx, end := context.WithCancelCause(context.Background())
	return &Life{ctx: ctx, end: end}
}

// Call binds a call: it uses the context and calls done when it returns. On a
// store that is closed the context has ended already, with Closed as its cause.
// A call may make others, as a plan does.
func (l *Life) Call(ctx context.Context) (bound context.Context, done func()) {
	bound, cancel := context.WithCancelCause(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		cancel(Closed())
		return bound, func() {}
	}
	l.calls.Add(1)
	stop := context.AfterFunc(l.ctx, func() { cancel(Closed()) })
	return bound, func() {
		stop()
		cancel(nil)
		l.calls.Done()
	}
}

// End ends all calls and waits for them.
func (l *Life) End() {
	l.mu.Lock()
	l.ended = true
	l.mu.Unlock()
	l.end(Closed())
	l.calls.Wait()
}
