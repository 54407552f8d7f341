package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// An empty store has no commits, no moment and nothing to load.
func emptyStore(w *world) {
	s := w.open()
	if head := w.wantHead(s, 0); !head.RecordedAt.IsZero() {
		w.Errorf("an empty store was recorded at %s", head.RecordedAt)
	}
	if commits := w.log(s, 0); len(commits) > 0 {
		w.Errorf("an empty store has %d commits", len(commits))
	}
	wantState(w, "empty", w.load(s, 0), newState())
}

// However many programs append at once, revisions are 1, 2, 3 … in the order of
// commits, the log's time does not run backwards, and nobody ever sees a revision
// without the ones before it or a part of a commit.
func gapFree(w *world) {
	const programs, writers, each = 3, 2, 8
	stores := make([]store.Store, programs)
	for i := range stores {
		stores[i] = w.open()
	}
	told := make(chan catalogue.Revision, programs*writers*each)
	written := make(chan struct{})
	var writing, all errgroup.Group
	for _, s := range stores {
		for range writers {
			writing.Go(func() error { return appendSome(w.Context(), s, each, told) })
		}
		all.Go(func() error { return watch(w.Context(), s, written) })
	}
	err := writing.Wait()
	close(written)
	w.must(errors.Join(err, all.Wait()))

	close(told)
	var revisions []catalogue.Revision
	for r := range told {
		revisions = append(revisions, r)
	}
	slices.Sort(revisions)
	if len(slices.Compact(revisions)) != programs*writers*each {
		w.Errorf("%d appends were told the revisions %v", programs*writers*each, revisions)
	}
	w.wantHead(stores[0], programs*writers*each)
}

func appendSome(ctx context.Context, s store.Store, n int, told chan<- catalogue.Revision) error {
	for range n {
		appended, err := s.Append(ctx, catalogue.Stamp{}, onePlan)
		if err != nil {
			return err
		}
		told <- appended.Revision
	}
	return nil
}

// watch reads all there is until everything is written, and once more.
func watch(ctx context.Context, s store.Store, written <-chan struct{}) error {
	for last := false; ; {
		head, err := s.Head(ctx)
		if err != nil {
			return err
		}
		if err := wholeUpTo(ctx, s, head); err != nil || last {
			return err
		}
		select {
		case <-written:
			last = true
		default:
		}
	}
}

func wholeUpTo(ctx context.Context, s store.Store, head store.Head) error {
	var before store.Head
	err := s.Commits(ctx, 0, func(c *catalogue.Commit) error {
		if c.Revision != before.Revision+1 || c.Time.Before(before.RecordedAt) {
			return fmt.Errorf("revision %d of %s follows %d of %s", c.Revision, c.Time, before.Revision, before.RecordedAt)
		}
		if len(c.Records) != 1 || len(c.Edges) != 1 {
			return fmt.Errorf("revision %d has %d records and %d edges, one each was committed", c.Revision, len(c.Records), len(c.Edges))
		}
		before = store.Head{Revision: c.Revision, RecordedAt: c.Time}
		return nil
	})
	if err == nil && before.Revision < head.Revision {
		return fmt.Errorf("the head is %d, but the log ends with %d", head.Revision, before.Revision)
	}
	return err
}

// As soon as an append has told its revision, every program can read it, with the
// moment and the words that the append told.
func readYourWrites(w *world) {
	here, there := w.open(), w.open()
	stamp := catalogue.Stamp{Actor: "Ada", Message: "Erstbestand", Origin: "import", Key: "k", Digest: catalogue.Digest{1, 31: 2}}
	appended := w.append(here, stamp, oneRecord(1))

	if head := w.wantHead(there, 1); !head.RecordedAt.Equal(appended.Commit.Time) {
		w.Errorf("recorded at %s, the append said %s", head.RecordedAt, appended.Commit.Time)
	}
	got, want := w.log(there, 0)[0].Stamp, appended.Commit.Stamp
	if got != want {
		w.Errorf("the log says %+v, the append said %+v", got, want)
	}
	if want.Actor != stamp.Actor || want.Time.IsZero() {
		w.Errorf("the append of %+v said %+v", stamp, want)
	}
	wantState(w, "elsewhere", w.load(there, 1), replay([]*catalogue.Commit{appended.Commit}))
}

