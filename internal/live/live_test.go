package live_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/pgtest"
	"fundus/internal/snapshot"
	"fundus/internal/store"
	"fundus/internal/store/postgres"
	"fundus/internal/store/sqlite"
)

// engines open a store on a fresh database, again and again on the same one.
var engines = map[string]func(t *testing.T) func() store.Store{
	"SQLite": func(t *testing.T) func() store.Store {
		path := filepath.Join(t.TempDir(), "catalogue.db")
		return func() store.Store { return opened(t)(sqlite.Open(t.Context(), path, sqlite.Options{})) }
	},
	"PostgreSQL": func(t *testing.T) func() store.Store {
		url := pgtest.New(t)
		return func() store.Store { return openPostgres(t, url) }
	},
}

// onBoth tells a story on both engines.
func onBoth(t *testing.T, story func(t *testing.T, program func() *live.Catalogue)) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			open := fresh(t)
			story(t, func() *live.Catalogue { return start(t, open(), live.Options{}) })
		})
	}
}

func TestAWriteCanBeReadFromItsResultAndByEverybodyHere(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		c := program()
		result := commit(t, c, area("03241", "Region Hannover"))
		if result.Revision != 1 || result.Commit == nil || result.Repeated {
			t.Fatalf("the first write says %+v", result)
		}
		for _, s := range []interface {
			Lookup(catalogue.Kind, catalogue.Identifier) []catalogue.ID
		}{result.Snapshot, c.Snapshot()} {
			if ids := s.Lookup(catalogue.KindArea, ars("03241")); len(ids) != 1 {
				t.Errorf("the area is found as %v", ids)
			}
		}
	})
}

func TestOtherProgramsSeeAWriteWhenTheyAskForItsRevision(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		here, there := program(), program()
		for i := range 5 {
			result := commit(t, here, area(fmt.Sprintf("0325%d", i), "Kreis"))
			s, err := there.AtLeast(t.Context(), result.Revision)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Kind(catalogue.KindArea).Count(); got != i+1 {
				t.Errorf("%d areas at revision %d, want %d", got, s.Revision(), i+1)
			}
		}
	})
}

// The tail alone brings the write, whether nobody demands it.
func TestOtherProgramsFollowByThemselves(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		here, there := program(), program()
		commit(t, here, area("03241", "Region Hannover"))
		eventually(t, func() bool { return there.Snapshot().Revision() == 1 })
		if lost := there.Lost(); lost != nil {
			t.Errorf("the store is called lost: %v", lost)
		}
	})
}

// However many programs write at once, every change set is planned on exactly the
// head: each counts on from the name it finds, and none is lost.
func TestWritersOfManyProgramsBuildOnEachOther(t *testing.T) {
	const programs, writers, each = 2, 2, 6
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		var all []*live.Catalogue
		var group errgroup.Group
		for p := range programs {
			c := program()
			all = append(all, c)
			for w := range writers {
				group.Go(func() error {
					for i := range each {
						_, err := c.Commit(t.Context(), catalogue.Stamp{}, []catalogue.Change{area(fmt.Sprintf("%02d%d%02d", p+1, w, i), "Kreis")})
						if err != nil {
							return err
						}
					}
					return nil
				})
			}
		}
		if err := group.Wait(); err != nil {
			t.Fatal(err)
		}
		for _, c := range append(all, program()) {
			s, err := c.AtLeast(t.Context(), programs*writers*each)
			if err != nil || s.Kind(catalogue.KindArea).Count() != programs*writers*each {
				t.Errorf("%d areas, want %d (%v)", s.Kind(catalogue.KindArea).Count(), programs*writers*each, err)
			}
		}
	})
}

// Two writers that saw the same version: one of them wins, in whichever program,
// and the other one is told.
func TestAStaleWriteIsAConflict(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		here, there := program(), program()
		commit(t, here, area("03241", "Region Hannover"))
		change := area("03241", "Landkreis Hannover")
		change.Seen = 1
		commit(t, here, change)

		change = area("03241", "Großraum Hannover")
		change.Seen = 1
		_, err := there.Commit(t.Context(), catalogue.Stamp{}, []catalogue.Change{change})
		if catalogue.KindOf(err) != catalogue.Conflict {
			t.Errorf("error %v, want a conflict", err)
		}
		if got := here.Snapshot().Revision(); got != 2 {
			t.Errorf("revision %d after a refused write, want 2", got)
		}
	})
}

func TestNothingNewIsNoRevision(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		c := program()
		commit(t, c, area("03241", "Region Hannover"))
		again := commit(t, c, area("03241", "Region Hannover"))
		if again.Revision != 1 || again.Commit != nil || again.Repeated || again.Snapshot.Revision() != 1 {
			t.Errorf("the same again says %+v", again)
		}
	})
}

func TestAKeyIsCommittedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		here, there := program(), program()
		stamp := catalogue.Stamp{Key: "import 7", Actor: "Ada"}
		for i, c := range []*live.Catalogue{here, there, here} {
			result, err := c.Commit(t.Context(), stamp, []catalogue.Change{area("03241", "Kreis")})
			if err != nil {
				t.Fatal(err)
			}
			if result.Revision != 1 || result.Repeated != (i > 0) || result.Snapshot.Revision() < 1 {
				t.Errorf("commit %d of the key says %+v", i, result)
			}
		}
	})
}

