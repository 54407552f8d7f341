package graph_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

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
	return streamedTo(t, q, 0)
}

// streamedTo is what it tells somebody who is known for a while, 0 for ever.
func streamedTo(t *testing.T, q quiet, known time.Duration) string {
	t.Helper()
	var text string
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute-time.Second)
		defer cancel()
		if known > 0 {
			a := access.Anonymous(catalogue.Public)
			a.Until = time.Now().Add(known)
			ctx = identity.With(ctx, a)
		}
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

// Who has to show again who he is hears so in the stream, and can go on where it was.
func TestAStreamEndsWhenItsClientHasToShowAgainWhoItIs(t *testing.T) {
	got := streamedTo(t, quiet{met: func(ctx context.Context) ([]live.Step, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}, 20*time.Second)
	rest, ok := strings.CutPrefix(got, firstEvent+":\n\nevent: next\ndata: {\"errors\"")
	if !ok || !strings.Contains(rest, `"UNAUTHENTICATED"`) || !strings.HasSuffix(rest, "event: complete\ndata: \n\n") {
		t.Errorf("streamed %q", got)
	}
}
