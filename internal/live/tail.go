package live

import (
	"context"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// contact is when and how the store was last asked.
type contact struct {
	at   time.Time // of the last answer
	lost error     // why there was none since; nil while there is contact
}

// Lag is the time since the store last said that there is nothing newer, or gave
// what there was: so old may an answer be. While the store can be reached it is
// shorter than its poll interval.
func (c *Catalogue) Lag() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Since(c.contact.at)
}

// Lost is why the store cannot be reached, nil while it can.
func (c *Catalogue) Lost() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.contact.lost
}

// follow is the tail: it waits for the store to say that there may be something
// newer, and publishes it.
func (c *Catalogue) follow(ctx context.Context) {
	pause := backoff{}
	for ctx.Err() == nil {
		err := c.store.Wait(ctx, c.Snapshot().Revision())
		if err == nil {
			err = c.refresh(ctx)
		}
		if err == nil {
			err = c.sameLog(ctx)
		}
		if ctx.Err() != nil {
			return
		}
		c.note(ctx, err)
		if err != nil {
			pause.wait(ctx)
			continue
		}
		pause = backoff{}
	}
}

// refresh catches up in its turn.
func (c *Catalogue) refresh(ctx context.Context) error {
	done, err := c.takeTurn(ctx)
	if err != nil {
		return err
	}
	defer done()
	return c.catchUp(ctx)
}

// sameLog says whether the store still has the log that this catalogue was read from. A
// copy that took its place, such as a standby that had not everything yet, may lack what
// was read here before: what it goes on with is another history, and answers from here
// would mix the two. From then on the catalogue counts as cut off.
func (c *Catalogue) sameLog(ctx context.Context) error {
	s := c.Snapshot() // before the head, which only grows
	head, err := c.store.Head(ctx)
	if err != nil {
		return err
	}
	if head.Revision < s.Revision() || head.Revision == s.Revision() && !head.RecordedAt.Equal(s.RecordedAt()) {
		return otherLog(head, s)
	}
	return nil
}

func otherLog(head store.Head, s *snapshot.Snapshot) error {
	return catalogue.Errorf(catalogue.Unavailable,
		"the store is at revision %d, but revision %d was read from it before: was it replaced by a copy? start the program again", head.Revision, s.Revision())
}

// note remembers how contact with the store went, and logs when that changes.
func (c *Catalogue) note(ctx context.Context, err error) {
	c.mu.Lock()
	before := c.contact.lost
	c.contact.lost = err
	if err == nil {
		c.contact.at = time.Now()
	}
	c.mu.Unlock()
	switch {
	case err != nil && before == nil:
		c.log.WarnContext(ctx, "the catalogue does not follow its store", "revision", c.Snapshot().Revision(), "error", err)
	case err == nil && before != nil:
		c.log.InfoContext(ctx, "the catalogue follows its store again", "revision", c.Snapshot().Revision())
	}
}

// AtLeast returns a snapshot that is at least as new as a revision. It looks into
// the store itself, so that a lost hint costs nobody a poll interval, and then
// waits as long as the context and our patience last; after that it is Unavailable.
func (c *Catalogue) AtLeast(ctx context.Context, revision catalogue.Revision) (*snapshot.Snapshot, error) {
	if s := c.Snapshot(); s.Revision() >= revision {
		return s, nil
	}
	ctx, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	asked := c.refresh(ctx) // an error is reported below, if waiting does not mend it
	for {
		newer := c.nextPublication()
		s := c.Snapshot()
		if s.Revision() >= revision {
			return s, nil
		}
		select {
		case <-newer:
		case <-ctx.Done():
			refusal := catalogue.Errorf(catalogue.Unavailable, "revision %d is not here yet; the newest is %d", revision, s.Revision())
			refusal.Err = asked
			return nil, refusal
		}
	}
}

// backoff waits longer each time, up to a bound.
type backoff struct{ pause time.Duration }

const (
	shortestPause = 20 * time.Millisecond
	longestPause  = 2 * time.Second
)

// wait says whether the context still lasts.
func (b *backoff) wait(ctx context.Context) bool {
	b.pause = min(max(2*b.pause, shortestPause), longestPause)
	select {
	case <-time.After(b.pause):
		return true
	case <-ctx.Done():
		return false
	}
}
