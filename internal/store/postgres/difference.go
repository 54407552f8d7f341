package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Of two revisions $1 < $2: the versions that hold at the later only, relying on
// the indexes *_version_made, and those that hold at the earlier only, relying on
// *_version_ended.
const (
	laterOnly   = " where revision > $1 and revision <= $2 and (until is null or until > $2)"
	earlierOnly = " where until > $1 and until <= $2 and revision <= $1"

	recordsBetween = "select " + recordColumns + ", true from record_version" + laterOnly +
		" union all select " + recordColumns + ", false from record_version" + earlierOnly
	edgesBetween = "select " + edgeColumns + ", true from edge_version" + laterOnly +
		" union all select " + edgeColumns + ", false from edge_version" + earlierOnly

	// madeBetween counts no further than $3.
	madeBetween = "select count(*) from (select 1 from record_version where revision > $1 and revision <= $2 " +
		"union all select 1 from edge_version where revision > $1 and revision <= $2 limit $3) made"
)

// Difference reads what the commits between two revisions made and ended.
func (s *Store) Difference(ctx context.Context, from, to catalogue.Revision, most int) (*catalogue.Difference, error) {
	head, err := s.Head(ctx)
	if err != nil {
		return nil, err
	}
	earlier, later := min(from, to), max(from, to)
	if later > head.Revision {
		return nil, catalogue.Errorf(catalogue.NotFound, "revision %d is not there yet, the newest is %d", later, head.Revision)
	}
	ctx, done := s.life.Call(ctx)
	defer done()
	const doing = "read what is different"
	var made int
	if err := s.pool.QueryRow(ctx, madeBetween, earlier, later, most+1).Scan(&made); err != nil || made > most {
		return nil, refusal(ctx, doing, err)
	}
	d := &catalogue.Difference{From: from, To: to}
	if d.RecordedAt, err = s.recordedAt(ctx, to); err != nil {
		return nil, err
	}
	if d.LastRecord, d.LastEdge, err = s.given(ctx, to); err != nil {
		return nil, err
	}
	var versions store.Versions
	err = s.each(ctx, doing, func(raw [][]byte) error {
		row := recordRow(raw)
		record, err := row.Decode()
		if err == nil {
			versions.Record(record, boolean(raw[5]) == (to == later))
		}
		return err
	}, recordsBetween, earlier, later)
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, doing, func(raw [][]byte) error {
		edge, err := edgeRow(raw)
		if err == nil {
			versions.Edge(edge, boolean(raw[16]) == (to == later))
		}
		return err
	}, edgesBetween, earlier, later)
	versions.Into(d)
	return d, err
}

func (s *Store) recordedAt(ctx context.Context, revision catalogue.Revision) (time.Time, error) {
	if revision == 0 {
		return time.Time{}, nil
	}
	var at time.Time
	err := s.pool.QueryRow(ctx, "select recorded_at from log where revision = $1", revision).Scan(&at)
	return at.UTC(), refusal(ctx, "read the log", err)
}

// RevisionAt relies on log_recorded_at: the log does not run backwards.
func (s *Store) RevisionAt(ctx context.Context, at time.Time) (catalogue.Revision, error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	const query = "select revision from log where recorded_at <= $1 order by recorded_at desc, revision desc limit 1"
	var revision catalogue.Revision
	err := s.pool.QueryRow(ctx, query, at).Scan(&revision)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, nil
	}
	return revision, refusal(ctx, "read the log", err)
}
