// Package storetest states what every engine promises: the laws of store.Store.
//
// Each law is a test whose name and comment say it. Run holds an engine to all of
// them; there is no list of exceptions, so an engine that cannot keep a law is no
// engine. Laws are stated against the interface and against a naive replay of
// commits in maps, never against tables.
//
// What depends on the nature of an engine (a killed server, a full disk, a file
// that is none) stands in the tests of that engine. Benchmark measures what the
// engines are compared by.
package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Database is an empty database of an engine on which any number of stores can be
// opened, as by several programs.
type Database struct {
	// Open opens a store whose Wait polls at an interval.
	Open func(ctx context.Context, poll time.Duration) (store.Database, error)
	// SetSchema makes the database look like one of another schema version.
	SetSchema func(ctx context.Context, version int) error
}

// Run holds an engine to every law. fresh makes a database that goes with its test.
func Run(t *testing.T, fresh func(t testing.TB) Database) {
	for _, l := range laws {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			l.holds(&world{t, fresh(t), fresh})
		})
	}
}

type law struct {
	name  string
	holds func(*world)
}

var laws = []law{
	{"an empty store is at revision 0", emptyStore},
	{"revisions follow each other without gaps", gapFree},
	{"who has seen a revision can read it everywhere", readYourWrites},
	{"a key is committed once", keyOnce},
	{"a key stands for one change set", keyForOneSet},
	{"a key that is raced for is committed once", keyRace},
	{"what programs build on each other's writes loses none of them", noLostUpdate},
	{"what changes nothing is not recorded", nothingToRecord},
	{"a plan that fails leaves nothing", failedPlan},
	{"a plan may read the store", planReads},
	{"a commit that does not fit the head is refused whole", misfit},
	{"what one engine cannot store no engine stores", unstorable},
	{"a caller that has left commits nothing", cancelled},
	{"a caller that waits for the lock can leave", cancelledInLine},
	{"every moment of the past can be loaded", everyMoment},
	{"the log replays to every moment", replayed},
	{"a difference leads from any moment to any other", differences},
	{"a difference is read up to a bound", boundedDifference},
	{"an instant leads to a revision", instants},
	{"a version holds until the next", spans},
	{"how each record and edge came about is remembered", past},
	{"removed is removed, and made anew is a new version", removal},
	{"text comes back as it was", textual},
	{"a large commit is one commit", large},
	{"the future is not found", future},
	{"a reader's error stops the reading", readerError},
	{"a log is restored as it was", restored},
	{"a log is restored whole or not at all", restoredWhole},
	{"only an empty store is restored into", restoredOnce},
	{"who was refused is remembered in order", refusals},
	{"refusals are no part of the log", refusalsApart},
	{"a hint wakes who waits, in any program", hinted},
	{"without a hint waiting ends with the poll", polled},
	{"waiting ends with its caller", waitCancelled},
	{"a closed store says so", closed},
	{"what is recorded outlives the store", reopened},
	{"a fresh database may be opened by many at once", openedByMany},
	{"opening does not wait for a writer", openedWhileWriting},
	{"a database of a newer program is refused", newerSchema},
	{"a token comes back as it was, and its id is its own", tokensKept},
	{"a token that is revoked stays so", tokensRevoked},
	{"a token is noted to be used on the newest day", tokensUsed},
	{"tokens are no part of the log", tokensBeside},
}

// world is what a law is told in: a database and the stores opened on it.
type world struct {
	*testing.T
	database Database
	fresh    func(t testing.TB) Database
}

// another is the same law on a database of its own.
func (w *world) another() *world { return &world{w.T, w.fresh(w), w.fresh} }

// neverPolls is longer than any test: only a hint ends a Wait.
const neverPolls = time.Hour

func (w *world) open() store.Database { return w.openPolling(neverPolls) }

func (w *world) openPolling(poll time.Duration) store.Database {
	w.Helper()
	s, err := w.database.Open(w.Context(), poll)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { w.must(s.Close()) })
	return s
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) wantKind(err error, want catalogue.ErrorKind) {
	w.Helper()
	if catalogue.KindOf(err) != want {
		w.Errorf("error %v, want one of kind %s", err, want)
	}
}

func (w *world) wantHead(s store.Store, want catalogue.Revision) store.Head {
	w.Helper()
	head, err := s.Head(w.Context())
	w.must(err)
	if head.Revision != want {
		w.Errorf("the head is revision %d, want %d", head.Revision, want)
	}
	return head
}

// append commits what is given on whatever head there is.
func (w *world) append(s store.Store, stamp catalogue.Stamp, c *catalogue.Commit) store.Appended {
	w.Helper()
	appended, err := s.Append(w.Context(), stamp, planned(c))
	w.must(err)
	return appended
}

func (w *world) log(s store.Store, after catalogue.Revision) []*catalogue.Commit {
	w.Helper()
	var all []*catalogue.Commit
	w.must(s.Commits(w.Context(), after, func(c *catalogue.Commit) error {
		all = append(all, c)
		return nil
	}))
	return all
}

func (w *world) load(s store.Store, at catalogue.Revision) state {
	w.Helper()
	loaded := newState()
	w.must(s.Load(w.Context(), at, &loaded))
	return loaded
}

// planned is a plan that does not look at the head.
func planned(c *catalogue.Commit) store.Plan {
	return func(context.Context, store.Head) (*catalogue.Commit, error) { return c, nil }
}

// onePlan makes one record with the number of the next revision, and an edge from
// it to itself: enough to see whether a commit is there as a whole.
func onePlan(_ context.Context, head store.Head) (*catalogue.Commit, error) {
	return oneRecord(catalogue.ID(head.Revision + 1)), nil
}

func oneRecord(id catalogue.ID) *catalogue.Commit {
	return &catalogue.Commit{
		Records: []catalogue.RecordVersion{{ID: id, Kind: catalogue.KindArea, Record: area(fmt.Sprint("Gebiet ", id)), Created: true}},
		Edges: []catalogue.EdgeVersion{{Created: true, Edge: catalogue.Edge{
			ID: catalogue.EdgeID(id), Relation: catalogue.PartOf, From: id, To: id,
		}}},
	}
}

func area(name string) *catalogue.Area {
	return &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.T(name)}}
}
