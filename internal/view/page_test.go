package view

import (
	"errors"
	"slices"
	"testing"

	"fundus/internal/catalogue"

	"pgregory.net/rapid"
)

// asked is a page as it was answered.
type asked[E comparable] struct {
	entries []E
	cursors []string
	total   int
	info    PageInfo
}

// pagesAre asks for all pages of a list, of any size, in both directions, and for
// what lies behind and before each cursor: they are exactly the wanted list, and
// what they say of further pages is so.
func pagesAre[E comparable](t *rapid.T, want []E, backwardToo bool, ask func(Paging) (asked[E], error)) {
	t.Helper()
	page := func(p Paging, from, to int) asked[E] {
		t.Helper()
		got, err := ask(p)
		must(t, err)
		if !slices.Equal(got.entries, want[from:to]) {
			t.Fatalf("entries %d to %d are %v, want %v", from, to, got.entries, want[from:to])
		}
		if got.info.HasPreviousPage != (from > 0) || got.info.HasNextPage != (to < len(want)) {
			t.Fatalf("entries %d to %d of %d: %+v", from, to, len(want), got.info)
		}
		if got.total != len(want) {
			t.Fatalf("total %d of %d", got.total, len(want))
		}
		start, end := "", ""
		if n := len(got.cursors); n > 0 {
			start, end = got.cursors[0], got.cursors[n-1]
		}
		if got.info.StartCursor != start || got.info.EndCursor != end || len(got.cursors) != len(got.entries) {
			t.Fatalf("cursors %q, info %+v", got.cursors, got.info)
		}
		return got
	}
	size := rapid.IntRange(1, 7).Draw(t, "page size")
	var cursors []string
	for paging := (Paging{First: &size}); ; {
		from := len(cursors)
		got := page(paging, from, min(from+size, len(want)))
		if cursors = append(cursors, got.cursors...); !got.info.HasNextPage {
			break
		}
		paging.After = &got.info.EndCursor
	}
	none := 0
	page(Paging{First: &none}, 0, 0)
	for i := range cursors {
		page(Paging{First: &none, After: &cursors[i]}, i+1, i+1)
	}
	if !backwardToo {
		return
	}
	page(Paging{Last: &none}, len(want), len(want))
	for i := range cursors {
		page(Paging{Last: &none, Before: &cursors[i]}, i, i)
	}
	for paging, to := (Paging{Last: &size}), len(want); ; to -= size {
		got := page(paging, max(0, to-size), to)
		if !got.info.HasPreviousPage {
			break
		}
		paging.Before = &got.info.StartCursor
	}
}

// askedList asks for a list of some kind and reads the ids.
func askedList(v *View, kind catalogue.Kind, q Query) (asked[catalogue.ID], error) {
	c, err := List[Record](v, kind, q)
	if err != nil {
		return asked[catalogue.ID]{}, err
	}
	a := asked[catalogue.ID]{total: c.TotalCount(), info: c.Info}
	for _, e := range c.Edges {
		a.entries, a.cursors = append(a.entries, e.Node.self().id()), append(a.cursors, e.Cursor)
	}
	return a, nil
}

// Whatever a list is filtered and ordered by, its pages are exactly the records
// that the filter means, in the order, unknown values last in both directions. So
// they are when the view looks some pages ahead.
func TestPagesOfAListAreTheList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.ReadAhead(rapid.IntRange(0, 3).Draw(t, "pages ahead"))
		kind := rapid.SampledFrom(drawnKinds).Draw(t, "kind")
		filter, order := drawFilter(t, w, kind, 2), drawOrder(t, kind)
		want := w.ordered(w.of(kind, filter), order)
		pagesAre(t, want, true, func(p Paging) (asked[catalogue.ID], error) {
			return askedList(w.View, kind, Query{Paging: p, Filter: filter, Order: order})
		})
	})
}

// Whether a page is found along the index of names or by looking at the records,
// it is the same page for the same cursor.
func TestOrderByNameIsTheSameAlongTheIndexAndByLooking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		kind := rapid.SampledFrom(drawnKinds).Draw(t, "kind")
		set, err := w.Matching(kind, drawFilter(t, w, kind, 1))
		must(t, err)
		direction := rapid.SampledFrom([]Direction{"ASC", Descending}).Draw(t, "direction")
		constant := func(catalogue.ID) (int64, bool) { return 0, true }
		all := w.selected(set, constant, direction, window{size: MaxPage}).entries
		win := window{size: rapid.IntRange(0, 4).Draw(t, "size"), backward: rapid.Bool().Draw(t, "backward"), falling: direction == Descending}
		if len(all) > 0 && rapid.Bool().Draw(t, "from") {
			win.from = &all[rapid.IntRange(0, len(all)-1).Draw(t, "at")]
		}
		names := &nameWalk{w.View, kind, set, win.falling, 1 << 20}
		looked, walked := w.selected(set, constant, direction, win), win.cut(names.walk)
		if !slices.Equal(looked.entries, walked.entries) || looked.next != walked.next || looked.previous != walked.previous {
			t.Fatalf("looked %+v, walked %+v", looked, walked)
		}
	})
}

