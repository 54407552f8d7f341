package graph

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

func (q query) ChangeMarks(ctx context.Context, id string, first, after, last, before *int) (view.ChangeMarks, error) {
	kind, of, err := catalogue.ParseGlobalID(id)
	if err != nil {
		return view.ChangeMarks{}, err
	}
	all, whole, err := q.source.Marks(ctx, catalogue.Subject{Record: of, Kind: kind}, view.MostMarked, q.veil(ctx))
	if err != nil {
		return view.ChangeMarks{}, err
	}
	page, err := viewOf(ctx).MarksOf(id, all, whole, view.Stretch[int]{First: first, Last: last, After: after, Before: before})
	if err != nil {
		return view.ChangeMarks{}, err
	}
	stamps, err := q.source.Stamps(ctx, page.Revisions())
	if err != nil {
		return view.ChangeMarks{}, err
	}
	return page.At(stamps), nil
}
