package graph

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/view"
)

// Feed is what the log is read from in its order.
type Feed interface {
	// Steps are the next steps after a revision, none at the head. Follow waits for
	// the first one.
	Steps(context.Context, catalogue.Revision) ([]live.Step, error)
	Follow(context.Context, catalogue.Revision) ([]live.Step, error)
}

// The sizes of pages of the feed.
const (
	defaultChanges = 100
	mostChangesFed = 1000
	// pagePushed is how many changes an event of a subscription has at most. With the
	// values of records it stays well below the megabyte.
	pagePushed = 100
)

func (q query) Changes(ctx context.Context, after *catalogue.FeedPosition, kinds []catalogue.Kind, relations []catalogue.Relation, first *int) (view.ChangeFeed, error) {
	v := viewOf(ctx)
	if v.Catalogue().Assumed() > 0 {
		return view.ChangeFeed{}, catalogue.Errorf(catalogue.Invalid, "changes are those that were recorded, and an assumption was not; ask without @assuming")
	}
	size := defaultChanges
	if first != nil {
		size = *first
	}
	if size < 0 || size > mostChangesFed {
		return view.ChangeFeed{}, &catalogue.Error{Kind: catalogue.Invalid, Field: "first", Message: "a page of the feed has 0 to 1000 changes"}
	}
	var from catalogue.FeedPosition
	if after != nil {
		from = *after
	}
	page := view.NewFeedPage(from, view.FeedFilter{Kinds: kinds, Relations: relations}, size, v.Day()).For(operationOf(ctx).upTo, q.source.Snapshot())
	head := v.Snapshot().Revision()
	for full := size == 0; !full && page.Next().Through < head; {
		steps, err := q.source.Steps(ctx, page.Next().Through)
		if err != nil {
			return view.ChangeFeed{}, err
		}
		for _, s := range steps {
			if full || s.After.Revision() > head {
				break
			}
			if ctx.Err() != nil {
				return view.ChangeFeed{}, context.Cause(ctx)
			}
			if full, err = page.Take(s.Before, s.After, s.Commit); err != nil {
				return view.ChangeFeed{}, err
			}
		}
	}
	return page.Upto(head), nil
}
