package store

import (
	"context"
	"sync"
	"time"

	"fundus/internal/catalogue"
)

// Bell is how a hint reaches those who Wait. Any number of goroutines may ring
// and wait. A hint is no promise: whoever is woken looks at the log, and a
// missed ring costs a poll interval and nothing else.
type Bell struct {
	mu       sync.Mutex
	revision catalogue.Revision
	closed   bool
	rung     chan struct{} // closed by the next ring
}

// NewBell is a bell that nobody has rung.
func NewBell() *Bell { return &Bell{rung: make(chan struct{})} }

// Ring wakes everybody who waits for a revision up to this one.
func (b *Bell) Ring(revision catalogue.Revision) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.revision = max(b.revision, revision)
	b.wake()
}

// Hint is the newest revision that was rung for.
func (b *Bell) Hint() catalogue.Revision {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.revision
}

// Correct takes back a hint that the log does not bear out: a look at it that began
// after the hint showed an older head. Otherwise one wrong hint would keep everybody
// awake for ever. A ring in the meantime stays.
func (b *Bell) Correct(hint, head catalogue.Revision) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.revision == hint {
		b.revision = min(hint, head)
	}
}

// Close wakes everybody for good: the store is closed.
func (b *Bell) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	b.wake()
}

func (b *Bell) wake() {
	close(b.rung)
	b.rung = make(chan struct{})
}

// Wait is Store.Wait for an engine that rings this bell.
func (b *Bell) Wait(ctx context.Context, after catalogue.Revision, poll time.Duration) error {
	timer := time.NewTimer(poll)
	defer timer.Stop()
	for {
		b.mu.Lock()
		revision, closed, rung := b.revision, b.closed, b.rung
		b.mu.Unlock()
		switch {
		case closed:
			return Closed()
		case revision > after:
			return nil
		}
		select {
		case <-rung:
		case <-timer.C:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// Closed is what every call on a closed store answers.
func Closed() error {
	return catalogue.Errorf(catalogue.Unavailable, "the store is closed")
}
