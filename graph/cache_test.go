package graph_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
)

// kept is a server whose clock the test sets, and what it takes to ask it by GET.
type kept struct {
	*testing.T
	server *httptest.Server
	now    time.Time
}

func keptServer(t *testing.T) *kept {
	t.Helper()
	return keptFor(t, catalogue.Confidential)
}

// keptFor is one that shows to others what is up to a clearance.
func keptFor(t *testing.T, clearance catalogue.Visibility) *kept {
	t.Helper()
	k := &kept{T: t, now: noon}
	source := catalogueOf(t, onSQLite(t), nil)
	k.server = httptest.NewServer(httpd.Handler(httpd.Options{
		GraphQL:  graph.New(source, graph.Options{Clearance: clearance, Now: func() time.Time { return k.now }}),
		Console:  http.NotFoundHandler(),
		Identify: operatorHere(clearance),
	}))
	t.Cleanup(k.server.Close)
	return k
}

func (k *kept) get(query, variables string, headers ...string) (*http.Response, string) {
	k.Helper()
	address := k.server.URL + "/graphql?query=" + url.QueryEscape(query) + "&variables=" + url.QueryEscape(variables)
	r, err := http.NewRequestWithContext(k.Context(), http.MethodGet, address, nil)
	if err != nil {
		k.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := k.server.Client().Do(r)
	if err != nil {
		k.Fatal(err)
	}
	defer answer.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(answer.Body); err != nil {
		k.Fatal(err)
	}
	return answer, body.String()
}

func (k *kept) write(name string) {
	k.Helper()
	_, body := ask(k, k.server, request{Query: `mutation($n: String!) { putArea(record: {name: {de: $n}}) { revision } }`, Variables: map[string]any{"n": name}}, nil)
	if strings.Contains(string(body), `"errors"`) {
		k.Fatalf("%s", body)
	}
}

// Who has an answer is told so as long as it holds, and not a moment longer: a
// commit, a new day, other variables, another operation and another media type make
// it another answer.
func TestAnAnswerIsToldByItsTagAsLongAsItHolds(t *testing.T) {
	k := keptServer(t)
	const asked = `query A($n: Int) { areas(first: $n) { totalCount } }`
	first, body := k.get(asked, `{"n":3}`)
	tag := first.Header.Get("ETag")
	if tag == "" || first.Header.Get("Cache-Control") != "public, no-cache" || !slices.Equal(first.Header.Values("Vary"), []string{"Authorization", "Accept"}) {
		t.Fatalf("the answer is tagged %v", first.Header)
	}
	same := func(what, query, variables string, want int, headers ...string) {
		t.Helper()
		answer, again := k.get(query, variables, append([]string{"If-None-Match", `"x", W/` + tag}, headers...)...)
		if answer.StatusCode != want || want == http.StatusNotModified && (again != "" || answer.Header.Get("ETag") != tag) {
			t.Errorf("%s: status %d, %q, want %d", what, answer.StatusCode, again, want)
		}
	}
	same("the same", asked, `{"n":3}`, 304)
	same("variables in another spelling", asked, ` { "n" : 3 } `, 304)
	same("other variables", asked, `{"n":4}`, 200)
	same("another operation", `query B($n: Int) { areas(first: $n) { totalCount } }`, `{"n":3}`, 200)
	same("another media type", asked, `{"n":3}`, 200, "Accept", "application/graphql-response+json")
	k.now = k.now.AddDate(0, 0, 1)
	same("the next day", asked, `{"n":3}`, 200)
	k.now = noon
	same("the same day again", asked, `{"n":3}`, 304)
	k.write("Neu")
	same("after a commit", asked, `{"n":3}`, 200)
	if _, now := k.get(asked, `{"n":3}`); now == body {
		t.Error("a commit did not change the answer")
	}
}

// What was recorded and held then will always have been so.
func TestAnAnswerOfAFixedMomentSaysThatItIsImmutable(t *testing.T) {
	k := keptServer(t)
	k.write("Alt")
	for _, c := range []struct {
		query     string
		immutable bool
	}{
		{`query @at(revision: 1, day: "2025-01-01") { areas { totalCount } }`, true},
		{`query @at(revision: 0, day: "2025-01-01") @assuming(changes: [{put: {area: {name: "X"}}}]) { areas { totalCount } }`, true},
		{`query @at(recordedAt: "2000-01-01T00:00:00Z", day: "2025-01-01") { areas { totalCount } }`, true},
		{`query @at(recordedAt: "2999-01-01T00:00:00Z", day: "2025-01-01") { areas { totalCount } }`, false},
		{`query @at(revision: 1) { areas { totalCount } }`, false},
		{`query @at(day: "2025-01-01") { areas { totalCount } }`, false},
	} {
		answer, body := k.get(c.query, "")
		if got := answer.Header.Get("Cache-Control"); answer.StatusCode != 200 || strings.Contains(body, `"errors"`) || strings.HasSuffix(got, "immutable") != c.immutable {
			t.Errorf("%s: %d, %s, %s", c.query, answer.StatusCode, got, body)
		}
	}
}

// What is asked with credentials is not for caches that many share; what went wrong,
// what depends on when it is asked, and changes are for none.
func TestWhatMayNotBeKeptSaysSo(t *testing.T) {
	k := keptServer(t)
	for name, c := range map[string]struct {
		query   string
		headers []string
		control string
	}{
		"with a token":       {`{areas{totalCount}}`, []string{"Authorization", "Bearer x"}, "private, no-cache"},
		"with a cookie":      {`{areas{totalCount}}`, []string{"Cookie", "a=b"}, "private, no-cache"},
		"a field that fails": {`{areas(first:1000){totalCount}}`, nil, "no-store"},
		"the lag":            {`{catalogue{...a}} fragment a on Catalogue{lag}`, nil, "no-store"},
	} {
		answer, body := k.get(c.query, "", c.headers...)
		if got := answer.Header.Get("Cache-Control"); got != c.control || c.control != "private, no-cache" && answer.Header.Get("ETag") != "" {
			t.Errorf("%s: Cache-Control %q, want %q: %s", name, got, c.control, body)
		}
	}
}

// An answer is given again byte for byte, by GET and by POST, to old clients and
// new, and never after a commit.
func TestAnAnswerIsTheSameHoweverItIsAskedFor(t *testing.T) {
	k := keptServer(t)
	k.write("Neu")
	q := request{Query: `{ areas(first: 5) { nodes { name } } }`}
	_, first := ask(t, k.server, q, nil)
	_, again := ask(t, k.server, q, http.Header{"Accept": {"application/json"}})
	_, got := k.get(q.Query, "")
	if !bytes.Equal(first, again) || string(first) != got {
		t.Errorf("first %s, then %s, by GET %s", first, again, got)
	}
	k.write("Neuer")
	if _, after := ask(t, k.server, q, nil); bytes.Equal(after, first) || !bytes.Contains(after, []byte("Neuer")) {
		t.Errorf("after a commit %s", after)
	}
}
