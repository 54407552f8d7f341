package live

import (
	"context"
	"sync"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// past are catalogues of the past that somebody has asked for.
//
//	asked for ──► building (once, one at a time) ──► kept ──► forgotten (bytes)
//
// A moment is reached from the nearest catalogue in memory by what is different
// there (snapshot.Move), and shares everything else with it; only where that is too
// much is it loaded whole. What is kept is bounded by the bytes that the head does
// not share, weighed anew whenever one is added, for the head moves away from what
// it once shared. The one asked for longest ago is forgotten first.
//
// A moment that nobody waits for any more is not built to its end.
type past struct {
	most int             // bytes
	life context.Context //nolint:containedctx // of the Catalogue: what is built belongs to it, not to who asked first

	turn chan struct{} // held by the one who builds

	mu      sync.Mutex
	moments map[catalogue.Revision]*moment
	clock   int // counts askings
}

// moment is a catalogue of the past that is there, or is being built.
type moment struct {
	ready    chan struct{} // closed when snapshot or err is there
	snapshot *snapshot.Snapshot
	err      error

	// Guarded by past.mu:
	askers int                // who wait
	cancel context.CancelFunc // of the building
	asked  int                // the clock's time when it was last asked for
}

// mostMoved is how many versions may differ between a catalogue in memory and one
// that is reached from it; loading whole is quicker beyond.
const mostMoved = 200_000

// At is the catalogue at a revision: the head, or one of the past. Building it takes
// what Load takes at worst, and does not keep readers of other moments waiting. A
// revision beyond the store's head is NotFound.
func (c *Catalogue) At(ctx context.Context, revision catalogue.Revision) (*snapshot.Snapshot, error) {
	switch s := c.Snapshot(); {
	case s.Revision() == revision:
		return s, nil
	case s.Revision() < revision:
		return c.arrived(ctx, revision)
	case revision == 0:
		return snapshot.Empty(), nil
	}
	if s := c.recent.at(revision); s != nil {
		return s, nil
	}
	m := c.ask(revision)
	defer c.leave(revision, m)
	select {
	case <-m.ready:
		return m.snapshot, m.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// arrived is the catalogue at a revision that is not here yet, if the store has it.
func (c *Catalogue) arrived(ctx context.Context, revision catalogue.Revision) (*snapshot.Snapshot, error) {
	head, err := c.store.Head(ctx)
	if err != nil {
		return nil, err
	}
	if revision > head.Revision {
		return nil, catalogue.Errorf(catalogue.NotFound, "there is no revision %d yet, the newest is %d", revision, head.Revision)
	}
	s, err := c.AtLeast(ctx, revision)
	if err != nil || s.Revision() == revision {
		return s, err
	}
	return c.At(ctx, revision)
}

// RevisionAt is the newest revision recorded at an instant or before, 0 for none.
func (c *Catalogue) RevisionAt(ctx context.Context, at time.Time) (catalogue.Revision, error) {
	return c.store.RevisionAt(ctx, at)
}

// ask waits for a moment, which is built if nobody has asked before.
func (c *Catalogue) ask(revision catalogue.Revision) *moment {
	p := &c.past
	p.mu.Lock()
	defer p.mu.Unlock()
	m := p.moments[revision]
	if m == nil {
		ctx, cancel := context.WithCancel(p.life)
		m = &moment{ready: make(chan struct{}), cancel: cancel}
		p.moments[revision] = m
		c.tail.Go(func() { c.build(ctx, revision, m) })
	}
	p.clock++
	m.asked = p.clock
	m.askers++
	return m
}

// leave ends the waiting. The last to leave takes a building along.
func (c *Catalogue) leave(revision catalogue.Revision, m *moment) {
	p := &c.past
	p.mu.Lock()
	defer p.mu.Unlock()
	if m.askers--; m.askers > 0 {
		return
	}
	select {
	case <-m.ready:
	default:
		m.cancel()
		if p.moments[revision] == m {
			delete(p.moments, revision)
		}
	}
}

func (c *Catalogue) build(ctx context.Context, revision catalogue.Revision, m *moment) {
	defer m.cancel()
	s, err := c.reach(ctx, revision)
	p := &c.past
	p.mu.Lock()
	defer p.mu.Unlock()
	if m.snapshot, m.err = s, err; err != nil && p.moments[revision] == m {
		delete(p.moments, revision) // whoever asks again may have more luck
	}
	close(m.ready)
	p.forget(c.Snapshot())
}

// reach builds the catalogue at a revision, in its turn.
func (c *Catalogue) reach(ctx context.Context, revision catalogue.Revision) (*snapshot.Snapshot, error) {
	select {
	case c.past.turn <- struct{}{}:
		defer func() { <-c.past.turn }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	from := c.nearest(revision)
	d, err := c.store.Difference(ctx, from.Revision(), revision, mostMoved)
	if err != nil {
		return nil, err
	}
	if d != nil {
		return from.Move(d)
	}
	// From a revision to itself nothing differs, which tells its instant.
	if d, err = c.store.Difference(ctx, revision, revision, 0); err != nil {
		return nil, err
	}
	return load(ctx, c.store, store.Head{Revision: revision, RecordedAt: d.RecordedAt})
}

// nearest is the catalogue in memory that the fewest commits lead from.
func (c *Catalogue) nearest(revision catalogue.Revision) *snapshot.Snapshot {
	best := c.Snapshot()
	closer := func(s *snapshot.Snapshot) {
		if s != nil && distance(s.Revision(), revision) < distance(best.Revision(), revision) {
			best = s
		}
	}
	closer(c.recent.oldest())
	c.past.mu.Lock()
	defer c.past.mu.Unlock()
	for _, m := range c.past.moments {
		closer(m.snapshot)
	}
	return best
}

func distance(a, b catalogue.Revision) catalogue.Revision { return max(a, b) - min(a, b) }

// forget keeps the moments asked for last, within their bytes. One that alone is
// beyond them is kept as long as it is the last.
func (p *past) forget(head *snapshot.Snapshot) {
	bytes, newest := 0, 0
	weights := map[catalogue.Revision]int{}
	for revision, m := range p.moments {
		if m.snapshot != nil {
			weights[revision] = m.snapshot.Apart(head)
			bytes += weights[revision]
			newest = max(newest, m.asked)
		}
	}
	for bytes > p.most {
		oldest, found := catalogue.Revision(0), false
		for revision := range weights {
			if m := p.moments[revision]; m.asked < newest && (!found || m.asked < p.moments[oldest].asked) {
				oldest, found = revision, true
			}
		}
		if !found {
			return
		}
		bytes -= weights[oldest]
		delete(weights, oldest)
		delete(p.moments, oldest)
	}
}
