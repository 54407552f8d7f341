package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/httpd/console"
)

// everybody is all that comes to a server: those who ask, write, follow and take files,
// those who ask for nonsense, mean it badly, or read and write a byte at a time.
type everybody struct {
	address  string
	http     *http.Client
	examples []console.Example
	mu       sync.Mutex
	acts     map[string]int // done, by their kind
}

func newEverybody(t *testing.T, address string) *everybody {
	t.Helper()
	examples, err := exampleQuestions()
	if err != nil {
		t.Fatal(err)
	}
	return &everybody{address: address, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 20}}, examples: examples, acts: map[string]int{}}
}

// load lets all of them act for a while. Then they leave, wherever they are. An error is
// what must not be.
func (c *everybody) load(ctx context.Context, d time.Duration) error {
	end := time.Now().Add(d)
	ctx, cancel := context.WithDeadline(ctx, end)
	defer cancel()
	// A connection may find out that its time is over before the context does.
	over := func() bool { return ctx.Err() != nil || !time.Now().Before(end) }
	group, ctx := errgroup.WithContext(ctx)
	for kind, act := range map[string]func(context.Context, int) error{
		"questions": c.question, "more questions": c.question, "questions again": c.cached, "writes": c.write, "streams": c.stream, "sockets": c.socket,
		"files": c.file, "nonsense": c.nonsense, "attacks": c.attack, "slow requests": c.slow, "slow readers": c.deaf,
	} {
		c.mu.Lock()
		first := c.acts[kind]
		c.mu.Unlock()
		group.Go(func() error {
			for n := first; !over(); n++ {
				if err := act(ctx, n); err != nil && !over() {
					return fmt.Errorf("%s, number %d: %w", kind, n, err)
				}
				c.mu.Lock()
				c.acts[kind]++
				c.mu.Unlock()
			}
			return nil
		})
	}
	err := group.Wait()
	c.http.CloseIdleConnections()
	return err
}

func (c *everybody) sum() string {
	var all []string
	for _, kind := range slices.Sorted(maps.Keys(c.acts)) {
		all = append(all, fmt.Sprintf("%d %s", c.acts[kind], kind))
	}
	return strings.Join(all, ", ")
}

// send gives status and text of an answer. Who is sent away because there are too many
// waits for a moment, and was answered.
func (c *everybody) send(ctx context.Context, method, target, body string, header ...string) (status int, text []byte, err error) {
	ask, err := http.NewRequestWithContext(ctx, method, "http://"+c.address+target, strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	ask.Header.Set("Content-Type", "application/json")
	sign(ask, c.address)
	for i := 0; i < len(header); i += 2 {
		ask.Header.Set(header[i], header[i+1])
	}
	answer, err := c.http.Do(ask)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	text, err = io.ReadAll(answer.Body)
	if answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusServiceUnavailable {
		return http.StatusOK, nil, pause(ctx)
	}
	return answer.StatusCode, text, err
}

func body(query string, variables json.RawMessage) string {
	text, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		panic(err) // both are JSON
	}
	return string(text)
}

func (c *everybody) question(ctx context.Context, n int) error {
	e := c.examples[n%len(c.examples)]
	status, text, err := c.send(ctx, http.MethodPost, "/graphql", body(e.Query, e.Variables))
	return right(e.Name, status, text, err)
}

// cached asks by an address, as browsers and caches do.
func (c *everybody) cached(ctx context.Context, n int) error {
	e := c.examples[n%len(c.examples)]
	target := "/graphql?" + url.Values{"query": {e.Query}, "variables": {string(e.Variables)}}.Encode()
	status, text, err := c.send(ctx, http.MethodGet, target, "")
	return right(e.Name, status, text, err)
}

func right(name string, status int, text []byte, err error) error {
	if err == nil && (status != http.StatusOK || bytes.Contains(text, []byte(`"errors":`))) {
		err = fmt.Errorf("%s: %d %.300s", name, status, text)
	}
	return err
}

// write replaces one of some records, as somebody who read it before.
func (c *everybody) write(ctx context.Context, n int) error {
	identifier := map[string]any{"scheme": scheme, "value": fmt.Sprint("soak ", n%20)}
	var before struct {
		Solution *struct{ Revision catalogue.Revision }
	}
	q := request{Query: "query($i: IdentifierInput!) {solution(identifier: $i) {revision}}", Variables: map[string]any{"i": identifier}}
	if _, err := q.answered(ctx, c.address, &before); err != nil {
		return err
	}
	solution := map[string]any{"identifiers": []any{identifier}, "name": fmt.Sprint("Fassung ", n)}
	put := map[string]any{"solution": solution, "seen": 0}
	if before.Solution != nil {
		put["seen"] = before.Solution.Revision
	}
	var made struct{}
	if _, err := (request{Query: commitQuestion, Variables: map[string]any{"changes": []any{map[string]any{"put": put}}}}).answered(ctx, c.address, &made); err != nil {
		return err
	}
	return pause(ctx)
}

// stream follows over server-sent events and leaves without a word.
func (c *everybody) stream(ctx context.Context, _ int) error {
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+c.address+"/graphql", strings.NewReader(body("subscription{changes(after:0){changes{revision name}next}}", nil)))
	if err != nil {
		return err
	}
	ask.Header.Set("Content-Type", "application/json")
	sign(ask, c.address)
	ask.Header.Set("Accept", "text/event-stream")
	answer, err := c.http.Do(ask)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	lines := bufio.NewReader(answer.Body)
	for events := 0; events < 3 && err == nil; {
		var line string
		if line, err = lines.ReadString('\n'); strings.HasPrefix(line, "data: {") {
			events++
		}
	}
	return err
}

