package sqlite

import (
	"context"
	"database/sql/driver"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Spans reads all versions, whatever the log says.
func (s *Store) Spans(ctx context.Context, yield func(store.Span) error) error {
	ctx, done := s.life.Call(ctx)
	defer done()
	if err := s.spans(ctx, store.OfRecord, "record_version", yield); err != nil {
		return err
	}
	return s.spans(ctx, store.OfEdge, "edge_version", yield)
}

// spans relies on the primary key for the order.
func (s *Store) spans(ctx context.Context, of store.Numbered, table string, yield func(store.Span) error) error {
	return s.each(ctx, "read the versions", "select id, revision, until from "+table+" order by id, revision", nil, func(row []driver.Value) error {
		return yield(store.Span{Of: of, ID: integer(row[0]), From: catalogue.Revision(integer(row[1])), Until: catalogue.Revision(integer(row[2]))})
	})
}
