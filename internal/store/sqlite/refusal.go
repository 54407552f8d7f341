package sqlite

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

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
	switch extendedCode(err) {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return store.AlreadyThere(err)
	}
	why, known := reasons[code(err)]
	if !known {
		why = "SQLite refused a statement; the cause is in the log"
	}
	kind := catalogue.Unavailable
	if code(err) == sqlite3.SQLITE_NOTADB {
		kind = catalogue.Invalid // and stays so
	}
	return &catalogue.Error{Kind: kind, Message: "could not " + doing + ": " + why, Err: err}
}

// reasons say by primary result code (sqlite.org/rescode.html) what to do.
var reasons = map[int]string{
	sqlite3.SQLITE_BUSY:     "another program is writing to the database",
	sqlite3.SQLITE_LOCKED:   "another program is writing to the database",
	sqlite3.SQLITE_FULL:     "the disk is full; nothing was stored",
	sqlite3.SQLITE_IOERR:    "the disk failed to read or write",
	sqlite3.SQLITE_READONLY: "the file or its folder can only be read; check the rights",
	sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; check the rights of the file and its folder",
	sqlite3.SQLITE_PERM:     "the file cannot be opened; check the rights of the file and its folder",
	sqlite3.SQLITE_NOTADB:   "the file is not a SQLite database",
	sqlite3.SQLITE_CORRUPT:  "the file is damaged; restore a copy of it",
	sqlite3.SQLITE_NOMEM:    "there is not enough memory",
}

// code is the primary result code of a driver error, 0 for other errors.
func code(err error) int { return extendedCode(err) & 0xff }

func extendedCode(err error) int {
	var refused *sqlite.Error
	if !errors.As(err, &refused) {
		return 0
	}
	return refused.Code()
}
