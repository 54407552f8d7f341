package graph_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/live"
	"fundus/internal/snapshot"
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
	conn, _, err := websocket.Dial(t.Context(), s.URL+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	conn.SetReadLimit(-1)
	t.Cleanup(func() { conn.CloseNow() })
	w := &wsEar{t, conn, t.Context()}
	w.say(`{"type":"connection_init"}`)
	if _, text, err := conn.Read(t.Context()); err != nil || string(text) != `{"type":"connection_ack"}` {
		t.Fatalf("%v: %s", err, text)
	}
	return w
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

func TestWhoFollowsIsToldWhatChangesAsItDoes(t *testing.T) {
	onEveryWay(t, func(t *testing.T, c *live.Catalogue, s *httptest.Server, listen listener) {
		made(t, c, key("a", "A"))
		e := listen(t, s, following, nil, "")
		told(t, e, " | 1") // where it begins
		made(t, c, key("b", "B"), key("a", "A2"))
		second := told(t, e, "2 changed A2, 2 created B | 2")
		first := second.Data.Changes.Changes[0]
		if *first.Actor != "amt" || *first.Message != "so" || *first.Kind != "AREA" || first.Relation != nil || len(first.Fields) != 1 ||
			first.Fields[0].Field != "name" || string(first.Fields[0].Old) != `"A"` || string(first.Fields[0].New) != `"A2"` {
			t.Errorf("told %s", second.text)
		}
		if f := second.Extensions.Fundus; f.Revision != 2 || f.Day != "2025-09-01" || !second.Data.Changes.Complete || second.Data.Changes.Head != 2 {
			t.Errorf("the event is dated %s", second.text)
		}
		made(t, c, catalogue.Relate{Relation: catalogue.PartOf, From: catalogue.RefTo(catalogue.Identifier{Scheme: "w", Value: "a"}), To: catalogue.RefTo(catalogue.Identifier{Scheme: "w", Value: "b"}), Seen: catalogue.AnyRevision})
		told(t, e, "3 created A2 – Teil von – B | 3")
		made(t, c, catalogue.Remove{Target: catalogue.RefTo(catalogue.Identifier{Scheme: "w", Value: "b"}), Cascade: true, Seen: catalogue.AnyRevision})
		told(t, e, "4 removed B, 4 removed A2 – Teil von – B | 4")
		e.leave()
		// Whoever comes back goes on where the last event said.
		again := listen(t, s, following, nil, "2")
		told(t, again, "3 created A2 – Teil von – B, 4 removed B, 4 removed A2 – Teil von – B | 4")
		made(t, c, key("c", "C"))
		told(t, again, "5 created C | 5")
	})
}

func TestASubscriptionBeginsAtItsMoment(t *testing.T) {
	onEveryWay(t, func(t *testing.T, c *live.Catalogue, s *httptest.Server, listen listener) {
		made(t, c, named("A"))
		made(t, c, named("B"))
		told(t, listen(t, s, strings.Replace(following, "{changes", " @at(revision:1){changes", 1), nil, ""), "2 created B | 2")
		told(t, listen(t, s, strings.Replace(following, "{changes", ` @at(day:"2020-01-01"){changes`, 1), map[string]any{"after": 0}, ""), "1 created A, 2 created B | 2")
	})
}

// What the filter leaves out is passed by, and is told of when it is much.
func TestAFilterThatMatchesNothingMovesOn(t *testing.T) {
	onEveryWay(t, func(t *testing.T, c *live.Catalogue, s *httptest.Server, listen listener) {
		e := listen(t, s, following, map[string]any{"kinds": []string{"SERVICE"}}, "")
		told(t, e, " | 0")
		made(t, c, named("A"))
		made(t, c, catalogue.Put{Seen: catalogue.AnyRevision, Record: &catalogue.Service{Meta: catalogue.Meta{Name: catalogue.T("S")}}})
		told(t, e, "2 created S | 2")
		for range 100 {
			made(t, c, named("A"))
		}
		if last := told(t, e, " | 102"); last.Extensions.Fundus.Revision != 102 {
			t.Errorf("dated %s", last.text)
		}
	})
}

// A large commit comes in pages, and whoever was cut off in the midst of it goes on
// there.
func TestALargeCommitComesInPages(t *testing.T) {
	onEveryWay(t, func(t *testing.T, c *live.Catalogue, s *httptest.Server, listen listener) {
		var changes []catalogue.Change
		for i := range 250 {
			changes = append(changes, named(fmt.Sprint("A", i)))
		}
		made(t, c, changes...)
		e := listen(t, s, following, nil, "0")
		for _, next := range []string{"1:100", "1:200", "1"} {
			event := heard(t, e)
			if got := event.Data.Changes; got.Next != next || got.Complete != (next == "1") || event.Extensions.Fundus.Revision != 1 {
				t.Errorf("the page ends at %s: %.200s", got.Next, event.text)
			}
		}
		e.leave()
		event := heard(t, listen(t, s, following, nil, "1:200"))
		if got := event.Data.Changes; len(got.Changes) != 50 || got.Changes[0].Name != "A200" || got.Next != "1" {
			t.Errorf("after 1:200 come %d changes: %.200s", len(got.Changes), event.text)
		}
	})
}

func TestAPositionThatIsNoneIsRefused(t *testing.T) {
	c := catalogueOf(t, onSQLite(t), nil)
	made(t, c, named("A"))
	s := serve(t, c, graph.Options{Ending: t.Context().Done()})
	w := dial(t, s)
	for _, c := range []struct {
		query string
		code  string
	}{
		{`subscription{changes(after:"x"){next}}`, "INVALID"},
		{`subscription{changes(after:"1:5"){next}}`, "INVALID"},
		{`subscription{changes(after:-1){next}}`, "INVALID"},
		{`subscription @at(revision:7){changes{next}}`, "NOT_FOUND"},
		{`subscription{__typename}`, "GRAPHQL_VALIDATION_FAILED"},
		{`subscription{...Two} fragment Two on Subscription{a:changes{next} b:changes{next}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`subscription{changes @skip(if:true){next}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`subscription{changes{nothing}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`subscription{a:changes{next} b:changes{next}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`subscription{changes{next}`, "GRAPHQL_PARSE_FAILED"},
		{`query($f:Int!){services(first:$f){totalCount}}`, "GRAPHQL_VALIDATION_FAILED"},
		{`{services(first:100){nodes{offeredBy(first:100){nodes{offers(first:100){totalCount}}}}}}`, "COMPLEXITY_LIMIT_EXCEEDED"},
	} {
		w.subscribe("1", c.query, nil)
		e := heard(t, w)
		for e.kind == "next" && len(e.Errors) == 0 {
			e = heard(t, w)
		}
		if !strings.Contains(e.text, `"`+c.code+`"`) {
			t.Errorf("%s: %s %s", c.query, e.kind, e.text)
		}
		if e.kind == "next" { // an answer, which is followed by its end
			heard(t, w)
		}
	}
}

// Over a socket everything can be asked and, by those who may, changed.
func TestQuestionsAndChangesGoOverASocketToo(t *testing.T) {
	c := catalogueOf(t, onSQLite(t), nil)
	s := serve(t, c, graph.Options{Ending: t.Context().Done()})
	w := dial(t, s)
	w.subscribe("change", `mutation{putArea(record:{name:"A"}){revision}}`, nil)
	if e := heard(t, w); e.text != `{"data":{"putArea":{"revision":1}},"extensions":{"fundus":{"cost":2,"day":"2025-09-01","revision":1}}}` {
		t.Errorf("told %s", e.text)
	}
	if e := heard(t, w); e.kind != "complete" {
		t.Errorf("told %s %s", e.kind, e.text)
	}
	w.subscribe("question", `{areas{nodes{name}}}`, nil)
	if e := heard(t, w); !strings.HasPrefix(e.text, `{"data":{"areas":{"nodes":[{"name":"A"}]}}`) {
		t.Errorf("told %s", e.text)
	}
	heard(t, w)

	stranger := httptest.NewServer(graph.New(c, graph.Options{}))
	defer stranger.Close()
	w = dial(t, stranger)
	w.subscribe("change", `mutation{putArea(record:{name:"B"}){revision}}`, nil)
	if e := heard(t, w); !strings.Contains(e.text, `"FORBIDDEN"`) || c.Snapshot().Revision() != 1 {
		t.Errorf("told %s", e.text)
	}
	w.leave()
}

// A question may be answered by events; then its errors are events too.
func TestQuestionsAreAnsweredByEventsToThoseWhoWantThem(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), nil), graph.Options{})
	for _, c := range []struct{ query, want string }{
		{`{areas{totalCount}}`, `{"data":{"areas":{"totalCount":0}},"extensions":{"fundus":{"cost":12,"day":"2025-09-01","revision":0}}}`},
		{`mutation{putArea(record:{name:"A"}){revision}}`, `"data":{"putArea":{"revision":1`},
		{`{nothing}`, `"GRAPHQL_VALIDATION_FAILED"`},
		{`query @at(revision:9){areas{totalCount}}`, `"NOT_FOUND"`},
		{`{`, `"GRAPHQL_PARSE_FAILED"`},
	} {
		e := overStream(t, s, c.query, nil, "")
		if got := heard(t, e); got.kind != "next" || !strings.Contains(got.text, c.want) {
			t.Errorf("%s: %s %s", c.query, got.kind, got.text)
		}
		if got := heard(t, e); got.kind != "complete" {
			t.Errorf("%s: then %s", c.query, got.kind)
		}
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/graphql?query="+url.QueryEscape("subscription{changes(after:1){next}}"), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	told(t, listen(t, r), " | 1")
}

// A server that stops ends every subscription without completing it, so that its
// client comes back, and waits for them to have ended: nothing of them is left.
func TestAServerThatStopsAsksItsFollowersToComeBack(t *testing.T) {
	c := catalogueOf(t, onSQLite(t), nil)
	before := goleak.IgnoreCurrent()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() {
		stopped <- httpd.Serve(ctx, l, surface(c, graph.Options{Ending: ctx.Done()}), httpd.Terms{Grace: time.Minute, Log: slog.New(slog.DiscardHandler)})
	}()
	s := &httptest.Server{URL: "http://" + l.Addr().String(), Config: &http.Server{}}
	ears := map[string][]ear{}
	for way, listen := range listeners {
		for range 10 {
			e := listen(t, s, following, nil, "")
			told(t, e, " | 0")
			ears[way] = append(ears[way], e)
		}
		for range 10 { // who are gone when it stops
			e := listen(t, s, following, nil, "")
			told(t, e, " | 0")
			e.leave()
		}
	}
	stop()
	for way, all := range ears {
		for _, e := range all {
			last, err := e.hear()
			if err == nil {
				t.Errorf("told %s %s", last.kind, last.text)
			}
			if code := websocket.CloseStatus(err); way == "websocket" && code != websocket.StatusServiceRestart {
				t.Errorf("the socket ends with %v", err)
			}
			e.leave()
		}
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	http.DefaultClient.CloseIdleConnections()
	goleak.VerifyNone(t, before)
}

func TestAnAnswerHasItsTime(t *testing.T) {
	s := serve(t, slowly{catalogueOf(t, onSQLite(t), nil)}, graph.Options{Operation: time.Millisecond})
	w := dial(t, s)
	w.subscribe("1", `query @at(revision:1){areas{totalCount}}`, nil)
	if e := heard(t, w); e.kind != "error" || !strings.Contains(e.text, "took too long") {
		t.Errorf("told %s %s", e.kind, e.text)
	}
	if status, body := ask(t, s, request{Query: `query @at(revision:1){areas{totalCount}}`}, nil); status != 400 && status != 503 || !bytes.Contains(body, []byte("took too long")) {
		t.Errorf("HTTP %d %s", status, body)
	}
}

// slowly is a catalogue whose past is never there in time.
type slowly struct{ *live.Catalogue }

func (slowly) At(ctx context.Context, _ catalogue.Revision) (*snapshot.Snapshot, error) {
	<-ctx.Done()
	return nil, context.Cause(ctx)
}

// quiet is a catalogue in which nothing happens, or what its follower meets.
type quiet struct {
	graph.Source
	met func(context.Context) ([]live.Step, error)
}

func (quiet) Snapshot() *snapshot.Snapshot { return snapshot.Empty() }
func (quiet) Lag() time.Duration           { return 0 }

func (quiet) AtLeast(context.Context, catalogue.Revision) (*snapshot.Snapshot, error) {
	return snapshot.Empty(), nil
}

func (q quiet) Follow(ctx context.Context, _ catalogue.Revision) ([]live.Step, error) {
	return q.met(ctx)
}

// streamed is all that a stream tells in a minute.
func streamed(t *testing.T, q quiet) string {
	t.Helper()
	var text string
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute-time.Second)
		defer cancel()
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/graphql?query="+url.QueryEscape("subscription{changes{next}}"), http.NoBody)
		r.Header.Set("Accept", "text/event-stream")
		w := httptest.NewRecorder()
		graph.New(q, graph.Options{Now: func() time.Time { return noon }}).ServeHTTP(w, r)
		text = w.Body.String()
	})
	return text
}

