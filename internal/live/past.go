package live

import (
	"context"
	"maps"
	"slices"
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
// much is it loaded whole. What is kept is bounded in number, and by the bytes that
// the head does not share, weighed anew whenever one is added and after each large
// commit, for the head moves away from what it once shared. The one asked for longest
// ago is forgotten first.
//
// A moment that nobody waits for any more is not begun. One that is under way is
// finished all the same: else one that takes longer than a question may would never
// be had.
type past struct {
	most int             // bytes
	life context.Context //nolint:containedctx // of the Catalogue: what is built belongs to it, not to who asked first

	turn chan struct{} // held by the one who builds

	mu      sync.Mutex
	moments map[catalogue.Revision]*moment
	clock   int  // counts askings
	closed  bool // nothing more is built
}

// moment is a catalogue of the past that is there, or is being built.
type moment struct {
	ready    chan struct{} // closed when snapshot or err is there
	snapshot *snapshot.Snapshot
	err      error

	// Guarded by past.mu:
	askers int                // who wait
	begun  bool               // it has its turn
	cancel context.CancelFunc // of the building
	asked  int                // the clock's time when it was last asked for
}

// mostMoved is how many versions may differ between a catalogue in memory and one
// that is reached from it; loading whole is quicker beyond.
const mostMoved = 200_000

const (
	// mostMoments is how many are kept, however small they are.
	mostMoments = 64
	// momentBytes is what each takes beside its pages: names, identifiers, words of
	// the search and sets that its changes touched, and what does not hold on the day
	// that is asked for.
	momentBytes = 512 << 10
)

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
	m, err := c.ask(revision)
	if err != nil {
		return nil, err
	}
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
func (c *Catalogue) ask(revision catalogue.Revision) (*moment, error) {
	p := &c.past
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, catalogue.Errorf(catalogue.Unavailable, "the catalogue is closed")
	}
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
	return m, nil
}

// leave ends the waiting. The last to leave takes along what is not begun.
func (c *Catalogue) leave(revision catalogue.Revision, m *moment) {
	p := &c.past
	p.mu.Lock()
	defer p.mu.Unlock()
	if m.askers--; m.askers > 0 || m.begun {
		return
	}
	m.cancel()
	if p.moments[revision] == m {
		delete(p.moments, revision)
	}
}

func (c *Catalogue) build(ctx context.Context, revision catalogue.Revision, m *moment) {
	defer m.cancel()
	s, err := c.reach(ctx, revision, m)
	p := &c.past
	p.mu.Lock()
	if m.snapshot, m.err = s, err; err != nil && p.moments[revision] == m {
		delete(p.moments, revision) // whoever asks again may have more luck
	}
	close(m.ready)
	p.mu.Unlock()
	p.forget(c.Snapshot())
}

// begin says whether a moment that has its turn is still waited for.
func (p *past) begin(ctx context.Context, m *moment) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	m.begun = ctx.Err() == nil
	return context.Cause(ctx)
}

// reach builds the catalogue at a revision, in its turn.
func (c *Catalogue) reach(ctx context.Context, revision catalogue.Revision, m *moment) (*snapshot.Snapshot, error) {
	select {
	case c.past.turn <- struct{}{}:
		defer func() { <-c.past.turn }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if err := c.past.begin(ctx, m); err != nil {
		return nil, err
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

// forget keeps the moments asked for last, within their number and their bytes. The
// last one is kept however large it is, as long as it is the last.
func (p *past) forget(head *snapshot.Snapshot) {
	weights := p.weigh(head)
	p.mu.Lock()
	defer p.mu.Unlock()
	bytes := 0
	for _, w := range weights {
		bytes += w
	}
	// By when they were asked for, which may have changed since they were weighed.
	byAge := slices.SortedFunc(maps.Keys(weights), func(a, b catalogue.Revision) int { return p.asked(a) - p.asked(b) })
	for i := 0; i < len(byAge)-1 && (bytes > p.most || len(byAge)-i > mostMoments); i++ {
		bytes -= weights[byAge[i]]
		delete(p.moments, byAge[i])
	}
}

// weigh is what each moment takes beside the head. It takes milliseconds, so nobody
// waits for it.
func (p *past) weigh(head *snapshot.Snapshot) map[catalogue.Revision]int {
	there := map[catalogue.Revision]*snapshot.Snapshot{}
	p.mu.Lock()
	for revision, m := range p.moments {
		if m.snapshot != nil {
			there[revision] = m.snapshot
		}
	}
	p.mu.Unlock()
	weights := map[catalogue.Revision]int{}
	for revision, s := range there {
		weights[revision] = momentBytes + s.Apart(head)
	}
	return weights
}

// asked is when a moment was last asked for, 0 for one that is gone.
func (p *past) asked(revision catalogue.Revision) int {
	if m := p.moments[revision]; m != nil {
		return m.asked
	}
	return 0
}

// close lets nothing more be built.
func (p *past) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
}
