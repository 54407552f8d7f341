package territory_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/territory"

	"pgregory.net/rapid"
)

func TestATallyHoldsWhatTheUnionOfWhatWasAddedContains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlaces(t)
		area := rapid.Map(rapid.IntRange(1, drawnAreas), func(n int) territory.Region { return p.OfArea(catalogue.ID(n)) })
		tally, union := p.NewTally(), territory.Region{}
		for range rapid.IntRange(0, 4).Draw(t, "added") {
			r := area.Draw(t, "area")
			tally.Add(r)
			union = union.Union(r)
		}
		if r := area.Draw(t, "asked"); tally.Holds(r) != union.Contains(r) {
			t.Fatalf("%v of %v", r, union)
		}
	})
}
