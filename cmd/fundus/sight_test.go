package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"

	"fundus/internal/pgtest"
)

// secret is what must never be seen by those who watch. It is planted wherever
// a client or an operator may put one.
const secret = "Geheimnis4711"

// watched is a server that is watched in every way, on PostgreSQL.
type watched struct {
	*process
	t         *testing.T
	collector *httptest.Server
	mu        sync.Mutex
	traces    bytes.Buffer
	client    *http.Client
}

// startWatched starts it with the password of its database planted.
func startWatched(t *testing.T, flags ...string) *watched {
	t.Helper()
	pair := newPair(t)
	w := &watched{t: t, client: &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}}
	t.Cleanup(w.client.CloseIdleConnections)
	w.collector = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		defer w.mu.Unlock()
		_, _ = io.Copy(&w.traces, r.Body)
	}))
	t.Cleanup(w.collector.Close)
	address, err := url.Parse(pgtest.New(t))
	if err != nil {
		t.Fatal(err)
	}
	address.User = url.UserPassword(address.User.Username(), secret)
	w.process = startServer(t, address.String(), append([]string{
		"--sample", "--log-format", "json", "--log-level", "debug", "--log-requests", "--slow", "1ns", "--otlp-endpoint", w.collector.URL,
		"--tls-cert", pair.cert, "--tls-key", pair.key,
	}, flags...)...)
	return w
}

// send sends a request with secrets in its headers, and gives status and answer.
func (w *watched) send(method, path, body string, headers ...string) (int, string) {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, "https://"+w.address+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, name := range []string{"X-Api-Key", "Cookie", "User-Agent", "X-Request-Id", "Baggage", "Tracestate", "Referer"} {
		r.Header.Set(name, secret+"="+secret)
	}
	sign(r, w.address)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := w.client.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body) // one that is cut off is an answer too
	return answer.StatusCode, string(text)
}

// ask puts an operation with variables.
func (w *watched) ask(query string, variables map[string]any, headers ...string) (int, string) {
	w.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		w.t.Fatal(err)
	}
	return w.send(http.MethodPost, "/graphql", string(body), append([]string{"Content-Type", "application/json"}, headers...)...)
}

// oneOfEverything lets the server do what it can do, well and badly.
func (w *watched) oneOfEverything() {
	w.t.Helper()
	find := map[string]any{"worte": secret}
	const search = "query Suche($worte: String!) { search(text: $worte, first: 3) { totalCount } }"
	w.ask(search, find)
	w.ask(search, find)
	w.ask(`query Einst @at(revision: 3) { services { totalCount } }`, nil)
	w.ask(`query Wann { catalogue { revision lag } }`, nil)
	w.ask(`mutation Neu($n: String!) { putService(record: {name: $n}) { revision record { id history(first: 3) { edges { node { __typename } } } } } }`, map[string]any{"n": secret})
	w.ask(`{ service(id: "`+secret+`") { name } }`, nil)
	w.ask(`{ `+secret+` }`, nil)
	w.ask(`{ service(id: "`+secret, nil)
	w.ask(`query($n: Int!) { services(first: $n) { totalCount } }`, map[string]any{"n": secret})
	w.ask("query Bearer { services { totalCount } }", nil, "Authorization", "Bearer "+secret)
	w.ask("query Basic { services { totalCount } }", nil, "Authorization", "Basic "+secret)
	w.send("POST", "/graphql", `{"query":"`+secret)
	w.send("POST", "/graphql", strings.Repeat(secret, 1<<17), "Content-Type", "application/json")
	w.send("GET", "/graphql?query="+url.QueryEscape("{services{totalCount}}")+"&token="+secret, "")
	w.send("GET", "/export?format=csv&query="+url.QueryEscape("{services{nodes{name}}}"), "")
	w.send("GET", "/dossier/"+secret, "")
	w.send("GET", "/"+secret, "")
	w.send(secret, "/graphql", "")
	w.send("GET", "/readyz", "")
	w.ask("subscription { changes { next } }", nil)
	w.follow()
}

// follow follows over a socket until the first event, once the server has not taken a
// token that is none.
func (w *watched) follow() {
	w.t.Helper()
	w.over("Bearer "+secret, false)
	w.over("Bearer "+w.key, true)
}

// over signs in over a socket, and follows if that is taken.
func (w *watched) over(credentials string, taken bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, "wss://"+w.address+"/graphql?token="+secret, &websocket.DialOptions{HTTPClient: w.client, Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		w.t.Fatal(err)
	}
	defer conn.CloseNow()
	for _, text := range []string{
		`{"type":"connection_init","payload":{"authorization":"` + credentials + `"}}`,
		`{"type":"subscribe","id":"1","payload":{"query":"subscription Neues { changes { next } }"}}`,
	} {
		if err := conn.Write(ctx, websocket.MessageText, []byte(text)); err != nil {
			w.t.Fatal(err)
		}
		_, _, err := conn.Read(ctx) // the acknowledgement, then an event
		if !taken && websocket.CloseStatus(err) == 4403 {
			return
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
	_ = conn.Close(websocket.StatusNormalClosure, "")
}

// scrape is what a scraper reads.
func (w *watched) scrape() string {
	w.t.Helper()
	status, text := w.send("GET", "/metrics", "")
	if status != http.StatusOK {
		w.t.Fatalf("HTTP %d: %s", status, text)
	}
	return text
}

// stop ends the server and gives all that it has logged.
func (w *watched) stop() string {
	w.t.Helper()
	if err := w.Process.Signal(syscall.SIGTERM); err != nil {
		w.t.Fatal(err)
	}
	late := time.AfterFunc(patience, func() { _ = w.Process.Kill() })
	defer late.Stop()
	if err := w.Wait(); err != nil {
		w.t.Fatalf("%v\n%s", err, &w.errs)
	}
	return w.errs.String()
}

// Whatever is put into a request or the address of a database, those who watch the
// server do not get to see it.
func TestThoseWhoWatchSeeNoSecrets(t *testing.T) {
	w := startWatched(t)
	w.oneOfEverything()
	scraped := w.scrape()
	logged := w.stop()
	w.mu.Lock()
	traced := w.traces.String()
	w.mu.Unlock()
	for what, text := range map[string]string{"metrics": scraped, "log": logged, "traces": traced} {
		if len(text) < 1000 {
			t.Errorf("the %s say too little to tell: %q", what, text)
		}
		if strings.Contains(text, w.key[20:]) {
			t.Errorf("the %s have the token of the server", what)
		}
		if at := strings.Index(text, secret); at >= 0 {
			t.Errorf("the %s have the secret: …%q…", what, text[max(0, at-200):min(len(text), at+50)])
		}
	}
	for _, address := range []string{"127.0.0.1:", "::1"} { // of whoever asked
		if strings.Contains(traced, address) {
			t.Errorf("the traces have an address")
		}
	}
	wantLines(t, logged)
}

// wantLines wants each line to be JSON, and those of requests to have a name.
func wantLines(t *testing.T, logged string) {
	t.Helper()
	said := map[string]int{}
	for line := range strings.Lines(logged) {
		var l struct{ Msg, Request string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if l.Request != "" {
			said[l.Msg]++
		}
	}
	if said["request"] < 15 || said["slow operation"] < 8 {
		t.Errorf("lines with the name of a request: %v", said)
	}
}
