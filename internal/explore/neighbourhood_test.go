package explore

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

func ended(int) func() bool { return func() bool { return false } }

func neighbourhood(t *rapid.T, w *surroundings, q NeighbourhoodQuery) Neighbourhood {
	t.Helper()
	n, err := NeighbourhoodOf(w.View, q, ended)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// What is met, folded and joined is what a reading of all statements finds.
func TestANeighbourhoodIsWhatTheNaiveReadingFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		met := w.around(q, nil)
		var nodes, groups []metNaively
		for _, m := range met {
			switch {
			case m.leftOut:
			case m.Group:
				groups = append(groups, m)
			default:
				nodes = append(nodes, m)
			}
		}
		n := neighbourhood(t, w, q.NeighbourhoodQuery)
		gotNodes, gotGroups := nodesTold(n)
		sameNear(t, "nodes", nodes, gotNodes)
		sameNear(t, "groups", groups, gotGroups)
		sameNear(t, "edges", w.edgesAmong(q, met), edgesTold(t, n))
		if !n.Complete() || n.Explored.Nodes != len(met) {
			t.Fatalf("%+v of %d", n.Outcome, len(met))
		}
	})
}

// Where nothing is folded, a record is as far as the shortest way to it, and all that
// is no farther than the depth is there, shown or left out.
func TestTheDistanceIsThatOfTheShortestWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		q.foldAbove = MostFoldAbove
		q.FoldAbove = &q.foldAbove
		const far = 1000
		want := map[catalogue.ID]int{}
		for _, r := range w.records {
			want[r.Base().ID] = far
		}
		want[q.centre] = 0
		for range w.records {
			for _, e := range w.edges {
				for from := range want {
					for to := range want {
						if q.means(e) && len(q.leads(e, from, to)) > 0 {
							want[to] = min(want[to], want[from]+1)
						}
					}
				}
			}
		}
		for id, distance := range want {
			if distance > q.depth || !q.shows(w.get(id)) {
				delete(want, id)
			}
		}
		got := map[catalogue.ID]int{}
		for _, x := range neighbourhood(t, w, q.NeighbourhoodQuery).Nodes {
			got[x.id] = x.Distance()
		}
		sameNear(t, "distances", want, got)
	})
}

// Rolling up joins what is there otherwise: every record stands in the group of its
// value or for itself, once, and every edge leads where its records are.
func TestRollingUpCountsEveryRecordAndStatementOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		q.RollUp = rapid.SampledFrom([]RollUp{ByAuthorityKind, ByDistrict, ByPolicyField, ByOrigin}).Draw(t, "roll up")
		wantRecords, wantEdges := w.rolledUp(q)
		n := neighbourhood(t, w, q.NeighbourhoodQuery)

		gotRecords, names := map[string][]catalogue.ID{}, map[string]string{}
		for _, x := range n.Nodes {
			name := fmt.Sprint(x.id)
			names[x.Record().GlobalID()] = name
			gotRecords[name] = append(gotRecords[name], x.id)
		}
		for _, g := range n.Groups {
			name := fmt.Sprint(g.members[0])
			if g.rollUp != nil {
				name = fmt.Sprint(g.Kind(), g.value)
			}
			names[g.ID()] = name
			gotRecords[name] = append(gotRecords[name], g.members...)
		}
		sameNear(t, "records", wantRecords, gotRecords)

		gotEdges := map[rolledEdge]edgeTold{}
		for _, e := range n.Edges {
			gotEdges[rolledEdge{names[e.From()], names[e.To()], e.role, e.end}] = edgeTold{e.Count(), e.Elided()}
		}
		sameNear(t, "edges", wantEdges, gotEdges)
	})
}

