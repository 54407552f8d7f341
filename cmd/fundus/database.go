package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/store"
	"fundus/internal/store/postgres"
	"fundus/internal/store/sqlite"
)

// openStore opens the store that a --database means.
func openStore(ctx context.Context, database string, log *slog.Logger) (store.Database, error) {
	switch {
	case isPostgres(database):
		st, err := postgres.Open(ctx, database, postgres.Options{Log: log})
		if err != nil {
			return nil, unreachable(database, err)
		}
		return st, nil
	case strings.Contains(database, "://"):
		return nil, catalogue.Errorf(catalogue.Invalid, "%s is neither the path of a SQLite file nor a PostgreSQL address (postgres://…)", hidePassword(database))
	}
	return openFile(ctx, database)
}

// lockPatience is how long a file that another program has for itself is waited
// for. Our own programs never keep it longer than a moment.
const lockPatience = 5 * time.Second

func openFile(ctx context.Context, path string) (store.Database, error) {
	opening, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	st, err := sqlite.Open(opening, path, sqlite.Options{})
	switch {
	case err == nil:
		return st, nil
	case opening.Err() != nil && ctx.Err() == nil:
		return nil, &catalogue.Error{Kind: catalogue.Unavailable, Err: err,
			Message: fmt.Sprintf("%s: another program keeps the file locked; end it, or try again later", path)}
	}
	return nil, err
}

func isPostgres(database string) bool {
	return strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://")
}

// unreachable says which server does not answer, and what to look at first.
func unreachable(database string, err error) error {
	if catalogue.KindOf(err) != catalogue.Unavailable {
		return fmt.Errorf("%s: %w", hidePassword(database), err)
	}
	return fmt.Errorf("%s: %w; is the server running, and the address in --database right?", hidePassword(database), err)
}

// absent says that a database is a file that is not there. Only commands that
// write make one: a slip of the pen is not an empty catalogue.
func absent(database string) bool {
	if strings.Contains(database, "://") {
		return false
	}
	_, err := os.Stat(database)
	return errors.Is(err, fs.ErrNotExist)
}

// refuseAbsent is for commands that only read.
func refuseAbsent(database string) error {
	if !absent(database) {
		return nil
	}
	return catalogue.Errorf(catalogue.NotFound, "there is no database %s; name another with --database, or make one with \"fundus import\" or \"fundus serve --sample\"", database)
}

// withStore opens the store for as long as a command takes.
func withStore(ctx context.Context, line *cli, log *slog.Logger, do func(store.Database) error) (err error) {
	st, err := openStore(ctx, line.Database, log)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, st.Close()) }()
	return do(st)
}

// withCatalogue opens the catalogue for as long as a command takes.
func withCatalogue(ctx context.Context, line *cli, log *slog.Logger, do func(*live.Catalogue) error) error {
	return withStore(ctx, line, log, func(st store.Database) error { return withLive(ctx, st, live.Options{Log: log}, do) })
}

// withLive opens the catalogue of a store for as long as something takes.
func withLive(ctx context.Context, st store.Store, options live.Options, do func(*live.Catalogue) error) (err error) {
	c, err := live.Open(ctx, st, options)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, c.Close()) }()
	return do(c)
}

type migrateCmd struct{}

// Run opens the store, which is all that bringing it up to date takes.
func (migrateCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	st, err := openStore(ctx, line.Database, log)
	if err != nil {
		return err
	}
	head, err := st.Head(ctx)
	if err = firstOf(err, st.Close()); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s is up to date, at revision %d\n", hidePassword(line.Database), head.Revision)
	return nil
}

// hidePassword leaves the password of a database address out.
func hidePassword(database string) string {
	if !strings.Contains(database, "://") {
		return database
	}
	u, err := url.Parse(database)
	if err != nil {
		scheme, _, _ := strings.Cut(database, "://")
		return scheme + "://…"
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	query := u.Query()
	for name := range query {
		if strings.Contains(name, "password") {
			query.Del(name)
		}
	}
	u.RawQuery = strings.ReplaceAll(query.Encode(), "%2F", "/") // the folder of a socket
	return u.String()
}
