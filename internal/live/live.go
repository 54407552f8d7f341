// Package live is the moment that moves: the newest snapshot of a store, kept up to
// date, and the one way to write.
//
//	store ── Commits ──► tail ───────────┐
//	                                     ├─ Apply ──► publish (one atomic store) ──► readers
//	Commit ── Append ── Plan ── Settle ──┘
//
// The store is authoritative; a Catalogue only follows it. What readers hold is a
// Snapshot that never changes, so they take no lock, wait for no writer and are
// not disturbed by the next revision.
//
// A write is planned under the append lock of the store, on a snapshot that has
// caught up with exactly the head, and settled there (casework), so that no write goes
// past the guards of cases: nobody else can commit between the check of a
// change set and its commit, and no write is planned twice because another one was
// faster. Revisions are published in order, each once, whether this process made
// them or the tail found them.
//
// Every commit has an idempotency key, ours where the caller gives none. When a
// connection is lost in mid-commit, appending again with the same key settles the
// outcome: the lock is had only after the lost transaction has ended, and then its
// key is in the log or it is not.
//
// A moment of the past is reached from the nearest catalogue in memory by what is
// different there, shares the rest with it, and is kept while there is room (past.go).
//
// Besides, it is where one asks how things came about (history.go, marks.go): the
// store is read for that, a few look-ups for one record or statement.
//
// Whoever reads the log follows it at its own pace, from any revision (Steps, Follow):
// near the head from memory, further behind from the store.
//
// While the store cannot be reached, reads go on with what there is, and Lag says
// how old that may be. This package never guesses: a reader who needs a revision
// that is not here waits and is then refused, and never gets an older one.
package live

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// Options are the settings of a Catalogue. The zero value is right for most.
type Options struct {
	Log      *slog.Logger  // told when the store is lost and found; nil is silent
	Patience time.Duration // how long AtLeast waits and an unknown outcome is followed; 0 is 10 s
	// Today is the day on which a write is made, as the guards of cases see it; nil is
	// today in Europe/Berlin.
	Today func() catalogue.Day
	// PastBytes bounds what catalogues of the past take that are kept for those
	// who ask for them again; 0 is 1 GiB.
	PastBytes int
}

// Catalogue is the newest snapshot of a store. Any number of goroutines use it.
type Catalogue struct {
	store    store.Store
	log      *slog.Logger
	today    func() catalogue.Day
	patience time.Duration

	current atomic.Pointer[snapshot.Snapshot]
	turn    chan struct{} // held by the one who publishes

	mu        sync.Mutex
	published chan struct{} // closed by the next publication
	contact   contact

	recent recent
	past   past
	behind behind

	stop context.CancelFunc
	tail sync.WaitGroup // of what goes on in the background
}

// Open loads the head of a store and follows it from there until Close. The store
// stays the caller's.
func Open(ctx context.Context, st store.Store, options Options) (*Catalogue, error) {
	head, err := st.Head(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the catalogue: %w", err)
	}
	first, err := load(ctx, st, head)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{
		store: st, log: options.Log, today: options.Today, patience: options.Patience,
		turn: make(chan struct{}, 1), published: make(chan struct{}),
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if c.today == nil {
		c.today = func() catalogue.Day { return DayOf(time.Now()) }
	}
	if c.patience == 0 {
		c.patience = 10 * time.Second
	}
	c.past = past{most: options.PastBytes, moments: map[catalogue.Revision]*moment{}, turn: make(chan struct{}, 1)}
	if c.past.most == 0 {
		c.past.most = 1 << 30
	}
	c.behind.turn = make(chan struct{}, 1)
	c.current.Store(first)
	c.contact.at = time.Now()
	following, stop := context.WithCancel(context.WithoutCancel(ctx))
	c.stop, c.past.life = stop, following
	c.tail.Go(func() { c.follow(following) })
	return c, nil
}

// load builds the catalogue at a revision from all that the store has of it.
func load(ctx context.Context, st store.Store, head store.Head) (*snapshot.Snapshot, error) {
	builder := snapshot.NewBuilder()
	if err := st.Load(ctx, head.Revision, builder); err != nil {
		return nil, fmt.Errorf("load the catalogue at revision %d: %w", head.Revision, err)
	}
	s, err := builder.Build(head.Revision, head.RecordedAt)
	if err != nil {
		return nil, fmt.Errorf("index the catalogue at revision %d: %w", head.Revision, err)
	}
	return s, nil
}

// Close stops following. Snapshots that were handed out stay as they are.
func (c *Catalogue) Close() error {
	c.past.close()
	c.stop()
	c.tail.Wait()
	c.behind.drop()
	return nil
}

// Snapshot is the newest published catalogue.
func (c *Catalogue) Snapshot() *snapshot.Snapshot { return c.current.Load() }

// takeTurn makes the caller the one who publishes, until it calls done.
func (c *Catalogue) takeTurn(ctx context.Context) (done func(), err error) {
	select {
	case c.turn <- struct{}{}:
		return func() { <-c.turn }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// catchUp publishes every commit of the store that is not here yet. The caller has
// the turn.
func (c *Catalogue) catchUp(ctx context.Context) error {
	return c.store.Commits(ctx, c.Snapshot().Revision(), c.publish)
}

// publish makes the catalogue after a commit the newest. The caller has the turn.
func (c *Catalogue) publish(commit *catalogue.Commit) error {
	before := c.Snapshot()
	next, err := before.Apply(commit)
	if err != nil {
		return err
	}
	c.recent.add(Step{before, next, commit})
	c.current.Store(next)
	if n := len(commit.Records) + len(commit.Edges); n > mostMade {
		c.past.forget(next) // which shares less with what is kept
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.published)
	c.published = make(chan struct{})
	return nil
}

// nextPublication is closed once there is a newer snapshot than there may be now.
func (c *Catalogue) nextPublication() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.published
}
