package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"modernc.org/sqlite"

	"fundus/internal/pgtest"
)

// The scripts call the program by its name; it is this test binary again.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"fundus":                main,
		"fundus-on-a-full-disk": func() { fillDisk(); main() },
		"fundus-probed":         func() { serveProbe(); main() },
	})
}

// fillDisk lets SQLite find the disk full once a file has a hundred pages.
func fillDisk() {
	sqlite.RegisterConnectionHook(func(conn sqlite.ExecQuerierContext, _ string) error {
		_, err := conn.ExecContext(context.Background(), "pragma max_page_count = 100", []driver.NamedValue{})
		return err
	})
}

// What holds on one engine holds on the other: these stories are told on both.
func TestStories(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { tell(t, "testdata/script", nil) })
	t.Run("postgres", func(t *testing.T) { tell(t, "testdata/script", func() string { return pgtest.New(t) }) })
}

// What is about the command line or the file of a database is told once.
func TestStoriesOfOneFile(t *testing.T) { tell(t, "testdata/sqlite", nil) }

// tell runs the scripts of a folder, each on an empty database of its own:
// $FUNDUS_DATABASE, and $SECOND for those that need another.
func tell(t *testing.T, folder string, database func() string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 folder,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                scriptCommands,
		Setup: func(env *testscript.Env) error {
			first, second := filepath.Join(env.WorkDir, "fundus.db"), filepath.Join(env.WorkDir, "second.db")
			if database != nil {
				first, second = database(), database()
			}
			env.Setenv("FUNDUS_DATABASE", first)
			env.Setenv("SECOND", second)
			env.Setenv("ROOT", root)
			env.Setenv("GVISYS", filepath.Join(root, "internal/interchange/gvisys/testdata/miniature.latin1.txt"))
			env.Setenv("DCATAP", filepath.Join(root, "internal/interchange/dcatap/testdata/catalogue.ttl"))
			env.Setenv("PUBLICCODE", filepath.Join(root, "internal/interchange/publiccode/testdata/miniature.yml"))
			return nil
		},
	})
}

// scriptSQL is the command "sql FILE STATEMENT": a hand in the database.
func scriptSQL(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sql file statement")
	}
	if _, err := os.Stat(ts.MkAbs(args[0])); err != nil {
		ts.Fatalf("%v", err)
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(args[1])
	ts.Check(err)
}

// scriptModes is the command "modes FILE MODE": who may read a file, as ls writes it.
func scriptModes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: modes file mode")
	}
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := info.Mode().String(); got != args[1] {
		ts.Fatalf("%s is %s, want %s", args[0], got, args[1])
	}
}

// scriptLock is the command "lock FILE KIND": a transaction of another program,
// which ends with "unlock".
func scriptLock(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	db.SetMaxOpenConns(1)
	_, err = db.Exec("begin " + args[1])
	ts.Check(err)
	unlock := func() { _ = db.Close() }
	ts.Defer(unlock)
	ts.SetCmd("unlock", func(*testscript.TestScript, bool, []string) { unlock() })
}
