package live

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// Result is what came of a change set.
type Result struct {
	// Commit is what was made; nil where there was nothing to change, or where
	// the key had been carried out before.
	Commit   *catalogue.Commit
	Revision catalogue.Revision
	Repeated bool
	// Snapshot is the catalogue at Revision or later.
	Snapshot *snapshot.Snapshot
}

// Commit makes a change set, or nothing. Errors are those of snapshot's Plan and
// of the store; Unavailable means that nothing was made, and that the same call
// may succeed later. With the same stamp.Key it is then safe to repeat even if
// the answer got lost.
func (c *Catalogue) Commit(ctx context.Context, stamp catalogue.Stamp, changes []catalogue.Change) (Result, error) {
	if stamp.Key == "" {
		stamp.Key = "auto-" + rand.Text()
	}
	appended, err := c.append(ctx, stamp, changes)
	var lost *store.OutcomeError
	if errors.As(err, &lost) {
		appended, err = c.settle(ctx, stamp.Key)
	}
	if err != nil {
		return Result{}, err
	}
	return c.result(ctx, appended)
}

// Plan says what a change set would make of the published snapshot.
func (c *Catalogue) Plan(changes []catalogue.Change) (*catalogue.Commit, error) {
	return c.Snapshot().Plan(changes)
}

func (c *Catalogue) append(ctx context.Context, stamp catalogue.Stamp, changes []catalogue.Change) (store.Appended, error) {
	// The store's lock orders writers of all processes; this one spares the
	// writers of this process from waiting there with a connection each.
	c.writing.Lock()
	defer c.writing.Unlock()
	return c.store.Append(ctx, stamp, func(ctx context.Context, head store.Head) (*catalogue.Commit, error) {
		if c.Snapshot().Revision() < head.Revision {
			if err := c.catchUp(ctx); err != nil {
				return nil, err
			}
		}
		s := c.Snapshot()
		if s.Revision() != head.Revision {
			return nil, fmt.Errorf("plan on revision %d: the store's head is %d", s.Revision(), head.Revision)
		}
		return s.Plan(changes)
	})
}

// Settling asks this often, doubling the pause from firstPause: about a minute
// and a half with the longest pause, enough for a database to be restarted.
const settlings = 20

// settle finds out what became of a commit whose connection was lost.
func (c *Catalogue) settle(ctx context.Context, key string) (store.Appended, error) {
	pause := firstPause
	for range settlings {
		revision, made, err := c.store.FindKey(ctx, key)
		switch {
		case err == nil && made:
			return store.Appended{Revision: revision}, nil
		case err == nil:
			return store.Appended{}, catalogue.Errorf(catalogue.Unavailable, "the connection to the database was lost; the change was not made, try again")
		}
		select {
		case <-ctx.Done():
			return store.Appended{}, unsettled(key, ctx.Err())
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
	return store.Appended{}, unsettled(key, errUnsettled)
}

func unsettled(key string, cause error) error {
	return &catalogue.Error{Kind: catalogue.Unavailable, Value: key, Err: cause,
		Message: "the connection to the database was lost while committing; the change is made wholly or not at all. Repeat it with the idempotency key " + key + " to find out"}
}

// result waits until what was appended is published.
func (c *Catalogue) result(ctx context.Context, a store.Appended) (Result, error) {
	if a.Commit != nil {
		if err := c.applyOwn(ctx, a.Commit); err != nil {
			return Result{}, err
		}
	} else if c.Snapshot().Revision() < a.Revision {
		if err := c.catchUp(ctx); err != nil {
			return Result{}, err
		}
	}
	return Result{Commit: a.Commit, Revision: a.Revision, Repeated: a.Repeated, Snapshot: c.Snapshot()}, nil
}

func number(r catalogue.Revision) string { return strconv.FormatInt(int64(r), 10) }
