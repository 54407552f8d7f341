package main

import (
	"context"
	"log/slog"
	"strings"

	"fundus/internal/live"
	"fundus/internal/store"
	"fundus/internal/store/postgres"
	"fundus/internal/store/sqlite"
)

// openStore opens the store that a --database means.
func openStore(ctx context.Context, database string, log *slog.Logger) (store.Store, error) {
	if strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://") {
		return postgres.Open(ctx, database, postgres.Options{Log: log})
	}
	return sqlite.Open(ctx, strings.TrimPrefix(database, "sqlite:"), sqlite.Options{})
}

// withCatalogue opens the catalogue for as long as a command takes.
func withCatalogue(ctx context.Context, line *cli, log *slog.Logger, do func(*live.Catalogue) error) (err error) {
	st, err := openStore(ctx, line.Database, log)
	if err != nil {
		return err
	}
	defer func() {
		if closed := st.Close(); err == nil {
			err = closed
		}
	}()
	c, err := live.Open(ctx, st, live.Options{Log: log})
	if err != nil {
		return err
	}
	defer c.Close()
	return do(c)
}

type migrateCmd struct{}

// Run opens the store, which is all that bringing it up to date takes.
func (migrateCmd) Run(ctx context.Context, line *cli, log *slog.Logger) error {
	st, err := openStore(ctx, line.Database, log)
	if err != nil {
		return err
	}
	return st.Close()
}
