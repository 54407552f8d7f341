package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// The commands of the scripts beside those of testscript:
//
//	serve [flags]              starts the server; $URL is its address then, and $TOKEN
//	                           the first token, if it makes one
//	stop [SIGNAL…]             sends signals in a row and waits; its output is stdout and stderr
//	[!] ask FILE               puts a question to the server, with $TOKEN if there is one;
//	                           the answer is stdout
//	await FILE PATTERN         asks until the answer matches
//	status CODE METHOD PATH    looks at an address of the server, with $TOKEN too
//	refused                    looks at /whoami until $TOKEN is refused; why is stdout
//	exits CODE COMMAND…        executes a command that ends with a code
//	sql FILE STATEMENT         executes it on a SQLite file
//	lock FILE KIND, unlock     begins and ends a transaction in it
var scriptCommands = map[string]func(*testscript.TestScript, bool, []string){
	"serve":   scriptServe,
	"halt":    scriptHalt,
	"ask":     scriptAsk,
	"await":   scriptAwait,
	"status":  scriptStatus,
	"refused": scriptRefused,
	"exits":   scriptExits,
	"sql":     scriptSQL,
	"lock":    scriptLock,
	"modes":   scriptModes,
}

// patience is how long anything is waited for.
const patience = 30 * time.Second

// served is the server of a script.
type served struct {
	cmd  *exec.Cmd
	out  bytes.Buffer
	err  bytes.Buffer
	done chan struct{} // closed when out is complete
}

// servers are those of the scripts that run just now; scripts run in parallel.
var servers = struct {
	sync.Mutex
	of map[*testscript.TestScript]*served
}{of: map[*testscript.TestScript]*served{}}

func put(ts *testscript.TestScript, s *served) {
	servers.Lock()
	defer servers.Unlock()
	servers.of[ts] = s
}

func take(ts *testscript.TestScript) *served {
	servers.Lock()
	defer servers.Unlock()
	s := servers.of[ts]
	if s == nil {
		ts.Fatalf("no server runs")
	}
	delete(servers.of, ts)
	return s
}

var address = regexp.MustCompile(`http://[^/]+/`)

func scriptServe(ts *testscript.TestScript, neg bool, args []string) {
	s := &served{done: make(chan struct{})}
	s.cmd = exec.Command("fundus", append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	s.cmd.Dir, s.cmd.Env, s.cmd.Stderr = ts.MkAbs("."), environment(ts), &s.err
	out, err := s.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(s.cmd.Start())
	ts.Defer(func() { _ = s.cmd.Process.Kill() })
	timer := time.AfterFunc(patience, func() { _ = s.cmd.Process.Kill() })
	defer timer.Stop()
	lines := bufio.NewReader(io.TeeReader(out, &s.out))
	first, err := lines.ReadString('\n')
	if err != nil {
		ts.Fatalf("the server does not start: %v\n%s", err, &s.err)
	}
	if ts.Getenv("TOKEN") == "" && !slices.ContainsFunc(args, func(a string) bool { return a == "--read-only" || a == "--identity" }) {
		takeFirstToken(ts, lines)
	}
	go func() {
		defer close(s.done)
		_, _ = io.Copy(io.Discard, lines)
	}()
	url := address.FindString(first)
	ts.Setenv("URL", url)
	ts.Setenv("ADDRESS", strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/"))
	put(ts, s)
}

var firstToken = regexp.MustCompile(`#token=(\S+)`)

// takeFirstToken reads on until the server has said how to change something.
func takeFirstToken(ts *testscript.TestScript, lines *bufio.Reader) {
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			ts.Fatalf("the server does not say how to change something: %v", err)
		}
		if said := firstToken.FindStringSubmatch(line); said != nil {
			ts.Setenv("TOKEN", said[1])
			return
		}
		if strings.Contains(line, "fundus token create") {
			return
		}
	}
}

