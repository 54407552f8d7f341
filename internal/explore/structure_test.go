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
			members := must(c.Members(new(view.MaxPage), nil))
			if !slices.Equal(idsOf(members.Nodes()), want[i]) || c.Size() != len(want[i]) {
				t.Errorf("component %d is %v, want %v", i, idsOf(members.Nodes()), want[i])
			}
		}
		if largest, ok := got.Largest(); ok != (len(want) > 0) || ok && largest.Size() != len(want[0]) {
			t.Errorf("the largest is there: %v", ok)
		}
	})
}

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
