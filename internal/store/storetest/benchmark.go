package storetest

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Benchmark measures what engines are compared by: one small commit, a commit of
// ten thousand changes, and a state (two million offers) written and loaded.
func Benchmark(b *testing.B, fresh func(t testing.TB) Database) {
	b.Run("CommitOneRecord", func(b *testing.B) { benchmarkCommits(b, openOne(b, fresh), 0, 1) })
	b.Run("Commit10000Edges", func(b *testing.B) { benchmarkCommits(b, openOne(b, fresh), 10_000, 0) })
	b.Run("State", func(b *testing.B) { benchmarkState(b, openOne(b, fresh)) })
}

func openOne(b *testing.B, fresh func(t testing.TB) Database) store.Store {
	b.Helper()
	s, err := fresh(b).Open(b.Context(), neverPolls)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

func benchmarkCommits(b *testing.B, s store.Store, edges, records int) {
	b.ReportAllocs()
	var record catalogue.ID
	var edge catalogue.EdgeID
	for b.Loop() {
		b.StopTimer()
		c := offers(&edge, edges)
		c.Records = datasets(&record, records)
		b.StartTimer()
		if _, err := s.Append(b.Context(), catalogue.Stamp{Actor: "bench"}, planned(c)); err != nil {
			b.Fatal(err)
		}
	}
}

// benchmarkState writes once and loads as often as the benchmark asks.
func benchmarkState(b *testing.B, s store.Store) {
	const edges, records = 2_000_000, 167_000
	written := writeState(b, s, edges, records)
	b.ReportAllocs()
	for b.Loop() {
		var loaded counting
		if err := s.Load(context.WithoutCancel(b.Context()), 1, &loaded); err != nil {
			b.Fatal(err)
		}
		if loaded.edges.Load() != edges || loaded.records.Load() != records {
			b.Fatalf("loaded %d edges and %d records", loaded.edges.Load(), loaded.records.Load())
		}
	}
	b.ReportMetric(written.Seconds(), "s-to-write")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s-to-load")
}

func writeState(b *testing.B, s store.Store, edges, records int) time.Duration {
	b.Helper()
	var record catalogue.ID
	var edge catalogue.EdgeID
	c := offers(&edge, edges)
	c.Records = datasets(&record, records)
	begun := time.Now()
	if _, err := s.Append(b.Context(), catalogue.Stamp{Actor: "bench"}, planned(c)); err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}

// counting is the cheapest sink, so that what is measured is the engine.
type counting struct{ records, edges atomic.Int64 }

func (c *counting) Given(catalogue.ID, catalogue.EdgeID) error { return nil }

func (c *counting) Record(catalogue.Record) error {
	c.records.Add(1)
	return nil
}

func (c *counting) Edges(edges []catalogue.Edge) error {
	c.edges.Add(int64(len(edges)))
	return nil
}

// offers are edges like those of a state: an authority, a service, a solution, a
// status, a day.
func offers(last *catalogue.EdgeID, n int) *catalogue.Commit {
	c := &catalogue.Commit{Edges: make([]catalogue.EdgeVersion, n)}
	for i := range c.Edges {
		*last++
		id := catalogue.ID(*last)
		c.Edges[i] = catalogue.EdgeVersion{Created: true, Edge: catalogue.Edge{
			ID: *last, Relation: catalogue.Offers, From: 8000 + id%4000, To: 1 + id%8000, Via: 20_000 + id%5000, Area: 0, Source: 16_000,
			EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferLive, Evidence: catalogue.EvidenceRecorded, ValidFrom: 738_000 + catalogue.Day(id%3000)},
		}}
	}
	return c
}

// datasets are records of the size that harvested ones have.
func datasets(last *catalogue.ID, n int) []catalogue.RecordVersion {
	description := strings.Repeat("Der Datensatz enthält amtliche Angaben. ", 15)
	versions := make([]catalogue.RecordVersion, n)
	for i := range versions {
		*last++
		d := &catalogue.Dataset{Meta: catalogue.Meta{
			Name: catalogue.T(fmt.Sprintf("Datensatz %d", *last)), Description: catalogue.T(description), Tags: []string{"amtlich", "statistik"},
			Identifiers: []catalogue.Identifier{{Scheme: catalogue.SchemeDCAT, Value: fmt.Sprintf("https://example.org/dataset/%d", *last)}},
		}}
		versions[i] = catalogue.RecordVersion{ID: *last, Kind: catalogue.KindDataset, Record: d, Created: true}
	}
	return versions
}
