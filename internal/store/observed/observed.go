// Package observed is a store of which every call is told to somebody who watches.
//
// It adds nothing and takes nothing away: what comes back is what the store within
// gives, under every law of storetest. Wait is not told: it waits, and that is no work.
// Of a call that yields, its time holds that of the caller too.
package observed

import (
	"context"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/sight"
	"fundus/internal/store"
)

// Store tells of the calls of a store.
type Store struct {
	store.Store // for what is not told: Wait, Close
	watch       sight.Calls
}

var _ store.Store = (*Store)(nil)

// New is a store whose calls are told.
func New(st store.Store, watch sight.Calls) *Store { return &Store{st, watch} }

// told carries a call out and tells of it.
func (s *Store) told(ctx context.Context, c sight.Call, call func(context.Context) error) error {
	ctx = s.watch.CallBegan(ctx, c)
	began := time.Now()
	err := call(ctx)
	s.watch.CallEnded(ctx, c, time.Since(began), err)
	return err
}

// read is told for calls with a result.
func read[T any](ctx context.Context, s *Store, c sight.Call, call func(context.Context) (T, error)) (out T, err error) {
	err = s.told(ctx, c, func(ctx context.Context) error {
		out, err = call(ctx)
		return err
	})
	return out, err
}

// Head is told as head.
func (s *Store) Head(ctx context.Context) (store.Head, error) {
	return read(ctx, s, sight.Head, s.Store.Head)
}

// Load is told as load.
func (s *Store) Load(ctx context.Context, at catalogue.Revision, to store.Sink) error {
	return s.told(ctx, sight.Load, func(ctx context.Context) error { return s.Store.Load(ctx, at, to) })
}

// Difference is told as difference.
func (s *Store) Difference(ctx context.Context, from, to catalogue.Revision, most int) (*catalogue.Difference, error) {
	return read(ctx, s, sight.Difference, func(ctx context.Context) (*catalogue.Difference, error) {
		return s.Store.Difference(ctx, from, to, most)
	})
}

// RevisionAt is told as revision.
func (s *Store) RevisionAt(ctx context.Context, at time.Time) (catalogue.Revision, error) {
	return read(ctx, s, sight.RevisionAt, func(ctx context.Context) (catalogue.Revision, error) { return s.Store.RevisionAt(ctx, at) })
}

// Commits is told as follow.
func (s *Store) Commits(ctx context.Context, after catalogue.Revision, yield func(*catalogue.Commit) error) error {
	return s.told(ctx, sight.Follow, func(ctx context.Context) error { return s.Store.Commits(ctx, after, yield) })
}

// Spans is told as inspect.
func (s *Store) Spans(ctx context.Context, yield func(store.Span) error) error {
	return s.told(ctx, sight.Inspect, func(ctx context.Context) error { return s.Store.Spans(ctx, yield) })
}

// Append is told as append.
func (s *Store) Append(ctx context.Context, stamp catalogue.Stamp, plan store.Plan) (store.Appended, error) {
	return read(ctx, s, sight.Append, func(ctx context.Context) (store.Appended, error) { return s.Store.Append(ctx, stamp, plan) })
}

// Restore is told as restore.
func (s *Store) Restore(ctx context.Context, log store.Log) error {
	return s.told(ctx, sight.Restore, func(ctx context.Context) error { return s.Store.Restore(ctx, log) })
}
