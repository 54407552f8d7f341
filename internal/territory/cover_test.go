package territory_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/territory"

	"pgregory.net/rapid"
)

// TestACoverSaysWhatRegionsSay compares a cover with the union of what was painted, and
// does so twice, as a cover is used for many questions.
func TestACoverSaysWhatRegionsSay(t *testing.T) {
	p := land(t, []int{0, 60, 40, 10, 20, 5, 5, 30, 0}, []int{0, 1, 1, 2, 2, 3, 3, 1, 8})
	cover := p.NewCover()
	draw := rapid.SliceOf(rapid.IntRange(1, 9))
	rapid.Check(t, func(t *rapid.T) {
		for range 2 {
			var union territory.Region
			cover.Clear()
			for _, id := range draw.Draw(t, "painted") {
				r := p.OfArea(catalogue.ID(id))
				union = union.Union(r)
				cover.Paint(r)
			}
			cover.Dry()
			var asked territory.Region
			for _, id := range draw.Draw(t, "asked") {
				asked = asked.Union(p.OfArea(catalogue.ID(id)))
			}
			want := territory.Nowhere
			switch {
			case asked.Empty():
			case union.Contains(asked):
				want = territory.Wholly
			case union.Touches(asked):
				want = territory.Partly
			}
			people, _ := p.People(union.Intersect(asked))
			if extent, n := cover.Measure(asked); extent != want || n != people {
				t.Fatalf("%v with %d people, want %v with %d", extent, n, want, people)
			}
		}
	})
}
