package postgres

import (
	"context"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Lists of ids and of versions come as arrays; each entry leads through a primary
// key.
const (
	ofIDs      = " where id = any($1)"
	ofVersions = " where (id, revision) in (select * from unnest($1::bigint[], $2::bigint[]))"
	inOrder    = " order by id, revision"

	recordSpans = "select id, revision, until, kind from record_version" + ofIDs + inOrder
	edgeSpans   = "select id, revision, until, 0::smallint from edge_version" + ofIDs + inOrder
)

// RecordSpans relies on the primary key.
func (s *Store) RecordSpans(ctx context.Context, ids []catalogue.ID) ([]store.Span[catalogue.ID], error) {
	return spans(ctx, s, recordSpans, ids)
}

// EdgeSpans relies on the primary key.
func (s *Store) EdgeSpans(ctx context.Context, ids []catalogue.EdgeID) ([]store.Span[catalogue.EdgeID], error) {
	return spans(ctx, s, edgeSpans, ids)
}

func spans[I catalogue.ID | catalogue.EdgeID](ctx context.Context, s *Store, query string, ids []I) (out []store.Span[I], err error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	err = s.each(ctx, "read how something came about", func(raw [][]byte) error {
		out = append(out, store.Span[I]{
			ID: I(integer(raw[0])), Kind: catalogue.Kind(integer(raw[3])),
			Made: catalogue.Revision(integer(raw[1])), Ended: catalogue.Revision(integer(raw[2])),
		})
		return nil
	}, query, numbers(ids))
	return out, err
}

// RecordVersions relies on the primary key.
func (s *Store) RecordVersions(ctx context.Context, of []store.VersionOf[catalogue.ID]) (out []catalogue.Record, err error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	ids, made := apart(of)
	err = s.each(ctx, "read versions of records", func(raw [][]byte) error {
		row := recordRow(raw)
		record, err := row.Decode()
		out = append(out, record)
		return err
	}, "select "+recordColumns+" from record_version"+ofVersions, ids, made)
	return out, err
}

// EdgeVersions relies on the primary key.
func (s *Store) EdgeVersions(ctx context.Context, of []store.VersionOf[catalogue.EdgeID]) (out []catalogue.Edge, err error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	ids, made := apart(of)
	err = s.each(ctx, "read versions of edges", func(raw [][]byte) error {
		edge, err := edgeRow(raw)
		out = append(out, edge)
		return err
	}, "select "+edgeColumns+" from edge_version"+ofVersions, ids, made)
	return out, err
}

// apart are ids and revisions as two lists of equal length.
func apart[I catalogue.ID | catalogue.EdgeID](of []store.VersionOf[I]) (ids, made []int64) {
	for _, v := range of {
		ids, made = append(ids, int64(v.ID)), append(made, int64(v.Made))
	}
	return ids, made
}

func numbers[I ~uint32 | ~int64](in []I) []int64 {
	out := make([]int64, len(in))
	for i, n := range in {
		out[i] = int64(n)
	}
	return out
}

// EndedEdges relies on the indexes edge_version_ended_*.
func (s *Store) EndedEdges(ctx context.Context, of catalogue.ID, most int) (out []catalogue.Edge, err error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	const (
		ended = "select id, relation, from_id, to_id, via_id, area_id from edge_version where until is not null and "
		query = ended + "from_id = $1 union " + ended + "to_id = $1 union " + ended + "via_id = $1 union " + ended + "area_id = $1 order by id limit $2"
	)
	err = s.each(ctx, "read what ended", func(raw [][]byte) error {
		out = append(out, catalogue.Edge{
			ID: catalogue.EdgeID(integer(raw[0])), Relation: catalogue.Relation(integer(raw[1])),
			From: catalogue.ID(integer(raw[2])), To: catalogue.ID(integer(raw[3])),
			Via: catalogue.ID(integer(raw[4])), Area: catalogue.ID(integer(raw[5])),
		})
		return nil
	}, query, of, most)
	return out, err
}

// Stamps relies on the primary key.
func (s *Store) Stamps(ctx context.Context, of []catalogue.Revision) (map[catalogue.Revision]catalogue.Stamp, error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	const doing = "read the log"
	rows, err := s.pool.Query(ctx, "select revision, recorded_at, actor, message, origin, coalesce(key, '') from log where revision = any($1)", numbers(of))
	if err != nil {
		return nil, refusal(ctx, doing, err)
	}
	defer rows.Close()
	out := map[catalogue.Revision]catalogue.Stamp{}
	for rows.Next() {
		var revision catalogue.Revision
		var stamp catalogue.Stamp
		var at time.Time
		if err := rows.Scan(&revision, &at, &stamp.Actor, &stamp.Message, &stamp.Origin, &stamp.Key); err != nil {
			return nil, refusal(ctx, doing, err)
		}
		stamp.Time = at.UTC()
		out[revision] = stamp
	}
	return out, refusal(ctx, doing, rows.Err())
}