// Whoever takes a key that another change set has is told so, rather than that
// what they ask for is done.
func TestAKeyOfOtherChangesIsAConflict(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		here, there := program(), program()
		stamp := catalogue.Stamp{Key: "import 7"}
		if _, err := here.Commit(t.Context(), stamp, []catalogue.Change{area("03241", "Kreis")}); err != nil {
			t.Fatal(err)
		}
		for name, changes := range map[string][]catalogue.Change{
			"another record": {area("03242", "Kreis")}, "another name": {area("03241", "Region")}, "more": {area("03241", "Kreis"), area("03242", "Kreis")}, "nothing": nil,
		} {
			_, err := there.Commit(t.Context(), stamp, changes)
			if catalogue.KindOf(err) != catalogue.Conflict || !strings.Contains(err.Error(), `"import 7" was used by revision 1`) {
				t.Errorf("%s: error %v, want a conflict that names key and revision", name, err)
			}
		}
		if head := commit(t, there, area("03242", "Kreis")); head.Revision != 2 {
			t.Errorf("a refused key left revision %d behind it", head.Revision-1)
		}
	})
}

// A revision that does not come is refused after a while, with what there is; an
// older catalogue is never given instead.
func TestARevisionThatDoesNotComeIsUnavailable(t *testing.T) {
	c := start(t, engines["SQLite"](t)(), live.Options{Patience: 10 * time.Millisecond})
	s, err := c.AtLeast(t.Context(), 7)
	if s != nil || catalogue.KindOf(err) != catalogue.Unavailable || !strings.Contains(err.Error(), "the newest is 0") {
		t.Errorf("got %v, error %v", s, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.AtLeast(ctx, 1); catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("error %v, want it unavailable", err)
	}
}

// A catalogue that is opened later holds what one holds that was there all along.
func TestFollowingAndLoadingGiveTheSameCatalogue(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		followed := program()
		for i := range 8 {
			changes := []catalogue.Change{area(fmt.Sprintf("0325%d", i), fmt.Sprintf("Kreis %d", i))}
			if i > 0 {
				changes = append(changes, catalogue.Relate{
					Relation: catalogue.PartOf, From: catalogue.RefTo(ars(fmt.Sprintf("0325%d", i))), To: catalogue.RefTo(ars("03250")), Seen: catalogue.AnyRevision,
				})
			}
			if i == 5 {
				changes = append(changes, catalogue.Remove{Target: catalogue.RefTo(ars("03252")), Cascade: true, Seen: catalogue.AnyRevision})
			}
			commit(t, followed, changes...)
		}
		if got, want := describe(t, program()), describe(t, followed); !slices.Equal(got, want) {
			t.Errorf("loaded:\n%s\nfollowed:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

func describe(t *testing.T, c *live.Catalogue) []string {
	t.Helper()
	return describeSnapshot(t, c.Snapshot())
}

func describeSnapshot(t *testing.T, s *snapshot.Snapshot) []string {
	t.Helper()
	lines := []string{fmt.Sprintf("revision %d of %s", s.Revision(), s.RecordedAt())}
	for id := range s.Kind(catalogue.KindArea).All() {
		body, err := catalogue.EncodeRecord(s.Record(id))
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%d@%d %s", id, s.Record(id).Base().Revision, body))
	}
	for id := catalogue.EdgeID(1); id <= s.MaxEdge(); id++ {
		edge, there := s.Edge(id)
		lines = append(lines, fmt.Sprintf("%t %+v", there, edge))
	}
	return lines
}

func TestCloseEndsEverythingThatOpenBegan(t *testing.T) {
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "catalogue.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := goleak.IgnoreCurrent()
	c, err := live.Open(t.Context(), st, live.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	goleak.VerifyNone(t, before)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}

func start(t *testing.T, st store.Store, options live.Options) *live.Catalogue {
	t.Helper()
	c, err := live.Open(t.Context(), st, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func openPostgres(t *testing.T, url string) store.Store {
	t.Helper()
	return opened(t)(postgres.Open(t.Context(), url, postgres.Options{}))
}

// opened takes a store that must open and closes it with the test.
func opened(t *testing.T) func(store.Store, error) store.Store {
	t.Helper()
	return func(s store.Store, err error) store.Store {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		return s
	}
}

func commit(t *testing.T, c *live.Catalogue, changes ...catalogue.Change) live.Result {
	t.Helper()
	result, err := c.Commit(t.Context(), catalogue.Stamp{Actor: "test"}, changes)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func ars(key string) catalogue.Identifier {
	return catalogue.Identifier{Scheme: catalogue.SchemeARS, Value: key}
}

func area(key, name string) catalogue.Put {
	return catalogue.Put{Seen: catalogue.AnyRevision, Record: &catalogue.Area{Meta: catalogue.Meta{
		Name: catalogue.T(name), Identifiers: []catalogue.Identifier{ars(key)},
	}}}
}

// eventually waits for a state.
func eventually(t *testing.T, holds func() bool) {
	t.Helper()
	patience := time.After(time.Minute)
	for !holds() {
		select {
		case <-time.Tick(time.Millisecond):
		case <-patience:
			t.Fatal(errors.New("it never came about"))
		}
	}
}
