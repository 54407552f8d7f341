package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"fundus/examples"
	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/httpd/console"
	"fundus/internal/live"
)

// asking are the questions of the console, and that for the board.
func asking(t testing.TB) map[string]*request {
	t.Helper()
	names, err := fs.Glob(examples.Files, "*.graphql")
	if err != nil || len(names) < 50 {
		t.Fatalf("%d examples: %v", len(names), err)
	}
	out := map[string]*request{}
	for _, name := range names {
		text, err := fs.ReadFile(examples.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		e, err := console.ParseExample(name, string(text))
		if err != nil {
			t.Fatal(err)
		}
		q := &request{Query: e.Query}
		if len(e.Variables) > 0 {
			if err := json.Unmarshal([]byte(e.Variables), &q.Variables); err != nil {
				t.Fatal(err)
			}
		}
		out[name] = q
	}
	return out
}

// passingWords are of the moment of asking.
var passingWords = regexp.MustCompile(`\blag\b`)

// clearances are those for whom something may be hidden.
var clearances = []catalogue.Visibility{catalogue.Public, catalogue.Internal}

// formats are those of a file beside the table.
var formats = []string{"csv-excel", "graphml", "jsonld", "dot", "mermaid", "svg"}

// TestNoExampleTellsWhatMayNotBeSeen asks every example of two catalogues that differ in
// what is hidden alone, by POST, by GET with its tag, and as files: a table, and one of the other formats each.
func TestNoExampleTellsWhatMayNotBeSeen(t *testing.T) {
	log := logOf(t, func(t testing.TB) *live.Catalogue { return sampleOf(t, onSQLite(t)) })
	for seed, clearance := range clearances {
		w := twinsOf(t, log, clearance, uint64(seed))
		for _, q := range asking(t) {
			q.Query = passingWords.ReplaceAllString(q.Query, "")
			w.alike(t, http.MethodPost, "/graphql", q)
			get := addressOf(t, *q)
			w.alike(t, http.MethodGet, "/graphql?"+get, nil)
			for _, format := range []string{"csv", formats[len(q.Query)%len(formats)]} {
				w.alike(t, http.MethodGet, "/export?format="+format+"&"+get, nil)
			}
		}
	}
}

func addressOf(t testing.TB, q request) string {
	t.Helper()
	values := url.Values{"query": {q.Query}}
	if q.Variables != nil {
		text, err := json.Marshal(q.Variables)
		if err != nil {
			t.Fatal(err)
		}
		values.Set("variables", string(text))
	}
	return values.Encode()
}

// TestNoRecordTellsWhatMayNotBeSeen asks of every record, those that are hidden too, for
// its node, its past, what is near it, its archive if it is a case, and what an assumption
// about it would be told.
func TestNoRecordTellsWhatMayNotBeSeen(t *testing.T) {
	log := logOf(t, func(t testing.TB) *live.Catalogue { return sampleOf(t, onSQLite(t)) })
	for seed, clearance := range clearances {
		w := twinsOf(t, log, clearance, uint64(10+seed))
		for id, kind := range kindsOf(w.log) {
			name := catalogue.GlobalID(kind, id)
			seen := w.alike(t, http.MethodPost, "/graphql", &request{Query: `query R($id:ID!){
				node(id:$id){id ... on Record{name description tags source{name} relationCounts{relation count}}} nodes(ids:[$id]){id}
				history(id:$id){totalCount nodes{revision action name message fields{field old new}}}
				changeMarks(id:$id){totalCount complete recorded{revision}}
				diff(from:{revision:0} around:$id){totalCount nodes{change name}}}`, Variables: map[string]any{"id": name}})
			if w.hidden[id] && !strings.Contains(seen.Body, `"node":null`) && !strings.Contains(seen.Body, `"errors"`) {
				t.Errorf("%s %d is hidden: %.300s", kind, id, seen.Body)
			}
			w.alike(t, http.MethodPost, "/graphql", &request{Query: `query R($id:Ref!)@assuming(changes:[{remove:{target:$id,seen:-1,cascade:true}}]){catalogue{revision} services{totalCount}}`, Variables: map[string]any{"id": name}})
			if kind == catalogue.KindCase {
				w.alike(t, http.MethodGet, "/dossier/"+name, nil)
			}
		}
	}
}

func kindsOf(log []*catalogue.Commit) map[catalogue.ID]catalogue.Kind {
	kinds := map[catalogue.ID]catalogue.Kind{}
	for _, c := range log {
		for _, v := range c.Records {
			kinds[v.ID] = v.Kind
		}
	}
	return kinds
}

// TestTheLogTellsNothingThatMayNotBeSeen reads the feed from some revisions on, and what
// has changed since them, as pages and as events.
func TestTheLogTellsNothingThatMayNotBeSeen(t *testing.T) {
	log := logOf(t, func(t testing.TB) *live.Catalogue { return sampleOf(t, onSQLite(t)) })
	for seed, clearance := range clearances {
		w := twinsOf(t, log, clearance, uint64(20+seed))
		for revision := 0; revision < len(log); revision += 1 + len(log)/3 {
			after := fmt.Sprint(revision)
			w.alike(t, http.MethodPost, "/graphql", &request{Query: `query F($after:FeedPosition!){changes(after:$after,first:1000){next complete head changes{revision action kind id name message relation fields{field old new}}}}`, Variables: map[string]any{"after": after}})
			w.alike(t, http.MethodPost, "/graphql", &request{Query: `query D($revision:Int!){diff(from:{revision:$revision},first:100){totalCount counts{kind relation added removed changed replaced} nodes{change name fields{field old new}}}}`, Variables: map[string]any{"revision": revision}})
			w.streams(t, after)
		}
	}
}

// streams follows both from a position until all is told that there is.
func (w *twins) streams(t *testing.T, after string) {
	t.Helper()
	follow := func(h http.Handler) string {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		q := request{Query: `subscription($after:FeedPosition){changes(after:$after){next complete head changes{revision action kind id name fields{field old new}}}}`, Variables: map[string]any{"after": after}}
		body, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "text/event-stream")
		l := &listening{ResponseRecorder: httptest.NewRecorder(), enough: cancel}
		h.ServeHTTP(l, r)
		return positions.ReplaceAllString(l.Body.String(), "$1")
	}
	one := follow(w.one)
	for what, other := range map[string]http.Handler{"changed": w.two, "not there": w.three} {
		if diff := cmp.Diff(one, follow(other)); diff != "" {
			t.Errorf("for %s, events after %s (-hidden +%s):\n%.3000s", w.clearance, after, what, diff)
		}
	}
}

