package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/live"
	"fundus/internal/sample"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// still is a catalogue that only answers.
type still struct {
	graph.Source // what a question does not ask
	s            *snapshot.Snapshot
}

func (s still) Snapshot() *snapshot.Snapshot { return s.s }

func (s still) At(context.Context, catalogue.Revision) (*snapshot.Snapshot, error) { return s.s, nil }

func (still) Lag() time.Duration { return 0 }

func (still) CommitAs(context.Context, access.Actor, catalogue.Stamp, []catalogue.Change) (live.Result, error) {
	return live.Result{}, catalogue.Errorf(catalogue.Unavailable, "this catalogue only answers")
}

// state is a synthetic state with two million offers, built once.
var state = sync.OnceValue(func() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.State, 1); err != nil {
		panic(err)
	}
	s, err := b.Build(1, noon)
	if err != nil {
		panic(err)
	}
	return s
})

// BenchmarkOperation answers whole operations without a network: the request is
// read, guarded, answered and written. The same is then asked of the view alone,
// and view-share-% is what that took in relation to everything else, which is
// gqlgen's own cost for the answer: 30 is the most that it should be.
func BenchmarkOperation(b *testing.B) {
	b.Run("sample", func(b *testing.B) {
		answers(b, catalogueOf(b, onSQLite(b), sample.FS()).Snapshot())
	})
	b.Run("state", func(b *testing.B) { answers(b, state()) })
}

func answers(b *testing.B, s *snapshot.Snapshot) {
	day := catalogue.DayOf(noon)
	first := catalogue.ID(0)
	for id := range s.Kind(catalogue.KindService).All() {
		first = id
		break
	}
	id := catalogue.GlobalID(catalogue.KindService, first)
	for _, c := range []struct {
		name  string
		query request
		alone func(*view.View) int
	}{
		{"lookup", request{Query: `query($id:ID!){service(id:$id){id name policyField revision}}`, Variables: map[string]any{"id": id}},
			func(v *view.View) int { return lookupAlone(v, id) }},
		{"nested", request{Query: `{services(first:20){nodes{id name offeredBy(first:5){edges{status validFrom via{id name} node{id name}}}}}}`}, nestedAlone},
		{"filtered", request{Query: `{services(first:20,filter:{policyField:{in:[BAUEN_WOHNEN,FAMILIE_KIND]},focus:false}){totalCount nodes{id name policyField}}}`}, filteredAlone},
		{"facets", request{Query: `{services(first:0){totalCount facets{attribute unknown values{code label count}}}}`}, facetsAlone},
		{"search", request{Query: `{search(text:"anmelden",first:10){totalCount edges{score node{id name} matches{term manner field}}}}`}, searchAlone},
		{"highlights", request{Query: `{search(text:"anmelden",first:10){totalCount edges{score node{id name} matches{term manner field highlights{field parts{text match}}}}}}`}, highlightsAlone},
	} {
		b.Run(c.name, func(b *testing.B) { answered(b, s, day, c.query, c.alone) })
	}
}

// answered times an operation, and what of it the view takes.
func answered(b *testing.B, s *snapshot.Snapshot, day catalogue.Day, q request, alone func(*view.View) int) {
	handler := graph.New(still{s: s}, graph.Options{Now: func() time.Time { return noon }, AnswerBytes: -1})
	body, err := json.Marshal(q)
	if err != nil {
		b.Fatal(err)
	}
	if text := post(b, handler, body); bytes.Contains(text, []byte(`"errors"`)) {
		b.Fatalf("%s", text)
	}
	b.ReportAllocs()
	// Taking turns, so that a busy machine is busy for both.
	const turn = 64
	n, part := 0, time.Duration(0)
	for b.Loop() {
		post(b, handler, body)
		if n++; n%turn == 0 {
			b.StopTimer()
			part += timed(b, turn, func() int { return alone(view.New(s, day)) })
			b.StartTimer()
		}
	}
	rest := n % turn
	whole := b.Elapsed()
	part += timed(b, rest, func() int { return alone(view.New(s, day)) })
	b.ReportMetric(float64(part.Nanoseconds())/float64(n), "view-ns/op")
	b.ReportMetric(100*float64(part)/float64(max(1, whole-part)), "view-share-%")
}

