package audit

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Log is where it stands what was done, who was refused, and who was given a token. A
// store.Database is one.
type Log interface {
	store.Attempts
	AllTokens(ctx context.Context) ([]store.Token, error)
	Commits(ctx context.Context, after catalogue.Revision, yield func(*catalogue.Commit) error) error
	RevisionAt(ctx context.Context, at time.Time) (catalogue.Revision, error)
}

// Span is the time that an export is about: from since, and before until if that is not
// zero.
type Span struct{ Since, Until time.Time }

// within says whether an instant is in the span.
func (s Span) within(at time.Time) bool {
	return !at.Before(s.Since) && (s.Until.IsZero() || at.Before(s.Until))
}

// Commit is a commit as a line of an export.
type Commit struct {
	What     string             `json:"what"` // COMMIT
	At       time.Time          `json:"at"`
	Revision catalogue.Revision `json:"revision"`
	Actor    string             `json:"actor"`
	Origin   string             `json:"origin,omitempty"`
	Message  string             `json:"message,omitempty"`
	Created  []string           `json:"created,omitempty"`
	Changed  []string           `json:"changed,omitempty"`
	Removed  []string           `json:"removed,omitempty"`
	// Records and Statements count all, of which a large commit names only the first.
	Records    int `json:"records"`
	Statements int `json:"statements"`
}

// Refusal is an attempt as a line of an export.
type Refusal struct {
	What string    `json:"what"` // REFUSED
	At   time.Time `json:"at"`
	store.Attempt
}

// mostNamed bounds the ids of a line.
const mostNamed = 10_000

// Export writes what was done in a span, who was refused, and what tokens were made and
// revoked, a JSON object a line, by time.
func Export(ctx context.Context, w io.Writer, log Log, span Span) error {
	e := &exporter{ctx: ctx, to: json.NewEncoder(w), log: log, span: span}
	e.to.SetEscapeHTML(false)
	all, err := log.AllTokens(ctx)
	if err != nil {
		return err
	}
	e.tokens = ofTokens(all)
	after, err := e.before()
	if err != nil {
		return err
	}
	err = log.Commits(ctx, after, e.commit)
	if err != nil && !errors.Is(err, errPast) {
		return err
	}
	if err := e.refusedUntil(time.Time{}); err != nil {
		return err
	}
	return e.tokensUntil(time.Time{})
}

// errPast ends the reading of the log.
var errPast = errors.New("audit: beyond the span")

type exporter struct {
	ctx  context.Context //nolint:containedctx // of the one call that it lives in
	to   *json.Encoder
	log  Log
	span Span

	page   []store.Attempt
	above  int64
	ended  bool
	tokens []Token
}

// before is the last revision that is before the span.
func (e *exporter) before() (catalogue.Revision, error) {
	if e.span.Since.IsZero() {
		return 0, nil
	}
	return e.log.RevisionAt(e.ctx, e.span.Since.Add(-time.Microsecond))
}

func (e *exporter) commit(c *catalogue.Commit) error {
	if !e.span.Until.IsZero() && !c.Time.Before(e.span.Until) {
		return errPast
	}
	if err := e.refusedUntil(c.Time); err != nil {
		return err
	}
	if err := e.tokensUntil(c.Time); err != nil {
		return err
	}
	return e.to.Encode(lineOf(c))
}

func lineOf(c *catalogue.Commit) Commit {
	l := Commit{
		What: "COMMIT", At: c.Time, Revision: c.Revision, Actor: c.Actor, Origin: c.Origin, Message: c.Message,
		Records: len(c.Records), Statements: len(c.Edges),
	}
	named := 0
	name := func(id string, created, removed bool) {
		if named++; named > mostNamed {
			return
		}
		switch {
		case removed:
			l.Removed = append(l.Removed, id)
		case created:
			l.Created = append(l.Created, id)
		default:
			l.Changed = append(l.Changed, id)
		}
	}
	for _, v := range c.Records {
		name(catalogue.GlobalID(v.Kind, v.ID), v.Created, v.Record == nil)
	}
	for _, v := range c.Edges {
		name(catalogue.GlobalEdgeID(v.Edge.ID), v.Created, v.Removed)
	}
	return l
}

// refusedUntil writes the refusals up to an instant, all that are left if that is zero.
func (e *exporter) refusedUntil(at time.Time) error {
	for {
		if len(e.page) == 0 && !e.ended {
			if err := e.read(); err != nil {
				return err
			}
		}
		if len(e.page) == 0 || !at.IsZero() && e.page[0].Last.After(at) {
			return nil
		}
		a := e.page[0]
		e.page = e.page[1:]
		if err := e.tokensUntil(a.Last); err != nil {
			return err
		}
		if !e.span.within(a.Last) {
			continue
		}
		if err := e.to.Encode(Refusal{"REFUSED", a.Last, a}); err != nil {
			return err
		}
	}
}

// read gets the next page of refusals.
func (e *exporter) read() (err error) {
	const page = 1000
	e.page, err = e.log.Refused(e.ctx, e.span.Since, e.above, page)
	if n := len(e.page); n > 0 {
		e.above = e.page[n-1].Number
	}
	e.ended = len(e.page) < page
	return err
}
