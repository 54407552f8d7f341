package admission

import (
	"context"
	"fmt"
	"time"
)

// Gate lets so many in at once. Those beyond wait in the order in which they came.
type Gate struct {
	places   chan struct{} // has an element for each who is in
	queue    chan struct{} // and one for each who waits
	patience time.Duration
}

// NewGate has so many places and so long a queue, in which nobody waits longer than
// patience. Without places there is no gate.
func NewGate(places, queue int, patience time.Duration) *Gate {
	if places <= 0 {
		return nil
	}
	return &Gate{places: make(chan struct{}, places), queue: make(chan struct{}, queue), patience: patience}
}

// Enter takes a place, which leave gives back, once. It returns a *Refusal if there are
// too many who wait or it took too long, and the error of the context if that ended.
func (g *Gate) Enter(ctx context.Context) (leave func(), err error) {
	if g == nil {
		return func() {}, nil
	}
	select {
	case g.places <- struct{}{}:
		return g.leave, nil
	default:
	}
	select {
	case g.queue <- struct{}{}:
		defer func() { <-g.queue }()
	default:
		return nil, busy(cap(g.queue), g.patience, fmt.Sprintf("too busy: %d operations run and %d wait, the limit; try again later", cap(g.places), cap(g.queue)))
	}
	late := time.NewTimer(g.patience)
	defer late.Stop()
	select {
	case g.places <- struct{}{}:
		return g.leave, nil
	case <-late.C:
		return nil, busy(cap(g.places), g.patience, fmt.Sprintf("too busy: none of %d operations, the limit, ended within %s; try again later", cap(g.places), g.patience))
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Wait takes a place for somebody who is let in already and can wait: one who follows
// something. It returns an error only if the context ends.
func (g *Gate) Wait(ctx context.Context) (leave func(), err error) {
	if g == nil {
		return func() {}, nil
	}
	select {
	case g.places <- struct{}{}:
		return g.leave, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (g *Gate) leave() { <-g.places }
