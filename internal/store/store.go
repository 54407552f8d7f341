// Package store says what remembering means: an append-only log of commits and,
// for each record and edge, the versions that the commits made.
//
// The log is the only truth. Revisions are numbered without gaps in commit
// order: an engine takes the next number while it holds the append lock, and
// the lock is held until the commit is durable, so whoever has seen revision n
// has, or can read, every revision before it. Rows are written once; the single
// exception is the mark on a version that says which revision ended it, and
// that is set once.
//
// Two engines satisfy Store and the same conformance suite (storetest), without
// exceptions: PostgreSQL for production and SQLite as the default that needs no
// set-up. A store validates nothing and filters nothing; it refuses what would
// break the log and nothing else.
//
//	write    Append · Restore (a whole log into an empty store)
//	read     Load (a moment) · Difference (between two) · Commits (the log)
//	look up  Past (the versions of single records and edges) · RevisionAt
//	inspect  Spans, Chains (a damaged log)
//	beside   Attempts (who was refused: the log has what was done)
//
// Beside the log a database keeps Tokens, which are no part of the catalogue.
//
// Why not a query per question: the graph fits in memory, and one read path serves
// both engines. Only what no moment holds is looked up here: how something came about.
package store

import (
	"context"
	"time"

	"fundus/internal/catalogue"
)

// Store is a log of commits. All methods may be called concurrently.
//
// Errors are *catalogue.Error where a caller can act on them: Unavailable when
// the database cannot be reached or is full, Conflict when a caller breaks the
// order of the log. Nothing of a driver reaches a message.
type Store interface {
	// Head is the newest revision and when it was recorded; 0 for an empty store.
	Head(ctx context.Context) (Head, error)

	// Load hands the catalogue as it stood at a revision to a sink: the newest
	// versions up to then of everything not removed. A revision beyond the head
	// is NotFound.
	Load(ctx context.Context, at catalogue.Revision, to Sink) error

	// Difference is what is otherwise at a revision than at another, in either
	// direction; nil when the commits in between made more versions than most.
	// A revision beyond the head is NotFound.
	Difference(ctx context.Context, from, to catalogue.Revision, most int) (*catalogue.Difference, error)

	// RevisionAt is the newest revision that was recorded at an instant or
	// before; 0 where there was none yet.
	RevisionAt(ctx context.Context, at time.Time) (catalogue.Revision, error)

	Past // what it remembers of single records and edges

	Attempts // what it remembers of those who were refused

	// Commits yields the commits after a revision in order, up to the head at
	// the time of the call. It stops at the first error of yield and returns it.
	Commits(ctx context.Context, after catalogue.Revision, yield func(*catalogue.Commit) error) error

	// Spans yields when each version of every record and edge held, also of those
	// that no commit of the log accounts for: it is how a damaged log is looked at.
	// It goes by what is numbered, then id, then revision, and stops at the first
	// error of yield and returns it.
	Spans(ctx context.Context, yield func(Span) error) error

	// Append makes one commit or none. Under the append lock it calls plan with
	// the head; what plan returns, numbered head+1, is written and made durable.
	//
	// If stamp.Key is already in the log, plan is not called and the revision
	// of that commit is the answer (repeated is true), or a Conflict if it was
	// made of another change set: see Repeat. If plan returns an empty
	// commit, nothing is written and the head is the answer. An error of plan is
	// returned as it is. When the connection is lost while the commit is under
	// way the error is an OutcomeError: the commit is there wholly or not at
	// all, and appending again with the same key tells which.
	Append(ctx context.Context, stamp catalogue.Stamp, plan Plan) (Appended, error)

	// Restore makes an empty store hold a log that was kept elsewhere, each commit
	// with the revision and the stamp it has there. It runs under the append lock,
	// in one transaction: the log is there as a whole or not at all, and memory is
	// bounded by its largest commit. An error of the log comes back as it is. A
	// store that is not empty is a Conflict, and a log with a gap Invalid.
	Restore(ctx context.Context, log Log) error

	// Wait returns when a commit after the given revision may be there: on a
	// hint of the engine, or after its poll interval, whichever comes first. It
	// never misses one for longer than that interval.
	Wait(ctx context.Context, after catalogue.Revision) error

	// Close releases everything; calls under way end with Unavailable.
	Close() error
}

// Head is the newest revision of a log.
type Head struct {
	Revision   catalogue.Revision
	RecordedAt time.Time // zero for an empty log
}

// Plan says what to commit on top of a head. It runs under the append lock: it
// may read the store, and must not append to it.
type Plan func(ctx context.Context, head Head) (*catalogue.Commit, error)

// Appended is the outcome of Append.
type Appended struct {
	Commit   *catalogue.Commit // nil unless this call made it; complete with revision and time
	Revision catalogue.Revision
	Repeated bool // the key was in the log already
}

// Sink takes what Load reads. Its methods may be called by several goroutines at
// once, each of them by one goroutine at a time. Records come in no
// particular order, edges neither; the slice of edges is reused after the call.
//
// Given tells, once, the highest ids that any version up to the revision has
// carried, of things removed since too: ids are never used again, and what is
// loaded does not show those of what is gone.
type Sink interface {
	Given(record catalogue.ID, edge catalogue.EdgeID) error
	Record(catalogue.Record) error
	Edges([]catalogue.Edge) error
}

// OutcomeError is a lost connection in mid-commit: whether the commit was made
// is not known here. Appending again with the same key settles it.
type OutcomeError struct {
	Key string
	Err error
}

func (e *OutcomeError) Error() string {
	return "the connection was lost while committing; whether the commit was made is not known yet"
}

// Unwrap says Unavailable, with the cause behind it.
func (e *OutcomeError) Unwrap() error {
	return &catalogue.Error{Kind: catalogue.Unavailable, Message: e.Error(), Err: e.Err}
}
