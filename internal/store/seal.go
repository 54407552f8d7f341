package store

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"fundus/internal/catalogue"
)

// Seal makes what a Plan returned the commit that follows a head: it numbers
// it, stamps it and tells every version which commit made it. Engines call it
// under the append lock and write what it leaves.
//
// It refuses what no log may hold: a commit planned on another head (Conflict),
// versions without an id, and texts that one engine could store and the other
// could not (Invalid).
func Seal(c *catalogue.Commit, head Head, stamp catalogue.Stamp, now time.Time) error {
	next := head.Revision + 1
	if c.Revision != 0 && c.Revision != next {
		return catalogue.Errorf(catalogue.Conflict, "the commit was planned as revision %d, but %d is next", c.Revision, next)
	}
	if !storable(stamp.Actor) || !storable(stamp.Message) || !storable(stamp.Origin) || !storable(stamp.Key) {
		return unstorable("commit", "actor, message, origin or key")
	}
	c.Revision, c.Stamp = next, stamp
	c.Time = following(now, head.RecordedAt)
	if err := sealRecords(c); err != nil {
		return err
	}
	return sealEdges(c)
}

// following is now in the log's precision, but never before the last commit: the
// clock of a machine may be set back, the log does not run backwards.
func following(now, last time.Time) time.Time {
	now = now.UTC().Truncate(time.Microsecond)
	if now.Before(last) {
		return last
	}
	return now
}

func sealRecords(c *catalogue.Commit) error {
	for i := range c.Records {
		v := &c.Records[i]
		if v.ID == 0 || !v.Kind.Known() || v.Record != nil && v.Record.Kind() != v.Kind {
			return catalogue.Errorf(catalogue.Invalid, "version of record %d of kind %s is not one that can be stored", v.ID, v.Kind)
		}
		if v.Record != nil {
			v.Record.Base().ID, v.Record.Base().Revision = v.ID, c.Revision
		}
	}
	return nil
}

func sealEdges(c *catalogue.Commit) error {
	for i := range c.Edges {
		e := &c.Edges[i].Edge
		if e.ID == 0 {
			return catalogue.Errorf(catalogue.Invalid, "version of an edge without an id cannot be stored")
		}
		if c.Edges[i].Removed {
			continue
		}
		e.Revision = c.Revision
		if !storable(e.URL) || !storable(e.Report) || !storable(e.Note) {
			return unstorable(fmt.Sprintf("edge %d", e.ID), "url, report or note")
		}
	}
	return nil
}

// storable is what PostgreSQL's text can hold; SQLite's holds more, and then the
// same catalogue would fit one engine only.
func storable(text string) bool {
	return strings.IndexByte(text, 0) < 0 && utf8.ValidString(text)
}

func unstorable(what, field string) error {
	return &catalogue.Error{Kind: catalogue.Invalid, Record: what, Field: field, Message: "a text is UTF-8 without NUL"}
}

// NothingToEnd says that a commit replaces or removes versions that are not
// there, which a commit planned on the head cannot do.
func NothingToEnd(what string, ended, wanted int) error {
	return catalogue.Errorf(catalogue.Conflict, "the commit ends %d versions of %s, of which %d are there: it was not planned on the head", wanted, what, ended)
}

// AlreadyThere says that a commit makes a version of something whose version of
// the head it does not end.
func AlreadyThere(err error) error {
	return &catalogue.Error{Kind: catalogue.Conflict, Message: "the commit makes a record or an edge that is there already: it was not planned on the head", Err: err}
}
