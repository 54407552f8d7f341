package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// commitPatience is how long a COMMIT may take. It is sent even if the caller has
// left by then, since a commit broken off has an unknown outcome.
const commitPatience = 30 * time.Second

// Append makes one commit or none.
func (s *Store) Append(ctx context.Context, stamp catalogue.Stamp, plan store.Plan) (store.Appended, error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	select {
	case s.append <- struct{}{}:
		defer func() { <-s.append }()
	case <-ctx.Done():
		return store.Appended{}, refusal(ctx, "wait for the commit before", ctx.Err())
	}
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return store.Appended{}, refusal(ctx, "begin a commit", err)
	}
	defer conn.Release()
	appended, err := appendOn(ctx, conn, stamp, plan)
	if err == nil && appended.Commit != nil {
		s.announce(ctx, conn, appended.Revision)
	}
	return appended, err
}

func appendOn(ctx context.Context, conn *pgxpool.Conn, stamp catalogue.Stamp, plan store.Plan) (store.Appended, error) {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return store.Appended{}, refusal(ctx, "begin a commit", err)
	}
	defer rollBack(ctx, tx) // after a commit it does nothing
	head, now, err := lockHead(ctx, tx)
	if err != nil {
		return store.Appended{}, refusal(ctx, "take the append lock", err)
	}
	if revision, found, err := findKey(ctx, tx, stamp.Key); err != nil || found {
		return store.Appended{Revision: revision, Repeated: found}, err
	}
	commit, err := plan(ctx, head)
	if err != nil {
		return store.Appended{}, err
	}
	if commit == nil || commit.Empty() {
		return store.Appended{Revision: head.Revision}, nil
	}
	if err := store.Seal(commit, head, stamp, now); err != nil {
		return store.Appended{}, err
	}
	if err := write(ctx, tx, commit); err != nil {
		return store.Appended{}, refusal(ctx, "write a commit", err)
	}
	if err := finish(ctx, tx, stamp.Key); err != nil {
		return store.Appended{}, err
	}
	return store.Appended{Commit: commit, Revision: commit.Revision}, nil
}

// lockHead takes the append lock and asks the database for the time: one clock
// for all writers, and the moment when the lock was had, not when it was asked for.
func lockHead(ctx context.Context, tx pgx.Tx) (store.Head, time.Time, error) {
	head, err := scanHead(tx.QueryRow(ctx, "select revision, recorded_at from head for update"))
	if err != nil {
		return store.Head{}, time.Time{}, err
	}
	var now time.Time
	err = tx.QueryRow(ctx, "select clock_timestamp()").Scan(&now)
	return head, now, err
}

// finish commits. The caller's leaving is no reason to break off; Close is not
// either, it waits for the connection.
func finish(ctx context.Context, tx pgx.Tx, key string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), commitPatience)
	defer cancel()
	err := tx.Commit(ctx)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, pgx.ErrTxCommitRollback):
		return unavailable("make a commit", "the database rolled it back", err)
	case outcomeUnknown(err):
		return &store.OutcomeError{Key: key, Err: err}
	}
	return refusal(ctx, "make a commit", err)
}

// rollBack gives the lock back also when the caller has left: a transaction that
// waits for its connection to be found dead would hold up every other writer.
func rollBack(ctx context.Context, tx pgx.Tx) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), commitPatience)
	defer cancel()
	_ = tx.Rollback(ctx) // a connection that cannot roll back is closed, which does
}

// write ends the versions that the commit replaces, and adds its own.
func write(ctx context.Context, tx pgx.Tx, c *catalogue.Commit) error {
	if err := endVersions(ctx, tx, c); err != nil {
		return err
	}
	if err := copyRecords(ctx, tx, c); err != nil {
		return err
	}
	if err := copyEdges(ctx, tx, c); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	batch.Queue("insert into log (revision, recorded_at, actor, message, origin, key) values ($1, $2, $3, $4, $5, nullif($6, ''))",
		c.Revision, c.Time, c.Actor, c.Message, c.Origin, c.Key)
	batch.Queue("update head set revision = $1, recorded_at = $2", c.Revision, c.Time)
	return tx.SendBatch(ctx, batch).Close()
}

// endVersions relies on the indexes *_version_current.
func endVersions(ctx context.Context, tx pgx.Tx, c *catalogue.Commit) error {
	var records, edges []int64
	for _, v := range c.Records {
		if !v.Created {
			records = append(records, int64(v.ID))
		}
	}
	for _, v := range c.Edges {
		if !v.Created {
			edges = append(edges, int64(v.Edge.ID))
		}
	}
	if err := end(ctx, tx, "records", "update record_version set until = $1 where id = any($2) and until is null", c.Revision, records); err != nil {
		return err
	}
	return end(ctx, tx, "edges", "update edge_version set until = $1 where id = any($2) and until is null", c.Revision, edges)
}

func end(ctx context.Context, tx pgx.Tx, what, sql string, revision catalogue.Revision, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	tag, err := tx.Exec(ctx, sql, revision, ids)
	if err != nil {
		return err
	}
	if ended := int(tag.RowsAffected()); ended != len(ids) {
		return store.NothingToEnd(what, ended, len(ids))
	}
	return nil
}

// FindKey is the revision of the commit with a key.
func (s *Store) FindKey(ctx context.Context, key string) (catalogue.Revision, bool, error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	return findKey(ctx, s.pool, key)
}

// querier is the pool or a transaction.
type querier interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func findKey(ctx context.Context, db querier, key string) (revision catalogue.Revision, found bool, err error) {
	if key == "" {
		return 0, false, nil
	}
	err = db.QueryRow(ctx, "select revision from log where key = $1", key).Scan(&revision)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, false, nil
	}
	return revision, err == nil, refusal(ctx, "look for the key of a commit", err)
}
