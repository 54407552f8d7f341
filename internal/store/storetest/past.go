package storetest

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// chronicle is how everything came about in a naive replay of the commits.
type chronicle struct {
	recordSpans    []store.Span[catalogue.ID]
	edgeSpans      []store.Span[catalogue.EdgeID]
	recordVersions map[store.VersionOf[catalogue.ID]]catalogue.Record
	edgeVersions   map[store.VersionOf[catalogue.EdgeID]]catalogue.Edge
}

func chronicleOf(commits []*catalogue.Commit) chronicle {
	records, edges := map[catalogue.ID][]store.Span[catalogue.ID]{}, map[catalogue.EdgeID][]store.Span[catalogue.EdgeID]{}
	all := chronicle{recordVersions: map[store.VersionOf[catalogue.ID]]catalogue.Record{}, edgeVersions: map[store.VersionOf[catalogue.EdgeID]]catalogue.Edge{}}
	for _, c := range commits {
		for _, v := range c.Records {
			records[v.ID] = turned(records[v.ID], v.ID, v.Kind, c.Revision, v.Record == nil)
			if v.Record != nil {
				all.recordVersions[store.VersionOf[catalogue.ID]{ID: v.ID, Made: c.Revision}] = v.Record
			}
		}
		for _, v := range c.Edges {
			edges[v.Edge.ID] = turned(edges[v.Edge.ID], v.Edge.ID, 0, c.Revision, v.Removed)
			if !v.Removed {
				all.edgeVersions[store.VersionOf[catalogue.EdgeID]{ID: v.Edge.ID, Made: c.Revision}] = v.Edge
			}
		}
	}
	all.recordSpans, all.edgeSpans = inOrder(records), inOrder(edges)
	return all
}

// turned ends the last version and, if there is one, begins the next.
func turned[I catalogue.ID | catalogue.EdgeID](spans []store.Span[I], id I, kind catalogue.Kind, at catalogue.Revision, removed bool) []store.Span[I] {
	if n := len(spans); n > 0 && spans[n-1].Ended == 0 {
		spans[n-1].Ended = at
	}
	if removed {
		return spans
	}
	return append(spans, store.Span[I]{ID: id, Kind: kind, Made: at})
}

func inOrder[I catalogue.ID | catalogue.EdgeID](of map[I][]store.Span[I]) (out []store.Span[I]) {
	for _, spans := range of {
		out = append(out, spans...)
	}
	slices.SortFunc(out, func(a, b store.Span[I]) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Made, b.Made)) })
	return out
}

// How each record and each edge came about is what a replay of the commits says, of
// those that are gone too, with every version as it was made.
func past(w *world) {
	for seed := range uint64(3) {
		s := w.another().open()
		h := newHistory(seed + 400)
		h.write(w, s, 12)
		want := chronicleOf(h.commits)
		records := make([]catalogue.ID, h.lastID+1) // the last was never given
		for i := range records {
			records[i] = catalogue.ID(len(records) - i)
		}
		edges := make([]catalogue.EdgeID, h.lastEdge+1)
		for i := range edges {
			edges[i] = catalogue.EdgeID(i + 1)
		}
		recordSpans, err := s.RecordSpans(w.Context(), records)
		w.must(err)
		edgeSpans, err := s.EdgeSpans(w.Context(), edges)
		w.must(err)
		if !slices.Equal(recordSpans, want.recordSpans) || !slices.Equal(edgeSpans, want.edgeSpans) {
			w.Fatalf("seed %d: spans are read as %v and %v, want %v and %v", seed, recordSpans, edgeSpans, want.recordSpans, want.edgeSpans)
		}
		wantVersions(w, s, want)
		wantEnded(w, s, h, want)
		wantStamps(w, s, h)
	}
}

func wantVersions(w *world, s store.Store, want chronicle) {
	w.Helper()
	never := catalogue.Revision(1000)
	records := []store.VersionOf[catalogue.ID]{{ID: 1, Made: never}}
	for key := range want.recordVersions {
		records = append(records, key)
	}
	gotRecords, err := s.RecordVersions(w.Context(), records)
	w.must(err)
	for _, r := range gotRecords {
		key := store.VersionOf[catalogue.ID]{ID: r.Base().ID, Made: r.Base().Revision}
		if v := want.recordVersions[key]; v == nil || !sameRecord(w, r, v) {
			w.Fatalf("%+v is read as %+v, was %+v", key, r, v)
		}
	}
	edges := []store.VersionOf[catalogue.EdgeID]{{ID: 1, Made: never}}
	for key := range want.edgeVersions {
		edges = append(edges, key)
	}
	gotEdges, err := s.EdgeVersions(w.Context(), edges)
	w.must(err)
	for _, e := range gotEdges {
		if v := want.edgeVersions[store.VersionOf[catalogue.EdgeID]{ID: e.ID, Made: e.Revision}]; v != e {
			w.Fatalf("an edge is read as %+v, was %+v", e, v)
		}
	}
	if len(gotRecords) != len(want.recordVersions) || len(gotEdges) != len(want.edgeVersions) {
		w.Errorf("%d and %d versions, want %d and %d", len(gotRecords), len(gotEdges), len(want.recordVersions), len(want.edgeVersions))
	}
}

// wantEnded looks for the edges of each record of which a version has ended.
func wantEnded(w *world, s store.Store, h *history, all chronicle) {
	w.Helper()
	want := map[catalogue.ID][]catalogue.Edge{}
	for _, span := range all.edgeSpans {
		if span.Ended == 0 {
			continue
		}
		e := store.Ends(all.edgeVersions[store.VersionOf[catalogue.EdgeID]{ID: span.ID, Made: span.Made}])
		for _, id := range []catalogue.ID{e.From, e.To, e.Via, e.Area} {
			if !slices.Contains(want[id], e) {
				want[id] = append(want[id], e)
			}
		}
	}
	delete(want, 0)
	for id, edges := range want {
		got, err := s.EndedEdges(w.Context(), id, len(edges)+1)
		w.must(err)
		if !slices.Equal(got, edges) {
			w.Fatalf("of record %d these edges ended: %v, want %v", id, got, edges)
		}
		few, err := s.EndedEdges(w.Context(), id, 1)
		w.must(err)
		if !slices.Equal(few, edges[:1]) {
			w.Fatalf("of record %d this edge ended first: %v, want %v", id, few, edges[:1])
		}
	}
	if none, err := s.EndedEdges(w.Context(), h.lastID+1, 10); err != nil || len(none) > 0 {
		w.Errorf("of a record that was never given these ended: %v (%v)", none, err)
	}
}

func wantStamps(w *world, s store.Store, h *history) {
	w.Helper()
	all := []catalogue.Revision{0, catalogue.Revision(len(h.commits) + 1)}
	for _, c := range h.commits {
		all = append(all, c.Revision)
	}
	got, err := s.Stamps(w.Context(), all)
	w.must(err)
	if len(got) != len(h.commits) {
		w.Errorf("%d stamps of %d commits", len(got), len(h.commits))
	}
	for _, c := range h.commits {
		if got[c.Revision] != c.Stamp {
			w.Errorf("revision %d is stamped %+v, was %+v", c.Revision, got[c.Revision], c.Stamp)
		}
	}
}
