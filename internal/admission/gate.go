package admission

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Gate lets so many in at once. Those beyond wait, and a place that becomes free goes to
// the client who has the fewest, of several to who came first: so whoever asks without
// pause waits for himself, and others hardly for him.
type Gate struct {
	limit, queue int // places, and how many may wait for one
	share        int // of the queue, for one client
	patience     time.Duration

	mu      sync.Mutex
	taken   int
	in      map[Client]int // how many places each has, more than 0
	waiting []*waiter      // in the order in which they came
}

// waiter is one who waits for a place.
type waiter struct {
	client Client
	queued bool          // counts in the queue
	let    chan struct{} // closed when he has a place
}

// NewGate has so many places and so long a queue, in which nobody waits longer than
// patience, and of which one client takes no more than half. Without places there is no
// gate.
func NewGate(places, queue int, patience time.Duration) *Gate {
	if places <= 0 {
		return nil
	}
	return &Gate{limit: places, queue: queue, share: (queue + 1) / 2, patience: patience, in: map[Client]int{}}
}

// Enter takes a place, which leave gives back, once. It returns a *Refusal if there are
// too many who wait or it took too long, and the error of the context if that ended.
func (g *Gate) Enter(ctx context.Context) (leave func(), err error) {
	if g == nil {
		return func() {}, nil
	}
	w, err := g.come(Asking(ctx), true)
	if err != nil {
		return nil, err
	}
	leave = func() { g.leave(w.client) }
	if w.has() {
		return leave, nil
	}
	late := time.NewTimer(g.patience)
	defer late.Stop()
	select {
	case <-w.let:
		return leave, nil
	case <-late.C:
		err = busy(g.limit, g.patience, fmt.Sprintf("too busy: none of %d operations, the limit, ended within %s; try again later", g.limit, g.patience))
	case <-ctx.Done():
		err = ctx.Err()
	}
	g.goAway(w)
	return nil, err
}

// Wait takes a place for somebody who is let in already and can wait: one who follows
// something. It returns an error only if the context ends.
func (g *Gate) Wait(ctx context.Context) (leave func(), err error) {
	if g == nil {
		return func() {}, nil
	}
	w, err := g.come(Asking(ctx), false)
	if err != nil {
		return nil, err
	}
	select {
	case <-w.let:
		return func() { g.leave(w.client) }, nil
	case <-ctx.Done():
		g.goAway(w)
		return nil, ctx.Err()
	}
}

// come takes a place if one is free, and otherwise waits for one.
func (g *Gate) come(c Client, queued bool) (*waiter, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	w := &waiter{client: c, queued: queued, let: make(chan struct{})}
	if g.taken < g.limit { // and so nobody waits
		g.taken++
		g.let(w)
		return w, nil
	}
	if queued {
		all, own := g.queueing(c)
		switch {
		case all >= g.queue:
			return nil, busy(g.queue, g.patience, fmt.Sprintf("too busy: %d operations run and %d wait, the limit; try again later", g.limit, g.queue))
		case c != "" && own >= g.share:
			return nil, busy(g.share, g.patience, fmt.Sprintf("too busy: %d operations of yours wait, the limit for a client; try again later", g.share))
		}
	}
	g.waiting = append(g.waiting, w)
	return w, nil
}

// queueing is how many wait in the queue, and how many of them for one client.
func (g *Gate) queueing(c Client) (all, own int) {
	for _, w := range g.waiting {
		if w.queued {
			all++
			if w.client == c {
				own++
			}
		}
	}
	return all, own
}

// let gives somebody a place that has been taken for him.
func (g *Gate) let(w *waiter) {
	g.in[w.client]++
	close(w.let)
}

func (w *waiter) has() bool {
	select {
	case <-w.let:
		return true
	default:
		return false
	}
}

// leave gives back a place of a client, to who is next.
func (g *Gate) leave(c Client) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.in[c]--; g.in[c] == 0 {
		delete(g.in, c)
	}
	if len(g.waiting) == 0 {
		g.taken--
		return
	}
	next := 0
	for i, w := range g.waiting {
		if g.in[w.client] < g.in[g.waiting[next].client] {
			next = i
		}
	}
	w := g.waiting[next]
	g.waiting = slices.Delete(g.waiting, next, next+1)
	g.let(w)
}

// goAway is for one who waits no longer. If he has just been given a place, he gives it
// back.
func (g *Gate) goAway(w *waiter) {
	g.mu.Lock()
	at := slices.Index(g.waiting, w)
	if at >= 0 {
		g.waiting = slices.Delete(g.waiting, at, at+1)
	}
	g.mu.Unlock()
	if at < 0 {
		g.leave(w.client)
	}
}
