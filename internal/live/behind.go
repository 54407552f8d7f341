package live

import (
	"context"
	"errors"
	"sync"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// behind are steps that were read from the store for those who are further behind
// than recent reaches. They are kept for a while: who reads a large commit in pages
// comes again for the same step, and who follows another finds what that one read.
//
// Readers keep no step themselves between two pages, only how far they are. So what
// they take is bounded here for all of them together: by the versions that were made,
// or by one commit if it has more.
type behind struct {
	turn chan struct{} // held by the one who reads

	mu     sync.Mutex
	steps  []Step // without gaps
	forget *time.Timer
}

// keptFor is how long steps are kept that nobody asks for.
const keptFor = time.Minute

// since are the steps after a revision that are here.
func (b *behind) since(after catalogue.Revision) []Step {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, s := range b.steps {
		if s.Before.Revision() == after {
			b.forget.Reset(keptFor)
			return b.steps[i:len(b.steps):len(b.steps)]
		}
	}
	return nil
}

// end is the catalogue that the steps lead to, nil if that is not at a revision: who
// reads on need not find out anew what the catalogue was there.
func (b *behind) end(revision catalogue.Revision) *snapshot.Snapshot {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := len(b.steps); n > 0 && b.steps[n-1].After.Revision() == revision {
		return b.steps[n-1].After
	}
	return nil
}

// keep takes steps in place of those that are there.
func (b *behind) keep(steps []Step) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.steps = steps
	if b.forget != nil {
		b.forget.Stop()
	}
	b.forget = time.AfterFunc(keptFor, b.drop)
}

// drop forgets what there is.
func (b *behind) drop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.steps = nil
	if b.forget != nil {
		b.forget.Stop()
	}
}

// Steps are the next steps after a revision, the oldest first, and none at the head.
// There may be more than it gives. Those that are not in memory are read from the
// store: Unavailable if it cannot be reached. A revision beyond the store's head is
// NotFound.
func (c *Catalogue) Steps(ctx context.Context, after catalogue.Revision) ([]Step, error) {
	if head := c.Snapshot().Revision(); after > head {
		_, err := c.arrived(ctx, after)
		return nil, err
	}
	if steps, here := c.inMemory(after); here {
		return steps, nil
	}
	return c.readBehind(ctx, after)
}

func (c *Catalogue) inMemory(after catalogue.Revision) ([]Step, bool) {
	if steps, here := c.Since(after); here {
		return steps, true
	}
	steps := c.behind.since(after)
	return steps, len(steps) > 0
}

// readBehind reads steps from the store, in its turn, if nobody has meanwhile.
func (c *Catalogue) readBehind(ctx context.Context, after catalogue.Revision) ([]Step, error) {
	select {
	case c.behind.turn <- struct{}{}:
		defer func() { <-c.behind.turn }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if steps, here := c.inMemory(after); here {
		return steps, nil
	}
	at := c.behind.end(after)
	if at == nil {
		var err error
		if at, err = c.At(ctx, after); err != nil {
			return nil, err
		}
	}
	var steps []Step
	versions := 0
	err := c.store.Commits(ctx, after, func(commit *catalogue.Commit) error {
		next, err := at.Apply(commit)
		if err != nil {
			return err
		}
		step := Step{at, next, commit}
		steps, at = append(steps, step), next
		if versions += made(step); versions >= mostMade || len(steps) >= mostSteps {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	if len(steps) == 0 {
		return nil, catalogue.Errorf(catalogue.Unavailable, "the store has no commit after revision %d, and the catalogue has", after)
	}
	c.behind.keep(steps)
	return steps, nil
}

var errEnough = errors.New("live: enough steps")

// Newer waits for a snapshot that is newer than a revision.
func (c *Catalogue) Newer(ctx context.Context, than catalogue.Revision) error {
	for {
		newer := c.nextPublication()
		if c.Snapshot().Revision() > than {
			return nil
		}
		select {
		case <-newer:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// Follow are the next steps after a revision, as Steps gives them: it waits for the
// first one, and while the store cannot be reached it waits for that. A revision that
// the store does not have is an error as in Steps.
func (c *Catalogue) Follow(ctx context.Context, after catalogue.Revision) ([]Step, error) {
	pause := backoff{}
	for {
		steps, err := c.Steps(ctx, after)
		switch {
		case len(steps) > 0:
			return steps, nil
		case err == nil:
			err = c.Newer(ctx, after)
		case catalogue.KindOf(err) == catalogue.Unavailable && ctx.Err() == nil:
			pause.wait(ctx)
			err = nil
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err != nil {
			return nil, err
		}
	}
}