// listening has heard enough when all is told.
type listening struct {
	*httptest.ResponseRecorder
	enough context.CancelFunc
}

func (l *listening) Write(text []byte) (int, error) {
	if bytes.Contains(text, []byte(`"complete":true`)) || bytes.Contains(text, []byte(`"errors"`)) {
		l.enough()
	}
	return l.ResponseRecorder.Write(text)
}

// TestNoQuestionTellsWhatMayNotBeSeen draws questions over the whole schema, about all that
// there is, hidden or not. More of them: -rapid.checks.
func TestNoQuestionTellsWhatMayNotBeSeen(t *testing.T) {
	log := logOf(t, func(t testing.TB) *live.Catalogue { return sampleOf(t, onSQLite(t)) })
	s := schema(t)
	for seed, clearance := range clearances {
		w := twinsOf(t, log, clearance, uint64(30+seed))
		g := generatorOf(s, w.log)
		rapid.Check(t, func(t *rapid.T) {
			w.alike(t, http.MethodPost, "/graphql", &request{Query: g.operation(t)})
		})
	}
}

// TestWhatOneWasToldIsNotToldToAnother asks one server of what it keeps: first whoever sees
// everything, then those who do not, and they are told what they are told by a server that
// has kept nothing; and the other way round.
func TestWhatOneWasToldIsNotToldToAnother(t *testing.T) {
	c := sampleOf(t, onSQLite(t))
	server := func() http.Handler {
		o := graph.Options{Version: "1", Now: func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }, Clearance: catalogue.Public}
		return httpd.Handler(httpd.Options{
			GraphQL: graph.New(c, o), Export: graph.NewExport(c, o), Dossier: graph.NewDossier(c, o), Console: http.NotFoundHandler(),
			Identify: func(r *http.Request, _ bool) (access.Actor, error) {
				return access.Anonymous(catalogue.Visibility(r.Header.Get("Clearance"))), nil
			},
		})
	}
	kept := server()
	order := []catalogue.Visibility{catalogue.Confidential, catalogue.Public, catalogue.Internal, catalogue.Confidential}
	differing := 0
	for name, q := range asking(t) {
		q.Query = passingWords.ReplaceAllString(q.Query, "")
		target := "/graphql?" + addressOf(t, *q)
		answers := map[string]bool{}
		for _, clearance := range order {
			for range 2 {
				got, fresh := toldTo(t, kept, clearance, target), toldTo(t, server(), clearance, target)
				if diff := cmp.Diff(fresh, got); diff != "" {
					t.Errorf("%s for %s (-fresh +kept):\n%.1000s", name, clearance, diff)
				}
				answers[got.Body] = true
			}
		}
		if len(answers) > 1 {
			differing++
		}
	}
	if differing < 5 {
		t.Errorf("only %d examples are answered to some otherwise than to others", differing)
	}
}

func toldTo(t *testing.T, h http.Handler, clearance catalogue.Visibility, target string) heeded {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	r.Header.Set("Clearance", string(clearance))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	w.Header().Del("X-Request-Id") // of the request and not of its answer
	return heeded{w.Code, w.Header(), w.Body.String()}
}
