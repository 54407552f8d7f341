package explore_test

import (
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// A part is drawn with all that joins its records, and with nothing else.
func TestAComponentIsDrawnWholeAndAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		relations := []catalogue.Relation{catalogue.Offers, catalogue.DependsOn, catalogue.Covers}
		for _, c := range must(explore.ComponentsOf(w.View, explore.ComponentQuery{Relations: relations})).Nodes() {
			var nodes, statements []string
			for _, r := range must(c.Members(new(view.MaxPage), nil)).Nodes() {
				nodes = append(nodes, r.GlobalID())
			}
			inside := idsOf(must(c.Members(new(view.MaxPage), nil)).Nodes())
			for _, e := range w.edges {
				if slices.Contains(relations, e.Relation) && slices.Contains(inside, e.From) {
					statements = append(statements, catalogue.GlobalEdgeID(e.ID))
				}
			}
			drawn := c.AsGraphML()
			if n := strings.Count(drawn, "<node "); n != len(nodes) {
				t.Errorf("%d nodes are drawn of %d", n, len(nodes))
			}
			for _, id := range slices.Concat(nodes, statements) {
				if !strings.Contains(drawn, `"`+id+`"`) {
					t.Errorf("%s is not drawn", id)
				}
			}
		}
	})
}

func TestAnIslandIsDrawnWithWhatItExchangesBy(t *testing.T) {
	v := worldOf(t, dependsOn(1, 2), dependsOn(2, 3), dependsOn(4, 5),
		catalogue.Edge{Relation: catalogue.Exposes, From: 4, To: 11}, catalogue.Edge{Relation: catalogue.Exposes, From: 1, To: 12})
	island := must(explore.IslandsOf(v, explore.IslandQuery{})).Nodes()[0]
	drawn := island.AsDOT()
	for _, there := range []string{"n4", "n5", "n11", "hängt ab von", "bietet als Schnittstelle"} {
		if !strings.Contains(drawn, there) {
			t.Errorf("%s is not drawn", there)
		}
	}
	for _, absent := range []string{`"n1`, `"n12`} {
		if strings.Contains(drawn, absent+`\n`) {
			t.Errorf("%s is drawn", absent)
		}
	}
}
