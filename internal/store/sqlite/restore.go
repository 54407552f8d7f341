package sqlite

import (
	"context"
	"database/sql"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Restore fills an empty file. What does not fit into the writer's cache waits in
// the write-ahead log for the end of the transaction.
func (s *Store) Restore(ctx context.Context, log store.Log) error {
	var head store.Head
	err := s.locked(ctx, func(ctx context.Context, conn *sql.Conn) (err error) {
		head, err = restoreOn(ctx, conn, log)
		return err
	})
	if err == nil {
		s.bell.Ring(head.Revision)
	}
	return err
}

func restoreOn(ctx context.Context, conn *sql.Conn, log store.Log) (store.Head, error) {
	head, err := scanHead(conn.QueryRowContext(ctx, newest))
	if err != nil {
		return head, refusal(ctx, "read the head of the log", err)
	}
	if head.Revision > 0 {
		return head, store.NotEmpty(head)
	}
	err = log(func(c *catalogue.Commit) (err error) {
		if head, err = store.Resume(c, head); err != nil {
			return err
		}
		return refusal(ctx, "write a commit", write(ctx, conn, c))
	})
	if err != nil {
		return head, err
	}
	return head, finish(ctx, conn, "")
}