// Whatever a walk may look at, its nodes are the first of those of the whole, what it
// says between them is part of what the whole says, and it says so if it is not whole.
func TestANeighbourhoodUnderABudgetIsTheBeginningOfTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		whole := neighbourhood(t, w, q.NeighbourhoodQuery)
		nodes, edges := rapid.IntRange(1, 30).Draw(t, "nodes"), rapid.IntRange(1, 200).Draw(t, "edges")
		q.Budget = Budget{Nodes: &nodes, Edges: &edges}
		part := neighbourhood(t, w, q.NeighbourhoodQuery)

		wantNodes, wantGroups := nodesTold(whole)
		gotNodes, gotGroups := nodesTold(part)
		sameNear(t, "nodes", wantNodes[:min(len(gotNodes), len(wantNodes))], gotNodes)
		sameNear(t, "groups", wantGroups[:min(len(gotGroups), len(wantGroups))], gotGroups)
		if part.Explored.Nodes > nodes || part.Explored.Edges > edges {
			t.Fatalf("%+v of %d, %d", part.Explored, nodes, edges)
		}
		wantEdges, gotEdges := edgesTold(t, whole), edgesTold(t, part)
		for e, n := range gotEdges {
			if e.Elided == 0 && n > wantEdges[e] {
				t.Fatalf("%+v: %d of %d", e, n, wantEdges[e])
			}
		}
		if reason, stopped := part.StoppedBecause(); stopped == part.Complete() || stopped && reason == StoppedByTime {
			t.Fatalf("%+v", part.Outcome)
		}
		if part.Complete() {
			sameNear(t, "nodes", wantNodes, gotNodes)
			sameNear(t, "edges", wantEdges, gotEdges)
		}
	})
}

// Who goes on where an answer was left, until there is no more, has been told every
// node once, in the order of the whole, and at last every group and edge.
func TestANeighbourhoodThatIsResumedIsTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		if rapid.Bool().Draw(t, "rolled") {
			by := rapid.SampledFrom([]RollUp{ByAuthorityKind, ByDistrict}).Draw(t, "roll up")
			q.RollUp = by
		}
		wantNodes, wantGroups := nodesTold(neighbourhood(t, w, q.NeighbourhoodQuery))
		wantEdges := edgesTold(t, neighbourhood(t, w, q.NeighbourhoodQuery))
		nodes, edges := rapid.IntRange(1, 20).Draw(t, "nodes"), rapid.IntRange(1, 60).Draw(t, "edges")
		q.Budget = Budget{Nodes: &nodes, Edges: &edges}
		var got []metNaively
		for {
			n := neighbourhood(t, w, q.NeighbourhoodQuery)
			some, groups := nodesTold(n)
			got = append(got, some...)
			next, more := n.Resume()
			if more == n.Complete() {
				t.Fatalf("%+v, %q", n.Outcome, next)
			}
			if !more {
				sameNear(t, "nodes", wantNodes, got)
				sameNear(t, "groups", wantGroups, groups)
				sameNear(t, "edges", wantEdges, edgesTold(t, n))
				return
			}
			q.After = &next
		}
	})
}

// Of two ends that a statement joins one is looked at, and no other choice has less to
// look at.
func TestTheFewestStatementsAreLookedAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lengths [len(fourEnds)]int
		for i := range lengths {
			lengths[i] = rapid.IntRange(0, 5).Draw(t, "length")
		}
		got := cheapest(lengths)
		cost := func(ends []catalogue.End) (total int) {
			for _, end := range ends {
				total += lengths[end]
			}
			return total
		}
		enough := func(ends []catalogue.End) bool {
			return !slices.ContainsFunc(drawnArrows, func(a [2]catalogue.End) bool {
				return lengths[a[0]] > 0 && lengths[a[1]] > 0 && !slices.Contains(ends, a[0]) && !slices.Contains(ends, a[1])
			})
		}
		if !enough(got) {
			t.Fatalf("%v of %v", got, lengths)
		}
		for _, other := range [][]catalogue.End{{0, 1}, {0, 2}, {1, 2, 3}, {0}, {1}, {2}, {3}, {1, 3}, {2, 3}, {0, 3}, {}} {
			if enough(other) && cost(other) < cost(got) {
				t.Fatalf("%v costs %d, %v %d", got, cost(got), other, cost(other))
			}
		}
	})
}

// A group is of one kind, and its members stand at the same end of all statements of a
// role: that is how the edge of a group can say at which.
func TestInARoleAKindStandsAtOneEnd(t *testing.T) {
	w := waysOf(Scope{})
	for _, role := range catalogue.AllRoles() {
		at := map[catalogue.Kind][]catalogue.End{}
		for _, end := range w[role] {
			for _, kind := range catalogue.Kinds() {
				if role.Relation().Role(end).Fits(kind) {
					at[kind] = append(at[kind], end)
				}
			}
		}
		for kind, ends := range at {
			if len(ends) > 1 {
				t.Errorf("%s: %s at %v", role, kind, ends)
			}
		}
	}
}

