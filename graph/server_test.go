package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/live"
	"fundus/internal/pgtest"
	"fundus/internal/sample"
	"fundus/internal/store"
	"fundus/internal/store/postgres"
	"fundus/internal/store/sqlite"
)

// noon is the moment at which all tests ask: 1 September 2025 in Berlin.
var noon = time.Date(2025, 9, 1, 10, 0, 0, 0, time.UTC)

// engine is a store of its own for a test.
type engine struct {
	name string
	open func(testing.TB) store.Store
}

// engines must all answer alike.
var engines = []engine{{"sqlite", onSQLite}, {"postgres", onPostgres}}

func onSQLite(t testing.TB) store.Store {
	t.Helper()
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "fundus.db"), sqlite.Options{})
	return opened(t, st, err)
}

func onPostgres(t testing.TB) store.Store {
	t.Helper()
	st, err := postgres.Open(t.Context(), pgtest.New(t), postgres.Options{})
	return opened(t, st, err)
}

func opened(t testing.TB, st store.Store, err error) store.Store {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// catalogueOf is a catalogue on a store with a bundle in it; a nil bundle
// leaves it empty.
func catalogueOf(t testing.TB, st store.Store, seed fs.FS) *live.Catalogue {
	t.Helper()
	c, err := live.Open(context.WithoutCancel(t.Context()), st, live.Options{Today: func() catalogue.Day { return live.DayOf(noon) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if seed != nil {
		commitBundle(t, c, seed, catalogue.Stamp{Actor: "test", Origin: "seed"})
	}
	return c
}

// sampleOf is a catalogue into which the whole sample was taken, step by step.
func sampleOf(t testing.TB, st store.Store) *live.Catalogue {
	t.Helper()
	c := catalogueOf(t, st, nil)
	for _, step := range sample.Steps() {
		commitBundle(t, c, step.FS, catalogue.Stamp{Actor: step.Actor, Message: step.Message, Origin: "sample"})
	}
	return c
}

func commitBundle(t testing.TB, c *live.Catalogue, folder fs.FS, stamp catalogue.Stamp) {
	t.Helper()
	var findings interchange.Findings
	b, err := bundle.FromFS(t.Context(), folder, &findings)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Commit(t.Context(), stamp, b.Changes); err != nil {
		t.Fatal(b.Locate(err))
	}
}

// surface is the whole HTTP surface before a catalogue, as the program wires it.
func surface(source graph.Source, o graph.Options) http.Handler {
	if o.Now == nil {
		o.Now = func() time.Time { return noon }
	}
	return httpd.Handler(httpd.Options{
		GraphQL:  graph.New(source, o),
		Export:   graph.NewExport(source, o),
		Dossier:  graph.NewDossier(source, o),
		Console:  http.NotFoundHandler(),
		Identify: operatorHere(o.Clearance),
	})
}

// operatorHere takes who asks from this machine for its operator, and others for somebody
// unknown with a clearance.
func operatorHere(clearance catalogue.Visibility) func(*http.Request, bool) (access.Actor, error) {
	if clearance == "" {
		clearance = catalogue.Confidential
	}
	return func(_ *http.Request, local bool) (access.Actor, error) {
		if local {
			return access.Operator("test"), nil
		}
		return access.Anonymous(clearance), nil
	}
}

// serve is a server of the surface.
func serve(t testing.TB, source graph.Source, o graph.Options) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(surface(source, o))
	t.Cleanup(s.Close)
	return s
}

// request is a GraphQL request as it goes over the wire.
type request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName,omitempty"`
	Variables     map[string]any `json:"variables,omitempty"`
}

// ask posts a request and gives back the status and the body.
func ask(t testing.TB, s *httptest.Server, q request, headers http.Header) (int, []byte) {
	t.Helper()
	body, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = headers.Clone()
	if r.Header == nil {
		r.Header = http.Header{}
	}
	r.Header.Set("Content-Type", "application/json")
	return do(t, s, r)
}

func do(t testing.TB, s *httptest.Server, r *http.Request) (int, []byte) {
	t.Helper()
	answer, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, data
}
