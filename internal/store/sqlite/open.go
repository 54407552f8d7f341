// Package sqlite keeps the log in one SQLite file: the default that needs no
// set-up, account or server, with the same promises as a database server.
//
// The file is in WAL mode with full synchronisation: a commit that was confirmed
// is on disk, and readers never wait for the writer. There is one writer at a
// time over all programs that have the file open; "begin immediate" is the append
// lock. Within a program appends queue for the one writing connection, so that
// none of them sits in SQLite's busy loop, which no context can end.
//
//	writer   one connection    begin immediate → key known? → plan → write → commit
//	readers  a few             each statement reads one moment of the file
//
// Rows are read beneath database/sql: its conversions cost more than SQLite does
// where two million edges start a server. What each commit made and ended is found
// through indexes; there is no second copy of anything.
//
// A hint reaches only the program that committed. Others find a commit by looking
// every 100 ms, which costs a look at one page of memory.
//
// The file belongs on a local disk: locks and shared memory of SQLite do not work
// over network file systems.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	_ "modernc.org/sqlite" // the driver called "sqlite"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options are the settings of a store. The zero value is right for most.
type Options struct {
	Poll time.Duration // how long Wait goes without a look at the log; 0 is 100 ms
}

// Store is the log in a SQLite file.
type Store struct {
	writer  *sql.DB // one connection
	readers *sql.DB
	poll    time.Duration
	bell    *store.Bell
	life    *store.Life
}

var _ store.Database = (*Store)(nil)

// Open opens the file at a path, which it makes if there is none, and brings its
// schema up to date. The folder must exist.
func Open(ctx context.Context, path string, options Options) (*Store, error) {
	if err := checkPlace(path); err != nil {
		return nil, err
	}
	if err := makeFile(path); err != nil {
		return nil, err
	}
	s := &Store{poll: options.Poll, bell: store.NewBell(), life: store.NewLife()}
	if s.poll == 0 {
		s.poll = 100 * time.Millisecond
	}
	var err error
	if s.writer, err = sql.Open("sqlite", address(path, "rwc", writerPragmas)); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s.writer.SetMaxOpenConns(1)
	if err := migrate(ctx, s.writer); err != nil {
		return nil, errors.Join(about(path, err), s.writer.Close())
	}
	if s.readers, err = sql.Open("sqlite", address(path, "rw", readerPragmas)); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), s.writer.Close())
	}
	s.readers.SetMaxOpenConns(2 + 2*runtime.GOMAXPROCS(0))
	return s, nil
}

// The pragmas of each new connection. The writer's patience with a locked file is
// short, since untilFree asks again and listens to its context.
var (
	writerPragmas = []string{"busy_timeout(20)", "synchronous(full)", "journal_size_limit(67108864)", "cache_size(-65536)"}
	readerPragmas = []string{"busy_timeout(10000)", "query_only(1)", "mmap_size(1073741824)"}
)

// address escapes the path, in which "?" and "%" are letters like others.
func address(path, mode string, pragmas []string) string {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: url.Values{"mode": {mode}, "_pragma": pragmas}.Encode()}
	return u.String()
}

// checkPlace finds what SQLite would only call "unable to open database file".
func checkPlace(path string) error {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return refused(path, fmt.Sprintf("there is no folder %s", folder))
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return refused(path, "it is not a file")
	}
	return nil
}

func refused(path, why string) error {
	return &catalogue.Error{Kind: catalogue.Invalid, Field: "database", Value: path, Message: fmt.Sprintf("cannot open %s: %s", path, why)}
}

// makeFile makes a file that is not there, empty, as its owner's alone: the catalogue has
// what not everybody may see, and SQLite would make it readable by all. The files beside
// it, -wal and -shm, take its mode. A file that is there keeps its mode, and is never
// opened here: closing it would take the locks from another Store of this program.
func makeFile(path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case err == nil:
		return f.Close()
	case errors.Is(err, fs.ErrPermission):
		return refused(path, "permission denied")
	}
	return nil // another was faster, or SQLite says better what is wrong
}

// about adds the path to a refusal: whoever opens several files wants to know
// which one it is about.
func about(path string, err error) error {
	var ours *catalogue.Error
	if !errors.As(err, &ours) {
		return fmt.Errorf("open %s: %w", path, err)
	}
	named := *ours
	named.Message = path + ": " + ours.Message
	return &named
}

// Close ends every call under way and releases the file.
func (s *Store) Close() error {
	s.bell.Close()
	s.life.End()
	return errors.Join(s.readers.Close(), s.writer.Close())
}

// Wait returns on a hint or after the poll interval.
func (s *Store) Wait(ctx context.Context, after catalogue.Revision) error {
	return s.bell.Wait(ctx, after, s.poll)
}
