// Package live is the moment that moves: it follows a store's log, publishes
// each revision as an immutable snapshot, and takes writes.
//
//	store ── Wait, Commits ──► tail ─┐
//	                                 ├─► Apply ─► published snapshot (one atomic store)
//	Commit ── Append(plan) ──────────┘
//
// Readers load the published snapshot and keep it for as long as they like; they
// never wait for a writer. Writers are judged against exactly the head: under the
// store's append lock the catalogue catches up to the head, plans the change set
// against it and hands the commit to the store, so what was validated is what is
// written. Publishing happens in one place, in the order of revisions, whether a
// commit came from here or was seen in the log.
//
// Every commit has an idempotency key. When the connection is lost while a commit
// is under way, the key tells afterwards whether it was made; a caller never has
// to guess. When the store cannot be reached, reading goes on and Lag says how
// old the answer may be.
//
// live knows no database and no question. Nothing here decides whether a change
// is allowed: that is snapshot's (rules) and the surfaces' (rights).
package live

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// Catalogue is the catalogue of a store, as new as the store can tell. All
// methods may be called concurrently.
type Catalogue struct {
	store store.Store
	log   *slog.Logger
	now   func() time.Time

	published atomic.Pointer[publication]
	contact   atomic.Int64 // unix nanoseconds of the last word from the store

	writing sync.Mutex // one writer of this process stands at the append lock
	advance sync.Mutex // one goroutine at a time makes the next snapshot

	stop context.CancelFunc
	done chan struct{}
}

// publication is a snapshot, and a channel that is closed when the next is there.
type publication struct {
	snapshot *snapshot.Snapshot
	next     chan struct{}
}

// Options of a catalogue. The zero value of each is its default.
type Options struct {
	Log *slog.Logger
	Now func() time.Time // the clock; time.Now by default
}

// Open loads the head of a store and begins to follow its log. The store stays
// the caller's, who closes it after the catalogue.
func Open(ctx context.Context, st store.Store, o Options) (*Catalogue, error) {
	c := &Catalogue{store: st, log: o.Log, now: o.Now, done: make(chan struct{})}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if c.now == nil {
		c.now = time.Now
	}
	first, err := load(ctx, st)
	if err != nil {
		return nil, err
	}
	c.publish(first)
	c.touch()
	tailing, stop := context.WithCancel(context.WithoutCancel(ctx))
	c.stop = stop
	go c.tail(tailing)
	return c, nil
}

// load builds the snapshot of a store's head.
func load(ctx context.Context, st store.Store) (*snapshot.Snapshot, error) {
	head, err := st.Head(ctx)
	if err != nil {
		return nil, err
	}
	b := snapshot.NewBuilder()
	if err := st.Load(ctx, head.Revision, b); err != nil {
		return nil, err
	}
	return b.Build(head.Revision, head.RecordedAt)
}

// Snapshot is the newest published snapshot.
func (c *Catalogue) Snapshot() *snapshot.Snapshot { return c.published.Load().snapshot }

// AtLeast is a snapshot at a revision or later. It waits for one until the
// context ends, and then says Unavailable.
func (c *Catalogue) AtLeast(ctx context.Context, revision catalogue.Revision) (*snapshot.Snapshot, error) {
	for {
		p := c.published.Load()
		if p.snapshot.Revision() >= revision {
			return p.snapshot, nil
		}
		select {
		case <-p.next:
		case <-ctx.Done():
			return nil, &catalogue.Error{Kind: catalogue.Unavailable, Err: ctx.Err(),
				Message: "this server has not seen revision " + number(revision) + " yet; it is at " + number(p.snapshot.Revision())}
		}
	}
}

// Lag is how long ago the store was last heard of. While that goes well it is
// shorter than the store's poll interval.
func (c *Catalogue) Lag() time.Duration {
	return c.now().Sub(time.Unix(0, c.contact.Load()))
}

// Close ends the following of the log; snapshots that readers hold stay good.
func (c *Catalogue) Close() error {
	c.stop()
	<-c.done
	return nil
}

func (c *Catalogue) touch() { c.contact.Store(c.now().UnixNano()) }

func (c *Catalogue) publish(s *snapshot.Snapshot) {
	old := c.published.Swap(&publication{snapshot: s, next: make(chan struct{})})
	if old != nil {
		close(old.next)
	}
}

// The tail asks again after a failure, sooner at first.
const (
	firstPause   = 100 * time.Millisecond
	longestPause = 5 * time.Second
)

// tail follows the log until it is stopped.
func (c *Catalogue) tail(ctx context.Context) {
	defer close(c.done)
	pause := firstPause
	for ctx.Err() == nil {
		err := c.follow(ctx)
		if err == nil {
			pause = firstPause
			continue
		}
		if ctx.Err() != nil {
			return
		}
		c.log.WarnContext(ctx, "the store does not answer; reading goes on", "error", err, "again in", pause, "lag", c.Lag())
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
}

// follow waits for commits and publishes them.
func (c *Catalogue) follow(ctx context.Context) error {
	if err := c.store.Wait(ctx, c.Snapshot().Revision()); err != nil {
		return err
	}
	if err := c.catchUp(ctx); err != nil {
		return err
	}
	c.touch()
	return nil
}

// catchUp applies what the log has beyond the published snapshot.
func (c *Catalogue) catchUp(ctx context.Context) error {
	c.advance.Lock()
	defer c.advance.Unlock()
	return c.store.Commits(ctx, c.Snapshot().Revision(), c.apply)
}

// apply publishes the snapshot after one commit. The caller holds advance.
func (c *Catalogue) apply(commit *catalogue.Commit) error {
	next, err := c.Snapshot().Apply(commit)
	if err != nil {
		return err
	}
	c.publish(next)
	return nil
}

// applyOwn publishes a commit that this process made, unless the tail was quicker.
func (c *Catalogue) applyOwn(ctx context.Context, commit *catalogue.Commit) error {
	c.advance.Lock()
	defer c.advance.Unlock()
	head := c.Snapshot().Revision()
	switch {
	case commit.Revision <= head:
		return nil
	case commit.Revision == head+1:
		return c.apply(commit)
	}
	return c.store.Commits(ctx, head, c.apply)
}

var errUnsettled = errors.New("live: the outcome of the commit is not settled yet")
