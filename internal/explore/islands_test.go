package explore_test

import (
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

func TestIslandsExchangeNothingWithTheMainland(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		ids := w.of(catalogue.KindSolution)
		far := closure(ids, w.exchange)
		pieces := classes(ids, func(a, b catalogue.ID) bool { return far[[2]catalogue.ID{a, b}] > 0 })
		mainland := 0
		if len(pieces) > 0 && len(pieces[0]) > 1 {
			mainland, pieces = len(pieces[0]), pieces[1:]
		}
		got := must(explore.IslandsOf(w.View, explore.IslandQuery{}))
		if got.Solutions != len(ids) || got.Mainland != mainland || got.TotalCount() != len(pieces) {
			t.Fatalf("%d solutions, %d on the mainland, %d islands; want %d, %d, %v", got.Solutions, got.Mainland, got.TotalCount(), len(ids), mainland, pieces)
		}
		undescribed := 0
		for i, island := range got.Nodes() {
			if i > 0 && island.Size() > got.Nodes()[i-1].Size() {
				t.Errorf("island %d is larger than the one before", i)
			}
			members := idsOf(must(island.Members(nil, nil)).Nodes())
			if !slices.ContainsFunc(pieces, func(piece []catalogue.ID) bool { return slices.Equal(piece, members) }) {
				t.Errorf("%v is none of %v", members, pieces)
			}
			if w.described(members) != island.Described {
				t.Errorf("%v is described: %v", members, island.Described)
			}
			if !island.Described {
				undescribed++
			}
			w.checkIsland(t, island, members)
		}
		if got.Undescribed != undescribed {
			t.Errorf("%d undescribed, want %d", got.Undescribed, undescribed)
		}
	})
}

// exchange says whether two solutions exchange something.
func (w *smallWorld) exchange(a, b catalogue.ID) bool {
	if w.says(a, catalogue.DependsOn, b) || w.says(b, catalogue.DependsOn, a) {
		return true
	}
	for _, i := range w.of(catalogue.KindInterface) {
		if w.touches(a, i) && w.touches(b, i) {
			return true
		}
	}
	for _, d := range w.of(catalogue.KindDataset) {
		kept := slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool {
			return e.To == d && (e.Relation == catalogue.Writes || e.Relation == catalogue.Holds)
		})
		if kept && w.touches(a, d) && w.touches(b, d) {
			return true
		}
	}
	return false
}

// touches says whether a solution exchanges by an interface or a dataset.
func (w *smallWorld) touches(solution, by catalogue.ID) bool {
	return slices.ContainsFunc([]catalogue.Relation{catalogue.Exposes, catalogue.Consumes, catalogue.Reads, catalogue.Writes, catalogue.Holds}, func(r catalogue.Relation) bool {
		return w.says(solution, r, by)
	})
}

func (w *smallWorld) described(solutions []catalogue.ID) bool {
	return slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool {
		switch e.Relation {
		case catalogue.DependsOn:
			return slices.Contains(solutions, e.From) || slices.Contains(solutions, e.To)
		case catalogue.Exposes, catalogue.Consumes, catalogue.Reads, catalogue.Writes, catalogue.Holds:
			return slices.Contains(solutions, e.From)
		}
		return false
	})
}

// checkIsland looks at what is around an island.
func (w *smallWorld) checkIsland(t *rapid.T, island explore.Island, members []catalogue.ID) {
	around := func(kind catalogue.Kind, found func(e catalogue.Edge) catalogue.ID) []catalogue.ID {
		out := []catalogue.ID{}
		for _, id := range w.of(kind) {
			if slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool { return found(e) == id }) {
				out = append(out, id)
			}
		}
		return out
	}
	owners := around(catalogue.KindAuthority, func(e catalogue.Edge) catalogue.ID {
		if (e.Relation == catalogue.Owns || e.Relation == catalogue.Operates) && slices.Contains(members, e.To) {
			return e.From
		}
		return 0
	})
	if got := idsOf(must(island.Owners(nil, nil)).Nodes()); !slices.Equal(got, owners) {
		t.Errorf("owners of %v: %v, want %v", members, got, owners)
	}
	services := around(catalogue.KindService, func(e catalogue.Edge) catalogue.ID {
		if e.Relation == catalogue.Supports && slices.Contains(members, e.From) || e.Relation == catalogue.Offers && slices.Contains(members, e.Via) {
			return e.To
		}
		return 0
	})
	if got := idsOf(must(island.Services(nil, nil)).Nodes()); !slices.Equal(got, services) {
		t.Errorf("services of %v: %v, want %v", members, got, services)
	}
}

// What is read page by page is what is read at once.
func TestPagesOfIslandsAreTheWholeList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		whole := must(explore.IslandsOf(w.View, explore.IslandQuery{}))
		var after *string
		for i, want := range whole.Edges {
			page := must(explore.IslandsOf(w.View, explore.IslandQuery{Paging: view.Paging{First: new(1), After: after}}))
			if len(page.Edges) != 1 || page.Edges[0].Cursor != want.Cursor || page.Info.HasNextPage != (i+1 < len(whole.Edges)) || page.Info.HasPreviousPage != (i > 0) {
				t.Fatalf("page %d is not entry %d: %+v", i, i, page.Info)
			}
			after = &page.Edges[0].Cursor
		}
	})
}

// A filter of islands tells fewer, and joins and parts nothing.
func TestAFilterOfIslandsOnlyChoosesAmongThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		id := drawOf(t, catalogue.KindSolution)
		filter := view.Filter{"id": map[string]any{"in": []string{catalogue.GlobalID(catalogue.KindSolution, id)}}}
		chosen := must(explore.IslandsOf(w.View, explore.IslandQuery{Solutions: filter}))
		var want []string
		for _, e := range must(explore.IslandsOf(w.View, explore.IslandQuery{})).Nodes() {
			if members := idsOf(must(e.Members(nil, nil)).Nodes()); slices.Contains(members, id) {
				want = append(want, must(e.Members(nil, nil)).Nodes()[0].GlobalID())
			}
		}
		var got []string
		for _, e := range chosen.Nodes() {
			got = append(got, must(e.Members(nil, nil)).Nodes()[0].GlobalID())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}
