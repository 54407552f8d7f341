package explore_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// worldOf is a catalogue of ten solutions (1 to 10), two interfaces (11, 12), an
// authority (13) and a service (14), with statements.
func worldOf(t *testing.T, edges ...catalogue.Edge) *view.View {
	t.Helper()
	b := snapshot.NewBuilder()
	kinds := append(slices.Repeat([]catalogue.Kind{catalogue.KindSolution}, 10), catalogue.KindInterface, catalogue.KindInterface, catalogue.KindAuthority, catalogue.KindService)
	for i, k := range kinds {
		r := k.New()
		m := r.Base()
		m.ID, m.Revision, m.Name = catalogue.ID(i+1), 1, catalogue.T(fmt.Sprint("n", i+1))
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	for i := range edges {
		edges[i].ID, edges[i].Revision = catalogue.EdgeID(i+1), 1
	}
	if err := b.Edges(edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return view.New(s, wholeToday)
}

func dependsOn(from, to catalogue.ID) catalogue.Edge {
	return catalogue.Edge{Relation: catalogue.DependsOn, From: from, To: to}
}

// The first record is in a round of four, the second in one of three.
func TestTheExampleOfACycleIsTheShortestOfAll(t *testing.T) {
	v := worldOf(t, dependsOn(1, 2), dependsOn(2, 3), dependsOn(3, 4), dependsOn(4, 1), dependsOn(3, 5), dependsOn(5, 2))
	all := must(explore.CyclesOf(v, explore.CycleQuery{Relation: catalogue.DependsOn})).Nodes()
	if len(all) != 1 || all[0].Size() != 5 {
		t.Fatalf("%d cycles", len(all))
	}
	var way []string
	for _, s := range must(all[0].Example()) {
		way = append(way, s.From().(view.Solution).NameIn(nil))
	}
	if want := []string{"n2", "n3", "n5"}; !slices.Equal(way, want) {
		t.Errorf("%v, want %v", way, want)
	}
}

func hanging(v *view.View) (names []string) {
	q := explore.ConcentrationQuery{By: explore.BySolution, Metric: explore.Services, Through: explore.ThroughDependencies}
	for _, c := range must(explore.ConcentrationOf(v, q)).Nodes() {
		s, _ := c.Solution()
		names = append(names, s.NameIn(nil))
	}
	slices.Sort(names)
	return names
}

func TestNobodyHangsOnOneOfSeveralThatExposeAnInterface(t *testing.T) {
	edges := []catalogue.Edge{
		{Relation: catalogue.Offers, From: 13, To: 14, Via: 1, EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferLive}},
		{Relation: catalogue.Consumes, From: 1, To: 11},
		{Relation: catalogue.Exposes, From: 2, To: 11},
	}
	if got := hanging(worldOf(t, edges...)); !slices.Equal(got, []string{"n1", "n2"}) {
		t.Errorf("with one that exposes it: %v", got)
	}
	edges = append(edges, catalogue.Edge{Relation: catalogue.Exposes, From: 3, To: 11})
	if got := hanging(worldOf(t, edges...)); !slices.Equal(got, []string{"n1"}) {
		t.Errorf("with two that expose it: %v", got)
	}
}

func TestAllThatDependOnEachOtherHangOnTheSame(t *testing.T) {
	v := worldOf(t, dependsOn(1, 2), dependsOn(2, 1), dependsOn(2, 3),
		catalogue.Edge{Relation: catalogue.Offers, From: 13, To: 14, Via: 1, EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferLive}})
	if got := hanging(v); !slices.Equal(got, []string{"n1", "n2", "n3"}) {
		t.Errorf("%v", got)
	}
}

// What is of the whole or not at all says so when the time is over.
func TestAnAnswerOfTheWholeIsWholeOrNone(t *testing.T) {
	v := worldOf(t, dependsOn(1, 2), dependsOn(2, 1))
	done := make(chan struct{})
	close(done)
	v.StopAt(done)
	_, components := explore.ComponentsOf(v, explore.ComponentQuery{})
	_, cycles := explore.CyclesOf(v, explore.CycleQuery{Relation: catalogue.DependsOn})
	_, islands := explore.IslandsOf(v, explore.IslandQuery{})
	_, orphans := explore.Orphans(v, explore.OrphanQuery{Kind: catalogue.KindSolution})
	_, concentration := explore.ConcentrationOf(v, explore.ConcentrationQuery{By: explore.BySolution, Metric: explore.Services})
	_, peers := explore.ComparePeers(v, explore.PeerQuery{Authority: catalogue.GlobalID(catalogue.KindAuthority, 13)})
	for i, err := range []error{components, cycles, islands, orphans, concentration, peers} {
		if catalogue.KindOf(err) != catalogue.Unavailable {
			t.Errorf("answer %d: %v", i, err)
		}
	}
}
