package live_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// read follows a catalogue from a revision to its head and gives what there then is.
func read(t *testing.T, c *live.Catalogue, from *snapshot.Snapshot) (*snapshot.Snapshot, error) {
	t.Helper()
	at := from
	for {
		steps, err := c.Steps(t.Context(), at.Revision())
		if err != nil || len(steps) == 0 {
			return at, err
		}
		for _, s := range steps {
			if s.Before.Revision() != at.Revision() || s.Commit.Revision != at.Revision()+1 || s.After.Revision() != s.Commit.Revision {
				t.Errorf("after revision %d comes a step from %d to %d", at.Revision(), s.Before.Revision(), s.After.Revision())
			}
			if at, err = at.Apply(s.Commit); err != nil {
				return at, err
			}
			if got, want := describeSnapshot(t, at), describeSnapshot(t, s.After); !slices.Equal(got, want) {
				t.Errorf("at revision %d:\n%s\nthe step says:\n%s", at.Revision(), strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	}
}

// Wherever one begins, the steps lead to the head without a gap, whether they are in
// memory or only in the store, and whoever else reads at the same time.
func TestTheLogIsReadFromEveryRevision(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			open := fresh(t)
			writer := start(t, open(), live.Options{})
			moments := chronicle(t, writer, 15)
			for who, c := range map[string]*live.Catalogue{"who was there": writer, "who came later": start(t, open(), live.Options{})} {
				var readers errgroup.Group
				for from := range moments {
					readers.Go(func() error {
						before, err := writer.At(t.Context(), catalogue.Revision(from))
						if err != nil {
							return err
						}
						head, err := read(t, c, before)
						if err == nil && !slices.Equal(describeSnapshot(t, head), moments[len(moments)-1]) {
							err = errors.New("the steps do not lead to the head")
						}
						return err
					})
				}
				if err := readers.Wait(); err != nil {
					t.Errorf("%s: %v", who, err)
				}
			}
		})
	}
}

// away is a store that cannot be reached at times, and counts how often
// the beginning of its log is read, or the way to a moment.
type away struct {
	store.Store
	gone        atomic.Bool
	read, moved atomic.Int32
}

func (s *away) Difference(ctx context.Context, from, to catalogue.Revision, most int) (*catalogue.Difference, error) {
	s.moved.Add(1)
	return s.Store.Difference(ctx, from, to, most)
}

func (s *away) Commits(ctx context.Context, after catalogue.Revision, yield func(*catalogue.Commit) error) error {
	if s.gone.Load() {
		return catalogue.Errorf(catalogue.Unavailable, "the database is away")
	}
	if after < 5 { // the head is beyond, and asked for all the time
		s.read.Add(1)
	}
	return s.Store.Commits(ctx, after, yield)
}

// later is a catalogue that was opened when there were commits, none of which it keeps.
func later(t *testing.T, commits int) (*away, *live.Catalogue) {
	t.Helper()
	open := engines["SQLite"](t)
	writer := start(t, open(), live.Options{})
	for i := range commits {
		commit(t, writer, area("03241", fmt.Sprint("Region ", i)))
	}
	s := &away{Store: open()}
	return s, start(t, s, live.Options{})
}

func TestWhoFollowsWaitsForTheDatabase(t *testing.T) {
	s, c := later(t, 10)
	s.gone.Store(true)
	if _, err := c.Steps(t.Context(), 0); catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("without the database: %v", err)
	}
	found := make(chan error)
	go func() {
		steps, err := c.Follow(t.Context(), 0)
		if err == nil && len(steps) == 0 {
			err = errors.New("no steps")
		}
		found <- err
	}()
	s.gone.Store(false)
	if err := <-found; err != nil {
		t.Error(err)
	}
}

func TestWhoFollowsWaitsForTheNextCommit(t *testing.T) {
	_, c := later(t, 10)
	found := make(chan []live.Step)
	go func() {
		steps, err := c.Follow(t.Context(), c.Snapshot().Revision())
		if err != nil {
			t.Error(err)
		}
		found <- steps
	}()
	made := commit(t, c, area("03241", "Region Hannover"))
	if steps := <-found; len(steps) != 1 || steps[0].Commit.Revision != made.Revision {
		t.Errorf("after revision %d: %v", made.Revision, steps)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Follow(ctx, made.Revision); !errors.Is(err, context.Canceled) {
		t.Errorf("who gives up gets %v", err)
	}
	if _, err := c.Follow(t.Context(), made.Revision+1); catalogue.KindOf(err) != catalogue.NotFound {
		t.Errorf("who has read what there is not gets %v", err)
	}
}

// Whoever comes again for the rest of a commit, or at the same time as others, finds
// what was read already.
func TestTheLogIsReadOnceForAllWhoAreBehind(t *testing.T) {
	s, c := later(t, 10)
	var readers errgroup.Group
	s.read.Store(0)
	for range 20 {
		readers.Go(func() error {
			steps, err := c.Steps(t.Context(), 3)
			if err == nil && len(steps) == 0 {
				err = errors.New("no steps")
			}
			return err
		})
	}
	if err := readers.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Steps(t.Context(), 4); err != nil {
		t.Fatal(err)
	}
	if n := s.read.Load(); n != 1 {
		t.Errorf("the log was read %d times", n)
	}
}

// A long log is read in parts, each of which begins where the last one ended, without
// a look at what the catalogue was there.
func TestWhoReadsOnNeedsNoMomentOfThePast(t *testing.T) {
	const commits = 600
	s, c := later(t, commits)
	at := catalogue.Revision(0)
	for at < commits {
		steps, err := c.Steps(t.Context(), at)
		if err != nil || len(steps) == 0 {
			t.Fatalf("after revision %d: %d steps, %v", at, len(steps), err)
		}
		at = steps[len(steps)-1].After.Revision()
	}
	if n := s.moved.Load(); n != 0 {
		t.Errorf("%d moments of the past were looked for", n)
	}
}
