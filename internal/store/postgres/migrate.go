package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fundus/internal/store"
)

// migrationLock is the number of the advisory lock that programs take which
// migrate the same database at once: "fundus" in ASCII.
const migrationLock = 0x66756e647573

// migrate brings the schema up to date in one transaction, and touches nothing
// where it is: a database that can only be read can still be opened.
func migrate(ctx context.Context, pool *pgxpool.Pool) error {
	steps, err := store.Migrations(migrations)
	if err != nil {
		return err
	}
	version, err := schemaVersion(ctx, pool)
	if err != nil {
		return refusal(ctx, "read the schema version", err)
	}
	due, err := store.Due(steps, version)
	if err != nil || len(due) == 0 {
		return err
	}
	err = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return apply(ctx, tx, steps) })
	return refusal(ctx, "bring the schema up to date", err)
}

// apply makes the table of versions by "if not exists" even though it could look:
// a look would be answered from what this connection remembered before it waited
// for the lock, and another program may have migrated in the meantime.
func apply(ctx context.Context, tx pgx.Tx, steps []store.Migration) error {
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(migrationLock)); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "create table if not exists schema_version (version integer primary key)"); err != nil {
		return err
	}
	var version int
	if err := tx.QueryRow(ctx, newestVersion).Scan(&version); err != nil {
		return err
	}
	due, err := store.Due(steps, version)
	if err != nil {
		return err
	}
	for i, step := range due {
		// Without arguments a statement may be a whole script.
		if _, err := tx.Exec(ctx, step.SQL, pgx.QueryExecModeSimpleProtocol); err != nil {
			return fmt.Errorf("%s: %w", step.Name, err)
		}
		if _, err := tx.Exec(ctx, "insert into schema_version values ($1)", version+i+1); err != nil {
			return err
		}
	}
	return nil
}

// newestVersion is 0 for a database to which no step was applied yet.
const newestVersion = "select coalesce(max(version), 0) from schema_version"

// schemaVersion is 0 for a database that has none.
func schemaVersion(ctx context.Context, pool *pgxpool.Pool) (version int, err error) {
	var there bool
	err = pool.QueryRow(ctx, "select to_regclass('schema_version') is not null").Scan(&there)
	if err != nil || !there {
		return 0, err
	}
	err = pool.QueryRow(ctx, newestVersion).Scan(&version)
	return version, err
}
