//go:build unix

package pgtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// server is the running postmaster. It is our child, not a daemon of pg_ctl, so
// that we reap it: as a zombie of a container's idle init it would look alive, and
// its successor would refuse to start.
type server struct {
	process *os.Process
	ended   chan struct{}
}

// Kill ends the server and its backends with SIGKILL, as a lost machine would: no
// connection is told, and what was not committed is gone.
func (c *Cluster) Kill(t testing.TB) {
	t.Helper()
	backends, err := c.backends()
	if err != nil {
		t.Fatal(err)
	}
	c.end(t, syscall.SIGKILL)
	for _, pid := range backends {
		_ = syscall.Kill(pid, syscall.SIGKILL) // it may have ended with its server
	}
}

// Stop ends the server in order, sending away whoever is connected.
func (c *Cluster) Stop(t testing.TB) {
	t.Helper()
	c.end(t, syscall.SIGINT)
}

// Restart starts a server that Kill or Stop has ended; databases and URLs stay
// as they were. The first tries may be refused: after a kill the kernel needs a
// moment to take the backends down, and while one lives the data is in use.
func (c *Cluster) Restart(t testing.TB) {
	t.Helper()
	var err error
	for range 50 {
		if err = c.launch(); err == nil {
			return
		}
	}
	t.Fatal(err)
}

func (c *Cluster) end(t testing.TB, signal os.Signal) {
	t.Helper()
	if c.server == nil {
		t.Fatal("the test cluster does not run")
	}
	if err := c.server.process.Signal(signal); err != nil {
		t.Fatalf("signal the test cluster: %v", err)
	}
	<-c.server.ended
	c.server = nil
}

// launch starts the server and comes back when it takes connections.
func (c *Cluster) launch() error {
	log, err := os.OpenFile(c.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open the log of the test cluster: %w", err)
	}
	defer log.Close()
	cmd := c.command(filepath.Join(c.bin, "postgres"), "-D", c.data())
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the test cluster: %w", err)
	}
	s := &server{cmd.Process, make(chan struct{})}
	go func() {
		_ = cmd.Wait() // its exit code tells how we ended it
		close(s.ended)
	}()
	if err := c.awaitReady(s); err != nil {
		_ = s.process.Kill() // it may have ended by itself
		<-s.ended
		return err
	}
	c.server = s
	return nil
}

// awaitReady looks where pg_ctl does: line 1 of the server's file is its process
// number, line 8 its state.
func (c *Cluster) awaitReady(s *server) error {
	patience := time.After(time.Minute)
	for {
		file, _ := os.ReadFile(filepath.Join(c.data(), "postmaster.pid")) // not there yet
		lines := strings.Split(string(file), "\n")
		if lines[0] == strconv.Itoa(s.process.Pid) && len(lines) > 7 && strings.HasPrefix(lines[7], "ready") {
			return nil
		}
		select {
		case <-time.After(5 * time.Millisecond):
			continue
		case <-s.ended:
		case <-patience:
		}
		log, _ := os.ReadFile(c.log())
		return fmt.Errorf("the test cluster in %s takes no connections:\n%s", c.dir, log)
	}
}

// backends are the processes of the server but the one that asks. A server killed
// alone would leave them answering until they notice.
func (c *Cluster) backends() ([]int, error) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, c.url("postgres"))
	if err != nil {
		return nil, fmt.Errorf("reach the test cluster: %w", err)
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, "select pid from pg_stat_activity where pid <> pg_backend_pid()")
	if err != nil {
		return nil, fmt.Errorf("list the backends of the test cluster: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[int])
}
