package explore_test

import (
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// drawnRelations draws some relations, or none for all.
func drawnRelations(t *rapid.T) []catalogue.Relation {
	return rapid.SliceOfN(rapid.SampledFrom([]catalogue.Relation{
		catalogue.Offers, catalogue.DependsOn, catalogue.Exposes, catalogue.Covers, catalogue.PartOf, catalogue.Uses,
	}), 0, 3).Draw(t, "relations")
}

// live are offers that are, and statements of relations without a status are not.
var live = view.EdgeFilter{"status": map[string]any{"in": []catalogue.OfferStatus{catalogue.OfferLive}}}

func drawnWhere(t *rapid.T) (view.EdgeFilter, func(catalogue.Edge) bool) {
	if rapid.Bool().Draw(t, "live") {
		return live, func(e catalogue.Edge) bool { return e.Status == catalogue.OfferLive }
	}
	return nil, func(catalogue.Edge) bool { return true }
}

// joins says whether a statement joins two records, in either order.
func joins(e catalogue.Edge, a, b catalogue.ID) bool {
	for _, pair := range [][2]catalogue.ID{{e.From, e.To}, {e.From, e.Via}, {e.From, e.Area}, {e.To, e.Via}} {
		if pair == [2]catalogue.ID{a, b} || pair == [2]catalogue.ID{b, a} {
			return true
		}
	}
	return false
}

func TestComponentsAreWhatIsJoinedBySteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		relations, kinds := drawnRelations(t), []catalogue.Kind{catalogue.KindSolution, catalogue.KindAuthority, catalogue.KindService, catalogue.KindArea}
		where, means := drawnWhere(t)
		q := explore.ComponentQuery{Relations: relations, Where: where}
		if rapid.Bool().Draw(t, "of all kinds") {
			kinds = catalogue.Kinds()
		} else {
			q.Filter = view.RecordFilter{"kinds": kinds}
		}
		var ids []catalogue.ID
		for _, r := range w.records {
			if slices.Contains(kinds, r.Kind()) {
				ids = append(ids, r.Base().ID)
			}
		}
		far := closure(ids, func(a, b catalogue.ID) bool {
			return slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool {
				return (len(relations) == 0 || slices.Contains(relations, e.Relation)) && means(e) && joins(e, a, b)
			})
		})
		want := classes(ids, func(a, b catalogue.ID) bool { return far[[2]catalogue.ID{a, b}] > 0 })
		alone := 0
		want = slices.DeleteFunc(want, func(c []catalogue.ID) bool {
			if len(c) == 1 {
				alone++
			}
			return len(c) == 1
		})

		got := must(explore.ComponentsOf(w.View, q))
		if got.Records != len(ids) || got.Singletons != alone || got.TotalCount() != len(want) {
			t.Fatalf("%d records, %d alone, %d components; want %d, %d, %d", got.Records, got.Singletons, got.TotalCount(), len(ids), alone, len(want))
		}
		sized := 0
		for _, s := range got.Sizes {
			sized += s.Size * s.Count
		}
		if sized != len(ids)-alone {
			t.Errorf("the sizes add up to %d, not %d", sized, len(ids)-alone)
		}
		for i, c := range got.Nodes() {
			members := must(c.Members(ptr(view.MaxPage), nil))
			if !slices.Equal(idsOf(members.Nodes()), want[i]) || c.Size() != len(want[i]) {
				t.Errorf("component %d is %v, want %v", i, idsOf(members.Nodes()), want[i])
			}
		}
		if largest, ok := got.Largest(); ok != (len(want) > 0) || ok && largest.Size() != len(want[0]) {
			t.Errorf("the largest is there: %v", ok)
		}
	})
}

func ptr[T any](x T) *T { return &x }

func TestCyclesAreWhatLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		kind, relation := catalogue.KindSolution, catalogue.DependsOn
		if rapid.IntRange(0, 3).Draw(t, "of datasets") == 0 {
			kind, relation = catalogue.KindDataset, catalogue.DerivedFrom
		}
		ids := w.of(kind)
		var filter view.RecordFilter
		if len(ids) > 0 && rapid.Bool().Draw(t, "without the first") {
			filter = view.RecordFilter{kind.Plural(): map[string]any{"not": map[string]any{"id": map[string]any{"in": []string{catalogue.GlobalID(kind, ids[0])}}}}}
			ids = ids[1:]
		}
		far := closure(ids, func(a, b catalogue.ID) bool { return a != b && w.says(a, relation, b) })
		want := classes(ids, func(a, b catalogue.ID) bool {
			return far[[2]catalogue.ID{a, b}] > 0 && far[[2]catalogue.ID{b, a}] > 0
		})
		want = slices.DeleteFunc(want, func(c []catalogue.ID) bool { return len(c) == 1 })

		got := must(explore.CyclesOf(w.View, explore.CycleQuery{Relation: relation, Filter: filter}))
		if got.TotalCount() != len(want) {
			t.Fatalf("%d cycles, want %v", got.TotalCount(), want)
		}
		for i, c := range got.Nodes() {
			if members := must(c.Members(nil, nil)); !slices.Equal(idsOf(members.Nodes()), want[i]) {
				t.Errorf("cycle %d is %v, want %v", i, idsOf(members.Nodes()), want[i])
			}
			shortest := 0
			for _, id := range want[i] {
				if n := far[[2]catalogue.ID{id, id}]; shortest == 0 || n < shortest {
					shortest = n
				}
			}
			checkRound(t, w, relation, must(c.Example()), want[i], shortest)
		}
	})
}

// checkRound holds an example to what it promises.
func checkRound(t *rapid.T, w *smallWorld, relation catalogue.Relation, round []view.Statement, among []catalogue.ID, length int) {
	if len(round) != length {
		t.Fatalf("a round of %d statements, the shortest has %d", len(round), length)
	}
	for i, s := range round {
		from, to := idsOf([]view.Record{s.From()})[0], idsOf([]view.Record{s.To()})[0]
		if !slices.Contains(among, from) || !w.says(from, relation, to) || s.Relation() != relation {
			t.Errorf("%d %s %d is no statement among %v", from, s.Relation(), to, among)
		}
		if next := round[(i+1)%len(round)].From().GlobalID(); s.To().GlobalID() != next {
			t.Errorf("statement %d ends where the next does not begin", i)
		}
	}
}

func TestOrphansTakePartInNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		kind := rapid.SampledFrom(peopled).Draw(t, "kind").kind
		relations := drawnRelations(t)
		where, means := drawnWhere(t)
		got, err := explore.Orphans(w.View, explore.OrphanQuery{Kind: kind, Relations: relations, Where: where})
		for _, r := range relations {
			if !slices.ContainsFunc(catalogue.AllRoles(), func(role catalogue.Role) bool { return role.Relation() == r && role.Fits(kind) }) {
				if catalogue.KindOf(err) != catalogue.Invalid {
					t.Errorf("%s has no end for a %s: %v", r, kind, err)
				}
				return
			}
		}
		want := slices.DeleteFunc(w.of(kind), func(id catalogue.ID) bool {
			return slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool {
				takesPart := e.From == id || e.To == id || e.Via == id || e.Area == id
				return takesPart && means(e) && (len(relations) == 0 || slices.Contains(relations, e.Relation))
			})
		})
		if err != nil || !slices.Equal(idsOf(got.Nodes()), want) || got.TotalCount() != len(want) {
			t.Errorf("%v, %v; want %v", idsOf(got.Nodes()), err, want)
		}
	})
}

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
			page := must(explore.IslandsOf(w.View, explore.IslandQuery{Paging: view.Paging{First: ptr(1), After: after}}))
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