// A second commit with a key is not planned; its asker is told the first one.
func keyOnce(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{Key: "import 7"}, oneRecord(1))
	w.append(s, catalogue.Stamp{}, oneRecord(2))

	again, err := s.Append(w.Context(), catalogue.Stamp{Key: "import 7"}, func(context.Context, store.Head) (*catalogue.Commit, error) {
		w.Error("a commit with a key that is there was planned")
		return oneRecord(3), nil
	})
	w.must(err)
	if again.Revision != 1 || !again.Repeated || again.Commit != nil {
		w.Errorf("the repeated append says %+v", again)
	}
	w.wantHead(s, 2)
}

// A key stands for one change set: another one that comes with it is refused, in
// words that name the key and who has it. Where a digest is not known, as of commits
// before there were any, the key alone decides.
func keyForOneSet(w *world) {
	s := w.open()
	here, there := catalogue.Digest{1}, catalogue.Digest{31: 1}
	w.append(s, catalogue.Stamp{Key: "told", Digest: here}, oneRecord(1))
	w.append(s, catalogue.Stamp{Key: "untold"}, oneRecord(2))

	for _, stamp := range []catalogue.Stamp{
		{Key: "told", Digest: here, Actor: "another", Message: "in other words"}, {Key: "told"}, {Key: "untold", Digest: there}, {Key: "untold"},
	} {
		again := w.append(s, stamp, oneRecord(3))
		if !again.Repeated || again.Revision != map[string]catalogue.Revision{"told": 1, "untold": 2}[stamp.Key] {
			w.Errorf("%+v is answered with %+v", stamp, again)
		}
	}
	_, err := s.Append(w.Context(), catalogue.Stamp{Key: "told", Digest: there}, func(context.Context, store.Head) (*catalogue.Commit, error) {
		w.Error("a commit with a key of another was planned")
		return oneRecord(3), nil
	})
	w.wantKind(err, catalogue.Conflict)
	if err != nil && (!strings.Contains(err.Error(), `"told"`) || !strings.Contains(err.Error(), "revision 1")) {
		w.Errorf("the refusal says %q", err)
	}
	w.wantHead(s, 2)
}

// Of several programs that commit one key at once, one does, and all are told
// the same revision.
func keyRace(w *world) {
	var group errgroup.Group
	var mu sync.Mutex
	made := 0
	for range 4 {
		s := w.open()
		group.Go(func() error {
			appended, err := s.Append(w.Context(), catalogue.Stamp{Key: "one"}, onePlan)
			mu.Lock()
			defer mu.Unlock()
			if appended.Commit != nil {
				made++
			}
			if err == nil && appended.Revision != 1 {
				return fmt.Errorf("one asker was told revision %d", appended.Revision)
			}
			return err
		})
	}
	w.must(group.Wait())
	if made != 1 {
		w.Errorf("%d commits were made of one key", made)
	}
}

// A plan sees every commit before its own, and its commit follows on what it saw: so
// programs that count on in one record at once count to the end.
func noLostUpdate(w *world) {
	const programs, writers, each = 3, 2, 5
	var group errgroup.Group
	for range programs {
		s := w.open()
		for range writers {
			group.Go(func() error {
				for range each {
					if _, err := s.Append(w.Context(), catalogue.Stamp{}, countOn(s)); err != nil {
						return err
					}
				}
				return nil
			})
		}
	}
	w.must(group.Wait())
	const all = programs * writers * each
	if counted := w.load(w.open(), all).records[1].Base().Name; counted.In(catalogue.German) != fmt.Sprint(all) {
		w.Errorf("%d writes have counted to %v", all, counted)
	}
}

