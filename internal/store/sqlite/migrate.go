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
	conn, err := connect(ctx, db)
	if err != nil {
		return refusal(ctx, "open the database", err)
	}
	defer conn.Close()
	if err := checkOwner(ctx, conn); err != nil {
		return refusal(ctx, "open the database", err)
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

// connect opens the first connection, which turns WAL on. That needs the file for
// itself for a moment, which another program that starts may have just then.
func connect(ctx context.Context, db *sql.DB) (*sql.Conn, error) {
	var conn *sql.Conn
	err := untilFree(ctx, func() (err error) {
		conn, err = db.Conn(ctx)
		return err
	})
	return conn, err
}

// checkOwner keeps us from writing our tables into the file of another program.
func checkOwner(ctx context.Context, conn *sql.Conn) error {
	var owner, tables int
	if err := conn.QueryRowContext(ctx, "pragma application_id").Scan(&owner); err != nil {
		return err
	}
	if err := conn.QueryRowContext(ctx, "select count(*) from sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if owner != applicationID && tables > 0 {
		return catalogue.Errorf(catalogue.Invalid, "this is the SQLite file of another program; name another file for the catalogue")
	}
	return nil
}

// apply also runs where nothing is due: it then ends a transaction that has only
// held the lock.
func apply(ctx context.Context, conn *sql.Conn, steps []store.Migration) error {
	var version int
	if err := conn.QueryRowContext(ctx, "pragma user_version").Scan(&version); err != nil {
		return err
	}
	due, err := store.Due(steps, version)
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