func environment(ts *testscript.TestScript) []string {
	env := []string{"PATH=" + os.Getenv("PATH"), "GOCOVERDIR=" + os.Getenv("GOCOVERDIR")}
	for _, name := range []string{"FUNDUS_DATABASE", "FUNDUS_SAMPLE", "HOME", "TMPDIR"} {
		if value := ts.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	return env
}

func scriptHalt(ts *testscript.TestScript, neg bool, args []string) {
	s := take(ts)
	if len(args) == 0 {
		args = []string{"TERM"}
	}
	for _, name := range args {
		signal := map[string]syscall.Signal{"TERM": syscall.SIGTERM, "INT": syscall.SIGINT, "KILL": syscall.SIGKILL}[name]
		ts.Check(s.cmd.Process.Signal(signal))
	}
	timer := time.AfterFunc(patience, func() { _ = s.cmd.Process.Kill() })
	defer timer.Stop()
	<-s.done
	err := s.cmd.Wait()
	_, _ = s.out.WriteTo(ts.Stdout())
	_, _ = s.err.WriteTo(ts.Stderr())
	if (err != nil) != neg {
		ts.Fatalf("the server ended with %v", err)
	}
}

// question puts the operation in a file to the server.
func question(ts *testscript.TestScript, file string) (answer string, asGoodAs error) {
	body, err := json.Marshal(map[string]string{"query": ts.ReadFile(file)})
	ts.Check(err)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, ts.Getenv("URL")+"graphql", bytes.NewReader(body))
	ts.Check(err)
	r.Header.Set("Content-Type", "application/json")
	signed(ts, r)
	resp, err := http.DefaultClient.Do(r)
	ts.Check(err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	ts.Check(err)
	if strings.Contains(string(text), `"errors":`) {
		return string(text), errors.New(string(text))
	}
	return string(text), nil
}

// signed shows $TOKEN, if there is one.
func signed(ts *testscript.TestScript, r *http.Request) {
	if token := ts.Getenv("TOKEN"); token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
}

func scriptAsk(ts *testscript.TestScript, neg bool, args []string) {
	answer, err := question(ts, args[0])
	_, _ = io.WriteString(ts.Stdout(), answer)
	if (err != nil) != neg {
		ts.Fatalf("answer: %s", answer)
	}
}

func scriptAwait(ts *testscript.TestScript, neg bool, args []string) {
	wanted := regexp.MustCompile(args[1])
	var answer string
	if !eventually(func() bool {
		var err error
		answer, err = question(ts, args[0])
		return err == nil && wanted.MatchString(answer)
	}) {
		ts.Fatalf("the answer never became %s, it is %s", wanted, answer)
	}
}

// eventually looks for a state until it is there, or patience ends.
func eventually(there func() bool) bool {
	again, end := time.NewTicker(5*time.Millisecond), time.After(patience)
	defer again.Stop()
	for !there() {
		select {
		case <-again.C:
		case <-end:
			return false
		}
	}
	return true
}

func scriptStatus(ts *testscript.TestScript, neg bool, args []string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, args[1], ts.Getenv("URL")+strings.TrimPrefix(args[2], "/"), nil)
	ts.Check(err)
	signed(ts, r)
	resp, err := http.DefaultClient.Do(r)
	ts.Check(err)
	defer resp.Body.Close()
	_, _ = io.Copy(ts.Stdout(), resp.Body)
	if got := resp.Status[:3]; got != args[0] {
		ts.Fatalf("%s %s: status %s, want %s", args[1], args[2], got, args[0])
	}
}

// scriptRefused waits until the server has heard that a token was revoked.
func scriptRefused(ts *testscript.TestScript, neg bool, args []string) {
	var said string
	if neg || !eventually(func() bool {
		r, err := http.NewRequest(http.MethodGet, ts.Getenv("URL")+"whoami", nil)
		ts.Check(err)
		signed(ts, r)
		resp, err := http.DefaultClient.Do(r)
		ts.Check(err)
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		ts.Check(err)
		said = string(text)
		return resp.StatusCode == http.StatusUnauthorized
	}) {
		ts.Fatalf("the token is not refused: %s", said)
	}
	_, _ = io.WriteString(ts.Stdout(), said)
}

func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() != want {
		ts.Fatalf("%s ended with %v, want exit code %d", strings.Join(args[1:], " "), err, want)
	}
}