// countOn plans the record that is called one more than what is there.
func countOn(s store.Store) store.Plan {
	return func(ctx context.Context, head store.Head) (*catalogue.Commit, error) {
		now := newState()
		if err := s.Load(ctx, head.Revision, &now); err != nil {
			return nil, err
		}
		count := 0
		if r := now.records[1]; r != nil {
			if _, err := fmt.Sscan(r.Base().Name.In(catalogue.German), &count); err != nil {
				return nil, err
			}
		}
		return &catalogue.Commit{Records: []catalogue.RecordVersion{
			{ID: 1, Kind: catalogue.KindArea, Record: area(fmt.Sprint(count + 1)), Created: count == 0},
		}}, nil
	}
}

// A commit that changes nothing leaves head, log and key as they were.
func nothingToRecord(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{}, oneRecord(1))
	for _, nothing := range []*catalogue.Commit{nil, {}} {
		appended := w.append(s, catalogue.Stamp{Key: "k"}, nothing)
		if appended.Revision != 1 || appended.Commit != nil || appended.Repeated {
			w.Errorf("a commit of nothing says %+v", appended)
		}
	}
	w.wantHead(s, 1)
	if made := w.append(s, catalogue.Stamp{Key: "k"}, oneRecord(2)); made.Repeated {
		w.Error("a commit of nothing left its key")
	}
}

// The error of a plan comes back as it is, also a panic; nothing is stored, and
// the lock is free.
func failedPlan(w *world) {
	s, other := w.open(), w.open()
	want := errors.New("the change set is wrong")
	_, err := s.Append(w.Context(), catalogue.Stamp{}, func(context.Context, store.Head) (*catalogue.Commit, error) {
		return oneRecord(1), want
	})
	if !errors.Is(err, want) || err.Error() != want.Error() {
		w.Errorf("the plan said %v, the append %v", want, err)
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = s.Append(w.Context(), catalogue.Stamp{}, func(context.Context, store.Head) (*catalogue.Commit, error) {
			panic("a plan with a mistake")
		})
	}()
	w.wantHead(s, 0)
	w.append(other, catalogue.Stamp{}, oneRecord(1))
	w.append(s, catalogue.Stamp{}, oneRecord(2))
}

// Under the lock a plan sees the head it is told, in every way of reading.
func planReads(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{Key: "first"}, oneRecord(1))
	_, err := s.Append(w.Context(), catalogue.Stamp{}, func(ctx context.Context, head store.Head) (*catalogue.Commit, error) {
		if now, err := s.Head(ctx); err != nil || now.Revision != 1 || !now.RecordedAt.Equal(head.RecordedAt) {
			return nil, fmt.Errorf("the head is %+v in the plan and %+v outside (%w)", head, now, err)
		}
		if err := wholeUpTo(ctx, s, head); err != nil {
			return nil, err
		}
		loaded := newState()
		return oneRecord(2), s.Load(ctx, head.Revision, &loaded)
	})
	w.must(err)
}

// A commit that was planned on another head, ends what is not there or makes what
// is there already is a Conflict, and nothing of it is stored.
func misfit(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{}, oneRecord(1))
	stale, missing, missingEdge, twice, twiceEdge := oneRecord(2), oneRecord(3), oneRecord(4), oneRecord(5), oneRecord(6)
	stale.Revision = 1
	missing.Records[0].Created = false
	missingEdge.Edges[0].Created = false
	twice.Records[0].ID = 1
	twiceEdge.Edges[0].Edge.ID = 1
	for what, c := range map[string]*catalogue.Commit{
		"planned on another head": stale, "ends a record that is not there": missing, "ends an edge that is not there": missingEdge,
		"makes a record that is there": twice, "makes an edge that is there": twiceEdge,
	} {
		_, err := s.Append(w.Context(), catalogue.Stamp{}, planned(c))
		if catalogue.KindOf(err) != catalogue.Conflict {
			w.Errorf("%s: error %v, want a conflict", what, err)
		}
	}
	if loaded := w.load(s, w.wantHead(s, 1).Revision); len(loaded.records) != 1 || len(loaded.edges) != 1 {
		w.Errorf("refused commits left something: %+v", loaded)
	}
}

