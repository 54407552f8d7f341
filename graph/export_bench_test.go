package graph_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"runtime"
	"testing"
	"time"

	"fundus/graph"
)

// BenchmarkExport makes files of lists of a state. live-MB is by how much the memory
// in use had grown at most while a file was made: it is the same for a list of any
// length, but for what a graph remembers.
func BenchmarkExport(b *testing.B) {
	for _, c := range []struct{ name, format, query string }{
		{"datasets", "csv", `{datasets{nodes{id name identifiers{scheme value} validFrom}}}`},
		{"datasets with publishers", "csv", `{datasets{nodes{id name publishedBy(first:5){totalCount nodes{name}}}}}`},
		{"datasets of some", "csv", `{datasets(filter:{publishedBy:{any:{}}}){nodes{id name}}}`},
		{"datasets by date", "csv", `{datasets(orderBy:{field:MODIFIED,direction:DESC}){nodes{id name}}}`},
		{"datasets by words", "csv", `{datasets(search:"Straßen"){nodes{id name}}}`},
		{"datasets with publishers", "graphml", `{datasets{nodes{name publishedBy(first:5){nodes{name}}}}}`},
		{"datasets with publishers", "jsonld", `{datasets{nodes{name publishedBy(first:5){nodes{name}}}}}`},
		{"offers", "csv", `{relations(filter:{relation:{in:[OFFERS]}}){nodes{from{id} to{id} status}}}`},
	} {
		b.Run(c.name+"/"+c.format, func(b *testing.B) { exported(b, c.format, c.query) })
	}
}

func exported(b *testing.B, format, query string) {
	handler := graph.NewExport(still{s: state()}, graph.Options{Now: func() time.Time { return noon }})
	body, err := json.Marshal(request{Query: query})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	size, lines := 0, 0
	for b.Loop() {
		s := takeFile(b, handler, format, body, false)
		size, lines = s.size, s.lines
	}
	b.SetBytes(int64(size))
	b.ReportMetric(float64(lines), "lines")
	grown := takeFile(b, handler, format, body, true).grown
	b.ReportMetric(float64(grown)/(1<<20), "live-MB")
}

func takeFile(b *testing.B, h http.Handler, format string, body []byte, weigh bool) *scale {
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, "/export?format="+format, bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	w := &scale{header: http.Header{}, weigh: weigh}
	if weigh {
		w.before = inUse()
	}
	h.ServeHTTP(w, r)
	if w.status != http.StatusOK {
		b.Fatalf("HTTP %d: %s", w.status, w.first)
	}
	return w
}

// scale weighs a file and keeps nothing of it but its beginning.
type scale struct {
	header              http.Header
	status, size, lines int
	first               []byte
	weigh               bool
	pages               int
	before, grown       uint64
}

func (s *scale) Header() http.Header    { return s.header }
func (s *scale) WriteHeader(status int) { s.status = status }

func (s *scale) Write(p []byte) (int, error) {
	if s.first == nil {
		s.first = bytes.Clone(p)
	}
	s.size += len(p)
	s.lines += bytes.Count(p, []byte("\n"))
	return len(p), nil
}

// Flush looks at the memory now and then.
func (s *scale) Flush() {
	if s.pages++; s.weigh && s.pages%400 == 0 {
		s.grown = max(s.grown, inUse()-min(inUse(), s.before))
	}
}

// inUse is the memory that something still holds.
func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
