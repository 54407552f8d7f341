package store

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"fundus/internal/catalogue"
)

// Migration is one step of an engine's schema. Steps go forward only, each once,
// all that are due in one transaction under a lock. The number of the last one is
// the schema version that the database remembers.
//
// Why not a migration library: what is left of one without down-steps, Go steps
// and a history table is this file, and both engines make schema and version
// change in one transaction, for which libraries need database/sql under pgx.
type Migration struct {
	Name string // the file, "0001_log.sql"
	SQL  string
}

// Migrations reads the steps from the .sql files of an engine. Their numbers
// must be 1, 2, 3 …, so that a file added on two branches at once is noticed.
func Migrations(files fs.FS) ([]Migration, error) {
	names, err := fs.Glob(files, "*/*.sql") // sorted
	if err != nil {
		return nil, fmt.Errorf("list the migrations: %w", err)
	}
	var steps []Migration
	for i, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		if n, err := strconv.Atoi(number); err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %s: its number should be %d", name, i+1)
		}
		sql, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read migration %s: %w", name, err)
		}
		steps = append(steps, Migration{path.Base(name), string(sql)})
	}
	return steps, nil
}

// Due are the steps that a database at a schema version still needs. A version
// this program does not know is Invalid: writing to it could destroy what the
// newer program stores there.
func Due(steps []Migration, version int) ([]Migration, error) {
	if version > len(steps) {
		return nil, catalogue.Errorf(catalogue.Invalid,
			"this database was written by a newer Fundus (schema %d, this program knows %d): update the program", version, len(steps))
	}
	return steps[version:], nil
}
