package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"fundus/internal/catalogue"
)

// writer is a client that keeps asking for change sets, whatever becomes of the
// server. With a key it asks again until it is answered; without one it leaves open
// what was not answered, and looks what there is before it goes on.
type writer struct {
	number  int
	chance  *rand.Rand
	ledger  *ledger
	address *atomic.Pointer[string] // of the server, which moves
	newest  catalogue.Revision      // that this writer was told
}

// write goes on until it is told to stop. Its error is a broken promise.
func (w *writer) write(ctx context.Context, stop <-chan struct{}) error {
	for number := 1; ; number++ {
		select {
		case <-stop:
			return nil
		default:
		}
		seen, err := w.look(ctx)
		if err != nil {
			return err
		}
		set := demand{writer: w.number, number: number, size: 1 + w.chance.IntN(5)}
		if w.chance.IntN(3) > 0 {
			set.key = "key " + set.name()
		}
		w.ledger.ask(set)
		if err := w.put(ctx, set, seen); err != nil {
			return err
		}
	}
}

// look asks for the version of the writer's own record until it is answered.
func (w *writer) look(ctx context.Context) (catalogue.Revision, error) {
	q := request{Query: fmt.Sprintf(`{solution(identifier:{scheme:%q,value:%q}){revision}}`, scheme, own(w.number))}
	for {
		var data struct {
			Solution struct{ Revision catalogue.Revision }
		}
		_, err := q.answered(ctx, *w.address.Load(), &data)
		switch seen := data.Solution.Revision; {
		case err != nil:
			w.ledger.unanswered(err)
			if err := pause(ctx); err != nil {
				return 0, err
			}
		case seen < w.newest:
			return 0, fmt.Errorf("writer %d was told revision %d and reads %d", w.number, w.newest, seen)
		default:
			return seen, nil
		}
	}
}

// put asks for a change set, with a key until there is an answer.
func (w *writer) put(ctx context.Context, set demand, seen catalogue.Revision) error {
	for {
		var data struct {
			Commit struct {
				Revision catalogue.Revision
				Repeated bool
			}
		}
		said, err := set.request(seen).answered(ctx, *w.address.Load(), &data)
		switch code := said.code(); {
		case err == nil:
			w.newest = data.Commit.Revision
			w.ledger.acknowledge(set, data.Commit.Revision, data.Commit.Repeated)
			return nil
		case code == "CONFLICT": // one that was left open has been made after all
			w.ledger.refuse(set)
			return nil
		case code != "" && code != "UNAVAILABLE":
			return fmt.Errorf("change set %s: %w", set.name(), err)
		}
		w.ledger.unanswered(err)
		if set.key == "" {
			return nil
		}
		if err := pause(ctx); err != nil {
			return fmt.Errorf("change set %s is not answered: %w", set.name(), err)
		}
	}
}

// pause is how long a client waits that was not answered.
func pause(ctx context.Context) error {
	select {
	case <-time.After(10 * time.Millisecond):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
