package live_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/pgtest"
	"fundus/internal/store"
)

// A connection that is lost in mid-commit leaves its caller with a plain answer and
// the catalogue with exactly one commit, whichever way it went.
func TestALostCommitIsFollowedToItsOutcome(t *testing.T) {
	for name, cut := range map[string]pgtest.Cut{"not made": pgtest.CutBefore, "made": pgtest.CutAfter} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := pgtest.New(t)
			proxy := pgtest.NewProxy(t, url)
			c := start(t, openPostgres(t, proxy.URL), live.Options{})

			proxy.Arm(cut)
			result := commit(t, c, area("03241", "Region Hannover"))
			if result.Revision != 1 || result.Repeated || result.Commit == nil || len(result.Commit.Records) != 1 {
				t.Errorf("the commit says %+v", result)
			}
			if next := commit(t, c, area("03251", "Landkreis Diepholz")); next.Revision != 2 {
				t.Errorf("the next revision is %d, want 2", next.Revision)
			}
		})
	}
}

// While the database is away, reads go on, Lag grows and writes are Unavailable;
// when it is back, so are they, without anybody's help.
func TestReadsGoOnWhileTheDatabaseIsAway(t *testing.T) {
	cluster := pgtest.NewCluster(t)
	c := start(t, openPostgres(t, cluster.Database(t)), live.Options{})
	commit(t, c, area("03241", "Region Hannover"))

	cluster.Kill(t)
	eventually(t, func() bool { return c.Lost() != nil })
	if ids := c.Snapshot().Lookup(catalogue.KindArea, ars("03241")); len(ids) != 1 {
		t.Errorf("without its database the catalogue finds %v", ids)
	}
	_, err := c.Commit(t.Context(), catalogue.Stamp{}, []catalogue.Change{area("03251", "Landkreis Diepholz")})
	if catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("a write without a database: %v, want it unavailable", err)
	}
	eventually(t, func() bool { return c.Lag() > 3*time.Second }) // several poll intervals

	cluster.Restart(t)
	eventually(t, func() bool { return c.Lost() == nil && c.Lag() < time.Second })
	if result := commit(t, c, area("03251", "Landkreis Diepholz")); result.Revision != 2 {
		t.Errorf("the first write afterwards is revision %d, want 2", result.Revision)
	}
}

// The answer to a commit that was made is never an error, also where it is found by
// its key but cannot be read back; and only a key that nobody else can have is taken
// for the lost commit's.
func TestALostCommitThatWasMadeIsNoError(t *testing.T) {
	for name, c := range map[string]struct {
		key      string
		readable bool
		repeated bool
	}{"read back": {"", true, false}, "not read back": {"", false, true}, "the caller's key": {"k", true, true}} {
		t.Run(name, func(t *testing.T) {
			st := &forgetful{Store: engines["SQLite"](t)(), readable: c.readable}
			result, err := start(t, st, live.Options{}).Commit(t.Context(), catalogue.Stamp{Key: c.key}, []catalogue.Change{area("03241", "Region Hannover")})
			if err != nil || result.Revision != 1 || result.Repeated != c.repeated || result.Snapshot.Revision() != 1 {
				t.Errorf("the commit says %+v (%v), want revision 1, repeated %t", result, err, c.repeated)
			}
		})
	}
}

// A key that somebody else has taken for other changes, while it was not known
// whether the commit was made, settles that it was not.
func TestALostCommitWhoseKeyAnotherHasIsAConflict(t *testing.T) {
	st := &overtaken{Store: engines["SQLite"](t)()}
	_, err := start(t, st, live.Options{}).Commit(t.Context(), catalogue.Stamp{Key: "k"}, []catalogue.Change{area("03241", "Region Hannover")})
	if catalogue.KindOf(err) != catalogue.Conflict {
		t.Errorf("error %v, want a conflict", err)
	}
}

// overtaken loses the first commit before it is made, and makes another one with
// its key.
type overtaken struct {
	store.Store
	lost bool
}

func (s *overtaken) Append(ctx context.Context, stamp catalogue.Stamp, plan store.Plan) (store.Appended, error) {
	if s.lost {
		return s.Store.Append(ctx, stamp, plan)
	}
	s.lost = true
	if _, err := s.Store.Append(ctx, catalogue.Stamp{Key: stamp.Key, Digest: catalogue.Digest{1}}, plan); err != nil {
		return store.Appended{}, err
	}
	return store.Appended{}, &store.OutcomeError{Key: stamp.Key, Err: errors.New("cut")}
}

// forgetful makes the first commit and loses the answer.
type forgetful struct {
	store.Store
	readable bool // whether a single commit can be read back
	appends  int
}

func (s *forgetful) Append(ctx context.Context, stamp catalogue.Stamp, plan store.Plan) (store.Appended, error) {
	s.appends++
	appended, err := s.Store.Append(ctx, stamp, plan)
	if s.appends == 1 && err == nil {
		return store.Appended{}, &store.OutcomeError{Key: stamp.Key, Err: errors.New("cut")}
	}
	return appended, err
}

func (s *forgetful) Commits(ctx context.Context, after catalogue.Revision, yield func(*catalogue.Commit) error) error {
	// Who reads a commit back stops at it by an error of its own.
	return s.Store.Commits(ctx, after, func(c *catalogue.Commit) error {
		err := yield(c)
		if err != nil && !s.readable {
			return catalogue.Errorf(catalogue.Unavailable, "the database is away")
		}
		return err
	})
}

// A database that was replaced by a copy that lacks something, as a standby that was
// behind, is not followed: the catalogue goes on saying what it knows, tells how old that
// is, and changes nothing.
func TestAStoreThatWentBackIsNotFollowed(t *testing.T) {
	for name, copied := range map[string]int{"empty": 0, "one commit less": 1, "another last commit": 2} {
		t.Run(name, func(t *testing.T) {
			open := engines["SQLite"](t)
			st := &replaced{Store: open()}
			c := start(t, st, live.Options{})
			commit(t, c, area("03241", "Region Hannover"))
			commit(t, c, area("03251", "Landkreis Diepholz"))

			other := engines["SQLite"](t)()
			for n, key := range []string{"03241", "03252"}[:copied] {
				commit(t, start(t, other, live.Options{}), area(key, fmt.Sprint("Gebiet ", n)))
			}
			st.by.Store(&other)
			eventually(t, func() bool { return c.Lost() != nil && strings.Contains(c.Lost().Error(), "replaced by a copy") })
			if ids := c.Snapshot().Lookup(catalogue.KindArea, ars("03251")); len(ids) != 1 {
				t.Errorf("the catalogue has forgotten what it read: %v", ids)
			}
		})
	}
}

// replaced is a store in whose place another one comes.
type replaced struct {
	store.Store
	by atomic.Pointer[store.Store]
}

func (s *replaced) now() store.Store {
	if by := s.by.Load(); by != nil {
		return *by
	}
	return s.Store
}

func (s *replaced) Head(ctx context.Context) (store.Head, error) { return s.now().Head(ctx) }

func (s *replaced) Commits(ctx context.Context, after catalogue.Revision, yield func(*catalogue.Commit) error) error {
	return s.now().Commits(ctx, after, yield)
}
