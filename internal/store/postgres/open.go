// Package postgres keeps the log in PostgreSQL 15 or newer.
//
// The database is authoritative for the numbers and the times of commits: both
// are taken in the transaction that holds the lock on the single row of head,
//
//	begin → lock head → key known? → plan → write versions → log → head → commit
//
// and the row is unlocked by the commit itself, so numbers follow the order of
// commits and leave no gap. Everything on this path is plain SQL that replicated
// and distributed engines of the PostgreSQL family understand.
//
// Versions travel by COPY in its binary form, also when there is only one: a
// second way to write would be a second thing to be wrong. They are read as raw
// binary columns, because at two million edges reflection is most of the time.
//
// A commit that waits is announced by NOTIFY, after it is durable and outside its
// transaction. That is a hint and may get lost; Wait polls as well.
//
// Only the begin of a commit is tried again, while nothing has been sent yet: after
// a connection lost later it says whether the outcome is known, and live decides. It never creates databases or roles.
package postgres

import (
	"context"
	"embed"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options are the settings of a store. The zero value is right for most.
type Options struct {
	Poll     time.Duration // how long Wait goes without a look at the log; 0 is a second
	Patience time.Duration // how long a statement is waited for that takes no time; 0 is 10 s
	Log      *slog.Logger  // told of lost and found connections; nil is silent
}

// Store is the log in a PostgreSQL database.
type Store struct {
	pool     *pgxpool.Pool
	poll     time.Duration
	patience time.Duration
	log      *slog.Logger
	bell     *store.Bell
	append   chan struct{} // one append of this process at a time, so waiting ones hold no connection

	life *store.Life
}

var _ store.Database = (*Store)(nil)

// fewestConnections lets an append read the log while a load is under way.
const fewestConnections = 4

// Open connects to the database of a URL, brings its schema up to date and
// starts listening for hints.
func Open(ctx context.Context, url string, options Options) (*Store, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "database", Message: "not a PostgreSQL address; write postgres://user@host/database", Err: err}
	}
	if options.Patience == 0 {
		options.Patience = 10 * time.Second
	}
	config.MaxConns = max(config.MaxConns, fewestConnections)
	config.PingTimeout = options.Patience
	config.AfterConnect = demand
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, refusal(ctx, "connect", err)
	}
	if err := migrate(ctx, pool); err != nil {
		pool.Close()
		return nil, err
	}
	s := &Store{
		pool: pool, poll: options.Poll, patience: options.Patience, log: options.Log,
		bell: store.NewBell(), append: make(chan struct{}, 1), life: store.NewLife(),
	}
	if s.poll == 0 {
		s.poll = time.Second
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	listening, done := s.life.Call(context.Background())
	go func() {
		defer done()
		s.listen(listening)
	}()
	return s, nil
}

// demand sets what must not be left to chance, where nobody has set it otherwise.
//
// Synchronous commits are turned on where they were turned off for the role or the
// database: a commit we confirm is on disk. And a program that stands still while it
// has the append lock, or whose machine is gone without a word, loses the lock after
// a time: otherwise nobody could write for as long as the database knows of nothing,
// which may be hours.
func demand(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, "select set_config(name, wanted, false) from (values "+
		"('synchronous_commit', 'off', 'on'), ('idle_in_transaction_session_timeout', '0', '5min')) setting (name, unwanted, wanted) "+
		"where current_setting(name) = unwanted")
	return err
}

// Close ends every call under way and releases the connections.
func (s *Store) Close() error {
	s.bell.Close()
	s.life.End()
	s.pool.Close()
	return nil
}

// Connections are those of a store to its database.
type Connections struct {
	InUse, Idle, Most int
	Waits             int64 // for one, since the start
}

// Connections counts them.
func (s *Store) Connections() Connections {
	now := s.pool.Stat()
	return Connections{
		InUse: int(now.AcquiredConns()), Idle: int(now.IdleConns()), Most: int(now.MaxConns()),
		Waits: now.EmptyAcquireCount(),
	}
}

// Head is the newest revision.
func (s *Store) Head(ctx context.Context) (store.Head, error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	hint := s.bell.Hint()
	head, err := s.head(ctx)
	if err == nil {
		s.bell.Correct(hint, head.Revision)
	}
	return head, refusal(ctx, "read the head of the log", err)
}

// head asks with patience. A connection on which nothing comes any more would keep
// whoever follows the log from it for as long as the system believes in it, a quarter
// of an hour and more; it is given up, with all others, which are like it.
func (s *Store) head(ctx context.Context) (store.Head, error) {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return store.Head{}, err
	}
	defer conn.Release()
	asking, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	head, err := scanHead(conn.QueryRow(asking, "select revision, recorded_at from head"))
	if err != nil && asking.Err() != nil && ctx.Err() == nil {
		s.pool.Reset()
	}
	return head, err
}

func scanHead(row pgx.Row) (store.Head, error) {
	var head store.Head
	var at *time.Time
	if err := row.Scan(&head.Revision, &at); err != nil {
		return store.Head{}, err
	}
	if at != nil {
		head.RecordedAt = at.UTC()
	}
	return head, nil
}

// Wait returns on a hint or after the poll interval.
func (s *Store) Wait(ctx context.Context, after catalogue.Revision) error {
	return s.bell.Wait(ctx, after, s.poll)
}