// Texts that some engine cannot store are refused by all.
func unstorable(w *world) {
	s := w.open()
	edge := func(facts catalogue.EdgeFacts) *catalogue.Commit {
		c := oneRecord(1)
		c.Edges[0].Edge.EdgeFacts = facts
		return c
	}
	for what, attempt := range map[string]struct {
		stamp  catalogue.Stamp
		commit *catalogue.Commit
	}{
		"NUL in the actor":      {catalogue.Stamp{Actor: "a\x00b"}, oneRecord(1)},
		"no UTF-8 in a message": {catalogue.Stamp{Message: "\xff"}, oneRecord(1)},
		"NUL in a note":         {catalogue.Stamp{}, edge(catalogue.EdgeFacts{Note: "\x00"})},
		"no UTF-8 in a URL":     {catalogue.Stamp{}, edge(catalogue.EdgeFacts{URL: "\xc3"})},
		"an unknown status":     {catalogue.Stamp{}, edge(catalogue.EdgeFacts{Status: "MAYBE"})},
		"an unknown visibility": {catalogue.Stamp{}, edge(catalogue.EdgeFacts{Visibility: "SECRET"})},
		"a record without id":   {catalogue.Stamp{}, oneRecord(0)},
	} {
		_, err := s.Append(w.Context(), attempt.stamp, planned(attempt.commit))
		if catalogue.KindOf(err) != catalogue.Invalid {
			w.Errorf("%s: error %v, want it invalid", what, err)
		}
	}
	w.wantHead(s, 0)
}

// A context that ends before the commit is sent leaves nothing, and the lock free.
func cancelled(w *world) {
	s, other := w.open(), w.open()
	ctx, cancel := context.WithCancel(w.Context())
	_, err := s.Append(ctx, catalogue.Stamp{}, func(context.Context, store.Head) (*catalogue.Commit, error) {
		cancel()
		return oneRecord(1), nil
	})
	if !errors.Is(err, context.Canceled) {
		w.Errorf("error %v, want the caller's", err)
	}
	w.wantHead(s, 0)
	w.append(other, catalogue.Stamp{}, oneRecord(1))
	w.append(s, catalogue.Stamp{}, oneRecord(2))
	for what, err := range map[string]error{
		"head":    call(func() error { _, err := s.Head(ctx); return err }),
		"load":    s.Load(ctx, 1, &state{}),
		"commits": s.Commits(ctx, 0, func(*catalogue.Commit) error { return nil }),
		"spans":   s.Spans(ctx, func(store.Span) error { return nil }),
		"restore": s.Restore(ctx, logOf()),
	} {
		if !errors.Is(err, context.Canceled) {
			w.Errorf("%s: error %v, want the caller's", what, err)
		}
	}
}

func call(f func() error) error { return f() }

// Whoever waits for the lock, in this program or another, can leave the line, and
// the others move up.
func cancelledInLine(w *world) {
	holder, inLine := w.open(), w.open()
	_, err := holder.Append(w.Context(), catalogue.Stamp{}, func(context.Context, store.Head) (*catalogue.Commit, error) {
		for _, s := range []store.Store{holder, inLine} {
			ctx, cancel := context.WithTimeout(w.Context(), waits)
			defer cancel()
			if _, err := s.Append(ctx, catalogue.Stamp{}, onePlan); !errors.Is(err, context.DeadlineExceeded) {
				w.Errorf("error %v, want the caller's", err)
			}
		}
		return oneRecord(1), nil
	})
	w.must(err)
	w.append(inLine, catalogue.Stamp{}, oneRecord(2))
	w.append(holder, catalogue.Stamp{}, oneRecord(3))
}
