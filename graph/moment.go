package graph

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"fundus/graph/input"
	"fundus/graph/scalar"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

// AtLeastHeader is the header of a request that demands a revision: the answer is
// from one at least as new, whichever server gives it, or UNAVAILABLE.
const AtLeastHeader = "Fundus-At-Least"

// moments choose what an operation is answered from, before it begins: so that a
// moment that is not there is an error of the request and not of each field.
type moments struct {
	source Source
	now    func() time.Time
	open   catalogue.Visibility // up to what those see for whom nobody vouches
	// refused is told of those who may not ask at all.
	refused func(context.Context, access.Attempt)
}

// moment is what was chosen.
type moment struct {
	snapshot *snapshot.Snapshot
	day      catalogue.Day
	clearance
	// fixed says that neither a commit nor a new day can change the answer.
	fixed bool
	// dayAsked says that the day was asked for and is not today.
	dayAsked bool
}

// wanted is what a request says of its moment.
type wanted struct {
	revision   *catalogue.Revision
	recordedAt *time.Time
	day        *catalogue.Day
	atLeast    catalogue.Revision
}

// choose finds the moment that is wanted.
func (m moments) choose(ctx context.Context, w wanted) (moment, error) {
	chosen := moment{day: m.today(), clearance: m.clearanceOf(ctx)}
	if w.day != nil {
		chosen.day, chosen.dayAsked = *w.day, true
	}
	head := m.source.Snapshot().Revision() // before an instant is looked up
	var err error
	if chosen.snapshot, err = m.snapshot(ctx, w, &chosen.clearance); err != nil {
		return moment{}, err
	}
	// The log does not run backwards: what an instant meant before the newest commit
	// it will always mean.
	past := w.revision != nil || w.recordedAt != nil && chosen.snapshot.Revision() < head
	chosen.fixed = w.day != nil && past && chosen.whole()
	return chosen, nil
}

func (m moments) today() catalogue.Day { return live.DayOf(m.now()) }

// snapshot is the catalogue that is wanted, as it is for a clearance.
func (m moments) snapshot(ctx context.Context, w wanted, c *clearance) (*snapshot.Snapshot, error) {
	newest := m.source.Snapshot()
	if newest.Revision() < w.atLeast {
		var err error
		if newest, err = m.source.AtLeast(ctx, w.atLeast); err != nil {
			return nil, err
		}
	}
	s, err := m.recorded(ctx, w, newest)
	if err != nil {
		return nil, err
	}
	return c.clear(s, newest)
}

// recorded is the catalogue that is wanted, whole.
func (m moments) recorded(ctx context.Context, w wanted, newest *snapshot.Snapshot) (*snapshot.Snapshot, error) {
	switch {
	case w.revision != nil:
		return m.source.At(ctx, *w.revision)
	case w.recordedAt != nil:
		revision, err := m.source.RevisionAt(ctx, *w.recordedAt)
		if err != nil {
			return nil, err
		}
		return m.source.At(ctx, revision)
	}
	return newest, nil
}

// wantedBy reads the header and the directive @at. Their types are checked already
// where they stand in the document, and not in variables.
func wantedBy(op *graphql.OperationContext) (w wanted, err error) {
	if text := op.Headers.Get(AtLeastHeader); text != "" {
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			return w, badMoment(AtLeastHeader, text, "write the number of a revision")
		}
		w.atLeast = catalogue.Revision(n)
	}
	at := op.Operation.Directives.ForName("at")
	if at == nil {
		return w, nil
	}
	args := at.ArgumentMap(op.Variables)
	if v := args["revision"]; v != nil {
		n, err := scalar.UnmarshalInt(v)
		if err != nil || n < 0 {
			return w, badMoment("revision", fmt.Sprint(v), anyRevision)
		}
		revision := catalogue.Revision(n)
		w.revision = &revision
	}
	if v := args["recordedAt"]; v != nil {
		if w.revision != nil {
			return w, badMoment("recordedAt", fmt.Sprint(v), oneOfTwo)
		}
		instant, err := graphql.UnmarshalTime(v)
		if err != nil {
			return w, badMoment("recordedAt", fmt.Sprint(v), "write an instant such as 2026-03-01T12:00:00+01:00")
		}
		w.recordedAt = &instant
	}
	if v := args["day"]; v != nil {
		day := new(catalogue.Day)
		if err := day.UnmarshalGQL(v); err != nil {
			return w, badMoment("day", fmt.Sprint(v), "write a day such as 2025-12-31")
		}
		w.day = day
	}
	return w, nil
}

// wantedOf reads a moment that a field is asked about.
func wantedOf(m input.Moment) (wanted, error) {
	w := wanted{recordedAt: m.RecordedAt, day: m.Day}
	if m.Revision == nil {
		return w, nil
	}
	if *m.Revision < 0 {
		return w, badMoment("revision", fmt.Sprint(*m.Revision), anyRevision)
	}
	if m.RecordedAt != nil {
		return w, badMoment("recordedAt", m.RecordedAt.Format(time.RFC3339), oneOfTwo)
	}
	revision := catalogue.Revision(*m.Revision)
	w.revision = &revision
	return w, nil
}

// The rules of a moment.
const (
	anyRevision = "a revision is 0 or the number of a commit"
	oneOfTwo    = "give revision or recordedAt, not both"
)

func badMoment(field, value, rule string) error {
	return &catalogue.Error{Kind: catalogue.Invalid, Field: field, Value: value, Message: rule}
}
