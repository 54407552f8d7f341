package postgres

import (
	"context"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fundus/internal/catalogue"
)

// announce tells this process at once and the others through the database. The
// commit is durable by now, so a notification that fails is only a slow hint.
func (s *Store) announce(ctx context.Context, conn *pgxpool.Conn, revision catalogue.Revision) {
	s.bell.Ring(revision)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.poll)
	defer cancel()
	if _, err := conn.Exec(ctx, "select pg_notify('fundus', $1)", strconv.FormatInt(int64(revision), 10)); err != nil {
		s.log.DebugContext(ctx, "a commit was not announced", "revision", revision, "error", err)
	}
}

// listen keeps a connection that listens for the hints of other processes until
// the store is closed. While it has none, Wait lives by its poll.
func (s *Store) listen(ctx context.Context) {
	for {
		err := s.listenOnce(ctx)
		if ctx.Err() != nil {
			return
		}
		s.log.WarnContext(ctx, "no hints from the database for now", "error", err)
		select {
		case <-time.After(s.poll):
		case <-ctx.Done():
			return
		}
	}
}

// listenOnce rings for every notification until the connection is lost. A hint
// may have passed before it listened, so it begins with a look at the head.
func (s *Store) listenOnce(ctx context.Context) error {
	conn, err := pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "listen fundus"); err != nil {
		return err
	}
	head, err := scanHead(conn.QueryRow(ctx, "select revision, recorded_at from head"))
	if err != nil {
		return err
	}
	s.bell.Ring(head.Revision)
	for {
		hint, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		revision, err := strconv.ParseInt(hint.Payload, 10, 64)
		if err != nil {
			continue // not one of ours
		}
		s.bell.Ring(catalogue.Revision(revision))
	}
}
