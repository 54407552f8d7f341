package sqlite

import (
	"context"
	"database/sql/driver"

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
		page, err := s.logPage(ctx, after)
		if err != nil {
			return err
		}
		for _, c := range page {
			if c.Revision > head.Revision {
				return nil
			}
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

func (s *Store) logPage(ctx context.Context, after catalogue.Revision) ([]*catalogue.Commit, error) {
	const query = "select revision, recorded_at, actor, message, origin, key from log where revision > ? order by revision limit 256"
	var page []*catalogue.Commit
	err := s.each(ctx, "read the log", query, after, func(row []driver.Value) error {
		page = append(page, &catalogue.Commit{Revision: catalogue.Revision(integer(row[0])), Stamp: stamp(row)})
		return nil
	})
	if err == nil && len(page) == 0 {
		return nil, catalogue.Errorf(catalogue.Unavailable, "the log ends after revision %d, before its head", after)
	}
	return page, err
}

// What a commit made, relying on the indexes *_version_made, and what it ended
// without making a successor, relying on *_version_ended.
const (
	recordsOf = "select " + recordColumns + ", 0, not exists (select 1 from record_version p where p.id = v.id and p.revision < ?1) " +
		"from record_version v where revision = ?1 " +
		"union all select " + recordColumns + ", 1, 0 from record_version v " +
		"where until = ?1 and not exists (select 1 from record_version n where n.id = v.id and n.revision = ?1) order by id"
	edgesOf = "select " + edgeColumns + ", 0, not exists (select 1 from edge_version p where p.id = v.id and p.revision < ?1) " +
		"from edge_version v where revision = ?1 " +
		"union all select " + edgeColumns + ", 1, 0 from edge_version v " +
		"where until = ?1 and not exists (select 1 from edge_version n where n.id = v.id and n.revision = ?1) order by 1"
)

// versions fills in what the commit made.
func (s *Store) versions(ctx context.Context, c *catalogue.Commit) error {
	err := s.each(ctx, "read a commit", recordsOf, c.Revision, func(row []driver.Value) error {
		v, err := recordVersion(row)
		c.Records = append(c.Records, v)
		return err
	})
	if err != nil {
		return err
	}
	return s.each(ctx, "read a commit", edgesOf, c.Revision, func(row []driver.Value) error {
		v, err := edgeVersion(row)
		c.Edges = append(c.Edges, v)
		return err
	})
}

func recordVersion(row []driver.Value) (catalogue.RecordVersion, error) {
	stored := recordRow(row)
	v := catalogue.RecordVersion{ID: stored.ID, Kind: stored.Kind, Created: integer(row[6]) == 1}
	if integer(row[5]) == 1 {
		return v, nil
	}
	record, err := stored.Decode()
	v.Record = record
	return v, err
}

func edgeVersion(row []driver.Value) (catalogue.EdgeVersion, error) {
	edge, err := edgeRow(row)
	v := catalogue.EdgeVersion{Edge: edge, Removed: integer(row[9]) == 1, Created: integer(row[10]) == 1}
	if v.Removed {
		v.Edge = store.Ends(edge)
	}
	return v, err
}
