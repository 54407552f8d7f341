package storetest

import (
	"context"
	"errors"
	"math"
	"time"

	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// waits is long enough to be in the middle of waiting and short enough to wait for.
const waits = 50 * time.Millisecond

// A commit wakes who waits for it: in the same program at once, though it never
// polls, and in another at the latest when that looks for itself.
func hinted(w *world) {
	here, there := w.open(), w.openPolling(waits)
	var group errgroup.Group
	for _, s := range []store.Store{here, there} {
		group.Go(func() error { return waitFor(w.Context(), s, 2) })
	}
	w.append(here, catalogue.Stamp{}, oneRecord(1))
	w.append(here, catalogue.Stamp{}, oneRecord(2))
	w.must(group.Wait())
	w.must(here.Wait(w.Context(), 1)) // what has happened needs no waiting
}

// waitFor does what a tail does: waits until the revision is there.
func waitFor(ctx context.Context, s store.Store, revision catalogue.Revision) error {
	for {
		head, err := s.Head(ctx)
		if err != nil || head.Revision >= revision {
			return err
		}
		if err := s.Wait(ctx, head.Revision); err != nil {
			return err
		}
	}
}

// No hint comes of what does not happen: then the poll ends the waiting.
func polled(w *world) {
	w.must(w.openPolling(time.Millisecond).Wait(w.Context(), 0))
}

// Waiting ends when its caller leaves.
func waitCancelled(w *world) {
	ctx, cancel := context.WithTimeout(w.Context(), waits)
	defer cancel()
	if err := w.open().Wait(ctx, 0); !errors.Is(err, context.DeadlineExceeded) {
		w.Errorf("waiting ended with %v, want the caller's error", err)
	}
}

// Close ends the calls under way; they and all later ones are Unavailable.
func closed(w *world) {
	s, err := w.database.Open(w.Context(), neverPolls)
	w.must(err)
	waiting := make(chan error)
	go func() { waiting <- s.Wait(w.Context(), 0) }()
	planning := make(chan struct{})
	appending := make(chan error)
	go func() {
		_, err := s.Append(w.Context(), catalogue.Stamp{}, func(ctx context.Context, _ store.Head) (*catalogue.Commit, error) {
			close(planning)
			<-ctx.Done()
			return oneRecord(1), nil
		})
		appending <- err
	}()
	<-planning
	w.must(s.Close())
	w.wantKind(<-waiting, catalogue.Unavailable)
	w.wantKind(<-appending, catalogue.Unavailable)

	_, err = s.Head(w.Context())
	w.wantKind(err, catalogue.Unavailable)
	_, err = s.Append(w.Context(), catalogue.Stamp{}, onePlan)
	w.wantKind(err, catalogue.Unavailable)
	w.wantKind(s.Load(w.Context(), 0, refusing{}), catalogue.Unavailable)
	_, err = s.EndedEdges(w.Context(), 1, 1)
	w.wantKind(err, catalogue.Unavailable)
	_, err = s.Stamps(w.Context(), []catalogue.Revision{1})
	w.wantKind(err, catalogue.Unavailable)
	w.wantKind(s.Wait(w.Context(), 0), catalogue.Unavailable)
	w.must(s.Close()) // twice is once

	w.wantHead(w.open(), 0)
}

// What was recorded is there when the database is opened again.
func reopened(w *world) {
	h := newHistory(1)
	first, err := w.database.Open(w.Context(), neverPolls)
	w.must(err)
	h.write(w, first, 3)
	w.must(first.Close())

	second := w.open()
	wantState(w, "reopened", w.load(second, 3), h.now)
	h.write(w, second, 3)
	wantState(w, "continued", w.load(second, 6), h.now)
}

// Programs that start at once on a fresh database bring its schema up once.
func openedByMany(w *world) {
	const programs = 6
	stores := make(chan store.Store, programs)
	var group errgroup.Group
	for range programs {
		group.Go(func() error {
			s, err := w.database.Open(w.Context(), neverPolls)
			if err == nil {
				stores <- s
			}
			return err
		})
	}
	w.must(group.Wait())
	for range programs {
		s := <-stores
		w.append(s, catalogue.Stamp{}, oneRecord(catalogue.ID(w.head(s)+1)))
		w.must(s.Close())
	}
	w.wantHead(w.open(), programs)
}

// A program that starts while another one is in the middle of a long commit opens
// and reads what there is.
func openedWhileWriting(w *world) {
	writer := w.open()
	w.append(writer, catalogue.Stamp{}, oneRecord(1))
	_, err := writer.Append(w.Context(), catalogue.Stamp{}, func(context.Context, store.Head) (*catalogue.Commit, error) {
		w.wantHead(w.open(), 1)
		return oneRecord(2), nil
	})
	w.must(err)
}

func (w *world) head(s store.Store) catalogue.Revision {
	w.Helper()
	head, err := s.Head(w.Context())
	w.must(err)
	return head.Revision
}

// A database that a newer program has changed is left alone, and the message says
// what to do.
func newerSchema(w *world) {
	w.append(w.open(), catalogue.Stamp{}, oneRecord(1))
	w.must(w.database.SetSchema(w.Context(), math.MaxInt16))
	s, err := w.database.Open(w.Context(), neverPolls)
	if err == nil {
		w.must(s.Close())
	}
	w.wantKind(err, catalogue.Invalid)
}