func TestAQuestionAboutNoNeighbourhoodIsRefused(t *testing.T) {
	w, number := &surroundings{}, func(n int) *int { return &n }
	b := snapshot.NewBuilder()
	a := &catalogue.Area{Meta: catalogue.Meta{ID: 1, Revision: 1, Name: catalogue.T("Land")}}
	if err := b.Record(a); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	w.View = view.New(s, surroundingsDay)
	of, cursor, unknown := catalogue.GlobalID(catalogue.KindArea, 1), "AAAA", RollUp("COLOUR")
	for _, c := range []struct {
		field string
		kind  catalogue.ErrorKind
		q     NeighbourhoodQuery
	}{
		{"of", catalogue.NotFound, NeighbourhoodQuery{Of: catalogue.GlobalID(catalogue.KindArea, 2)}},
		{"of", catalogue.Invalid, NeighbourhoodQuery{Of: "x"}},
		{"depth", catalogue.Invalid, NeighbourhoodQuery{Of: of, Depth: number(7)}},
		{"depth", catalogue.Invalid, NeighbourhoodQuery{Of: of, Depth: number(-1)}},
		{"foldAbove", catalogue.Invalid, NeighbourhoodQuery{Of: of, FoldAbove: number(0)}},
		{"foldAbove", catalogue.Invalid, NeighbourhoodQuery{Of: of, FoldAbove: number(1001)}},
		{"budget.nodes", catalogue.Invalid, NeighbourhoodQuery{Of: of, Budget: Budget{Nodes: number(0)}}},
		{"rollUp", catalogue.Invalid, NeighbourhoodQuery{Of: of, RollUp: unknown}},
		{"after", catalogue.Invalid, NeighbourhoodQuery{Of: of, After: &cursor}},
		{"services", catalogue.Invalid, NeighbourhoodQuery{Of: of, Filter: view.RecordFilter{"kinds": []catalogue.Kind{catalogue.KindArea}, "services": map[string]any{}}}},
	} {
		_, err := NeighbourhoodOf(w.View, c.q, ended)
		e, ok := errors.AsType[*catalogue.Error](err)
		if !ok || e.Kind != c.kind || e.Field != c.field {
			t.Errorf("%s: %v", c.field, err)
		}
	}
}

// With no time left there is what was there before it was over, it is said why, and it
// cannot be gone on with: the same question may come further.
func TestANeighbourhoodWithoutTimeIsTheCentre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		q.depth = max(1, q.depth)
		q.Depth = &q.depth
		whole := neighbourhood(t, w, q.NeighbourhoodQuery)
		n, err := NeighbourhoodOf(w.View, q.NeighbourhoodQuery, func(int) func() bool { return func() bool { return true } })
		if err != nil {
			t.Fatal(err)
		}
		if len(n.Nodes) != 1 || len(n.Groups) > 0 || len(n.Edges) > 0 {
			t.Fatalf("%d nodes, %d groups, %d edges", len(n.Nodes), len(n.Groups), len(n.Edges))
		}
		reason, stopped := n.StoppedBecause()
		if _, more := n.Resume(); more || stopped != (whole.Explored.Edges > 0) || stopped && (reason != StoppedByTime || !w.Hurried()) {
			t.Fatalf("%+v, resumed %v", n.Outcome, more)
		}
	})
}

// A picture has every node and group once, with every edge between two of them.
func TestAPictureOfANeighbourhoodHasBothEndsOfEveryEdge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		q.RollUp = rapid.SampledFrom([]RollUp{"", ByDistrict, ByOrigin}).Draw(t, "roll up")
		n := neighbourhood(t, w, q.NeighbourhoodQuery)
		g, there, edges := n.drawn(), map[string]bool{}, map[string]bool{}
		for _, x := range g.Nodes {
			if there[x.ID] {
				t.Fatalf("%s twice", x.ID)
			}
			there[x.ID] = true
		}
		if len(there) != len(n.Nodes)+len(n.Groups) {
			t.Fatalf("%d in the picture of %d nodes and %d groups", len(there), len(n.Nodes), len(n.Groups))
		}
		for _, e := range g.Edges {
			if !there[e.From] || !there[e.To] || edges[e.ID] {
				t.Fatalf("%+v", e)
			}
			edges[e.ID] = true
		}
	})
}