const firstEvent = ":\n\nid: 0\nevent: next\ndata: " + `{"data":{"changes":{"next":"0"}},"extensions":{"fundus":{"cost":2,"day":"2025-09-01","revision":0}}}` + "\n\n"

func TestAStreamShowsThatItIsAlive(t *testing.T) {
	got := streamed(t, quiet{met: func(ctx context.Context) ([]live.Step, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}})
	if want := firstEvent + strings.Repeat(":\n\n", 3); got != want {
		t.Errorf("streamed %q, want %q", got, want)
	}
}

// What a follower meets that it cannot get over is told, and ends it.
func TestWhatEndsAFollowerIsTold(t *testing.T) {
	for code, met := range map[string]func(context.Context) ([]live.Step, error){
		"NOT_FOUND": func(context.Context) ([]live.Step, error) {
			return nil, catalogue.Errorf(catalogue.NotFound, "there is no such revision")
		},
		"INTERNAL": func(context.Context) ([]live.Step, error) { panic("a bug") },
	} {
		got := streamed(t, quiet{met: met})
		if rest, ok := strings.CutPrefix(got, firstEvent); !ok || !strings.Contains(rest, `"`+code+`"`) || !strings.HasSuffix(rest, "event: complete\ndata: \n\n") {
			t.Errorf("streamed %q", got)
		}
	}
}