// A cursor is a place in an order, not a number of entries: after the catalogue
// has changed, the next page begins where the entry stands or would stand.
func TestCursorsOutliveChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		kind := rapid.SampledFrom(drawnKinds).Draw(t, "kind")
		order := drawOrder(t, kind)
		before := w.ordered(w.of(kind, nil), order)
		if len(before) == 0 {
			return
		}
		n := rapid.IntRange(1, len(before)).Draw(t, "first page")
		got, err := askedList(w.View, kind, Query{Paging: Paging{First: &n}, Order: order})
		must(t, err)
		next := newWorld(grown(t, w.snap, 8, 3), w.day)
		// Of the records that did not change, the ones behind the cursor come, the
		// others do not.
		all := MaxPage
		rest, err := askedList(next.View, kind, Query{Paging: Paging{First: &all, After: &got.info.EndCursor}, Order: order})
		must(t, err)
		for i, id := range before {
			if w.snap.Record(id) == next.snap.Record(id) && slices.Contains(rest.entries, id) != (i >= n) {
				t.Fatalf("record %d at %d of %v, cursor behind %d, then %v", id, i, before, n, rest.entries)
			}
		}
		order2 := next.ordered(next.of(kind, nil), order)
		if n := len(order2) - len(rest.entries); !slices.Equal(order2[n:], rest.entries) {
			t.Fatalf("rest %v is not the end of %v", rest.entries, order2)
		}
	})
}

// A cursor belongs to the question that it was made for.
func TestACursorOfAnotherQuestionIsRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		kind := rapid.SampledFrom(drawnKinds).Draw(t, "kind")
		filter, order := drawFilter(t, w, kind, 1), drawOrder(t, kind)
		got, err := askedList(w.View, kind, Query{Filter: filter, Order: order})
		must(t, err)
		if len(got.cursors) == 0 {
			return
		}
		p := Paging{After: &got.cursors[0]}
		other := rapid.SampledFrom(drawnKinds).Draw(t, "other kind")
		for _, q := range []struct {
			kind   catalogue.Kind
			filter Filter
			order  *Order
			search string
		}{
			{other, nil, nil, ""}, {kind, Filter{"text": "anderes"}, order, ""}, {kind, filter, &Order{orderName, "DOWN"}, ""}, {kind, filter, order, "Gewerbe"},
		} {
			same := q.kind == kind && spelt(q.filter) == spelt(filter) && q.order.spelt() == order.spelt() && q.search == ""
			_, err := askedList(w.View, q.kind, Query{Paging: p, Filter: q.filter, Order: q.order, Search: q.search})
			if (err == nil) != same || err != nil && catalogue.KindOf(err) != catalogue.Invalid {
				t.Fatalf("cursor of %v by %v %v asked %+v: %v", kind, filter, order, q, err)
			}
		}
	})
}

func TestGarbageIsNoCursor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Za-z0-9_-]{0,80}`), rapid.Just(string(make([]byte, 5000)))).Draw(t, "cursor")
		if _, err := (Paging{After: &s}).window(7); catalogue.KindOf(err) != catalogue.Invalid {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

func TestPageSizesAreBounded(t *testing.T) {
	one, many, minus, cursor := 1, MaxPage+1, -1, "x"
	for _, p := range []Paging{
		{First: &many}, {First: &minus}, {Last: &many}, {Last: &minus}, {First: &one, Last: &one},
		{First: &one, Before: &cursor}, {Last: &one, After: &cursor}, {After: &cursor, Before: &cursor},
	} {
		if _, err := p.window(1); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%+v: %v", p, err)
		}
	}
	for field, p := range map[string]Paging{"first": {First: &many}, "last": {Last: &many}} {
		_, err := p.window(1)
		own, ok := errors.AsType[*catalogue.Error](err)
		if limit, limited := errors.AsType[Limit](err); !ok || own.Field != field || !limited || limit != MaxPage {
			t.Errorf("%s: %v", field, err)
		}
	}
}
