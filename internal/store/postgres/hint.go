package postgres

import (
	"context"
	"strconv"
	"strings"
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
	if _, err := conn.Exec(ctx, "select pg_notify('fundus', current_schema() || '/' || $1::text)", strconv.FormatInt(int64(revision), 10)); err != nil {
		s.log.DebugContext(ctx, "a commit was not announced", "revision", revision, "error", err)
	}
}

// listener is the name of the listening connection in pg_stat_activity.
const listener = "fundus listener"

// The pauses before the listening connection is made again double up to a bound.
const (
	shortestPause = 50 * time.Millisecond
	longestPause  = 5 * time.Second
)

// listen keeps a connection that listens for the hints of other processes until
// the store is closed. While it has none, Wait lives by its poll.
func (s *Store) listen(ctx context.Context) {
	for pause := shortestPause; ; pause = min(2*pause, longestPause) {
		heard, err := s.listenOnce(ctx)
		if ctx.Err() != nil {
			return
		}
		if heard {
			pause = shortestPause
			s.log.WarnContext(ctx, "no hints from the database for now", "error", err)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
	}
}

// listenOnce rings for every notification until the connection is lost, and says
// whether it had one. A hint may have passed before it listened, so it begins with
// a look at the head.
func (s *Store) listenOnce(ctx context.Context) (heard bool, err error) {
	config := s.pool.Config().ConnConfig
	config.RuntimeParams["application_name"] = listener
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return false, err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "listen fundus"); err != nil {
		return false, err
	}
	head, err := scanHead(conn.QueryRow(ctx, "select revision, recorded_at from head"))
	if err != nil {
		return false, err
	}
	s.bell.Ring(head.Revision)
	var schema string // other catalogues of this database have others
	if err := conn.QueryRow(ctx, "select coalesce(current_schema(), '')").Scan(&schema); err != nil {
		return false, err
	}
	for {
		hint, err := conn.WaitForNotification(ctx)
		if err != nil {
			return true, err
		}
		revision, err := strconv.ParseInt(strings.TrimPrefix(hint.Payload, schema+"/"), 10, 64)
		if err != nil {
			continue // not one of ours
		}
		s.bell.Ring(catalogue.Revision(revision))
	}
}
