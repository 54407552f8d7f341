package graph_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/sample"
)

// What is no file is told as everything is that goes wrong, with what can be one.
func TestWhatCannotBeAFileIsRefused(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), sample.FS()), graph.Options{})
	for _, c := range []struct {
		name, method, format, query, accept string
		status                              int
		says                                string
	}{
		{"no format", "GET", "", "{services{nodes{id}}}", "", 400, "csv, csv-excel, graphml"},
		{"another format", "GET", "xlsx", "{services{nodes{id}}}", "", 400, `"field":"format","value":"xlsx"`},
		{"no list", "GET", "csv", "{services{totalCount}}", "", 400, "there is no list in the question"},
		{"no list in an object", "GET", "csv", `{catalogue{revision}}`, "", 400, "there is no list"},
		{"two lists", "GET", "csv", "{services{nodes{id}} areas{nodes{id}}}", "", 400, "one field at the root"},
		{"nothing of it", "GET", "csv", "{services @skip(if:true){nodes{id}}}", "", 400, "one field at the root"},
		{"a change", "POST", "csv", `mutation{putService(record:{name:"Hund"}){revision}}`, "", 400, "of a question, and not of a mutation"},
		{"a subscription", "GET", "csv", "subscription{changes{next}}", "", 400, "of a question, and not of a subscription"},
		{"not valid", "GET", "csv", "{services{nodes{foo}}}", "", 400, "GRAPHQL_VALIDATION_FAILED"},
		{"too large", "GET", "csv", "{services(first:100){nodes{offeredBy(first:100){nodes{offers(first:100){nodes{id}}}}}}}", "", 400, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"no such moment", "GET", "csv", "query @at(revision:99){services{nodes{id}}}", "", 400, "revision"},
		{"an error of a field", "GET", "csv", `{history(id:"x"){nodes{revision}}}`, "", 400, `"errors"`},
		{"nothing that the client takes", "GET", "csv", "{services{nodes{id}}}", "application/json", 406, "text/csv"},
		{"a type that the client refuses", "GET", "csv", "{services{nodes{id}}}", "text/csv;q=0", 406, "text/csv"},
		{"another method", "PUT", "csv", "{services{nodes{id}}}", "", 405, "POST"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := getFile(t, s, c.format, request{Query: c.query})
			r.Method = c.method
			if c.method == http.MethodPost {
				r = postFile(t, s, c.format, c.query)
			}
			if c.accept != "" {
				r.Header.Set("Accept", c.accept)
			}
			status, body := do(t, s, r)
			if status != c.status || !strings.Contains(string(body), c.says) || !strings.Contains(string(body), `"errors"`) {
				t.Errorf("HTTP %d: %s", status, body)
			}
		})
	}
}

func postFile(t testing.TB, s *httptest.Server, format, query string) *http.Request {
	t.Helper()
	body := strings.NewReader(fmt.Sprintf(`{"query":%q}`, query))
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/export?format="+url.QueryEscape(format), body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return r
}

// A file says what it is, from when, and under which name to keep it; who has it
// already is told so.
func TestAFileSaysWhatItIs(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), sample.FS()), graph.Options{Version: "1"})
	tags := map[string]bool{}
	for format, kind := range map[string]string{
		"csv": "text/csv; charset=utf-8; header=present", "csv-excel": "text/csv; charset=utf-8; header=present",
		"graphml": "application/graphml+xml; charset=utf-8", "jsonld": "application/ld+json", "dot": "text/vnd.graphviz; charset=utf-8",
		"mermaid": "text/vnd.mermaid; charset=utf-8", "svg": "image/svg+xml",
	} {
		q := request{Query: `query Loesungen { solutions(first: 1) { nodes { name } } }`}
		answer, body := take(t, s, format, q)
		h := answer.Header
		if answer.StatusCode != http.StatusOK || h.Get("Content-Type") != kind || len(body) == 0 {
			t.Errorf("%s: HTTP %d %s, %d bytes", format, answer.StatusCode, h.Get("Content-Type"), len(body))
		}
		if h.Get("Fundus-Revision") != "1" || h.Get("Fundus-Day") != "2025-09-01" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename=Loesungen-2025-09-01-r1.") {
			t.Errorf("%s: %v", format, h)
		}
		tags[h.Get("ETag")] = true
		again := getFile(t, s, format, q)
		again.Header.Set("If-None-Match", h.Get("ETag"))
		if status, body := do(t, s, again); status != http.StatusNotModified || len(body) > 0 {
			t.Errorf("%s: who has it gets HTTP %d and %d bytes", format, status, len(body))
		}
	}
	if len(tags) != 7 || tags[""] {
		t.Errorf("the tags of the formats are %v", tags)
	}
	answer, _ := take(t, s, "csv", request{Query: `query @at(revision: 1, day: "2025-09-01") { solutions { nodes { name } } }`})
	if got := answer.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("a file of a moment that stays: %s", got)
	}
}

