package graph_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/live"
)

// event is what a follower is told.
type event struct {
	id   string // of a stream
	kind string // next, error, complete
	text string
	Data struct {
		Changes struct {
			Changes []struct {
				Revision           int
				Action, ID, Name   string
				Kind, Relation     *string
				Actor, Message     *string
				Fields             []field
				RecordedAt, Origin string
			}
			Next     string
			Complete bool
			Head     int
		}
	}
	Errors     []struct{ Extensions struct{ Code string } }
	Extensions struct {
		Fundus struct {
			Revision int
			Day      string
		}
	}
}

type field struct {
	Field    string
	Old, New json.RawMessage
}

// names are what an event tells, in short.
func (e event) names() string {
	var out []string
	for _, c := range e.Data.Changes.Changes {
		out = append(out, fmt.Sprintf("%d %s %s", c.Revision, strings.ToLower(c.Action), c.Name))
	}
	return strings.Join(out, ", ")
}

func readEvent(t testing.TB, kind, text string) event {
	t.Helper()
	e := event{kind: kind, text: text}
	if kind == "next" {
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
	return e
}

// ear hears the events of one subscription.
type ear interface {
	hear() (event, error)
	leave()
}

// listener begins a subscription over a transport. With resume it comes back to where
// an event said that it is.
type listener func(t testing.TB, s *httptest.Server, query string, variables map[string]any, resume string) ear

var listeners = map[string]listener{"websocket": overWebSocket, "stream": overStream}

// wsEar is one over a WebSocket.
type wsEar struct {
	testing.TB
	conn *websocket.Conn
	ctx  context.Context //nolint:containedctx // of the test
}

func dial(t testing.TB, s *httptest.Server) *wsEar {
	t.Helper()
	w := dialSaying(t, s, `null`)
	w.acknowledged()
	return w
}

// dialSaying opens a socket and begins with a payload.
func dialSaying(t testing.TB, s *httptest.Server, payload string) *wsEar {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), s.URL+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	conn.SetReadLimit(-1)
	t.Cleanup(func() { conn.CloseNow() })
	w := &wsEar{t, conn, t.Context()}
	w.say(`{"type":"connection_init","payload":` + payload + `}`)
	return w
}

func (w *wsEar) acknowledged() {
	w.Helper()
	if _, text, err := w.conn.Read(w.ctx); err != nil || string(text) != `{"type":"connection_ack"}` {
		w.Fatalf("%v: %s", err, text)
	}
}

func (w *wsEar) say(text string) {
	w.Helper()
	if err := w.conn.Write(w.ctx, websocket.MessageText, []byte(text)); err != nil {
		w.Fatal(err)
	}
}

func (w *wsEar) subscribe(id, query string, variables map[string]any) {
	w.Helper()
	text, err := json.Marshal(map[string]any{"type": "subscribe", "id": id, "payload": request{Query: query, Variables: variables}})
	if err != nil {
		w.Fatal(err)
	}
	w.say(string(text))
}

func (w *wsEar) hear() (event, error) {
	w.Helper()
	for {
		_, text, err := w.conn.Read(w.ctx)
		if err != nil {
			return event{}, err
		}
		var m struct {
			Type    string
			Payload json.RawMessage
		}
		if err := json.Unmarshal(text, &m); err != nil {
			w.Fatal(err)
		}
		if m.Type == "ping" {
			w.say(`{"type":"pong"}`)
			continue
		}
		return readEvent(w, m.Type, string(m.Payload)), nil
	}
}

func (w *wsEar) leave() { w.conn.Close(websocket.StatusNormalClosure, "") }

func overWebSocket(t testing.TB, s *httptest.Server, query string, variables map[string]any, resume string) ear {
	t.Helper()
	w := dial(t, s)
	if resume != "" {
		variables = map[string]any{"after": resume}
	}
	w.subscribe("1", query, variables)
	return w
}

// sseEar is one over server-sent events.
type sseEar struct {
	testing.TB
	lines *bufio.Reader
	end   func()
}

func overStream(t testing.TB, s *httptest.Server, query string, variables map[string]any, resume string) ear {
	t.Helper()
	body, err := json.Marshal(request{Query: query, Variables: variables})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	if resume != "" {
		r.Header.Set("Last-Event-ID", resume)
	}
	return listen(t, r)
}

func listen(t testing.TB, r *http.Request) *sseEar {
	t.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || kind != "text/event-stream" {
		t.Fatalf("HTTP %d %s", answer.StatusCode, kind)
	}
	return &sseEar{t, bufio.NewReader(answer.Body), func() { answer.Body.Close() }}
}

func (e *sseEar) hear() (event, error) {
	e.Helper()
	var id, kind, data string
	for {
		line, err := e.lines.ReadString('\n')
		if err != nil {
			return event{}, err
		}
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch name {
		case "id":
			id = value
		case "event":
			kind = value
		case "data":
			data += value
		case "":
			if kind != "" {
				told := readEvent(e, kind, data)
				told.id = id
				return told, nil
			}
		}
	}
}

func (e *sseEar) leave() { e.end() }

func heard(t testing.TB, e ear) event {
	t.Helper()
	told, err := e.hear()
	if err != nil {
		t.Fatal(err)
	}
	return told
}

const following = `subscription($after:FeedPosition,$kinds:[Kind!]){changes(after:$after,kinds:$kinds){changes{revision action id name kind relation actor message recordedAt origin fields{field old new}}next complete head}}`

func named(name string) catalogue.Change {
	return catalogue.Put{Seen: catalogue.AnyRevision, Record: &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.T(name)}}}
}

func key(value, name string) catalogue.Put {
	return catalogue.Put{Seen: catalogue.AnyRevision, Record: &catalogue.Area{Meta: catalogue.Meta{
		Name: catalogue.T(name), Identifiers: []catalogue.Identifier{{Scheme: "w", Value: value}},
	}}}
}

func made(t testing.TB, c *live.Catalogue, changes ...catalogue.Change) {
	t.Helper()
	if _, err := c.Commit(t.Context(), catalogue.Stamp{Actor: "amt", Message: "so"}, changes); err != nil {
		t.Fatal(err)
	}
}

// told compares events with what they should tell: "changes | next".
func told(t testing.TB, e ear, want ...string) (last event) {
	t.Helper()
	for _, w := range want {
		last = heard(t, e)
		if got := last.names() + " | " + last.Data.Changes.Next; last.kind != "next" || got != w {
			t.Fatalf("%s %q %s, want %q", last.kind, got, last.text, w)
		}
		if got := last.id; got != "" && got != last.Data.Changes.Next {
			t.Errorf("the event has the id %s", got)
		}
	}
	return last
}

// onEveryWay tells a story over each transport, on each engine.
func onEveryWay(t *testing.T, story func(t *testing.T, c *live.Catalogue, s *httptest.Server, listen listener)) {
	for way, listen := range listeners {
		for _, e := range engines {
			t.Run(way+"/"+e.name, func(t *testing.T) {
				c := catalogueOf(t, e.open(t), nil)
				story(t, c, serve(t, c, graph.Options{Ending: t.Context().Done()}), listen)
			})
		}
	}
}
