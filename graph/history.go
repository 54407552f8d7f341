package graph

import (
	"context"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Log is what the past is read from. Nothing in it is filtered by a view: what it
// gives is shown through one.
type Log interface {
	// Turns are the revisions at which something became another, none for what
	// never was, and Alterations what happened then.
	Turns(context.Context, catalogue.Subject) ([]catalogue.Turn, error)
	Alterations(context.Context, catalogue.Subject, []catalogue.Turn) ([]catalogue.Alteration, error)
	// Last are the last versions of records, of those that are gone too.
	Last(context.Context, []catalogue.ID) (map[catalogue.ID]catalogue.Record, error)
	// Marks are the revisions at which the neighbourhood of a record became another,
	// as far as so many statements tell, and Stamps what is said of commits.
	Marks(ctx context.Context, of catalogue.Subject, most int) (marks []catalogue.Mark, whole bool, err error)
	Stamps(context.Context, []catalogue.Revision) (map[catalogue.Revision]catalogue.Stamp, error)
}

func (q query) History(ctx context.Context, id string, first *int, after *string, last *int, before *string) (view.History, error) {
	v := viewOf(ctx)
	subject, err := catalogue.ParseSubject(id)
	if err != nil {
		return view.History{}, err
	}
	turns, err := q.source.Turns(ctx, subject)
	if err != nil {
		return view.History{}, err
	}
	page, err := v.TurnsOf(subject, turns, view.Paging{First: first, After: after, Last: last, Before: before})
	if err != nil {
		return view.History{}, err
	}
	alterations, err := q.source.Alterations(ctx, subject, page.Turns)
	if err != nil {
		return view.History{}, err
	}
	// What an assumption removes is known all the same, as it was called then and not
	// as it may have been called since.
	then := operationOf(ctx).snapshot
	gone := slices.DeleteFunc(v.Unknown(alterations), func(id catalogue.ID) bool { return then.Record(id) != nil })
	known, err := q.source.Last(ctx, gone)
	if err != nil {
		return view.History{}, err
	}
	return page.Told(alterations, func(id catalogue.ID) catalogue.Record {
		if r := then.Record(id); r != nil {
			return r
		}
		return known[id]
	}), nil
}
