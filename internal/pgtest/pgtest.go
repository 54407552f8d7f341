// Package pgtest gives tests a PostgreSQL of their own.
//
// A cluster is made with initdb in a new folder, listens on a Unix socket in
// that folder and on nothing else, and is gone when its owner is. A server that
// already runs on the machine is never asked, used or stopped: no address, port
// or environment variable of libpq leads out of the folder.
//
//	make test        run starts one cluster and hands its folder to every test
//	                 binary in FUNDUS_TEST_POSTGRES
//	go test ./x      the first New of the binary starts a cluster for the binary
//	NewCluster(t)    a cluster for one test, which may kill and start it again
//
// The owner is the process that called Start. A watchdog holds the reading end
// of a pipe whose writing end only the owner has: however the owner ends, also
// by SIGKILL, the kernel closes the pipe, and the watchdog stops the server and
// removes the folder. So nothing needs a TestMain, and no exit path can leak.
//
// Clusters run with fsync off: a killed server loses nothing that it confirmed,
// since the kernel outlives it; only a power cut would.
//
// Where PostgreSQL is missing, New fails the test and says what to install. It
// never skips: a suite that skips its database proves nothing about it.
package pgtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Variable names the environment variable that carries the folder of a cluster
// from the run command to the test binaries.
const Variable = "FUNDUS_TEST_POSTGRES"

// New returns the URL of an empty database that lives as long as the test. Any
// number of tests and processes may call it at once.
func New(t testing.TB) string {
	t.Helper()
	c, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	name := c.create(t)
	t.Cleanup(func() {
		// "force" throws out connections that the test has forgotten.
		if err := c.execute("drop database " + name + " with (force)"); err != nil {
			t.Error(err)
		}
	})
	return c.url(name)
}

// Mute makes every hint that is given in a database reach nobody: a function that
// does nothing stands before PostgreSQL's own. It is for connections made later.
func Mute(t testing.TB, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	_, err = conn.Exec(t.Context(), `
		create function public.pg_notify(text, text) returns void language sql as '';
		do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$`)
	if err != nil {
		t.Fatal(err)
	}
}

// NewCluster starts a cluster for this test alone.
func NewCluster(t testing.TB) *Cluster {
	t.Helper()
	c, err := Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// shared is the cluster of this test binary: the one announced in the
// environment, or else one that the binary starts and that ends with it.
var shared = sync.OnceValues(func() (*Cluster, error) {
	dir, announced := os.LookupEnv(Variable)
	if !announced {
		return Start()
	}
	// The name is checked so that a stray variable cannot lead to a real server.
	if !strings.HasPrefix(filepath.Base(dir), folderPrefix) {
		return nil, fmt.Errorf("%s=%q: not the folder of a throw-away cluster", Variable, dir)
	}
	return &Cluster{dir: dir}, nil
})

// Database returns the URL of an empty database that goes with the cluster.
func (c *Cluster) Database(t testing.TB) string {
	t.Helper()
	return c.url(c.create(t))
}

func (c *Cluster) create(t testing.TB) string {
	t.Helper()
	name := "t" + strings.ToLower(rand.Text())
	if err := c.execute("create database " + name); err != nil {
		t.Fatal(err)
	}
	return name
}

func (c *Cluster) execute(statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, c.url("postgres"))
	if err != nil {
		return fmt.Errorf("reach the test cluster: %w", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

// url names host and port in full: whatever is left out, pgx would take from
// PGHOST and PGPORT, and so from a server that is not ours.
func (c *Cluster) url(database string) string {
	return fmt.Sprintf("postgres://postgres@/%s?host=%s&port=%s", database, c.dir, port)
}
