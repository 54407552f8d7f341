package postgres

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

const recordColumns = "id, revision, kind, source, body"

// held selects the versions that hold at revision $1. It needs no transaction
// around records and edges: versions never change, and one that is ended while we
// read is ended by a revision after $1, so it still holds.
const held = " where revision <= $1 and (until is null or until > $1)"

// Load reads records and edges on two connections at once.
func (s *Store) Load(ctx context.Context, at catalogue.Revision, to store.Sink) error {
	head, err := s.Head(ctx)
	if err != nil {
		return err
	}
	if at > head.Revision {
		return catalogue.Errorf(catalogue.NotFound, "revision %d is not there yet, the newest is %d", at, head.Revision)
	}
	ctx, done := s.life.Call(ctx)
	defer done()
	record, edge, err := s.given(ctx, at)
	if err != nil {
		return err
	}
	if err := to.Given(record, edge); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return s.loadRecords(ctx, at, to) })
	group.Go(func() error { return s.loadEdges(ctx, at, to) })
	return group.Wait()
}

// given are the highest ids that any version up to a revision has carried. It
// relies on the primary keys, read from their end: at the head the first row is
// the answer.
func (s *Store) given(ctx context.Context, at catalogue.Revision) (record catalogue.ID, edge catalogue.EdgeID, err error) {
	const sql = "select coalesce((select id from record_version where revision <= $1 order by id desc limit 1), 0), " +
		"coalesce((select id from edge_version where revision <= $1 order by id desc limit 1), 0)"
	err = s.pool.QueryRow(ctx, sql, at).Scan(&record, &edge)
	return record, edge, refusal(ctx, "read the highest ids", err)
}

func (s *Store) loadRecords(ctx context.Context, at catalogue.Revision, to store.Sink) error {
	return store.DecodeRecords(ctx, to, func(ctx context.Context, emit func(store.RecordRow) error) error {
		return s.each(ctx, "read the records", func(raw [][]byte) error { return emit(recordRow(raw)) },
			"select "+recordColumns+" from record_version"+held, at)
	})
}

func (s *Store) loadEdges(ctx context.Context, at catalogue.Revision, to store.Sink) error {
	batch := make([]catalogue.Edge, 0, 4096)
	err := s.each(ctx, "read the edges", func(raw [][]byte) error {
		edge, err := edgeRow(raw)
		if err != nil {
			return err
		}
		if batch = append(batch, edge); len(batch) < cap(batch) {
			return nil
		}
		err = to.Edges(batch)
		batch = batch[:0]
		return err
	}, "select "+edgeColumns+" from edge_version"+held, at)
	if err != nil || len(batch) == 0 {
		return err
	}
	return to.Edges(batch)
}

// each calls with the raw columns of every row, which are its own only until it
// returns. Its errors come back as they are, those of the database as refusals.
func (s *Store) each(ctx context.Context, doing string, with func(raw [][]byte) error, sql string, args ...any) error {
	rows, err := s.pool.Query(ctx, sql, args...)
	if err != nil {
		return refusal(ctx, doing, err)
	}
	return forEach(ctx, rows, doing, with)
}

func forEach(ctx context.Context, rows pgx.Rows, doing string, with func(raw [][]byte) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := with(rows.RawValues()); err != nil {
			return err
		}
	}
	return refusal(ctx, doing, rows.Err())
}

func recordRow(raw [][]byte) store.RecordRow {
	return store.RecordRow{
		ID: catalogue.ID(integer(raw[0])), Revision: catalogue.Revision(integer(raw[1])),
		Kind: catalogue.Kind(integer(raw[2])), Source: catalogue.ID(integer(raw[3])), Body: raw[4],
	}
}

const edgeColumns = "id, revision, relation, from_id, to_id, via_id, area_id, status, evidence, " +
	"valid_from, valid_until, source, url, report, note, visibility"

func edgeRow(raw [][]byte) (catalogue.Edge, error) {
	status, err := store.Statuses.Code(integer(raw[7]))
	if err != nil {
		return catalogue.Edge{}, fmt.Errorf("edge %d: %w", integer(raw[0]), err)
	}
	evidence, err := store.Evidence.Code(integer(raw[8]))
	if err != nil {
		return catalogue.Edge{}, fmt.Errorf("edge %d: %w", integer(raw[0]), err)
	}
	visibility, err := store.Visible.Code(integer(raw[15]))
	if err != nil {
		return catalogue.Edge{}, fmt.Errorf("edge %d: %w", integer(raw[0]), err)
	}
	return catalogue.Edge{
		ID: catalogue.EdgeID(integer(raw[0])), Revision: catalogue.Revision(integer(raw[1])),
		Relation: catalogue.Relation(integer(raw[2])),
		From:     catalogue.ID(integer(raw[3])), To: catalogue.ID(integer(raw[4])),
		Via: catalogue.ID(integer(raw[5])), Area: catalogue.ID(integer(raw[6])),
		EdgeFacts: catalogue.EdgeFacts{
			Status: status, Evidence: evidence,
			ValidFrom: catalogue.Day(integer(raw[9])), ValidUntil: catalogue.Day(integer(raw[10])),
			URL: string(raw[12]), Report: string(raw[13]), Note: string(raw[14]), Visibility: visibility,
		},
		Source: catalogue.ID(integer(raw[11])),
	}, nil
}

// integer is the value of an int2, int4 or int8 in its binary form, 0 for null.
func integer(raw []byte) int64 {
	switch len(raw) {
	case 2:
		return int64(int16(binary.BigEndian.Uint16(raw)))
	case 4:
		return int64(int32(binary.BigEndian.Uint32(raw)))
	case 8:
		return int64(binary.BigEndian.Uint64(raw))
	}
	return 0
}
