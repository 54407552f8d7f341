package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/identity/signin"
	"fundus/internal/live"
	"fundus/internal/store"
	"fundus/internal/store/sqlite"
)

// What the clients of the load ask: a look-up, pages of pages, a filtered page
// with its facets, a search.
var loadQuestions = map[string]string{
	"Lookup":  `{service(identifier:{scheme:"synthetic",value:"service-%d"}){id name policyField leikaKeys}}`,
	"Pages":   `{services(first:20){nodes{name offeredBy(first:5){edges{status node{name} via{name origin}}}}}}`,
	"Facets":  `{datasets(first:20,filter:{themes:{in:[ENVI,TRAN]},open:true}){totalCount facets(attributes:["licences","themes"]){values{code count}} nodes{name licences}}}`,
	"Search":  `{search(text:"Datensatz %d",first:10){totalCount edges{node{kind name}}}}`,
	"Authors": `{authorities(first:20,filter:{level:{in:[DISTRICT]}},orderBy:{field:POPULATION,direction:DESC}){totalCount nodes{name population offers(first:0){totalCount}}}}`,
}

// BenchmarkLoad is a server of state scale on loopback with eight clients, alone
// and beside a writer that never pauses: readers must not wait for it. It reports
// requests a second, the median and the 99th percentile, and what is resident.
func BenchmarkLoad(b *testing.B) {
	cat := stateCatalogue(b)
	handler, err := (&serveCmd{limitFlags: limitFlags{MaxBody: 1 << 20, MaxCost: 50_000, MaxDepth: 15, MaxToken: 2000, Timeout: 20 * time.Second}}).handler(backing{catalogue: cat, log: slog.New(slog.DiscardHandler), seen: newWatch("sqlite", nil, slog.New(slog.DiscardHandler))}, openDoor, nil, course{})
	if err != nil {
		b.Fatal(err)
	}
	srv := httptest.NewServer(handler)
	defer srv.Close()
	keepSmall()
	for name, question := range loadQuestions {
		b.Run(name, func(b *testing.B) { putUnderLoad(b, srv, question) })
	}
	b.Run("Mixed", func(b *testing.B) { putUnderLoad(b, srv, mixed()...) })
	b.Run("MixedBesideAWriter", func(b *testing.B) {
		stop := write(b, cat)
		putUnderLoad(b, srv, mixed()...)
		b.ReportMetric(float64(stop())/b.Elapsed().Seconds(), "commits/s")
	})
}

func mixed() []string {
	var out []string
	for _, q := range loadQuestions {
		out = append(out, q)
	}
	slices.Sort(out)
	return out
}

// putUnderLoad asks the questions in turn with eight clients until the benchmark is over.
func putUnderLoad(b *testing.B, srv *httptest.Server, questions ...string) {
	var mu sync.Mutex
	var took []time.Duration
	b.SetParallelism(4) // times the two processors that this is measured on
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		var mine []time.Duration
		for i := 0; pb.Next(); i++ {
			begun := time.Now()
			if err := askOnce(srv, questions[i%len(questions)], i); err != nil {
				b.Error(err)
				return
			}
			mine = append(mine, time.Since(begun))
		}
		mu.Lock()
		defer mu.Unlock()
		took = append(took, mine...)
	})
	slices.Sort(took)
	b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
	b.ReportMetric(resident(b), "MiB-resident")
}

func askOnce(srv *httptest.Server, question string, i int) error {
	if strings.Contains(question, "%d") {
		question = fmt.Sprintf(question, i%8000+1)
	}
	body, err := json.Marshal(map[string]string{"query": question})
	if err != nil {
		return err
	}
	answer, err := srv.Client().Post(srv.URL+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err == nil && (answer.StatusCode != http.StatusOK || bytes.Contains(said, []byte(`"errors"`))) {
		err = fmt.Errorf("%s: %d %s", question, answer.StatusCode, said)
	}
	return err
}

// write commits one record after the other until it is stopped, and then says
// how many.
func write(b *testing.B, cat *live.Catalogue) (stop func() int) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int)
	go func() {
		n := 0
		for ; ctx.Err() == nil; n++ {
			r := &catalogue.Service{Meta: catalogue.Meta{ID: 1, Name: catalogue.T(fmt.Sprintf("Leistung in Fassung %d", n))}}
			if cat.Snapshot().Record(1).Kind() != catalogue.KindService {
				r.Base().ID = 0
			}
			if _, err := cat.Commit(ctx, catalogue.Stamp{}, []catalogue.Change{catalogue.Put{Record: r, Seen: catalogue.AnyRevision}}); err != nil && ctx.Err() == nil {
				b.Error(err)
				break
			}
		}
		done <- n
	}()
	return func() int {
		cancel()
		return <-done
	}
}

// stateCatalogue is a catalogue of state scale on a SQLite file.
func stateCatalogue(b *testing.B) *live.Catalogue {
	b.Helper()
	ctx := context.Background()
	st, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "state.db"), sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { st.Close() })
	if _, err := st.Append(ctx, catalogue.Stamp{}, generated); err != nil {
		b.Fatal(err)
	}
	debug.FreeOSMemory()
	cat, err := live.Open(ctx, st, live.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { cat.Close() })
	return cat
}

// generated is the synthetic state as one commit.
func generated(context.Context, store.Head) (*catalogue.Commit, error) {
	var c firstCommit
	err := generate.Into(&c, generate.State, 1)
	return &c.commit, err
}

// firstCommit takes a whole catalogue as the commit that makes it.
type firstCommit struct{ commit catalogue.Commit }

func (c *firstCommit) Record(r catalogue.Record) error {
	c.commit.Records = append(c.commit.Records, catalogue.RecordVersion{ID: r.Base().ID, Kind: r.Kind(), Record: r, Created: true})
	return nil
}

func (c *firstCommit) Edges(some []catalogue.Edge) error {
	for _, e := range some {
		c.commit.Edges = append(c.commit.Edges, catalogue.EdgeVersion{Edge: e, Created: true})
	}
	return nil
}

// resident is what the process has in memory, in MiB; 0 where the system does not say.
func resident(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		b.Fatal(err)
	}
	return float64(kb) / 1024
}

// openDoor lets everybody read what is public, and nobody signs in.
var openDoor = &signin.Door{Anonymous: access.Anonymous(catalogue.Public)}
