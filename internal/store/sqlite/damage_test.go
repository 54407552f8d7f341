package sqlite_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
	"fundus/internal/store/sqlite"
)

// A full disk refuses the commit whole, says so, and does no harm: when there is
// room again, the same store goes on.
func TestAFullDiskStoresNothingOfACommit(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	if _, err := s.Append(t.Context(), catalogue.Stamp{}, areas(1)); err != nil {
		t.Fatal(err)
	}
	s.LimitPages(t, 40)
	_, err := s.Append(t.Context(), catalogue.Stamp{Key: "k"}, areas(5000))
	if catalogue.KindOf(err) != catalogue.Unavailable || !strings.Contains(err.Error(), "full") {
		t.Errorf("error %v, want a full disk", err)
	}
	s.LimitPages(t, 1<<30)
	appended, err := s.Append(t.Context(), catalogue.Stamp{Key: "k"}, areas(5000))
	if err != nil || appended.Revision != 2 || appended.Repeated {
		t.Errorf("with room again: %+v, %v; want revision 2", appended.Revision, err)
	}
}

// What is no catalogue is refused with the reason, and left byte for byte.
func TestStrangeFilesAreRefusedAndLeftAlone(t *testing.T) {
	folder := t.TempDir()
	notADatabase := filepath.Join(folder, "letter.txt")
	write(t, notADatabase, strings.Repeat("Sehr geehrte Damen und Herren, ", 100))
	truncated := filepath.Join(folder, "truncated.db")
	write(t, truncated, "SQLite format 3\x00 and no more")
	for path, reason := range map[string]string{
		notADatabase:                             "not a SQLite database",
		truncated:                                "not a SQLite database",
		ofAnotherProgram(t, folder):              "another program",
		filepath.Join(folder, "missing", "c.db"): "there is no folder",
		folder:                                   "not a file",
	} {
		before, _ := os.ReadFile(path) // of what is no file there is nothing
		s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
		if err == nil {
			s.Close()
		}
		if catalogue.KindOf(err) != catalogue.Invalid || !strings.Contains(err.Error(), reason) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v, want one about %q", path, err, reason)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s was written to", path)
		}
	}
}

func ofAnotherProgram(t *testing.T, folder string) string {
	t.Helper()
	path := filepath.Join(folder, "bookmarks.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "create table bookmark (url text)"); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file that can only be read is refused with that reason. SQLite goes by a byte
// of the header as well as by the rights, and root has all rights.
func TestAReadOnlyFileIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalogue.db")
	write(t, path, "")
	emptyButOwned(t, path)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	const writeVersion = 18 // above 2 means that only newer programs may write
	if _, err := file.WriteAt([]byte{3}, writeVersion); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err == nil {
		s.Close()
	}
	if catalogue.KindOf(err) != catalogue.Unavailable || !strings.Contains(err.Error(), "only be read") {
		t.Errorf("error %v, want a file that can only be read", err)
	}
}

// emptyButOwned makes a database without our tables, so that Open has to write.
func emptyButOwned(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "create table t (n int); drop table t"); err != nil {
		t.Fatal(err)
	}
}

// Confirmed commits are on disk and readers do not wait: that is what these
// pragmas say, and a changed default of the driver must not change it.
func TestDurabilityIsDemanded(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2"} {
		if got := s.WriterPragma(t, pragma); got != want {
			t.Errorf("pragma %s is %s, want %s", pragma, got, want)
		}
	}
}

func open(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{Poll: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// areas plans n new areas.
func areas(n int) store.Plan {
	return func(_ context.Context, head store.Head) (*catalogue.Commit, error) {
		c := &catalogue.Commit{}
		for i := range n {
			area := &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.T("Gebiet")}}
			id := catalogue.ID(int(head.Revision)*1_000_000 + i + 1)
			c.Records = append(c.Records, catalogue.RecordVersion{ID: id, Kind: catalogue.KindArea, Record: area, Created: true})
		}
		return c, nil
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
