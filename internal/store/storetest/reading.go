package storetest

import (
	"context"
	"errors"
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Load gives at every revision what a naive replay of the commits gives.
func everyMoment(w *world) {
	for seed := range uint64(3) {
		s := w.another().open()
		h := newHistory(seed)
		h.write(w, s, 12)
		for at := range len(h.commits) + 1 {
			wantState(w, fmt.Sprintf("seed %d at revision %d", seed, at), w.load(s, catalogue.Revision(at)), replay(h.commits[:at]))
		}
	}
}

// The log yields what was appended, from any point on, so that a replica that
// reads it holds the same catalogue.
func replayed(w *world) {
	for seed := range uint64(3) {
		s := w.another().open()
		h := newHistory(seed + 100)
		h.write(w, s, 12)
		for after := range len(h.commits) {
			read := w.log(s, catalogue.Revision(after))
			if len(read) != len(h.commits)-after {
				w.Fatalf("%d commits after revision %d, want %d", len(read), after, len(h.commits)-after)
			}
			for i, c := range read {
				wantCommit(w, c, h.commits[after+i])
			}
		}
	}
}

func wantCommit(w *world, got, want *catalogue.Commit) {
	w.Helper()
	what := fmt.Sprintf("revision %d", want.Revision)
	if got.Revision != want.Revision || got.Stamp != want.Stamp {
		w.Errorf("%s is read as %d %+v, was %+v", what, got.Revision, got.Stamp, want.Stamp)
	}
	if len(got.Records) != len(want.Records) || len(got.Edges) != len(want.Edges) {
		w.Fatalf("%s is read with %d records and %d edges, had %d and %d", what, len(got.Records), len(got.Edges), len(want.Records), len(want.Edges))
	}
	for i, g := range got.Records {
		v := want.Records[i]
		if g.ID != v.ID || g.Kind != v.Kind || g.Created != v.Created || (g.Record == nil) != (v.Record == nil) ||
			g.Record != nil && !sameRecord(w, g.Record, v.Record) {
			w.Fatalf("%s: a record is read as %+v, was %+v", what, g, v)
		}
	}
	for i, g := range got.Edges {
		if v := want.Edges[i]; g != v {
			w.Fatalf("%s: an edge is read as %+v, was %+v", what, g, v)
		}
	}
}

// A removed record or edge is not loaded any more, the log says when it ended,
// and the moments before still have it. Made again, it is not new.
func removal(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{}, oneRecord(1))
	ended := oneRecord(1)
	ended.Records[0].Record, ended.Records[0].Created = nil, false
	ended.Edges[0].Removed, ended.Edges[0].Created = true, false
	w.append(s, catalogue.Stamp{}, ended)
	w.append(s, catalogue.Stamp{}, oneRecord(1))

	for at, want := range []int{0, 1, 0, 1} {
		if loaded := w.load(s, catalogue.Revision(at)); len(loaded.records) != want || len(loaded.edges) != want {
			w.Errorf("revision %d has %d records and %d edges, want %d each", at, len(loaded.records), len(loaded.edges), want)
		}
	}
	commits := w.log(s, 0)
	end := commits[1]
	if end.Records[0].Record != nil || end.Records[0].Kind != catalogue.KindArea || !end.Edges[0].Removed || end.Edges[0].Edge.From != 1 {
		w.Errorf("the end of a record and an edge is read as %+v", end)
	}
	if again := commits[2]; again.Records[0].Created || again.Edges[0].Created {
		w.Errorf("what had a version before is read as created: %+v", again)
	}
}

// Every text comes back byte for byte, also what looks like SQL, JSON or a line
// of COPY, and a NUL where the record's own form can hold it.
func textual(w *world) {
	s := w.open()
	var commits []*catalogue.Commit
	for i, text := range append(words, "nul \x00 inside", "   ", "\u2028\ufeff") {
		c := oneRecord(catalogue.ID(i + 1))
		c.Records[0].Record = area(text)
		if i < len(words) {
			c.Edges[0].Edge.URL, c.Edges[0].Edge.Note, c.Edges[0].Edge.Report = text, text, text
		}
		commits = append(commits, w.append(s, catalogue.Stamp{}, c).Commit)
	}
	wantState(w, "text", w.load(s, catalogue.Revision(len(commits))), replay(commits))
}

// A commit of fifty thousand edges is there as one, and can be ended as one.
func large(w *world) {
	const edges = 50_000
	s := w.open()
	c, ended := oneRecord(1), &catalogue.Commit{}
	h := newHistory(7)
	for id := catalogue.EdgeID(2); id <= edges; id++ {
		e := h.edge(id)
		c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: e, Created: true})
		ended.Edges = append(ended.Edges, catalogue.EdgeVersion{Edge: store.Ends(e), Removed: true})
	}
	made := w.append(s, catalogue.Stamp{}, c).Commit
	want := replay([]*catalogue.Commit{made})
	wantState(w, "large", w.load(s, 1), want)

	w.append(s, catalogue.Stamp{}, ended)
	if left := w.load(s, 2); len(left.edges) != 1 || len(left.records) != 1 {
		w.Errorf("%d edges are left of %d", len(left.edges), edges)
	}
	wantState(w, "large, before its end", w.load(s, 1), want)
}

// A revision that is not there yet is not found, rather than the newest.
func future(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{}, oneRecord(1))
	loaded := newState()
	w.wantKind(s.Load(w.Context(), 2, &loaded), catalogue.NotFound)
	if commits := w.log(s, 5); len(commits) > 0 {
		w.Errorf("%d commits after one that is not there", len(commits))
	}
}

// The first error of a sink or a yield ends the reading and is what comes back.
func readerError(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{}, oneRecord(1))
	w.append(s, catalogue.Stamp{}, oneRecord(2))
	want := errors.New("the reader has had enough")
	yields := 0
	err := s.Commits(w.Context(), 0, func(*catalogue.Commit) error {
		yields++
		return want
	})
	if !errors.Is(err, want) || yields != 1 {
		w.Errorf("%d yields ended with %v", yields, err)
	}
	for _, sink := range []store.Sink{refusing{given: want}, refusing{record: want}, refusing{edges: want}} {
		if err := s.Load(w.Context(), 2, sink); !errors.Is(err, want) {
			w.Errorf("load ended with %v, want the sink's error", err)
		}
	}
	w.must(s.Load(context.WithoutCancel(w.Context()), 2, refusing{}))
}

// refusing is a sink that has errors of its own.
type refusing struct{ given, record, edges error }

func (r refusing) Given(catalogue.ID, catalogue.EdgeID) error { return r.given }
func (r refusing) Record(catalogue.Record) error              { return r.record }
func (r refusing) Edges([]catalogue.Edge) error               { return r.edges }
