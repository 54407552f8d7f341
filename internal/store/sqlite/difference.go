package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Of two revisions ?1 < ?2: the versions that hold at the later only, relying on
// the indexes *_version_made, and those that hold at the earlier only, relying on
// *_version_ended.
const (
	laterOnly   = " where revision > ?1 and revision <= ?2 and (until is null or until > ?2)"
	earlierOnly = " where until > ?1 and until <= ?2 and revision <= ?1"

	recordsBetween = "select " + recordColumns + ", 1 from record_version" + laterOnly +
		" union all select " + recordColumns + ", 0 from record_version" + earlierOnly
	edgesBetween = "select " + edgeColumns + ", 1 from edge_version" + laterOnly +
		" union all select " + edgeColumns + ", 0 from edge_version" + earlierOnly

	// madeBetween counts no further than ?3.
	madeBetween = "select count(*) from (select 1 from record_version where revision > ?1 and revision <= ?2 " +
		"union all select 1 from edge_version where revision > ?1 and revision <= ?2 limit ?3)"
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
	if err := s.readers.QueryRowContext(ctx, madeBetween, int64(earlier), int64(later), most+1).Scan(&made); err != nil || made > most {
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
	both := []driver.Value{int64(earlier), int64(later)}
	err = s.each(ctx, doing, recordsBetween, both, func(row []driver.Value) error {
		stored := recordRow(row)
		record, err := stored.Decode()
		if err == nil {
			versions.Record(record, (integer(row[5]) == 1) == (to == later))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, doing, edgesBetween, both, func(row []driver.Value) error {
		edge, err := edgeRow(row)
		if err == nil {
			versions.Edge(edge, (integer(row[9]) == 1) == (to == later))
		}
		return err
	})
	versions.Into(d)
	return d, err
}

func (s *Store) recordedAt(ctx context.Context, revision catalogue.Revision) (time.Time, error) {
	if revision == 0 {
		return time.Time{}, nil
	}
	var at int64
	err := s.readers.QueryRowContext(ctx, "select recorded_at from log where revision = ?", int64(revision)).Scan(&at)
	return time.UnixMicro(at).UTC(), refusal(ctx, "read the log", err)
}

// RevisionAt relies on log_recorded_at: the log does not run backwards.
func (s *Store) RevisionAt(ctx context.Context, at time.Time) (catalogue.Revision, error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	const query = "select revision from log where recorded_at <= ? order by recorded_at desc, revision desc limit 1"
	var revision int64
	err := s.readers.QueryRowContext(ctx, query, at.UnixMicro()).Scan(&revision)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return catalogue.Revision(revision), refusal(ctx, "read the log", err)
}
