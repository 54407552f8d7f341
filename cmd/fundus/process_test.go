package main

import (
	"bufio"
	"io"
	"log/slog"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity/token"
)

// process is a server as a program of its own.
type process struct {
	*exec.Cmd
	key      string             // a token that may do everything there
	address  string             // host and port
	revision catalogue.Revision // at which it began to answer
	out      io.Reader
	errs     strings.Builder
}

// startServer starts a server on a database and waits until it answers.
func startServer(t *testing.T, database string, flags ...string) *process {
	t.Helper()
	p := launchServer(t, database, flags...)
	p.awaitGreeting(t)
	return p
}

// emptyFile is where a test's own SQLite file will be.
func emptyFile(t *testing.T) string { return filepath.Join(t.TempDir(), "fundus.db") }

// launchServer starts a server and waits for nothing.
func launchServer(t *testing.T, database string, flags ...string) *process {
	t.Helper()
	return launchProgram(t, "fundus", database, flags...)
}

// launchProgram is launchServer of a program that TestMain knows by another name.
func launchProgram(t *testing.T, program, database string, flags ...string) *process {
	t.Helper()
	p := &process{key: keyOf(t, database), Cmd: exec.Command(program, append([]string{"serve", "--listen", "127.0.0.1:0", "--database", database}, flags...)...)}
	p.Stderr = &p.errs
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.out = out
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() })
	return p
}

var greeting = regexp.MustCompile(`https?://([^/]+)/.* at revision (\d+)\.`)

// awaitGreeting reads the first line, which a server writes when it answers.
func (p *process) awaitGreeting(t *testing.T) {
	t.Helper()
	late := time.AfterFunc(patience, func() { _ = p.Process.Kill() })
	defer late.Stop()
	lines := bufio.NewReader(p.out)
	first, err := lines.ReadString('\n')
	said := greeting.FindStringSubmatch(first)
	if err != nil || said == nil {
		_ = p.Wait()
		t.Fatalf("the server does not start: %q, %v\n%s", first, err, &p.errs)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	revision, err := strconv.ParseUint(said[2], 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	p.address, p.revision = said[1], catalogue.Revision(revision)
	keys.Store(p.address, p.key)
}

// keys are the tokens with which requests are sent to servers, by address.
var keys sync.Map

// keysMade are the tokens of databases, which their servers have in common.
var keysMade sync.Map

// keyOf is a token that may do everything in a database, made once.
func keyOf(t *testing.T, database string) string {
	t.Helper()
	if known, ok := keysMade.Load(database); ok {
		return known.(string)
	}
	st, err := openStore(t.Context(), database, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	text, _, err := token.Make(t.Context(), st, token.Wish{
		Name: "test", Grants: []access.Given{{Role: "admin"}}, LocalOnly: true, By: "test", For: time.Hour,
	}, time.Now())
	if err = firstOf(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	keysMade.Store(database, text)
	return text
}

// kill ends the server as a lost machine would: it can do nothing about it.
func (p *process) kill(t *testing.T) {
	t.Helper()
	if err := p.Process.Kill(); err != nil {
		t.Fatalf("the server had ended by itself: %v\n%s", err, &p.errs)
	}
	_ = p.Wait() // reports the kill
}
