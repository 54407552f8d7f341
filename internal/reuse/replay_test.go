package reuse

import (
	"fmt"
	"slices"
	"testing"

	"fundus/internal/catalogue"

	"pgregory.net/rapid"
)

func drawHits(t *rapid.T) (out []catalogue.Hit) {
	all := []catalogue.ID{1, 2, 3, 4, 5}
	for _, id := range rapid.Permutation(all).Draw(t, "order")[:rapid.IntRange(0, 5).Draw(t, "hits")] {
		out = append(out, catalogue.Hit{Solution: catalogue.GlobalID(catalogue.KindSolution, id), Rung: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "rung")})
	}
	return out
}

// TestWhatIsOtherwiseIsWhatIsNewGoneOrMoved compares two rankings hit by hit.
func TestWhatIsOtherwiseIsWhatIsNewGoneOrMoved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, now := drawHits(t), drawHits(t)
		in := func(hits, others []catalogue.Hit) (common []string) {
			for _, h := range hits {
				if slices.ContainsFunc(others, func(o catalogue.Hit) bool { return o.Solution == h.Solution }) {
					common = append(common, h.Solution)
				}
			}
			return common
		}
		were, are := in(before, now), in(now, before)
		find := func(hits []catalogue.Hit, solution string) catalogue.Hit {
			return hits[slices.IndexFunc(hits, func(h catalogue.Hit) bool { return h.Solution == solution })]
		}
		var want []string
		for _, h := range now {
			switch place := slices.Index(are, h.Solution); {
			case place < 0:
				want = append(want, "+"+h.Solution)
			case were[place] != h.Solution || find(before, h.Solution).Rung != h.Rung:
				want = append(want, "~"+h.Solution)
			}
		}
		for _, h := range before {
			if !slices.Contains(are, h.Solution) {
				want = append(want, "-"+h.Solution)
			}
		}
		var got []string
		for _, c := range changes(before, now) {
			switch {
			case c.before == nil:
				got = append(got, "+"+c.now.Solution)
			case c.now == nil:
				got = append(got, "-"+c.before.Solution)
			default:
				got = append(got, "~"+c.now.Solution)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatal(fmt.Sprint(before, now), got, want)
		}
	})
}
