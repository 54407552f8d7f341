package graph_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"fundus/graph"
	"fundus/internal/requestid"
	"fundus/internal/sight"
)

// witness is an observer that remembers what it was told.
type witness struct {
	sight.Nobody
	mu     sync.Mutex
	begun  int
	ended  []sight.Operation
	open   map[sight.Open]int
	were   map[sight.Open]int
	events int
	told   chan struct{} // has a value after something ended
}

func newWitness() *witness {
	return &witness{open: map[sight.Open]int{}, were: map[sight.Open]int{}, told: make(chan struct{}, 100)}
}

type begunKey struct{}

func (w *witness) OperationBegan(ctx context.Context) context.Context {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begun++
	return context.WithValue(ctx, begunKey{}, w)
}

func (w *witness) OperationEnded(ctx context.Context, o sight.Operation) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if ctx.Value(begunKey{}) != w {
		panic("an operation ended that had not begun here")
	}
	w.ended = append(w.ended, o)
	w.told <- struct{}{}
}

func (w *witness) Opened(what sight.Open) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open[what]++
	w.were[what]++
}

func (w *witness) Closed(what sight.Open) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open[what]--
	w.told <- struct{}{}
}

func (w *witness) EventSent() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events++
}

// last is the operation that ended last, of so many.
func (w *witness) last(t *testing.T, of int) sight.Operation {
	t.Helper()
	for {
		w.mu.Lock()
		n := len(w.ended)
		if n > of || w.begun < n {
			t.Fatalf("%d operations began and %d ended, want %d", w.begun, n, of)
		}
		if n == of {
			defer w.mu.Unlock()
			return w.ended[n-1]
		}
		w.mu.Unlock()
		<-w.told
	}
}

