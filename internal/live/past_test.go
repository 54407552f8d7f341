package live_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/store"
)

// chronicle makes a history in which records and statements come, change and go,
// and says what the catalogue was at each revision.
func chronicle(t *testing.T, c *live.Catalogue, commits int) [][]string {
	t.Helper()
	moments := [][]string{describe(t, c)}
	random := rand.New(rand.NewPCG(7, 7))
	key := func() string { return fmt.Sprintf("0325%d", random.IntN(6)) }
	for i := range commits {
		changes := []catalogue.Change{area(key(), fmt.Sprint("Kreis ", i))}
		for range random.IntN(4) {
			child, parent := key(), key()
			if child <= parent {
				continue
			}
			changes = append(changes, area(child, "Kreis"), area(parent, "Land"),
				catalogue.Relate{Relation: catalogue.PartOf, From: catalogue.RefTo(ars(child)), To: catalogue.RefTo(ars(parent)), Seen: catalogue.AnyRevision})
		}
		if random.IntN(3) == 0 {
			gone := key()
			changes = append(changes, area(gone, "bald fort"), catalogue.Remove{Target: catalogue.RefTo(ars(gone)), Cascade: true, Seen: catalogue.AnyRevision})
		}
		if commit(t, c, changes...).Commit != nil {
			moments = append(moments, describe(t, c))
		}
	}
	return moments
}

// Whoever asks for a revision gets the catalogue that was live then, in whatever
// order it is asked for, at once with others, and whatever was forgotten meanwhile.
func TestEveryMomentIsWhatWasLiveThen(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			open := fresh(t)
			writer := start(t, open(), live.Options{})
			moments := chronicle(t, writer, 15)
			for who, c := range map[string]*live.Catalogue{
				"who was there":          writer,
				"who came later":         start(t, open(), live.Options{}),
				"who has room for a few": start(t, open(), live.Options{PastBytes: 10_000}),
				"who has room for one":   start(t, open(), live.Options{PastBytes: 1}),
			} {
				var askers errgroup.Group
				for asker := range 4 {
					askers.Go(func() error { return wander(t, c, moments, uint64(asker)) })
				}
				if err := askers.Wait(); err != nil {
					t.Errorf("%s: %v", who, err)
				}
			}
		})
	}
}

// wander asks for moments at random.
func wander(t *testing.T, c *live.Catalogue, moments [][]string, seed uint64) error {
	random := rand.New(rand.NewPCG(seed, 0))
	for range 20 {
		at := random.IntN(len(moments))
		s, err := c.At(t.Context(), catalogue.Revision(at))
		if err != nil {
			return err
		}
		if got := describeSnapshot(t, s); !slices.Equal(got, moments[at]) {
			return fmt.Errorf("at revision %d:\n%s\nwant:\n%s", at, strings.Join(got, "\n"), strings.Join(moments[at], "\n"))
		}
	}
	return nil
}

// A revision that another program has made and this one has not seen is fetched,
// and one that nobody has made is not found.
func TestAMomentThatIsNotHereYetIsFetchedOrNotFound(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		here, there := program(), program()
		result := commit(t, here, area("03241", "Region Hannover"))
		s, err := there.At(t.Context(), result.Revision)
		if err != nil || s.Revision() != result.Revision {
			t.Errorf("got %v (%v)", s, err)
		}
		if _, err := there.At(t.Context(), 7); catalogue.KindOf(err) != catalogue.NotFound {
			t.Errorf("revision 7: %v", err)
		}
	})
}

// counting counts how often a difference is read, and holds the first reader until
// it is let go.
type counting struct {
	store.Store
	reads atomic.Int32
	begun chan struct{}
	goOn  chan struct{}
}

func (s *counting) Difference(ctx context.Context, from, to catalogue.Revision, most int) (*catalogue.Difference, error) {
	if s.reads.Add(1) == 1 {
		close(s.begun)
		<-s.goOn
	}
	return s.Store.Difference(ctx, from, to, most)
}

func counted(t *testing.T) (*counting, *live.Catalogue) {
	t.Helper()
	open := engines["SQLite"](t)
	chronicle(t, start(t, open(), live.Options{}), 5)
	st := &counting{Store: open(), begun: make(chan struct{}), goOn: make(chan struct{})}
	return st, start(t, st, live.Options{})
}

func TestAMomentIsBuiltOnceForAllWhoAskAtOnce(t *testing.T) {
	st, c := counted(t)
	var askers errgroup.Group
	for range 20 {
		askers.Go(func() error {
			_, err := c.At(t.Context(), 2)
			return err
		})
	}
	<-st.begun
	close(st.goOn)
	if err := askers.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.At(t.Context(), 2); err != nil || st.reads.Load() != 1 {
		t.Errorf("built %d times (%v)", st.reads.Load(), err)
	}
}

// A moment that is under way is finished though the last asker has left, or one that
// takes longer than a question may would never be had. One that has not begun by then
// is never built.
func TestAMomentThatNobodyWaitsForIsNotBegun(t *testing.T) {
	st, c := counted(t)
	ctx, cancel := context.WithCancel(t.Context())
	var askers errgroup.Group
	ask := func(revision catalogue.Revision) {
		askers.Go(func() error {
			_, err := c.At(ctx, revision)
			return err
		})
	}
	ask(2)
	<-st.begun
	ask(3)
	cancel()
	if err := askers.Wait(); err == nil {
		t.Error("who left was given a catalogue")
	}
	close(st.goOn)
	if s, err := c.At(t.Context(), 2); err != nil || s.Revision() != 2 || st.reads.Load() != 1 {
		t.Errorf("asked again: %v, built %d times (%v)", s, st.reads.Load(), err)
	}
	if s, err := c.At(t.Context(), 3); err != nil || s.Revision() != 3 || st.reads.Load() != 2 {
		t.Errorf("the other: %v, built %d times (%v)", s, st.reads.Load(), err)
	}
}

// However small they are, so many moments are kept and no more; and of a catalogue
// that is closed none is built.
func TestMomentsAreBoundedInNumber(t *testing.T) {
	open := engines["SQLite"](t)
	chronicle(t, start(t, open(), live.Options{}), 90)
	c := start(t, open(), live.Options{})
	for revision := catalogue.Revision(1); revision <= 80; revision++ {
		if _, err := c.At(t.Context(), revision); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, func() bool { return c.Moments() <= 64 })
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.At(t.Context(), 85); catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("a closed catalogue says %v", err)
	}
}

// The steps that lead to the head are all there, or none.
func TestStepsLeadFromARevisionToTheHead(t *testing.T) {
	open := engines["SQLite"](t)
	c := start(t, open(), live.Options{})
	moments := chronicle(t, c, 6)
	head := catalogue.Revision(len(moments) - 1)
	for after := range head + 1 {
		steps, ok := c.Since(after)
		if !ok || len(steps) != int(head-after) {
			t.Fatalf("%d steps after revision %d, %v", len(steps), after, ok)
		}
		for i, s := range steps {
			r := after + catalogue.Revision(i)
			if s.Commit.Revision != r+1 || !slices.Equal(describeSnapshot(t, s.Before), moments[r]) || !slices.Equal(describeSnapshot(t, s.After), moments[r+1]) {
				t.Errorf("step %d after %d is of revision %d", i, after, s.Commit.Revision)
			}
		}
	}
	late := start(t, open(), live.Options{})
	if steps, ok := late.Since(head); !ok || len(steps) != 0 {
		t.Errorf("from the head lead %d steps, %v", len(steps), ok)
	}
	if _, ok := late.Since(0); ok {
		t.Error("steps are known that nobody here has seen")
	}
}
