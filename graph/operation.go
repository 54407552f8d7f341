package graph

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// operation is what the fields of one operation share: the view it is answered
// from, and who asks.
type operation struct {
	moment
	view  *view.View
	lag   time.Duration
	ahead int // pages of a list that are looked for at once, for a file
	actor access.Actor

	written atomic.Uint64 // the newest revision that it made

	// Of a subscription. What its follower sets is read after an event and before the
	// next one is wanted, or when there are no more.
	resume string        // where the client says it was cut off
	wants  chan struct{} // the next event
	told   told
	failed error                  // why there are no more
	place  atomic.Pointer[func()] // gives back the place in which an event is made
}

// told is what the last event of a subscription was up to.
type told struct {
	at  catalogue.FeedPosition
	day catalogue.Day // 0 for no event
}

// id is by what a client says what it was told last, "" if that is nothing.
func (t told) id() string {
	if t.day == 0 {
		return ""
	}
	return t.at.String()
}

type operationKey struct{}

// begin chooses the moment of an operation and pins its view: an answer never mixes
// two moments. Every transport begins what it has read before it lets it run.
func (m moments) begin(ctx context.Context, op *graphql.OperationContext) (context.Context, error) {
	w, err := wantedBy(op)
	if err != nil {
		return ctx, err
	}
	actor, err := actorOf(ctx, op.Headers.Get(ActorHeader))
	if err != nil {
		return ctx, err
	}
	return m.beginAs(ctx, actor, w)
}

// beginAt is begin for what is asked for without a document.
func (m moments) beginAt(ctx context.Context, w wanted) (context.Context, error) {
	return m.beginAs(ctx, identity.Of(ctx), w)
}

func (m moments) beginAs(ctx context.Context, actor access.Actor, w wanted) (context.Context, error) {
	if err := actor.May(access.Read); err != nil {
		if a, no := access.Refused(actor, access.Read, "", nil, err); no {
			m.refused(ctx, a)
		}
		return ctx, err
	}
	chosen, err := m.choose(ctx, w)
	if err != nil {
		return ctx, err
	}
	observationOf(ctx).at(chosen.snapshot)
	o := &operation{moment: chosen, lag: m.source.Lag(), actor: actor}
	o.see(ctx, chosen.snapshot)
	return context.WithValue(ctx, operationKey{}, o), nil
}

// see makes a snapshot the one that the operation is answered from. It is called
// before the first field runs.
func (o *operation) see(ctx context.Context, s *snapshot.Snapshot) {
	o.view = view.New(s, o.day)
	o.view.StopAt(ctx.Done())
	o.view.LagsBy(o.lag)
	o.view.ReadAhead(o.ahead)
}

// readAhead makes the operation one that reads a list to its end. It is called before
// the first field runs.
func (o *operation) readAhead(ctx context.Context, pages int) {
	o.ahead = pages
	o.see(ctx, o.snapshot)
}

// follow makes the operation one that is answered by events. It lets go of the moment
// that it began with, which would be kept for as long as somebody follows.
func (o *operation) follow() {
	o.wants = make(chan struct{}, 1)
	o.view, o.snapshot = nil, nil
}

// wanted waits until the next event is wanted, and says whether it ever is.
func (o *operation) wanted(ctx context.Context) bool {
	select {
	case <-o.wants:
		return true
	case <-ctx.Done():
		return false
	}
}

// enter notes that an event is being made, and leave that it is not any more.
func (o *operation) enter(leave func()) { o.place.Store(&leave) }

func (o *operation) leave() {
	if leave := o.place.Swap(nil); leave != nil {
		(*leave)()
	}
}

// today is the day of an event: the one that was asked for, or the one that it is.
func (o *operation) today(m moments) catalogue.Day {
	if o.dayAsked {
		return o.day
	}
	return m.today()
}

func operationOf(ctx context.Context) *operation {
	return ctx.Value(operationKey{}).(*operation)
}

// viewOf is the view that the operation is answered from.
func viewOf(ctx context.Context) *view.View { return operationOf(ctx).view }

// committed notes a revision that the operation made or found its change in.
func (o *operation) committed(revision catalogue.Revision) {
	for seen := o.written.Load(); seen < uint64(revision); seen = o.written.Load() {
		if o.written.CompareAndSwap(seen, uint64(revision)) {
			return
		}
	}
}

// dated tells with every answer from which revision and day it was given; after a
// change, from which revision on it can be read. And what it was estimated to cost, for
// those who must stay below the limit.
func dated(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	o, begun := ctx.Value(operationKey{}).(*operation)
	if begun && o.wants != nil {
		o.wants <- struct{}{}
		defer o.leave()
	}
	r := next(ctx)
	if r == nil || !begun {
		return r
	}
	if r.Extensions == nil {
		r.Extensions = map[string]any{}
	}
	said := o.dated()
	said["cost"] = costOf(graphql.GetOperationContext(ctx))
	r.Extensions["fundus"] = said
	return r
}

// dated is the moment of an answer.
func (o *operation) dated() map[string]any {
	if o.wants != nil {
		return map[string]any{"revision": o.told.at.Reaches(), "day": o.told.day}
	}
	c := o.view.Catalogue()
	said := map[string]any{"revision": max(c.Revision(), int(o.written.Load())), "day": c.Day()}
	if n := c.Assumed(); n > 0 {
		said["assumed"] = n
	}
	return said
}
