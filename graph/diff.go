package graph

import (
	"context"

	"fundus/graph/input"
	"fundus/internal/view"
)

func (q query) Diff(ctx context.Context, from input.Moment, to *input.Moment, around *string, filter *view.DiffFilter, first *int, after *string) (view.Diff, error) {
	a, err := q.view(ctx, from)
	if err != nil {
		return view.Diff{}, err
	}
	b := viewOf(ctx)
	if to != nil {
		if b, err = q.view(ctx, *to); err != nil {
			return view.Diff{}, err
		}
	}
	asked := view.DiffQuery{Paging: view.Paging{First: first, After: after}}
	if around != nil {
		asked.Around = *around
	}
	if filter != nil {
		asked.Filter = *filter
	}
	return view.Differences(a, b, asked)
}

// view is what is seen at a moment. What it leaves out is the operation's, less
// what that assumes.
func (q query) view(ctx context.Context, m input.Moment) (*view.View, error) {
	o := operationOf(ctx)
	s, day := o.snapshot, o.day
	if m.Day != nil {
		day = *m.Day
	}
	if m.Revision != nil || m.RecordedAt != nil {
		w, err := wantedOf(m)
		if err != nil {
			return nil, err
		}
		if s, err = q.snapshot(ctx, w, &o.clearance); err != nil {
			return nil, err
		}
	}
	v := view.New(s, day)
	v.StopAt(ctx.Done())
	v.LagsBy(o.lag)
	return v, nil
}
