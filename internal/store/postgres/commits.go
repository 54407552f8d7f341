package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Commits reads the log a page at a time and the versions a commit at a time, so
// that memory is bounded by the largest commit.
func (s *Store) Commits(ctx context.Context, after catalogue.Revision, yield func(*catalogue.Commit) error) error {
	head, err := s.Head(ctx)
	if err != nil {
		return err
	}
	ctx, done := s.life.Call(ctx)
	defer done()
	for after < head.Revision {
		page, err := s.logPage(ctx, after, head.Revision)
		if err != nil {
			return err
		}
		for _, c := range page {
			if err := s.versions(ctx, c); err != nil {
				return err
			}
			if err := yield(c); err != nil {
				return err
			}
			after = c.Revision
		}
	}
	return nil
}

func (s *Store) logPage(ctx context.Context, after, upTo catalogue.Revision) ([]*catalogue.Commit, error) {
	rows, err := s.pool.Query(ctx, "select revision, recorded_at, actor, message, origin, coalesce(key, ''), digest from log "+
		"where revision > $1 and revision <= $2 order by revision limit 256", after, upTo)
	if err != nil {
		return nil, refusal(ctx, "read the log", err)
	}
	page, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (*catalogue.Commit, error) {
		var c catalogue.Commit
		var at time.Time
		var digest []byte
		err := row.Scan(&c.Revision, &at, &c.Actor, &c.Message, &c.Origin, &c.Key, &digest)
		c.Time, c.Digest = at.UTC(), store.DigestFromColumn(digest)
		return &c, err
	})
	if err == nil && len(page) == 0 {
		return nil, catalogue.Errorf(catalogue.Unavailable, "the log ends after revision %d, but its head is %d", after, upTo)
	}
	return page, refusal(ctx, "read the log", err)
}

// What a commit made, relying on the indexes *_version_made, and what it ended
// without making a successor, relying on *_version_ended.
const (
	recordsOf = "select " + recordColumns + ", false, not exists (select from record_version p where p.id = v.id and p.revision < $1) " +
		"from record_version v where revision = $1 " +
		"union all select " + recordColumns + ", true, false from record_version v " +
		"where until = $1 and not exists (select from record_version n where n.id = v.id and n.revision = $1) order by id"
	edgesOf = "select " + edgeColumns + ", false, not exists (select from edge_version p where p.id = v.id and p.revision < $1) " +
		"from edge_version v where revision = $1 " +
		"union all select " + edgeColumns + ", true, false from edge_version v " +
		"where until = $1 and not exists (select from edge_version n where n.id = v.id and n.revision = $1) order by id"
)

// versions fills in what the commit made, both questions in one round trip.
func (s *Store) versions(ctx context.Context, c *catalogue.Commit) error {
	const doing = "read a commit"
	batch := &pgx.Batch{}
	batch.Queue(recordsOf, c.Revision).Query(func(rows pgx.Rows) error {
		return forEach(ctx, rows, doing, func(raw [][]byte) error {
			v, err := recordVersion(raw)
			c.Records = append(c.Records, v)
			return err
		})
	})
	batch.Queue(edgesOf, c.Revision).Query(func(rows pgx.Rows) error {
		return forEach(ctx, rows, doing, func(raw [][]byte) error {
			v, err := edgeVersion(raw)
			c.Edges = append(c.Edges, v)
			return err
		})
	})
	return refusal(ctx, doing, s.pool.SendBatch(ctx, batch).Close())
}

func recordVersion(raw [][]byte) (catalogue.RecordVersion, error) {
	row := recordRow(raw)
	v := catalogue.RecordVersion{ID: row.ID, Kind: row.Kind, Created: boolean(raw[6])}
	if boolean(raw[5]) {
		return v, nil
	}
	record, err := row.Decode()
	v.Record = record
	return v, err
}

func edgeVersion(raw [][]byte) (catalogue.EdgeVersion, error) {
	edge, err := edgeRow(raw)
	v := catalogue.EdgeVersion{Edge: edge, Removed: boolean(raw[16]), Created: boolean(raw[17])}
	if v.Removed {
		v.Edge = store.Ends(edge)
	}
	return v, err
}

func boolean(raw []byte) bool { return len(raw) == 1 && raw[0] == 1 }
