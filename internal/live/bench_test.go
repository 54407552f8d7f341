package live_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/pgtest"
	"fundus/internal/snapshot"
	"fundus/internal/store"
	"fundus/internal/store/postgres"
	"fundus/internal/store/sqlite"
)

// A state: 8,000 services, 4,000 authorities, 5,000 solutions, 150,000 datasets and
// two million offers.
const (
	services    = 8_000
	authorities = 4_000
	solutions   = 5_000
	datasets    = 150_000
	offers      = 2_000_000
)

// BenchmarkState measures on each engine, on one store of state scale: from the
// start of the program to ready, a commit of one record, one of ten thousand changes.
func BenchmarkState(b *testing.B) {
	for name, open := range map[string]func(b *testing.B) store.Store{
		"SQLite": func(b *testing.B) store.Store {
			b.Helper()
			return must[store.Store](b)(sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "state.db"), sqlite.Options{}))
		},
		"PostgreSQL": func(b *testing.B) store.Store {
			b.Helper()
			return must[store.Store](b)(postgres.Open(b.Context(), pgtest.New(b), postgres.Options{}))
		},
	} {
		b.Run(name, func(b *testing.B) {
			st := open(b)
			defer st.Close()
			writeState(b, st)
			b.Run("Start", func(b *testing.B) { benchmarkStart(b, st) })
			timed := &timedStore{Store: st}
			c := must[*live.Catalogue](b)(live.Open(b.Context(), timed, live.Options{}))
			defer c.Close()
			b.Run("CommitOne", func(b *testing.B) { benchmarkCommit(b, c, timed, 1) })
			b.Run("Commit10000", func(b *testing.B) { benchmarkCommit(b, c, timed, 10_000) })
			head := c.Snapshot().Revision()
			b.Run("PastOneCommitAgo", func(b *testing.B) { benchmarkPast(b, st, head-1) })
			b.Run("PastTwentyCommitsAgo", func(b *testing.B) { benchmarkPast(b, st, head-20) })
			b.Run("PastAtTheBeginning", func(b *testing.B) { benchmarkPast(b, st, 1) })
			b.Run("History", func(b *testing.B) { benchmarkHistory(b, c) })
			b.Run("Marks", func(b *testing.B) { benchmarkMarks(b, c) })
		})
	}
}

func benchmarkStart(b *testing.B, st store.Store) {
	for b.Loop() {
		c := must[*live.Catalogue](b)(live.Open(b.Context(), st, live.Options{}))
		if n := c.Snapshot().EdgeCount(); n != offers {
			b.Fatalf("ready with %d offers", n)
		}
		if err := c.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// benchmarkPast is what the first one waits who asks for a moment that is not in
// memory, and what it occupies beside the head; asked for again it costs nothing.
// The commits in between were of one change and of ten thousand.
func benchmarkPast(b *testing.B, st store.Store, revision catalogue.Revision) {
	b.Helper()
	apart := 0
	for b.Loop() {
		b.StopTimer()
		c := must[*live.Catalogue](b)(live.Open(b.Context(), st, live.Options{}))
		b.StartTimer()
		s := must[*snapshot.Snapshot](b)(c.At(b.Context(), revision))
		b.StopTimer()
		apart = s.Apart(c.Snapshot())
		if err := c.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(apart)/(1<<20), "MiB-apart")
}

// benchmarkCommit tells apart what the database took and what is the catalogue's own.
func benchmarkCommit(b *testing.B, c *live.Catalogue, st *timedStore, changes int) {
	b.ReportAllocs()
	st.spent = 0
	var total time.Duration
	for n := 0; b.Loop(); n++ {
		set := make([]catalogue.Change, changes)
		for i := range set {
			id := catalogue.ID(i + 1)
			service := &catalogue.Service{Meta: catalogue.Meta{ID: id, Name: catalogue.T(fmt.Sprintf("Leistung %d nach Änderung %d von %d", i, n, b.N))}}
			set[i] = catalogue.Put{Record: service, Seen: catalogue.AnyRevision}
			if i > 0 {
				set[i] = catalogue.Relate{ID: catalogue.EdgeID(i), Relation: catalogue.Offers, Seen: catalogue.AnyRevision,
					From: catalogue.RefToID(catalogue.KindAuthority, offer(i).From), To: catalogue.RefToID(catalogue.KindService, offer(i).To), Via: catalogue.RefToID(catalogue.KindSolution, offer(i).Via),
					EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferRetired, Note: fmt.Sprint(n, b.N)}}
			}
		}
		begun := time.Now()
		if _, err := c.Commit(b.Context(), catalogue.Stamp{}, set); err != nil {
			b.Fatal(err)
		}
		total += time.Since(begun)
	}
	b.ReportMetric(float64((total-st.spent).Microseconds())/float64(b.N), "µs-own")
	b.ReportMetric(float64(st.spent.Microseconds())/float64(b.N), "µs-database")
}

// timedStore adds up the time of Append without that of its plan.
type timedStore struct {
	store.Store
	spent time.Duration
}

func (s *timedStore) Append(ctx context.Context, stamp catalogue.Stamp, plan store.Plan) (store.Appended, error) {
	begun := time.Now()
	var planning time.Duration
	appended, err := s.Store.Append(ctx, stamp, func(ctx context.Context, head store.Head) (*catalogue.Commit, error) {
		begun := time.Now()
		defer func() { planning = time.Since(begun) }()
		return plan(ctx, head)
	})
	s.spent += time.Since(begun) - planning
	return appended, err
}

func writeState(b *testing.B, st store.Store) {
	b.Helper()
	_, err := st.Append(b.Context(), catalogue.Stamp{}, func(context.Context, store.Head) (*catalogue.Commit, error) {
		c := &catalogue.Commit{}
		for _, block := range []struct {
			kind catalogue.Kind
			n    int
		}{{catalogue.KindService, services}, {catalogue.KindAuthority, authorities}, {catalogue.KindSolution, solutions}, {catalogue.KindDataset, datasets}} {
			for range block.n {
				id := catalogue.ID(len(c.Records) + 1)
				c.Records = append(c.Records, catalogue.RecordVersion{ID: id, Kind: block.kind, Record: record(block.kind, id), Created: true})
			}
		}
		for i := 1; i <= offers; i++ {
			c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: offer(i), Created: true})
		}
		return c, nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

var description = strings.Repeat("Die Angaben werden jährlich erhoben und amtlich veröffentlicht. ", 8)

func record(kind catalogue.Kind, id catalogue.ID) catalogue.Record {
	r := kind.New()
	m := r.Base()
	m.Name = catalogue.T(fmt.Sprintf("%s Nummer %d", kind.German(), id))
	m.Description = catalogue.T(fmt.Sprintf("%d. %s", id, description))
	m.Identifiers = []catalogue.Identifier{{Scheme: "bench", Value: fmt.Sprint(id)}}
	return r
}

func offer(i int) catalogue.Edge {
	return catalogue.Edge{
		ID: catalogue.EdgeID(i), Relation: catalogue.Offers,
		From: catalogue.ID(services + 1 + i%authorities), To: catalogue.ID(1 + i/authorities%services),
		Via:       catalogue.ID(services + authorities + 1 + i%solutions),
		EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferLive, Evidence: catalogue.EvidenceRecorded, ValidFrom: 738_000 + catalogue.Day(i%3000)},
	}
}

// must takes what must be there.
func must[T any](b *testing.B) func(T, error) T {
	b.Helper()
	return func(v T, err error) T {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
		return v
	}
}
