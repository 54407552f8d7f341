package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// A log that is restored is the log that was kept, and the store goes on from there
// as the other one would: numbers, times, keys and ids.
func restored(w *world) {
	Moves(w.T, w.fresh, w.fresh, func(ctx context.Context, from, to store.Store) error {
		return to.Restore(ctx, func(yield func(*catalogue.Commit) error) error { return from.Commits(ctx, 0, yield) })
	})
}

// Moves holds a way to move a catalogue from one store into another, empty one to
// its law: the two are equal at every revision, and go on alike.
func Moves(t *testing.T, from, to func(t testing.TB) Database, move func(ctx context.Context, from, to store.Store) error) {
	t.Helper()
	for seed := range uint64(3) {
		here, there := &world{t, from(t), from}, &world{t, to(t), to}
		source, target, reader := here.open(), there.open(), there.openPolling(waits)
		h := newHistory(seed + 200)
		h.write(t, source, 12)
		there.must(move(t.Context(), source, target))

		there.must(waitFor(t.Context(), reader, 12)) // other programs hear of it
		read := there.log(reader, 0)
		if len(read) != len(h.commits) {
			t.Fatalf("%d commits were moved, want %d", len(read), len(h.commits))
		}
		for i, c := range read {
			wantCommit(there, c, h.commits[i])
		}
		for at := range len(h.commits) + 1 {
			wantState(t, fmt.Sprintf("seed %d at revision %d", seed, at), there.load(target, catalogue.Revision(at)), replay(h.commits[:at]))
		}
		there.wantOnward(target, h)
	}
}

// wantOnward wants a store to go on where a history ends.
func (w *world) wantOnward(s store.Store, h *history) {
	w.Helper()
	last := h.commits[len(h.commits)-1]
	if head := w.wantHead(s, last.Revision); !head.RecordedAt.Equal(last.Time) {
		w.Errorf("the head is of %s, want %s", head.RecordedAt, last.Time)
	}
	for _, c := range h.commits {
		if c.Key == "" {
			continue
		}
		if again := w.append(s, c.Stamp, oneRecord(1)); !again.Repeated || again.Revision != c.Revision {
			w.Errorf("the key of revision %d is answered with %+v", c.Revision, again)
		}
		if c.Digest != (catalogue.Digest{}) {
			_, err := s.Append(w.Context(), catalogue.Stamp{Key: c.Key, Digest: catalogue.Digest{31: 7}}, onePlan)
			w.wantKind(err, catalogue.Conflict)
		}
	}
	h.write(w, s, 2)
	wantState(w, "continued", w.load(s, last.Revision+2), h.now)
}

// What is wrong with a log leaves the store as empty as it was, whenever it is
// found, and ready for another attempt.
func restoredWhole(w *world) {
	h := newHistory(300)
	h.write(w, w.another().open(), 4)
	enough := errors.New("the log has had enough")
	early := *h.commits[3]
	early.Time = h.commits[2].Time.Add(-time.Second)
	misfit := *h.commits[3]
	misfit.Records = []catalogue.RecordVersion{{ID: 4_000_000, Kind: catalogue.KindArea}}
	s := w.open()
	for what, bad := range map[string]struct {
		log  store.Log
		want catalogue.ErrorKind
	}{
		"a gap":                       {logOf(h.commits[0], h.commits[1], h.commits[3]), catalogue.Invalid},
		"no beginning":                {logOf(h.commits[1:]...), catalogue.Invalid},
		"a commit twice":              {logOf(h.commits[0], h.commits[0]), catalogue.Invalid},
		"a time that runs backwards":  {logOf(h.commits[0], h.commits[1], h.commits[2], &early), catalogue.Invalid},
		"an end of what is not there": {logOf(h.commits[0], h.commits[1], h.commits[2], &misfit), catalogue.Conflict},
	} {
		err := s.Restore(w.Context(), bad.log)
		if catalogue.KindOf(err) != bad.want {
			w.Errorf("%s: error %v, want one of kind %s", what, err, bad.want)
		}
		wantState(w, what, w.load(s, w.wantHead(s, 0).Revision), newState())
	}
	err := s.Restore(w.Context(), func(yield func(*catalogue.Commit) error) error {
		return errors.Join(logOf(h.commits...)(yield), enough)
	})
	if !errors.Is(err, enough) {
		w.Errorf("error %v, want the log's", err)
	}
	w.must(s.Restore(w.Context(), logOf()))
	w.wantHead(s, 0)
	w.must(s.Restore(w.Context(), logOf(h.commits...)))
	w.wantHead(s, 4)
}

// What is in a store already is never mixed with a log.
func restoredOnce(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{}, oneRecord(1))
	w.wantKind(s.Restore(w.Context(), func(func(*catalogue.Commit) error) error {
		w.Error("a log was read that cannot be restored")
		return nil
	}), catalogue.Conflict)
	w.wantHead(s, 1)
}

// logOf is a log of some commits, each a copy: a store writes into what it is given.
func logOf(commits ...*catalogue.Commit) store.Log {
	return func(yield func(*catalogue.Commit) error) error {
		for _, c := range commits {
			copied := *c
			if err := yield(&copied); err != nil {
				return err
			}
		}
		return nil
	}
}
