package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

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