// socket follows and asks over a WebSocket and leaves with a word, without one, or by
// closing the connection under it.
func (c *everybody) socket(ctx context.Context, n int) error {
	conn, _, err := websocket.Dial(ctx, "ws://"+c.address+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		return err
	}
	defer conn.CloseNow() //nolint:errcheck // it may be closed
	conn.SetReadLimit(-1)
	for _, step := range []struct {
		said  string
		heard int // messages that are waited for
	}{
		{`{"type":"connection_init"}`, 1},
		{`{"type":"subscribe","id":"1","payload":{"query":"subscription{changes(after:0){changes{revision name}next}}"}}`, 0},
		{`{"type":"subscribe","id":"2","payload":{"query":"{catalogue{revision}}"}}`, 3},
	} {
		if err := conn.Write(ctx, websocket.MessageText, []byte(step.said)); err != nil {
			return err
		}
		for range step.heard {
			if _, _, err := conn.Read(ctx); err != nil {
				return err
			}
		}
	}
	switch n % 3 {
	case 0:
		return conn.Write(ctx, websocket.MessageText, []byte(`{"type":"complete","id":"1"}`))
	case 1:
		_ = conn.Close(websocket.StatusNormalClosure, "") // it may wait for its answer behind events
	}
	return nil
}

// file takes a file, or the beginning of one.
func (c *everybody) file(ctx context.Context, n int) error {
	format := []string{"csv", "csv-excel"}[n%2]
	target := "/export?" + url.Values{"format": {format}, "query": {"{authorities(first:20){nodes{id name level}}}"}}.Encode()
	if n%3 > 0 {
		status, text, err := c.send(ctx, http.MethodGet, target, "")
		return right(format, status, text, err)
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", c.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", target)
	_, err = io.ReadFull(conn, make([]byte, 200))
	return err
}

var errTaken = errors.New("it was not refused")

// nonsense is refused, and nothing more.
func (c *everybody) nonsense(ctx context.Context, n int) error {
	all := []struct{ method, target, body string }{
		{"POST", "/graphql", `{"query":`}, {"POST", "/graphql", `[1]`}, {"POST", "/graphql", ""}, {"POST", "/graphql", "\xff"},
		{"POST", "/graphql", strings.Repeat(" ", 2<<20)}, {"PUT", "/graphql", "{}"}, {"GET", "/graphql?query=%zz", ""},
		{"POST", "/graphql", body("{nothing}", nil)}, {"POST", "/graphql", body("{", nil)}, {"POST", "/graphql", body("{node(id:\"nonsense\"){id}}", nil)},
		{"POST", "/graphql", body("mutation{commit(changes:[{put:{seen:7,solution:{name:\"\"}}}]){revision}}", nil)},
		{"GET", "/export?format=none&query={catalogue{revision}}", ""}, {"GET", "/dossier/none", ""}, {"GET", "/graphql?query=mutation{commit(changes:[]){revision}}", ""},
	}
	a := all[n%len(all)]
	status, text, err := c.send(ctx, a.method, a.target, a.body)
	if err == nil && text != nil && (status >= 500 || status == http.StatusOK && !bytes.Contains(text, []byte(`"errors":`)) && !bytes.Contains(text, []byte("null"))) {
		err = fmt.Errorf("%s %s %.60q: %d %.300s: %w", a.method, a.target, a.body, status, text, errTaken)
	}
	if errors.Is(err, net.ErrClosed) || err != nil && strings.Contains(err.Error(), "reset by peer") || err != nil && strings.Contains(err.Error(), "broken pipe") {
		return nil // a body that is too large is not read to its end
	}
	return err
}

// attack is a document that is small and would be large to carry out, or one that
// nobody has sent before, and would be kept for the next who sends it.
func (c *everybody) attack(ctx context.Context, n int) error {
	all := []string{
		fmt.Sprintf("{a%d:catalogue{revision}}", n),
		fmt.Sprintf("query Q%d {search(text:\"%d\",first:5){totalCount}}", n, n),
		`{__type(name:""){...F}} fragment F on __Type{ofType{...F ofType{...F}}}`,
		strings.Repeat("{a", 3000),
		"{" + strings.Repeat("catalogue{revision}", 800) + "}",
		"{catalogue{revision" + strings.Repeat(" @skip(if:false)", 500) + "}}",
		"query{" + strings.Repeat("a:catalogue{revision} ", 100) + "}",
	}
	status, text, err := c.send(ctx, http.MethodPost, "/graphql", body(all[n%len(all)], nil))
	if err == nil && status >= 500 {
		err = fmt.Errorf("%d %.300s", status, text)
	}
	return err
}

// slow sends the beginning of a request and holds the connection.
func (c *everybody) slow(ctx context.Context, n int) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", c.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Fprint(conn, []string{"POST /graphql HTTP/1.1\r\nHo", "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{", "\x16\x03"}[n%3])
	return wait(ctx)
}

// deaf asks for much and does not read it.
func (c *everybody) deaf(ctx context.Context, _ int) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", c.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	const many = 50
	ask := "GET /graphql?" + url.Values{"query": {"{authorities(first:100){nodes{id name level description}}}"}}.Encode() + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
	fmt.Fprint(conn, strings.Repeat(ask, many))
	return wait(ctx)
}

// wait is how long a slow client holds on.
func wait(ctx context.Context) error {
	select {
	case <-time.After(200 * time.Millisecond):
	case <-ctx.Done():
	}
	return nil
}
