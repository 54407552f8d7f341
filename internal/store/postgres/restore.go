package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Restore fills an empty database.
func (s *Store) Restore(ctx context.Context, log store.Log) error {
	return s.inTurn(ctx, func(ctx context.Context, conn *pgxpool.Conn, tx pgx.Tx) error {
		head, err := restoreOn(ctx, tx, log)
		if err == nil {
			s.announce(ctx, conn, head.Revision)
		}
		return err
	})
}

// restoreOn moves the head once, at the end. A row that is written again and again
// in one transaction leaves every version of it behind for the next to walk over.
func restoreOn(ctx context.Context, tx pgx.Tx, log store.Log) (store.Head, error) {
	locked, err := lock(ctx, tx, "")
	if err != nil {
		return locked.head, refusal(ctx, "take the append lock", err)
	}
	head := locked.head
	if head.Revision > 0 {
		return head, store.NotEmpty(head)
	}
	// The plans of statements are made while the tables are small and kept while
	// they grow; nobody analyses them before the end.
	if _, err := tx.Exec(ctx, "set local enable_seqscan = off"); err != nil {
		return head, refusal(ctx, "begin a restore", err)
	}
	err = log(func(c *catalogue.Commit) (err error) {
		if head, err = store.Resume(c, head); err != nil {
			return err
		}
		return refusal(ctx, "write a commit", write(ctx, tx, c, logRow(c)))
	})
	if err != nil || head.Revision == 0 {
		return head, err
	}
	last := &pgx.Batch{}
	moveHead(last, head)
	if err := tx.SendBatch(ctx, last).Close(); err != nil {
		return head, refusal(ctx, "write a commit", err)
	}
	return head, finish(ctx, tx, "")
}