// TestEachOperationIsToldOnceAndAsItWas asks in every way that has one answer.
func TestEachOperationIsToldOnceAndAsItWas(t *testing.T) {
	w := newWitness()
	s := serve(t, sampleOf(t, onSQLite(t)), graph.Options{Observer: w})
	const list = "query Liste { services(first: 3) { nodes { name } } }"
	for i, c := range []struct {
		name, method, path, query string
		accept                    string
		want                      sight.Operation
	}{
		{"a question", "POST", "/graphql", list, "", sight.Operation{Type: "query", Name: "Liste", Answer: sight.Made, Parsed: sight.Anew}},
		{"the same again", "POST", "/graphql", list, "", sight.Operation{Type: "query", Name: "Liste", Answer: sight.Kept, Parsed: sight.Before}},
		{"as events", "POST", "/graphql", list, "text/event-stream", sight.Operation{Type: "query", Name: "Liste", Answer: sight.Made, Parsed: sight.Before}},
		{"without a name", "GET", "/graphql", "{ catalogue { revision lag } }", "", sight.Operation{Type: "query", Answer: sight.Made, Parsed: sight.Anew}},
		{"a change", "POST", "/graphql", `mutation Neu { putService(record: {name: "Hund"}) { revision } }`, "", sight.Operation{Type: "mutation", Name: "Neu", Answer: sight.Made, Parsed: sight.Anew}},
		{"a change by GET", "GET", "/graphql", `mutation Neu { putService(record: {name: "Hund"}) { revision } }`, "", sight.Operation{Type: "mutation", Name: "Neu", Answer: sight.Made, Parsed: sight.Before, Codes: []string{"METHOD_NOT_ALLOWED"}}},
		{"no GraphQL", "POST", "/graphql", "{", "", sight.Operation{Answer: sight.Made, Codes: []string{"GRAPHQL_PARSE_FAILED"}}},
		{"not valid", "POST", "/graphql", "query Liste { foo }", "", sight.Operation{Type: "query", Name: "Liste", Answer: sight.Made, Parsed: sight.Anew, Codes: []string{"GRAPHQL_VALIDATION_FAILED"}}},
		{"too dear", "POST", "/graphql", "query Teuer { services(first: 100) { nodes { offers(first: 100) { nodes { id note } } related: offers(first: 100) { nodes { id note } } } } }", "", sight.Operation{Type: "query", Name: "Teuer", Answer: sight.Made, Parsed: sight.Anew, Codes: []string{"COMPLEXITY_LIMIT_EXCEEDED"}}},
		{"a moment that is none", "POST", "/graphql", "query Einst @at(revision: 9999) { services { totalCount } }", "", sight.Operation{Type: "query", Name: "Einst", Answer: sight.Made, Parsed: sight.Anew, Codes: []string{"NOT_FOUND"}}},
		{"a subscription to one answer", "POST", "/graphql", "subscription Neues { changes { next } }", "", sight.Operation{Type: "subscription", Name: "Neues", Stream: true, Answer: sight.Made, Parsed: sight.Anew, Codes: []string{"NOT_ACCEPTABLE"}}},
		{"a file", "GET", "/export?format=csv", list, "", sight.Operation{Type: "query", Name: "Liste", Stream: true, Answer: sight.Made, Parsed: sight.Anew}},
		{"no file", "GET", "/export?format=csv", "query Stand { catalogue { revision } }", "", sight.Operation{Type: "query", Name: "Stand", Stream: true, Answer: sight.Made, Parsed: sight.Anew, Codes: []string{"INVALID"}}},
	} {
		status := statusOf(t, s.URL, c.method, c.path, c.query, c.accept)
		got := w.last(t, i+1)
		if got.Took <= 0 || len(got.Hash) != 64 {
			t.Errorf("%s: took %s, document %q", c.name, got.Took, got.Hash)
		}
		if carried := len(got.Codes) == 0; carried != (got.Bytes > 0) || carried != (got.Revision > 0) || carried != (status == 200) {
			t.Errorf("%s: HTTP %d, %d bytes at revision %d with %v", c.name, status, got.Bytes, got.Revision, got.Codes)
		}
		if (got.Cost > 0) != (got.Type != "") {
			t.Errorf("%s: cost %d", c.name, got.Cost)
		}
		if got.Type != c.want.Type || got.Name != c.want.Name || got.Stream != c.want.Stream || got.Answer != c.want.Answer || got.Parsed != c.want.Parsed || !slices.Equal(got.Codes, c.want.Codes) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	if w.were[sight.Export] != 1 {
		t.Errorf("%d files were made", w.were[sight.Export])
	}
}

func statusOf(t *testing.T, address, method, path, query, accept string) (status int) {
	t.Helper()
	body := ""
	if method == "GET" {
		separator := "?"
		if strings.Contains(path, "?") {
			separator = "&"
		}
		path += separator + "query=" + url.QueryEscape(query)
	} else {
		body = `{"query":` + strconv.Quote(query) + `}`
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	// To the end: whoever closes before has left, and of that the server is told.
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}

// TestWhatTheClientHasIsToldAsKnown asks with the tag of the last answer.
func TestWhatTheClientHasIsToldAsKnown(t *testing.T) {
	w := newWitness()
	s := serve(t, sampleOf(t, onSQLite(t)), graph.Options{Observer: w})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/graphql?query="+url.QueryEscape("{services{totalCount}}"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		answer, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		r.Header.Set("If-None-Match", answer.Header.Get("ETag"))
	}
	if got := w.last(t, 2); got.Answer != sight.Known || got.Bytes != 0 || len(got.Codes) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestWhatIsFollowedIsOpenAsLongAsSomebodyFollows holds for both ways to follow.
func TestWhatIsFollowedIsOpenAsLongAsSomebodyFollows(t *testing.T) {
	for name, way := range listeners {
		t.Run(name, func(t *testing.T) {
			w := newWitness()
			c := catalogueOf(t, onSQLite(t), nil)
			s := serve(t, c, graph.Options{Observer: w})
			e := way(t, s, "subscription Neues { changes { next changes { __typename } } }", nil, "")
			heard(t, e)
			made(t, c, named("Hund"))
			heard(t, e)
			w.mu.Lock()
			if w.open[sight.Subscription] != 1 || w.events < 2 {
				t.Errorf("open %v, %d events", w.open, w.events)
			}
			if socket := name == "websocket"; socket != (w.open[sight.Socket] == 1) {
				t.Errorf("open %v", w.open)
			}
			w.mu.Unlock()
			e.leave()
			got := w.last(t, 1)
			if got.Type != "subscription" || got.Name != "Neues" || !got.Stream || len(got.Codes) != 0 {
				t.Errorf("%+v", got)
			}
			for w.stillOpen() {
				<-w.told
			}
		})
	}
}

func (w *witness) stillOpen() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, n := range w.open {
		if n != 0 {
			return true
		}
	}
	return false
}

// TestAClientThatLeavesIsNoFaultOfTheServer lets one leave while a change is made.
func TestAClientThatLeavesIsNoFaultOfTheServer(t *testing.T) {
	for want, leaves := range map[string]bool{sight.Canceled: true, "UNAVAILABLE": false} {
		w := newWitness()
		ctx, leave := context.WithCancel(t.Context())
		defer leave()
		h := graph.New(broken{commit: func() error {
			if leaves {
				leave()
			}
			return context.Canceled
		}}, graph.Options{Observer: w})
		<-begun(ctx, h, removal)
		if got := w.last(t, 1); !slices.Equal(got.Codes, []string{want}) {
			t.Errorf("told as %v, want %s", got.Codes, want)
		}
	}
}

// An internal error is logged under the name of its request, which the answer has too.
func TestAnInternalErrorIsLoggedUnderItsRequest(t *testing.T) {
	var log bytes.Buffer
	s := serve(t, broken{commit: func() error { return errors.New("a fault") }}, graph.Options{Log: slog.New(requestid.Logged(slog.NewJSONHandler(&log, nil)))})
	answer, err := s.Client().Post(s.URL+"/graphql", "application/json", strings.NewReader(`{"query":`+strconv.Quote(removal)+`}`))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if id := answer.Header.Get(requestid.Header); id == "" || !strings.Contains(log.String(), `"request":"`+id+`"`) {
		t.Errorf("request %q is not in %s", id, &log)
	}
}
