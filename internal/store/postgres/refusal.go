package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/jackc/pgx/v5/pgconn"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// refusal turns an error of the driver into one that a caller can act on. doing
// completes "could not …". The driver's words stay behind as the cause, for logs.
//
// A caller that has ended gets its own reason back, and an error that is ours
// already stays as it is.
func refusal(ctx context.Context, doing string, err error) error {
	var ours *catalogue.Error
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", doing, context.Cause(ctx))
	case errors.As(err, &ours):
		return err
	}
	if server, ok := errors.AsType[*pgconn.PgError](err); ok {
		return refusedByServer(doing, server)
	}
	var connect *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, net.ErrClosed) {
		return unavailable(doing, "the database server does not answer", err)
	}
	return unavailable(doing, "the connection to the database was lost", err)
}

// refusedByServer goes by SQLSTATE, first the single code, then its class; see
// appendix A of the PostgreSQL manual.
func refusedByServer(doing string, err *pgconn.PgError) error {
	switch err.Code {
	case "23505": // unique_violation
		return store.AlreadyThere(err)
	case "25006": // read_only_sql_transaction
		return unavailable(doing, "the database can only be read, as a standby is", err)
	case "25P03": // idle_in_transaction_session_timeout
		return unavailable(doing, "the commit took so long to be planned that the database has let others go first; nothing was stored", err)
	case "53100": // disk_full
		return unavailable(doing, "the disk of the database is full; nothing was stored", err)
	case "3D000": // invalid_catalog_name
		return unavailable(doing, "the database does not exist", err)
	}
	switch err.Code[:2] {
	case "08", "57":
		return unavailable(doing, "the database server is shutting down or starting", err)
	case "28":
		return unavailable(doing, "the database server refuses the login", err)
	case "53":
		return unavailable(doing, "the database server has no memory or connections left", err)
	case "42":
		return unavailable(doing, "the database lacks a table or a right that this program needs", err)
	}
	return unavailable(doing, "the database refused a statement; the server's log says why", err)
}

func unavailable(doing, why string, err error) error {
	return &catalogue.Error{Kind: catalogue.Unavailable, Message: "could not " + doing + ": " + why, Err: err}
}

// outcomeUnknown says whether an error of COMMIT leaves open whether there is a
// commit now: every one does that is not a plain refusal of the server. One that
// shuts down may have committed before it said so.
func outcomeUnknown(err error) bool {
	var server *pgconn.PgError
	if !errors.As(err, &server) {
		return true
	}
	class := server.Code[:2]
	return class == "08" || class == "57" || server.Code == "40003" // statement_completion_unknown
}
