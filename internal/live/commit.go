package live

import (
	"context"
	"crypto/rand"
	"errors"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// Result is the outcome of a Commit.
type Result struct {
	// Snapshot is at least as new as Revision: the write can be read from it.
	Snapshot *snapshot.Snapshot
	// Commit is what was made; nil if the change set changed nothing, or if its key
	// had been committed before.
	Commit   *catalogue.Commit
	Revision catalogue.Revision
	// Repeated says that a commit with the key was there already; nothing was made.
	Repeated bool
}

// Commit is CommitAs for the one who has the database itself.
func (c *Catalogue) Commit(ctx context.Context, stamp catalogue.Stamp, changes []catalogue.Change) (Result, error) {
	return c.CommitAs(ctx, access.Operator(stamp.Actor), stamp, changes)
}

// CommitAs makes a change set one commit, or none, if the actor may make it. It is
// planned on the head of the store, whoever has written there; the error of the plan
// comes back as it is, to an actor who may see what it speaks of.
//
// When the outcome of a commit is not known because the connection was lost, it is
// followed until it is, as long as our patience and the context last. An
// *store.OutcomeError after that is the only error that leaves it open.
func (c *Catalogue) CommitAs(ctx context.Context, actor access.Actor, stamp catalogue.Stamp, changes []catalogue.Change) (Result, error) {
	if err := actor.May(access.Change); err != nil {
		return Result{}, err
	}
	named := stamp.Key != ""
	var err error
	if !named {
		stamp.Key = rand.Text() // and no digest: nobody else can have this key
	} else if stamp.Digest, err = catalogue.DigestOf(changes); err != nil {
		return Result{}, err
	}
	set := changeSet{actor, stamp, changes}
	result, err := c.append(ctx, set)
	var unknown *store.OutcomeError
	if !errors.As(err, &unknown) {
		return result, err
	}
	result, err = c.settle(ctx, set, unknown)
	if err == nil && result.Repeated && !named {
		return c.ours(ctx, result), nil
	}
	return result, err
}

// settle appends again with the same key: if the lost commit was made, that finds
// it, otherwise it makes it.
func (c *Catalogue) settle(ctx context.Context, set changeSet, unknown *store.OutcomeError) (Result, error) {
	c.log.WarnContext(ctx, "a commit has an unknown outcome", "key", set.stamp.Key, "error", unknown.Err)
	ctx, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	for pause := (backoff{}); pause.wait(ctx); {
		result, err := c.append(ctx, set)
		if err == nil || catalogue.KindOf(err) != catalogue.Unavailable && ctx.Err() == nil {
			return result, err
		}
	}
	return Result{}, unknown
}

// ours turns the answer "the key is there" into the one that was lost. It holds for
// a key that Commit has made itself; one that the caller gave may be another's. What
// cannot be read back is answered as repeated: the commit is made either way.
func (c *Catalogue) ours(ctx context.Context, result Result) Result {
	found := errors.New("found")
	err := c.store.Commits(ctx, result.Revision-1, func(commit *catalogue.Commit) error {
		result.Commit = commit
		return found
	})
	if err != nil && !errors.Is(err, found) {
		c.log.WarnContext(ctx, "a commit that was made cannot be read back", "revision", result.Revision, "error", err)
		return result
	}
	result.Repeated = false
	return result
}

// append has the turn from the plan on until the commit is published, so that the
// tail does not read from the store what is about to be published from memory.
func (c *Catalogue) append(ctx context.Context, set changeSet) (Result, error) {
	done := func() {}
	defer func() { done() }()
	appended, err := c.store.Append(ctx, set.stamp, func(ctx context.Context, head store.Head) (*catalogue.Commit, error) {
		var err error
		if done, err = c.takeTurn(ctx); err != nil {
			done = func() {}
			return nil, err
		}
		return c.planOn(ctx, head, set)
	})
	if err != nil {
		return Result{}, err
	}
	if appended.Commit != nil {
		err = c.publish(appended.Commit)
		return Result{Snapshot: c.Snapshot(), Commit: appended.Commit, Revision: appended.Revision}, err
	}
	done()
	done = func() {}
	s, err := c.AtLeast(ctx, appended.Revision)
	return Result{Snapshot: s, Revision: appended.Revision, Repeated: appended.Repeated}, err
}

// planOn plans on exactly the head, which cannot move while the caller has the
// append lock, and settles what cases make of the plan.
func (c *Catalogue) planOn(ctx context.Context, head store.Head, set changeSet) (*catalogue.Commit, error) {
	if err := c.catchUp(ctx); err != nil {
		return nil, err
	}
	s := c.Snapshot()
	if s.Revision() != head.Revision {
		return nil, otherLog(head, s)
	}
	return set.plan(s, c.today())
}
