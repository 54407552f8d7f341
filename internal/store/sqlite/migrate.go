package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// applicationID marks our files in their header, as "Fund" in ASCII; the file
// command and we know them by it.
const applicationID = 0x46756e64

// migrate brings the schema up to date in one transaction. The version stands in
// the header of the file (user_version), which takes part in transactions.
func migrate(ctx context.Context, db *sql.DB) error {
	steps, err := store.Migrations(migrations)
	if err != nil {
		return err
	}
	var conn *sql.Conn
	err = untilFree(ctx, func() (err error) {
		conn, err = db.Conn(ctx)
		return err
	})
	if err != nil {
		return refusal(ctx, "open the database", err)
	}
	defer conn.Close()
	if err := untilFree(ctx, func() error { return prepare(ctx, conn) }); err != nil {
		return refusal(ctx, "open the database", err)
	}
	// Whoever only reads must not wait for a writer, so the lock is left alone
	// where nothing is due; versions only ever go up.
	var due []store.Migration
	err = untilFree(ctx, func() (err error) {
		due, err = dueFor(ctx, conn, steps)
		return err
	})
	if err != nil || len(due) == 0 {
		return refusal(ctx, "read the schema version", err)
	}
	if err := begin(ctx, conn); err != nil {
		return refusal(ctx, "bring the schema up to date", err)
	}
	if err := apply(ctx, conn, steps); err != nil {
		rollBack(ctx, conn)
		return refusal(ctx, "bring the schema up to date", err)
	}
	return nil
}

// prepare keeps us from changing the file of another program, and then turns WAL
// on, which the file remembers. The first time that needs the file for itself for a
// moment, which another program that starts may have just then.
func prepare(ctx context.Context, conn *sql.Conn) error {
	// One statement, so that a program that is migrating is not seen half-way.
	const query = "select (select application_id from pragma_application_id), (select count(*) from sqlite_schema)"
	var owner, tables int
	if err := conn.QueryRowContext(ctx, query).Scan(&owner, &tables); err != nil {
		return err
	}
	if owner != applicationID && tables > 0 {
		return catalogue.Errorf(catalogue.Invalid, "this is the SQLite file of another program; name another file for the catalogue")
	}
	_, err := conn.ExecContext(ctx, "pragma journal_mode = wal")
	return err
}

// dueFor are the steps that the file still needs.
func dueFor(ctx context.Context, conn *sql.Conn, steps []store.Migration) ([]store.Migration, error) {
	var version int
	if err := conn.QueryRowContext(ctx, "pragma user_version").Scan(&version); err != nil {
		return nil, err
	}
	return store.Due(steps, version)
}

// apply asks again what is due, now that nobody else can change it. It may be
// nothing: the transaction has then only held the lock.
func apply(ctx context.Context, conn *sql.Conn, steps []store.Migration) error {
	due, err := dueFor(ctx, conn, steps)
	if err != nil {
		return err
	}
	for _, step := range due {
		if _, err := conn.ExecContext(ctx, step.SQL); err != nil {
			return fmt.Errorf("%s: %w", step.Name, err)
		}
	}
	if len(due) > 0 {
		mark := fmt.Sprintf("pragma user_version = %d; pragma application_id = %d", len(steps), applicationID)
		if _, err := conn.ExecContext(ctx, mark); err != nil {
			return err
		}
	}
	_, err = conn.ExecContext(ctx, "commit")
	return err
}
