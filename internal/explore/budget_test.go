package explore

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

func emptyView() *view.View { return view.New(snapshot.Empty(), plainDay) }

func TestABudgetThatIsNotGivenIsTheDefault(t *testing.T) {
	var milliseconds int
	m, err := newMeter(emptyView(), Budget{}, func(given int) func() bool {
		milliseconds = given
		return func() bool { return false }
	})
	if err != nil || m.nodes != DefaultNodes || m.edges != DefaultEdges || milliseconds != DefaultMilliseconds {
		t.Errorf("%d records, %d statements, %d ms, %v", m.nodes, m.edges, milliseconds, err)
	}
}

func TestABudgetOutOfBoundsIsRefusedAndNotCut(t *testing.T) {
	for field, most := range map[string]int{"nodes": MostNodes, "edges": MostEdges, "milliseconds": MostMilliseconds} {
		for _, n := range []int{1, most, 0, -1, most + 1} {
			b := map[string]Budget{"nodes": {Nodes: &n}, "edges": {Edges: &n}, "milliseconds": {Milliseconds: &n}}[field]
			_, err := newMeter(emptyView(), b, forever)
			if n < 1 || n > most {
				refused(t, field, err, catalogue.Invalid, "budget."+field)
			} else if err != nil {
				t.Errorf("%d %s: %v", n, field, err)
			}
		}
	}
}

// A meter allows what the budget has and no more, and says no for ever.
func TestAMeterThatSaidNoSaysNoForEver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes, edges := rapid.IntRange(1, 9).Draw(t, "nodes"), rapid.IntRange(1, 9).Draw(t, "edges")
		m, err := newMeter(emptyView(), Budget{Nodes: &nodes, Edges: &edges}, forever)
		if err != nil {
			t.Fatal(err)
		}
		refusals := 0
		for range rapid.IntRange(0, 30).Draw(t, "asked") {
			ask := rapid.SampledFrom([]func() bool{m.node, m.edge}).Draw(t, "for")
			allowed := ask()
			if allowed && refusals > 0 {
				t.Fatal("first no, then yes")
			}
			if !allowed {
				refusals++
			}
		}
		o := m.outcome()
		reason, stopped := o.StoppedBecause()
		if o.Explored.Nodes > nodes || o.Explored.Edges > edges || stopped != (refusals > 0) || o.Complete() == stopped {
			t.Fatalf("%+v of %d records and %d statements", o, nodes, edges)
		}
		if reason == StoppedByNodes && o.Explored.Nodes < nodes || reason == StoppedByEdges && o.Explored.Edges < edges {
			t.Fatalf("%s with %+v of %d records and %d statements", reason, o, nodes, edges)
		}
	})
}

func TestAMeterWhoseTimeIsOverSaysSoAndHurriesTheView(t *testing.T) {
	v := emptyView()
	m, _ := newMeter(v, Budget{}, atOnce)
	if m.edge() || m.node() || m.outcome().stopped != StoppedByTime || !v.Hurried() {
		t.Errorf("%+v, hurried: %v", m.outcome(), v.Hurried())
	}
}

func TestAMeterEndsWithTheTimeOfTheOperation(t *testing.T) {
	v := emptyView()
	done := make(chan struct{})
	v.StopAt(done)
	close(done)
	m, _ := newMeter(v, Budget{}, forever)
	if m.edge() || m.outcome().stopped != StoppedByTime || !v.Hurried() {
		t.Errorf("%+v, hurried: %v", m.outcome(), v.Hurried())
	}
}

// The shares of a budget, each spent whole, are the budget.
func TestSharesAddUpToTheBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes, edges := rapid.IntRange(1, 50).Draw(t, "nodes"), rapid.IntRange(1, 50).Draw(t, "edges")
		m, _ := newMeter(emptyView(), Budget{Nodes: &nodes, Edges: &edges}, forever)
		for left := rapid.IntRange(1, 20).Draw(t, "walks"); left > 0; left-- {
			part := m.share(left)
			for part.spent.Explored.Edges < part.edges && part.edge() {
				continue
			}
			for part.spent.Explored.Nodes < part.nodes && part.node() {
				continue
			}
			m.spent.Explored = part.spent.Explored
		}
		if m.spent.Explored != (Effort{nodes, edges}) {
			t.Fatalf("%+v of %d records and %d statements", m.spent.Explored, nodes, edges)
		}
	})
}