// POST asks for the same file as GET.
func TestAFileIsTheSameHoweverItIsAskedFor(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), sample.FS()), graph.Options{})
	const query = `{ areas { nodes { id name } } }`
	got := string(file(t, s, "csv", request{Query: query}))
	if status, body := do(t, s, postFile(t, s, "csv", query)); status != http.StatusOK || string(body) != got {
		t.Errorf("HTTP %d, and the same: %t", status, string(body) == got)
	}
}

// An assumption holds for all pages and is made once.
func TestAFileHoldsUnderAnAssumption(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), sample.FS()), graph.Options{})
	count := func(assumption string) int {
		_, rows := rowsOf(t, file(t, s, "csv", request{Query: "query " + assumption + " { areas(orderBy: {field: CHANGED}) { nodes { id name } } }"}))
		return len(rows)
	}
	plain, assumed := count(""), count(`@assuming(changes: [{put: {area: {name: "Neuland"}}}, {put: {area: {name: "Altland"}}}])`)
	if assumed != plain+2 || plain <= 100 {
		t.Errorf("%d areas, and %d with two more", plain, assumed)
	}
	answer, _ := take(t, s, "csv", request{Query: `query @assuming(changes: [{put: {area: {name: "Neuland"}}}]) { areas { nodes { id } } }`})
	if name := answer.Header.Get("Content-Disposition"); answer.Header.Get("Fundus-Assumed") != "1" || !strings.Contains(name, "assumed") {
		t.Errorf("a file that assumes something says so: %v", answer.Header)
	}
}

// A file has its own time. When it is over before anything was sent, that is told.
func TestAFileThatTakesTooLongIsUnavailable(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), sample.FS()), graph.Options{Export: time.Nanosecond})
	answer, body := take(t, s, "csv", request{Query: `{ areas { nodes { id } } }`})
	if answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(string(body), "UNAVAILABLE") || answer.Header.Get("ETag") != "" {
		t.Errorf("HTTP %d: %s", answer.StatusCode, body)
	}
}

// Pages are as short as the limit of an operation makes them, and the file is the same.
func TestTheCostOfAPageIsBoundedAndTheFileIsWhole(t *testing.T) {
	cat := catalogueOf(t, onSQLite(t), sample.FS())
	limits := graph.DefaultLimits()
	limits.Cost = 3000
	narrow, wide := serve(t, cat, graph.Options{Limits: limits}), serve(t, cat, graph.Options{})
	q := request{Query: `{ services { nodes { id offeredBy(first: 20) { totalCount nodes { id name } } } } }`}
	if a, b := file(t, narrow, "csv", q), file(t, wide, "csv", q); string(a) != string(b) {
		t.Error("the files differ")
	}
}

// The format is a matter of the address, and who writes it into a form or a body is told.
func TestTheFormatOfAFileBelongsInTheAddress(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), nil), graph.Options{})
	for kind, body := range map[string]string{
		"application/x-www-form-urlencoded": "format=csv&query={areas{nodes{id}}}",
		"application/json":                  `{"query":"{areas{nodes{id}}}","format":"csv"}`,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/export", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", kind)
		if status, said := do(t, s, r); status != http.StatusBadRequest || !strings.Contains(string(said), "the address does not say it") || !strings.Contains(string(said), "/export?format=csv") {
			t.Errorf("%s: HTTP %d %s", kind, status, said)
		}
	}
}

// What an address says twice is not chosen from.
func TestNoParameterOfAFileIsGivenTwice(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), nil), graph.Options{})
	for more, says := range map[string]string{
		"&format=svg":                  `"field":"format","value":"svg"`,
		"&format=csv":                  "give it once",
		"&query={services{nodes{id}}}": "query is given more than once",
	} {
		r := getFile(t, s, "csv", request{Query: "{areas{nodes{id}}}"})
		r.URL.RawQuery += more
		if status, said := do(t, s, r); status != http.StatusBadRequest || !strings.Contains(string(said), says) {
			t.Errorf("%s: HTTP %d %s", more, status, said)
		}
	}
}
