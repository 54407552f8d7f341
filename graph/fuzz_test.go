package graph_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"fundus/graph"
	"fundus/internal/catalogue"
)

// sound says what is true of every answer: it is JSON, an error in it has a code, and
// nothing went wrong inside of the program.
func sound(t *testing.T, w *httptest.ResponseRecorder) {
	t.Helper()
	body := w.Body.Bytes()
	if w.Code == http.StatusNoContent || w.Code/100 == 3 || w.Header().Get("Fundus-Revision") != "" {
		return // nothing to say, what is there already, another spelling of the address, a file
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil || !utf8.Valid(body) || w.Code >= 500 {
		t.Fatalf("HTTP %d: %v in %.500q", w.Code, err, body)
	}
	for _, e := range a.Errors {
		if e.Extensions.Code == "" || e.Extensions.Code == "INTERNAL" || len(e.Message) > 5000 {
			t.Fatalf("%+v", e)
		}
	}
}

// FuzzOperation sends any document with any variables, as everybody may.
func FuzzOperation(f *testing.F) {
	for _, a := range attacks() {
		if len(a.query) < 2000 && len(a.variables) < 2000 {
			f.Add(a.query, a.variables)
		}
	}
	f.Add(chain(3), `{}`)
	f.Add(`query Q($f:ServiceFilter,$o:ServiceOrder)@at(day:"2025-09-01"){services(filter:$f,orderBy:$o){nodes{id name}facets{field values{value count}}}}`, `{"f":{"text":"wohn"},"o":{"field":"NAME"}}`)
	f.Add(`{search(text:"stadt"){nodes{id}} diff(from:{revision:0}){totalCount} history(id:"c2VydmljZTox"){nodes{revision}}}`, ``)
	h := surface(catalogueOf(f, onSQLite(f), os.DirFS("testdata/world")), graph.Options{})
	f.Fuzz(func(t *testing.T, query, variables string) {
		if !utf8.ValidString(query) || !utf8.ValidString(variables) {
			return // no request reaches the parser with it: internal/httpd
		}
		if variables == "" {
			variables = "null"
		}
		body := `{"query":` + string(encoded(t, query)) + `,"variables":` + variables + `}`
		for _, path := range []string{"/graphql", "/export?format=csv"} {
			r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			sound(t, w)
		}
	})
}

// FuzzHeaders sends a question with any headers and any address.
func FuzzHeaders(f *testing.F) {
	for _, accept := range []string{"", "*/*", "text/html;q=0.8,application/json;q=NaN", "application/graphql-response+json;q=1e999", ";;q", "text/event-stream;q=0", `application/json;a="`} {
		f.Add("/graphql?query={__typename}", accept, `W/"x", *`, "application/json; charset=utf-8", "amt")
	}
	f.Add("/export?format=svg&query={services{nodes{id}}}", "image/*", "", "a/b;charset=\"", "\x00")
	f.Add("/dossier/c2VydmljZTox?revision=1&day=2025-01-01", "", "*", "", "")
	f.Add("/graphql?variables={&extensions=[]&query=%00", "", "", "", "")
	h := surface(catalogueOf(f, onSQLite(f), os.DirFS("testdata/world")), graph.Options{})
	f.Fuzz(func(t *testing.T, target, accept, tag, kind, actor string) {
		address, err := url.ParseRequestURI(target)
		if err != nil || !strings.HasPrefix(address.Path, "/graphql") && !strings.HasPrefix(address.Path, "/export") && !strings.HasPrefix(address.Path, "/dossier/") {
			return
		}
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			r := httptest.NewRequest(method, "/", strings.NewReader(`{"query":"{__typename}"}`))
			r.URL, r.RequestURI = address, target
			for name, value := range map[string]string{"Accept": accept, "If-None-Match": tag, "Content-Type": kind, graph.ActorHeader: actor} {
				r.Header.Set(name, value)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if strings.HasPrefix(w.Header().Get("Content-Type"), "text/") {
				continue // events, or an address that is none
			}
			sound(t, w)
		}
	})
}

// FuzzVariables reads any variable of a command line for any document: it becomes JSON, or
// the error says which one it is.
func FuzzVariables(f *testing.F) {
	f.Add("query Q($a:Int,$b:[String!],$c:ServiceFilter){__typename}", "a", "1")
	f.Add("query Q($a:Int,$b:[String!],$c:ServiceFilter){__typename}", "c", `{"text":"\ud800"}`)
	f.Add("query Q($a:"+strings.Repeat("[", 50)+"Int", "a", strings.Repeat("[", 100))
	f.Add("{", "", "1e999999")
	f.Fuzz(func(t *testing.T, document, name, text string) {
		got, err := graph.Variables(document, map[string]string{name: text})
		if err != nil {
			if catalogue.KindOf(err) != catalogue.Invalid {
				t.Fatalf("%q %q %q: %v", document, name, text, err)
			}
			return
		}
		if _, err := json.Marshal(got); err != nil || len(got) != 1 {
			t.Fatalf("%q %q %q: %v (%v)", document, name, text, got, err)
		}
	})
}
