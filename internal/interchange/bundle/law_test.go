package bundle_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/interchange/bundle"
	"fundus/internal/snapshot"

	"github.com/google/go-cmp/cmp"
)

// imported is a snapshot after the import of a bundle.
func imported(t *testing.T, s *snapshot.Snapshot, b *bundle.Bundle) (*snapshot.Snapshot, *catalogue.Commit) {
	t.Helper()
	c, err := s.Plan(b.Changes)
	if err != nil {
		t.Fatal(b.Locate(err))
	}
	if c.Empty() {
		return s, c
	}
	c.Time = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	next, err := s.Apply(c)
	if err != nil {
		t.Fatal(err)
	}
	return next, c
}

// held is the world that a snapshot holds.
func held(s *snapshot.Snapshot) *world {
	w, from := &world{}, bundle.FromSnapshot(s)
	for _, kind := range catalogue.Kinds() {
		w.records = slices.AppendSeq(w.records, from.Records(kind))
	}
	for _, r := range catalogue.AllRelations() {
		w.edges = slices.AppendSeq(w.edges, from.Edges(r))
	}
	return w
}

func TestAnExportImportedIntoAnEmptyCatalogueGivesTheSameCatalogue(t *testing.T) {
	for seed := range uint64(60) {
		original := random(rand.New(rand.NewPCG(seed, 3)))
		if len(original.records) == 0 {
			continue
		}
		b, err := fromArchive(t, bytes.NewBuffer(written(t, original)))
		if err != nil {
			t.Fatal(err)
		}
		first, _ := imported(t, snapshot.Empty(), b)
		if diff := cmp.Diff(original.lines(), held(first).lines()); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
		if !bytes.Equal(written(t, original), written(t, bundle.FromSnapshot(first))) {
			t.Fatalf("seed %d: the export of the import has other bytes", seed)
		}
	}
}

func TestASecondImportOfRecordsWithIdentifiersChangesNothing(t *testing.T) {
	for seed := range uint64(60) {
		original := random(rand.New(rand.NewPCG(seed, 4)))
		for _, r := range original.records {
			m := r.Base()
			if !slices.ContainsFunc(m.Identifiers, func(i catalogue.Identifier) bool { return !i.Shared() }) {
				m.Identifiers = append(m.Identifiers, catalogue.Identifier{Scheme: "own", Value: r.Kind().Noun() + string(rune('a'+m.ID%26)) + string(rune('a'+m.ID/26))})
				catalogue.Normalise(r)
			}
		}
		if len(original.records) == 0 {
			continue
		}
		file := written(t, original)
		b, err := fromArchive(t, bytes.NewBuffer(file))
		if err != nil {
			t.Fatal(err)
		}
		first, _ := imported(t, snapshot.Empty(), b)
		again, err := fromArchive(t, bytes.NewBuffer(file))
		if err != nil {
			t.Fatal(err)
		}
		if _, c := imported(t, first, again); !c.Empty() {
			t.Fatalf("seed %d: the second import makes %d records and %d edges", seed, len(c.Records), len(c.Edges))
		}
	}
}
