// Package audit is the sight of those who answer for the program: who did what, and who
// was refused.
//
//	commits  ── the log has them ─────────────────┐
//	                                              ├─► Export (JSON lines, by time)
//	refusals ── Journal ── a second ── Attempts ──┘
//
// What was done stands in the log and nowhere else. Refusals are noted beside it, by a
// Journal that nobody who is refused waits for: alike ones of a second as one, and so many
// a minute, so that a flood of them fills no disk. What is beyond is counted.
package audit

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"fundus/internal/access"
	"fundus/internal/store"
)

// How many refusals are told apart in a minute: those of somebody known, who has a token
// to lose, and those of anybody.
const (
	knownAMinute   = 1200
	unknownAMinute = 240
)

// Journal notes refusals. Any number of goroutines use it.
type Journal struct {
	to      store.Attempts
	log     *slog.Logger
	request func(context.Context) string

	mu      sync.Mutex
	waiting map[string]*store.Attempt // by what makes them alike
	left    [2]int                    // of this minute: of the unknown, of the known
	minute  time.Time

	stop context.CancelFunc
	done sync.WaitGroup
}

// Open begins a journal, which ends with Close. request is the id of a request as the log
// of the server has it.
func Open(to store.Attempts, log *slog.Logger, request func(context.Context) string) *Journal {
	ctx, stop := context.WithCancel(context.Background())
	j := &Journal{to: to, log: log, request: request, waiting: map[string]*store.Attempt{}, stop: stop}
	j.done.Go(func() { j.keep(ctx) })
	return j
}

// Close notes what is left.
func (j *Journal) Close() {
	j.stop()
	j.done.Wait()
}

// Refused notes an attempt, within a second. The log of the server has it at once, without
// the name of a person.
func (j *Journal) Refused(ctx context.Context, a access.Attempt) {
	if j.add(a, j.request(ctx), time.Now()) {
		j.log.WarnContext(ctx, "refused", "action", a.Action.String(), "operation", a.Operation, "known", a.Actor.Known())
	}
}

// add counts an attempt with those like it, and says whether it is the first of them.
func (j *Journal) add(a access.Attempt, request string, now time.Time) bool {
	key := fmt.Sprintf("%q %q %s %q %q %q", a.Actor.Signature(), a.Actor.Through, a.Action, a.Operation, a.Reason, a.About)
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.again(key, now) {
		return false
	}
	if !j.affords(a.Actor.Known(), now) {
		key, request = "beyond", ""
		a = access.Attempt{Action: a.Action, Reason: "more refusals than are told apart in a minute"}
		if j.again(key, now) {
			return false
		}
	}
	j.waiting[key] = &store.Attempt{
		First: now, Last: now, Times: 1, Actor: a.Actor.Signature(), Through: a.Actor.Through,
		Action: a.Action.String(), Operation: a.Operation, About: a.About, Reason: a.Reason, Request: request,
	}
	return true
}

// again counts one more of what waits already. The caller has the lock.
func (j *Journal) again(key string, now time.Time) bool {
	known := j.waiting[key]
	if known == nil {
		return false
	}
	known.Times++
	known.Last = now
	return true
}

// affords says whether there is room in this minute for another one. The caller has the
// lock.
func (j *Journal) affords(known bool, now time.Time) bool {
	if now.Sub(j.minute) >= time.Minute {
		j.minute, j.left = now, [2]int{unknownAMinute, knownAMinute}
	}
	of := &j.left[0]
	if known {
		of = &j.left[1]
	}
	if *of == 0 {
		return false
	}
	*of--
	return true
}

// keep notes what has come, every second and at the end.
func (j *Journal) keep(ctx context.Context) {
	beat := time.NewTicker(time.Second)
	defer beat.Stop()
	for {
		select {
		case <-beat.C:
			j.note(ctx)
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			j.note(last)
			return
		}
	}
}

// note writes what waits. While the database is away it waits on: there is room for as
// much as a few minutes bring, and what was noted in the log of the server is there.
func (j *Journal) note(ctx context.Context) {
	batch := j.take()
	if len(batch) == 0 {
		return
	}
	if err := j.to.NoteRefused(ctx, batch); err != nil {
		j.log.WarnContext(ctx, "refusals could not be noted yet", "count", len(batch), "error", err)
		j.putBack(batch)
	}
}

func (j *Journal) take() []store.Attempt {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := make([]store.Attempt, 0, len(j.waiting))
	for _, a := range j.waiting {
		out = append(out, *a)
	}
	clear(j.waiting)
	slices.SortFunc(out, func(a, b store.Attempt) int {
		if c := a.First.Compare(b.First); c != 0 {
			return c
		}
		return strings.Compare(a.Reason, b.Reason)
	})
	return out
}

// mostKept is how many refusals wait for a database that is away.
const mostKept = 5 * (knownAMinute + unknownAMinute)

func (j *Journal) putBack(batch []store.Attempt) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.waiting)+len(batch) > mostKept {
		j.log.Error("refusals are lost: the database was away for too long", "count", len(batch))
		return
	}
	back := make(map[string]*store.Attempt, len(batch))
	for i := range batch {
		back[fmt.Sprint("again ", batch[i].First.UnixNano(), " ", i)] = &batch[i]
	}
	maps.Copy(j.waiting, back)
}
