package observed

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/sight"
	"fundus/internal/store"
)

// What is looked up of single records and statements is told as history.

// RecordSpans is told as history.
func (s *Store) RecordSpans(ctx context.Context, ids []catalogue.ID) ([]store.Lifespan[catalogue.ID], error) {
	return read(ctx, s, sight.History, func(ctx context.Context) ([]store.Lifespan[catalogue.ID], error) {
		return s.Store.RecordSpans(ctx, ids)
	})
}

// EdgeSpans is told as history.
func (s *Store) EdgeSpans(ctx context.Context, ids []catalogue.EdgeID) ([]store.Lifespan[catalogue.EdgeID], error) {
	return read(ctx, s, sight.History, func(ctx context.Context) ([]store.Lifespan[catalogue.EdgeID], error) {
		return s.Store.EdgeSpans(ctx, ids)
	})
}

// RecordVersions is told as history.
func (s *Store) RecordVersions(ctx context.Context, of []store.VersionOf[catalogue.ID]) ([]catalogue.Record, error) {
	return read(ctx, s, sight.History, func(ctx context.Context) ([]catalogue.Record, error) { return s.Store.RecordVersions(ctx, of) })
}

// EdgeVersions is told as history.
func (s *Store) EdgeVersions(ctx context.Context, of []store.VersionOf[catalogue.EdgeID]) ([]catalogue.Edge, error) {
	return read(ctx, s, sight.History, func(ctx context.Context) ([]catalogue.Edge, error) { return s.Store.EdgeVersions(ctx, of) })
}

// EndedEdges is told as history.
func (s *Store) EndedEdges(ctx context.Context, of catalogue.ID, most int) ([]catalogue.Edge, error) {
	return read(ctx, s, sight.History, func(ctx context.Context) ([]catalogue.Edge, error) { return s.Store.EndedEdges(ctx, of, most) })
}

// Stamps is told as history.
func (s *Store) Stamps(ctx context.Context, of []catalogue.Revision) (map[catalogue.Revision]catalogue.Stamp, error) {
	return read(ctx, s, sight.History, func(ctx context.Context) (map[catalogue.Revision]catalogue.Stamp, error) {
		return s.Store.Stamps(ctx, of)
	})
}
