package graph

import (
	"context"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
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
	// as far as so many statements and a veil tell, and Stamps what is said of commits.
	Marks(ctx context.Context, of catalogue.Subject, most int, veil snapshot.Veil) (marks []catalogue.Mark, whole bool, err error)
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
	veil := q.veil(ctx)
	if turns, err = q.tellable(ctx, subject, turns, veil); err != nil {
		return view.History{}, err
	}
	page, err := v.TurnsOf(subject, turns, view.Paging{First: first, After: after, Last: last, Before: before})
	if err != nil {
		return view.History{}, err
	}
	alterations, err := q.alterations(ctx, subject, page.Turns, veil)
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
		if r := known[id]; r != nil && (veil.Lifted() || veil.Version(r)) {
			return r
		}
		return nil
	}), nil
}

// veil is what of the log the operation may be told.
func (q query) veil(ctx context.Context) snapshot.Veil {
	return snapshot.NewVeil(operationOf(ctx).upTo, q.source.Snapshot())
}

// tellable are the turns at which something happened that may be told.
func (q query) tellable(ctx context.Context, of catalogue.Subject, turns []catalogue.Turn, veil snapshot.Veil) ([]catalogue.Turn, error) {
	if veil.Lifted() {
		return turns, nil
	}
	told, err := q.alterations(ctx, of, turns, veil)
	return slices.DeleteFunc(turns, func(t catalogue.Turn) bool {
		return !slices.ContainsFunc(told, func(a catalogue.Alteration) bool { return a.Revision == t.Revision })
	}), err
}

// alterations are what happened at some turns, as far as it may be told.
func (q query) alterations(ctx context.Context, of catalogue.Subject, turns []catalogue.Turn, veil snapshot.Veil) ([]catalogue.Alteration, error) {
	all, err := q.source.Alterations(ctx, of, turns)
	if err != nil || veil.Lifted() {
		return all, err
	}
	var ends []catalogue.ID
	for i := range all {
		if e := all[i].Edge(); e != nil { // its ends never change
			ends = []catalogue.ID{e.From, e.To, e.Via, e.Area}
		}
	}
	known, err := q.source.Last(ctx, slices.DeleteFunc(ends, func(id catalogue.ID) bool { return id == 0 }))
	return veil.Told(all, func(id catalogue.ID) catalogue.Record { return known[id] }), err
}
