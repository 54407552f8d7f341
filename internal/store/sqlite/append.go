package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Append makes one commit or none.
func (s *Store) Append(ctx context.Context, stamp catalogue.Stamp, plan store.Plan) (appended store.Appended, err error) {
	err = s.locked(ctx, func(ctx context.Context, conn *sql.Conn) error {
		appended, err = appendOn(ctx, conn, stamp, plan)
		return err
	})
	if err == nil && appended.Commit != nil {
		s.bell.Ring(appended.Revision)
	}
	return appended, err
}

// locked calls with the append lock, in a transaction that is rolled back unless
// the call finishes it.
func (s *Store) locked(ctx context.Context, do func(ctx context.Context, conn *sql.Conn) error) error {
	ctx, done := s.life.Call(ctx)
	defer done()
	conn, err := s.writer.Conn(ctx) // the queue of this program
	if err != nil {
		return refusal(ctx, "wait for the commit before", err)
	}
	defer conn.Close()
	if err := begin(ctx, conn); err != nil {
		return refusal(ctx, "take the append lock", err)
	}
	defer rollBack(ctx, conn) // after a commit it does nothing
	return do(ctx, conn)
}

func appendOn(ctx context.Context, conn *sql.Conn, stamp catalogue.Stamp, plan store.Plan) (store.Appended, error) {
	head, err := scanHead(conn.QueryRowContext(ctx, newest))
	if err != nil {
		return store.Appended{}, refusal(ctx, "read the head of the log", err)
	}
	if made, digest, err := findKey(ctx, conn, stamp.Key); err != nil {
		return store.Appended{}, refusal(ctx, "look for the key of a commit", err)
	} else if made > 0 {
		return store.Repeat(stamp, made, digest)
	}
	commit, err := plan(ctx, head)
	if err != nil {
		return store.Appended{}, err
	}
	if commit == nil || commit.Empty() {
		return store.Appended{Revision: head.Revision}, nil
	}
	if err := store.Seal(commit, head, stamp, time.Now()); err != nil {
		return store.Appended{}, err
	}
	if err := write(ctx, conn, commit); err != nil {
		return store.Appended{}, refusal(ctx, "write a commit", err)
	}
	if err := finish(ctx, conn, stamp.Key); err != nil {
		return store.Appended{}, err
	}
	return store.Appended{Commit: commit, Revision: commit.Revision}, nil
}

// begin takes the append lock: from here on no other connection writes.
func begin(ctx context.Context, conn *sql.Conn) error {
	return untilFree(ctx, func() error {
		_, err := conn.ExecContext(ctx, "begin immediate")
		return err
	})
}

// untilFree tries for as long as another connection has the lock and the context
// lasts. SQLite can wait by itself, but would not hear that the caller has left.
func untilFree(ctx context.Context, try func() error) error {
	for {
		err := try()
		if code(err) != sqlite3.SQLITE_BUSY {
			return err
		}
		select {
		case <-time.After(2 * time.Millisecond):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// finish commits, also when the caller has left by then. An error of the disk
// leaves open whether the last page of the log got there before it; a full disk
// does not, since SQLite has then failed to write that page.
func finish(ctx context.Context, conn *sql.Conn, key string) error {
	ctx = context.WithoutCancel(ctx)
	_, err := conn.ExecContext(ctx, "commit")
	if code(err) == sqlite3.SQLITE_IOERR {
		return &store.OutcomeError{Key: key, Err: err}
	}
	return refusal(ctx, "make a commit", err)
}

// rollBack ends the transaction if there is one. A connection that cannot even do
// that is thrown away, and the lock with it.
func rollBack(ctx context.Context, conn *sql.Conn) {
	_, err := conn.ExecContext(context.WithoutCancel(ctx), "rollback")
	if err == nil || code(err) == sqlite3.SQLITE_ERROR { // no transaction is active
		return
	}
	_ = conn.Raw(func(any) error { return driver.ErrBadConn })
}

// findKey is the commit that has a key and what it was made of; revision 0 is none.
func findKey(ctx context.Context, conn *sql.Conn, key string) (catalogue.Revision, catalogue.Digest, error) {
	if key == "" {
		return 0, catalogue.Digest{}, nil
	}
	var made catalogue.Revision
	var digest []byte
	err := conn.QueryRowContext(ctx, "select revision, digest from log where key = ?", key).Scan(&made, &digest)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return made, store.DigestFromColumn(digest), err
}

// Head is the newest revision.
func (s *Store) Head(ctx context.Context) (store.Head, error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	head, err := scanHead(s.readers.QueryRowContext(ctx, newest))
	return head, refusal(ctx, "read the head of the log", err)
}

// newest relies on the primary key, read from its end.
const newest = "select revision, recorded_at from log order by revision desc limit 1"

func scanHead(row *sql.Row) (store.Head, error) {
	var revision, at int64
	err := row.Scan(&revision, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return store.Head{}, nil
	}
	return store.Head{Revision: catalogue.Revision(revision), RecordedAt: time.UnixMicro(at).UTC()}, err
}
