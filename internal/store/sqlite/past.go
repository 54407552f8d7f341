package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Lists of ids and of versions come as JSON, which SQLite turns into rows; each
// then leads through a primary key.
const (
	ofIDs      = " where id in (select value from json_each(?1))"
	ofVersions = " where (id, revision) in (select value ->> 0, value ->> 1 from json_each(?1))"
	inOrder    = " order by id, revision"

	recordSpans = "select id, revision, until, kind from record_version" + ofIDs + inOrder
	edgeSpans   = "select id, revision, until, 0 from edge_version" + ofIDs + inOrder
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
	err = s.eachIn(ctx, "read how something came about", query, ids, func(row []driver.Value) error {
		out = append(out, store.Span[I]{
			ID: I(integer(row[0])), Kind: catalogue.Kind(integer(row[3])),
			Made: catalogue.Revision(integer(row[1])), Ended: catalogue.Revision(integer(row[2])),
		})
		return nil
	})
	return out, err
}

// RecordVersions relies on the primary key.
func (s *Store) RecordVersions(ctx context.Context, of []store.VersionOf[catalogue.ID]) (out []catalogue.Record, err error) {
	const query = "select " + recordColumns + " from record_version" + ofVersions
	err = s.eachIn(ctx, "read versions of records", query, pairs(of), func(row []driver.Value) error {
		stored := recordRow(row)
		record, err := stored.Decode()
		out = append(out, record)
		return err
	})
	return out, err
}

// EdgeVersions relies on the primary key.
func (s *Store) EdgeVersions(ctx context.Context, of []store.VersionOf[catalogue.EdgeID]) (out []catalogue.Edge, err error) {
	const query = "select " + edgeColumns + " from edge_version" + ofVersions
	err = s.eachIn(ctx, "read versions of edges", query, pairs(of), func(row []driver.Value) error {
		edge, err := edgeRow(row)
		out = append(out, edge)
		return err
	})
	return out, err
}

func pairs[I catalogue.ID | catalogue.EdgeID](of []store.VersionOf[I]) [][2]int64 {
	out := make([][2]int64, len(of))
	for i, v := range of {
		out[i] = [2]int64{int64(v.ID), int64(v.Made)}
	}
	return out
}

// EndedEdges relies on the indexes edge_version_ended_*.
func (s *Store) EndedEdges(ctx context.Context, of catalogue.ID, most int) (out []catalogue.Edge, err error) {
	const (
		ended = "select id, relation, from_id, to_id, ifnull(via_id, 0), ifnull(area_id, 0) from edge_version where until is not null and "
		query = ended + "from_id = ?1 union " + ended + "to_id = ?1 union " + ended + "via_id = ?1 union " + ended + "area_id = ?1 order by 1 limit ?2"
	)
	ctx, done := s.life.Call(ctx)
	defer done()
	err = s.eachOf(ctx, "read what ended", query, []driver.Value{int64(of), int64(most)}, func(row []driver.Value) error {
		out = append(out, catalogue.Edge{
			ID: catalogue.EdgeID(integer(row[0])), Relation: catalogue.Relation(integer(row[1])),
			From: catalogue.ID(integer(row[2])), To: catalogue.ID(integer(row[3])),
			Via: catalogue.ID(integer(row[4])), Area: catalogue.ID(integer(row[5])),
		})
		return nil
	})
	return out, err
}

// Stamps relies on the primary key.
func (s *Store) Stamps(ctx context.Context, of []catalogue.Revision) (map[catalogue.Revision]catalogue.Stamp, error) {
	const query = "select revision, recorded_at, actor, message, origin, key from log where revision in (select value from json_each(?1))"
	out := map[catalogue.Revision]catalogue.Stamp{}
	err := s.eachIn(ctx, "read the log", query, of, func(row []driver.Value) error {
		out[catalogue.Revision(integer(row[0]))] = stamp(row)
		return nil
	})
	return out, err
}

// stamp reads the columns of the log behind the revision.
func stamp(row []driver.Value) catalogue.Stamp {
	return catalogue.Stamp{
		Time: time.UnixMicro(integer(row[1])).UTC(), Actor: text(row[2]), Message: text(row[3]), Origin: text(row[4]), Key: text(row[5]),
	}
}

// eachIn is eachOf for a query about a list of numbers, ?1.
func (s *Store) eachIn(ctx context.Context, doing, query string, list any, with func(row []driver.Value) error) error {
	ctx, done := s.life.Call(ctx)
	defer done()
	written, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return s.eachOf(ctx, doing, query, []driver.Value{string(written)}, with)
}
