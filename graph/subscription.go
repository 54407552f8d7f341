package graph

import (
	"context"

	"fundus/internal/admission"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// subscription answers the root of what is followed.
//
// Events are pulled: the next one is made when the last one has been sent, by the
// operation's word (operation.wants). In between a follower holds its position and
// nothing else, neither a page nor a snapshot, for as long as its client takes.
type subscription struct {
	source Source
	moments
	gate *admission.Gate
}

func (s subscription) Changes(ctx context.Context, after *catalogue.FeedPosition, kinds []catalogue.Kind, relations []catalogue.Relation) (<-chan view.ChangeFeed, error) {
	o := operationOf(ctx)
	from, err := o.startsAt(after)
	if err != nil {
		return nil, err
	}
	// Whoever has read further than this server does not wait here for what others
	// may never make.
	if _, err := s.source.AtLeast(ctx, from.Reaches()); err != nil {
		return nil, err
	}
	f := &follower{subscription: s, op: o, at: from, filter: view.FeedFilter{Kinds: kinds, Relations: relations}}
	o.follow()
	events := make(chan view.ChangeFeed)
	go func() {
		defer close(events)
		defer func() {
			if p := recover(); p != nil { // nobody else would
				o.failed = recovered(ctx, p)
			}
		}()
		o.failed = f.tell(ctx, events)
	}()
	return events, nil
}

// startsAt is where a subscription begins: where the client was when it was cut off,
// where it asks for, or at the moment of the operation.
func (o *operation) startsAt(after *catalogue.FeedPosition) (catalogue.FeedPosition, error) {
	switch {
	case o.resume != "":
		at, err := catalogue.ParseFeedPosition(o.resume)
		if known, ok := err.(*catalogue.Error); ok { //nolint:errorlint // it is made there
			known.Field = lastEventID
		}
		return at, err
	case after != nil:
		return *after, nil
	}
	return catalogue.FeedPosition{Through: o.snapshot.Revision()}, nil
}

// follower is one that reads the feed for a subscription.
type follower struct {
	subscription
	op     *operation
	at     catalogue.FeedPosition
	filter view.FeedFilter
}

// What the filter passes by is told, as an event without changes, when it is so much:
// a client that comes back need not pass it again.
const (
	passedVersions  = 5000
	passedRevisions = 100
)

// tell makes events as they are wanted, until the context ends. The first one comes at
// once and says where the subscription begins, for whoever is cut off before anything
// changes.
func (f *follower) tell(ctx context.Context, events chan<- view.ChangeFeed) error {
	begun := false
	for f.op.wanted(ctx) {
		event, err := f.next(ctx, begun)
		if err != nil {
			return err // also that the context has ended, which is no failure to those who see that
		}
		begun = true
		f.at = event.Next
		f.op.told = told{event.Next, f.op.today(f.moments)}
		leave, err := f.gate.Wait(ctx)
		if err != nil {
			return err
		}
		f.op.enter(leave)
		select {
		case events <- event:
		case <-ctx.Done():
			f.op.leave()
		}
	}
	return nil
}

// next is the next event, when there is one.
func (f *follower) next(ctx context.Context, begun bool) (view.ChangeFeed, error) {
	page := view.NewFeedPage(f.at, f.filter, pagePushed, f.op.today(f.moments)).For(f.op.upTo, f.source.Snapshot())
	if head := f.source.Snapshot().Revision(); !begun && f.at.Through >= head {
		return page.Upto(head), nil
	}
	for {
		steps, err := f.source.Follow(ctx, page.Next().Through)
		if err != nil {
			return view.ChangeFeed{}, err
		}
		for full := false; len(steps) > 0 && !full; steps = steps[1:] {
			if full, err = page.Take(steps[0].Before, steps[0].After, steps[0].Commit); err != nil {
				return view.ChangeFeed{}, err
			}
		}
		much := page.Passed() >= passedVersions || page.Next().Through-f.at.Through >= passedRevisions
		if page.Found() > 0 || much {
			return page.Upto(f.source.Snapshot().Revision()), nil
		}
	}
}
