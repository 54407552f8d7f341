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
func (s *Store) Append(ctx context.Context, stamp catalogue.Stamp, plan store.Plan) (appended store.Appended, err error) {
	err = s.inTurn(ctx, func(ctx context.Context, conn *pgxpool.Conn, tx pgx.Tx) error {
		appended, err = appendOn(ctx, tx, stamp, plan)
		if err == nil && appended.Commit != nil {
			s.announce(ctx, conn, appended.Revision)
		}
		return err
	})
	return appended, err
}

// inTurn calls with a transaction that is rolled back unless the call finishes it,
// when nobody else of this program has one.
func (s *Store) inTurn(ctx context.Context, do func(ctx context.Context, conn *pgxpool.Conn, tx pgx.Tx) error) error {
	ctx, done := s.life.Call(ctx)
	defer done()
	select {
	case s.append <- struct{}{}:
		defer func() { <-s.append }()
	case <-ctx.Done():
		return refusal(ctx, "wait for the commit before", ctx.Err())
	}
	conn, tx, err := s.begin(ctx)
	if err != nil {
		return refusal(ctx, "begin a commit", err)
	}
	defer conn.Release()
	defer rollBack(ctx, tx) // after a commit it does nothing
	return do(ctx, conn, tx)
}

// begins is how often a commit is begun before the database counts as away.
const begins = 3

// begin begins a transaction. A connection of the pool may be dead without anybody
// knowing, as after a restart of the server, or mute: nothing has been sent on it yet,
// so it is safe to begin again on a fresh one.
func (s *Store) begin(ctx context.Context) (*pgxpool.Conn, pgx.Tx, error) {
	for n := 1; ; n++ {
		conn, err := s.pool.Acquire(ctx)
		if err != nil {
			return nil, nil, err
		}
		tx, err := s.beginOn(ctx, conn)
		if err == nil {
			return conn, tx, nil
		}
		conn.Release()
		if n == begins || ctx.Err() != nil {
			return nil, nil, err
		}
		s.pool.Reset()
	}
}

// beginOn begins with patience; it bounds the begin alone.
func (s *Store) beginOn(ctx context.Context, conn *pgxpool.Conn) (pgx.Tx, error) {
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	return conn.Begin(ctx)
}

func appendOn(ctx context.Context, tx pgx.Tx, stamp catalogue.Stamp, plan store.Plan) (store.Appended, error) {
	locked, err := lock(ctx, tx, stamp.Key)
	if err != nil {
		return store.Appended{}, refusal(ctx, "take the append lock", err)
	}
	if locked.made > 0 {
		return store.Repeat(stamp, locked.made, locked.digest)
	}
	commit, err := plan(ctx, locked.head)
	if err != nil {
		return store.Appended{}, err
	}
	if commit == nil || commit.Empty() {
		return store.Appended{Revision: locked.head.Revision}, nil
	}
	if err := store.Seal(commit, locked.head, stamp, locked.now); err != nil {
		return store.Appended{}, err
	}
	rows := logRow(commit)
	moveHead(rows, store.Head{Revision: commit.Revision, RecordedAt: commit.Time})
	if err := write(ctx, tx, commit, rows); err != nil {
		return store.Appended{}, refusal(ctx, "write a commit", err)
	}
	if err := finish(ctx, tx, stamp.Key); err != nil {
		return store.Appended{}, err
	}
	return store.Appended{Commit: commit, Revision: commit.Revision}, nil
}

// locked is what the append lock shows.
type locked struct {
	head   store.Head
	now    time.Time          // the database's, one clock for all writers
	made   catalogue.Revision // the commit that has the key already, 0 for none
	digest catalogue.Digest   // what that was made of
}

// lock takes the append lock and then looks at clock and key, all in one round
// trip: the server runs the statements in turn, each on what is committed by then,
// so the key is looked for after the lock was had.
func lock(ctx context.Context, tx pgx.Tx, key string) (l locked, err error) {
	batch := &pgx.Batch{}
	batch.Queue("select revision, recorded_at from head for update").QueryRow(func(row pgx.Row) (err error) {
		l.head, err = scanHead(row)
		return err
	})
	batch.Queue("select clock_timestamp()").QueryRow(func(row pgx.Row) error { return row.Scan(&l.now) })
	batch.Queue("select revision, digest from log where key = nullif($1, '')", key).QueryRow(func(row pgx.Row) error {
		var digest []byte
		err := row.Scan(&l.made, &digest)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		l.digest = store.DigestFromColumn(digest)
		return err
	})
	return l, tx.SendBatch(ctx, batch).Close()
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

// write ends the versions that the commit replaces, adds its own, and then
// executes last, in one round trip.
func write(ctx context.Context, tx pgx.Tx, c *catalogue.Commit, last *pgx.Batch) error {
	if err := endVersions(ctx, tx, c); err != nil {
		return err
	}
	if err := copyRecords(ctx, tx, c); err != nil {
		return err
	}
	if err := copyEdges(ctx, tx, c); err != nil {
		return err
	}
	return tx.SendBatch(ctx, last).Close()
}

func logRow(c *catalogue.Commit) *pgx.Batch {
	rows := &pgx.Batch{}
	rows.Queue("insert into log (revision, recorded_at, actor, message, origin, key, digest) values ($1, $2, $3, $4, $5, nullif($6, ''), $7)",
		c.Revision, c.Time, c.Actor, c.Message, c.Origin, c.Key, store.DigestColumn(c.Digest))
	return rows
}

func moveHead(rows *pgx.Batch, head store.Head) {
	rows.Queue("update head set revision = $1, recorded_at = $2", head.Revision, head.RecordedAt)
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
