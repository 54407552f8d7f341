package storetest

import (
	"cmp"
	"errors"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Each version holds from the commit that made it until the one that replaced or
// removed it; and nothing is wrong with what commits leave behind.
func spans(w *world) {
	s := w.open()
	h := newHistory(400)
	h.write(w, s, 12)
	var got []store.Span
	w.must(s.Spans(w.Context(), func(span store.Span) error {
		got = append(got, span)
		return nil
	}))
	if want := spansOf(h.commits); !slices.Equal(got, want) {
		w.Errorf("the versions hold\n%v, want\n%v", got, want)
	}
	chains := store.Chains{Logged: func(r catalogue.Revision) bool { return 1 <= r && r <= 12 }, Wrong: w.Errorf}
	for _, span := range got {
		chains.Add(span)
	}
	enough := errors.New("the reader has had enough")
	if err := s.Spans(w.Context(), func(store.Span) error { return enough }); !errors.Is(err, enough) {
		w.Errorf("reading ended with %v, want the reader's error", err)
	}
}

// spansOf is the naive way to the same.
func spansOf(commits []*catalogue.Commit) []store.Span {
	var all []store.Span
	open := map[store.Span]int{} // of what, by id, to the version that holds
	note := func(of store.Numbered, id int64, at catalogue.Revision, removed bool) {
		what := store.Span{Of: of, ID: id}
		if i, there := open[what]; there {
			all[i].Until = at
		}
		if !removed {
			open[what] = len(all)
			all = append(all, store.Span{Of: of, ID: id, From: at})
		}
	}
	for _, c := range commits {
		for _, v := range c.Records {
			note(store.OfRecord, int64(v.ID), c.Revision, v.Record == nil)
		}
		for _, v := range c.Edges {
			note(store.OfEdge, int64(v.Edge.ID), c.Revision, v.Removed)
		}
	}
	slices.SortFunc(all, func(a, b store.Span) int {
		return cmp.Or(cmp.Compare(a.Of, b.Of), cmp.Compare(a.ID, b.ID), cmp.Compare(a.From, b.From))
	})
	return all
}
