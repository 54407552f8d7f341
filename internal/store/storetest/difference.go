package storetest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// What is different between any two revisions, laid over the one, gives the other,
// forwards and backwards, and has nothing that is the same at both.
func differences(w *world) {
	for seed := range uint64(3) {
		s := w.another().open()
		h := newHistory(seed + 200)
		h.write(w, s, 10)
		for from := range len(h.commits) + 1 {
			for to := range len(h.commits) + 1 {
				wantDifference(w, s, h, from, to)
			}
		}
	}
}

func wantDifference(w *world, s store.Store, h *history, from, to int) {
	w.Helper()
	d, err := s.Difference(w.Context(), catalogue.Revision(from), catalogue.Revision(to), 1_000_000)
	w.must(err)
	what := fmt.Sprintf("from revision %d to %d", from, to)
	before, want := replay(h.commits[:from]), replay(h.commits[:to])
	got := replay(h.commits[:from])
	got.apply(&catalogue.Commit{Records: d.Records, Edges: d.Edges})
	got.lastID, got.lastEdge = d.LastRecord, d.LastEdge
	wantState(w, what, got, want)
	if to > 0 && d.RecordedAt != h.commits[to-1].Time || to == 0 && !d.RecordedAt.IsZero() {
		w.Errorf("%s: recorded at %s", what, d.RecordedAt)
	}
	lastID, lastEdge := catalogue.ID(0), catalogue.EdgeID(0)
	for _, v := range d.Records {
		old, new := before.records[v.ID], want.records[v.ID]
		if v.ID <= lastID || v.Created != (old == nil) || (v.Record == nil) != (new == nil) ||
			old != nil && new != nil && old.Base().Revision == new.Base().Revision {
			w.Fatalf("%s: record %d is told as %+v behind %d; it was %+v and is %+v", what, v.ID, v, lastID, old, new)
		}
		lastID = v.ID
	}
	for _, v := range d.Edges {
		old, was := before.edges[v.Edge.ID]
		new, is := want.edges[v.Edge.ID]
		if v.Edge.ID <= lastEdge || v.Created == was || v.Removed == is || was && is && old.Revision == new.Revision ||
			v.Removed && v.Edge != store.Ends(old) {
			w.Fatalf("%s: edge %d is told as %+v; it was %+v and is %+v", what, v.Edge.ID, v, old, new)
		}
		lastEdge = v.Edge.ID
	}
}

// A difference beyond its bound is not read, one at it is, and of a revision that
// is not there yet there is none.
func boundedDifference(w *world) {
	s := w.open()
	w.append(s, catalogue.Stamp{}, oneRecord(1))
	w.append(s, catalogue.Stamp{}, oneRecord(2))
	for most, want := range map[int]bool{3: false, 4: true} {
		for _, way := range [][2]catalogue.Revision{{0, 2}, {2, 0}} {
			d, err := s.Difference(w.Context(), way[0], way[1], most)
			w.must(err)
			if (d != nil) != want {
				w.Errorf("4 versions, read with a bound of %d: %v", most, d)
			}
		}
	}
	for _, way := range [][2]catalogue.Revision{{1, 3}, {3, 1}} {
		_, err := s.Difference(w.Context(), way[0], way[1], 10)
		w.wantKind(err, catalogue.NotFound)
	}
}

// An instant leads to the newest revision recorded by then.
func instants(w *world) {
	s := w.open()
	h := newHistory(300)
	h.write(w, s, 20)
	at := func(t time.Time) catalogue.Revision {
		w.Helper()
		r, err := s.RevisionAt(w.Context(), t)
		w.must(err)
		return r
	}
	random := rand.New(rand.NewPCG(1, 2))
	first, last := h.commits[0].Time, h.commits[len(h.commits)-1].Time
	instants := []time.Time{{}, first.Add(-time.Microsecond), first, last, last.Add(time.Hour)}
	for range 50 {
		instants = append(instants, first.Add(time.Duration(random.Int64N(int64(last.Sub(first)+1)))))
	}
	for _, t := range instants {
		want := catalogue.Revision(0)
		for _, c := range h.commits {
			if !c.Time.After(t) {
				want = c.Revision
			}
		}
		if got := at(t); got != want {
			w.Errorf("at %s it was revision %d, want %d", t, got, want)
		}
	}
}