// timed is how long it takes to look n times.
func timed(b *testing.B, n int, look func() int) time.Duration {
	start := time.Now()
	for range n {
		if look() == 0 {
			b.Fatal("the view found nothing")
		}
	}
	return time.Since(start)
}

// writer keeps the body of an answer.
type writer struct {
	bytes.Buffer
	header http.Header
}

func (w *writer) Header() http.Header { return w.header }
func (w *writer) WriteHeader(int)     {}

func post(b *testing.B, h http.Handler, body []byte) []byte {
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	w := &writer{header: http.Header{}}
	h.ServeHTTP(w, r)
	return w.Bytes()
}

// The questions, asked of the view as the fields of the operations do. Each
// counts what it looked at, so that nothing is left out.

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func lookupAlone(v *view.View, id string) int {
	s := must(v.Node(id)).(view.Service)
	return len(s.GlobalID()) + len(s.NameIn(nil)) + len(s.PolicyField) + s.LastRevision()
}

func nestedAlone(v *view.View) int {
	few, five := 20, 5
	seen := 0
	for _, s := range must(view.List[view.Service](v, catalogue.KindService, view.Query{Paging: view.Paging{First: &few}})).Nodes() {
		seen += len(s.GlobalID()) + len(s.NameIn(nil))
		for _, e := range must(s.OfferedBy(&five, nil, nil, nil, nil, nil)).Edges {
			seen += len(e.Status()) + int(e.ValidFrom()) + len(e.Node.GlobalID()) + len(e.Node.NameIn(nil))
			if via, ok := e.Via(); ok {
				seen += len(via.GlobalID()) + len(via.NameIn(nil))
			}
		}
	}
	return seen
}

func filteredAlone(v *view.View) int {
	few := 20
	c := must(view.List[view.Service](v, catalogue.KindService, view.Query{Paging: view.Paging{First: &few}, Filter: view.Filter{
		"policyField": map[string]any{"in": []catalogue.PolicyField{"BAUEN_WOHNEN", "FAMILIE_KIND"}},
		"focus":       false,
	}}))
	seen := c.TotalCount()
	for _, s := range c.Nodes() {
		seen += len(s.GlobalID()) + len(s.NameIn(nil)) + len(s.PolicyField)
	}
	return seen
}

func facetsAlone(v *view.View) int {
	none := 0
	c := must(view.List[view.Service](v, catalogue.KindService, view.Query{Paging: view.Paging{First: &none}}))
	seen := c.TotalCount()
	for _, f := range must(c.Facets(nil)) {
		seen += len(f.Attribute) + f.Unknown
		for _, value := range f.Values {
			seen += len(value.Code) + len(value.Label(nil)) + value.Count
		}
	}
	return seen
}

func searchAlone(v *view.View) int {
	ten := 10
	found := must(v.Search("anmelden", nil, view.Paging{First: &ten}))
	seen := found.TotalCount
	for _, e := range found.Edges {
		seen += e.Score + len(e.Node.GlobalID())
		for _, m := range e.Matches() {
			seen += len(m.Term)
		}
	}
	return seen
}

func highlightsAlone(v *view.View) int {
	ten := 10
	found := must(v.Search("anmelden", nil, view.Paging{First: &ten}))
	seen := found.TotalCount
	for _, e := range found.Edges {
		seen += e.Score + len(e.Node.GlobalID())
		for _, m := range e.Matches() {
			seen += len(m.Term)
			for _, h := range m.Highlights() {
				seen += len(h.Field) + len(h.Parts)
			}
		}
	}
	return seen
}
