package assess

import (
	"math/big"
	"slices"
	"testing"

	"fundus/internal/catalogue"

	"pgregory.net/rapid"
)

// drawSheet draws a few options on a few rungs, with points that often are equal, or
// not known.
func drawSheet(t *rapid.T) *sheet {
	s := &sheet{}
	criteria := rapid.IntRange(1, 4).Draw(t, "criteria")
	rest := whole
	for k := range criteria {
		w := rest
		if k < criteria-1 {
			w = rapid.IntRange(0, rest).Draw(t, "weight")
		}
		s.weights, rest = append(s.weights, w), rest-w
	}
	for i := range rapid.IntRange(0, 5).Draw(t, "options") {
		r := row{id: catalogue.ID(i + 1), place: rapid.IntRange(0, 1).Draw(t, "place"), out: rapid.IntRange(0, 4).Draw(t, "out") == 0}
		for range criteria {
			r.points = append(r.points, drawSpan(t))
		}
		s.rows = append(s.rows, r)
	}
	return s
}

func drawSpan(t *rapid.T) span {
	p := rapid.OneOf(rapid.SampledFrom([]int{0, 3333, 5000, 10000}), rapid.IntRange(0, hundredths))
	a, b := step(p.Draw(t, "low")), step(p.Draw(t, "high"))
	switch rapid.IntRange(0, 3).Draw(t, "known") {
	case 0:
		return unknown
	case 1:
		return span{min(a, b), max(a, b)}
	}
	return exactly(a)
}

// naiveFirst is who leads with weights that are any fractions, by the words of the rule.
func naiveFirst(s *sheet, weights []*big.Rat) int {
	best := -1
	score := func(r *row, high bool) *big.Rat {
		sum := new(big.Rat)
		for k, p := range r.points {
			end := p.low
			if high {
				end = p.high
			}
			sum.Add(sum, new(big.Rat).Mul(weights[k], big.NewRat(int64(end), 1)))
		}
		return sum
	}
	for i := range s.rows {
		r := &s.rows[i]
		if r.out {
			continue
		}
		if best < 0 || r.place < s.rows[best].place {
			best = i
			continue
		}
		if r.place > s.rows[best].place {
			continue
		}
		low := score(r, false).Cmp(score(&s.rows[best], false))
		high := score(r, true).Cmp(score(&s.rows[best], true))
		if low > 0 || low == 0 && high > 0 {
			best = i
		}
	}
	return best
}

// fractions are the weights of a sheet; scaled are those with another one for a
// criterion, on the grid of Decimals, and the others in proportion.
func fractions(s *sheet) []*big.Rat {
	var out []*big.Rat
	for _, w := range s.weights {
		out = append(out, big.NewRat(int64(w), 1))
	}
	return out
}

func scaled(s *sheet, k int, weight int64) []*big.Rat {
	w := big.NewRat(weight, 10_000)
	factor := new(big.Rat).Quo(new(big.Rat).Sub(big.NewRat(whole, 1), w), big.NewRat(int64(whole-s.weights[k]), 1))
	out := fractions(s)
	for j := range out {
		out[j] = new(big.Rat).Mul(out[j], factor)
	}
	out[k] = w
	return out
}

func TestContributionsAreTheScoreToTheLastDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		for i := range s.rows {
			exact := new(big.Rat)
			var sum catalogue.Decimal
			for k, p := range s.rows[i].points {
				exact.Add(exact, big.NewRat(int64(s.weights[k])*int64(p.low), whole))
				sum += p.weighted(s.weights[k]).low
			}
			got := s.score(&s.rows[i])
			if got.low != sum || exact.Cmp(big.NewRat(int64(got.low), 1)) != 0 {
				t.Fatalf("score %s, contributions %s, exactly %s", got.low, sum, exact)
			}
			if got.high < got.low || got.high > unknown.high {
				t.Fatalf("score from %s to %s", got.low, got.high)
			}
		}
	})
}

func TestWhateverBecomesKnownAScoreStaysInItsInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		for i := range s.rows {
			interval := s.score(&s.rows[i])
			completions(s, i, 0, func(c *sheet) {
				got := c.score(&c.rows[i])
				if got.open() || got.low < interval.low || got.high > interval.high {
					t.Fatalf("known to be %s..%s, outside of %s..%s", got.low, got.high, interval.low, interval.high)
				}
			})
		}
	})
}

// completions are the sheets in which all points of a row are known: the ends and the
// middle of what they may be.
func completions(s *sheet, r, k int, each func(*sheet)) {
	if k == len(s.weights) {
		each(s)
		return
	}
	p := s.rows[r].points[k]
	for _, known := range []catalogue.Decimal{p.low, (p.low + p.high) / 2, p.high} {
		completions(s.with(r, k, exactly(known)), r, k+1, each)
	}
}

func TestNothingThatBecomesKnownTurnsTheOrderOfWhatIsSeparable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		for a := range s.rows {
			for _, b := range s.rivals(a) {
				if !s.separable(a, b) {
					continue
				}
				before := s.compare(&s.rows[a], &s.rows[b]) < 0
				completions(s, a, 0, func(c *sheet) {
					completions(c, b, 0, func(c *sheet) {
						if (c.compare(&c.rows[a], &c.rows[b]) < 0) != before {
							t.Fatal("the order turned")
						}
					})
				})
			}
		}
	})
}

func TestWhatIsDominatedIsNeverBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		for a := range s.rows {
			for _, b := range s.rivals(a) {
				if !s.dominates(a, b) {
					continue
				}
				for k := range s.weights {
					if s.rows[a].points[k].low < s.rows[b].points[k].high {
						t.Fatal("dominated by what is worse by a criterion")
					}
				}
				sa, sb := s.score(&s.rows[a]), s.score(&s.rows[b])
				if sa.low < sb.high {
					t.Fatal("dominated, and yet it may score more")
				}
			}
		}
	})
}

func TestPointsNeverLiftOverARungNorOutOfAnExclusion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		for i := range s.rows {
			for k := range s.weights {
				changed := s.with(i, k, drawSpan(t))
				order := changed.order()
				for n := 1; n < len(order); n++ {
					a, b := &s.rows[order[n-1]], &s.rows[order[n]]
					if a.out && !b.out || a.out == b.out && a.place > b.place {
						t.Fatalf("%v stands before %v", a, b)
					}
				}
			}
		}
		if first, ok := s.first(); ok && first != s.order()[0] || ok != (naiveFirst(s, fractions(s)) >= 0) || ok && first != naiveFirst(s, fractions(s)) {
			t.Fatal("the first is another one")
		}
	})
}

func TestWithinItsWeightSpanTheFirstRankHoldsAndOutsideItDoesNot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		first, ok := s.first()
		if !ok {
			return
		}
		for k, w := range s.weights {
			g := s.leads(first, k)
			if now := int64(catalogue.DecimalFromInt(w)); g.from > now || now > g.to {
				t.Fatalf("the weight %d is not within %v", w, g)
			}
			if w == whole {
				continue
			}
			inside := []int64{g.from, g.to, rapid.Int64Range(g.from, g.to).Draw(t, "inside")}
			for _, x := range inside {
				if naiveFirst(s, scaled(s, k, x)) != first {
					t.Fatalf("criterion %d: at %d of %v another one leads", k, x, g)
				}
			}
			for _, x := range []int64{g.from - 1, g.to + 1} {
				if x >= 0 && x <= fullWeight && naiveFirst(s, scaled(s, k, x)) == first {
					t.Fatalf("criterion %d: at %d outside of %v it still leads", k, x, g)
				}
			}
		}
	})
}

// TestEveryFlipFlipsAndASmallerOneDoesNot asks again with each change, and with one that
// is a step of the grid smaller.
func TestEveryFlipFlipsAndASmallerOneDoesNot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		first, ok := s.first()
		if !ok {
			return
		}
		for _, c := range s.pointFlips(first) {
			after := func(to catalogue.Decimal) int {
				if c.kind == FlipWeight {
					return naiveFirst(s, scaled(s, c.criterion, int64(to)))
				}
				return naiveFirst(s.with(c.on, c.criterion, exactly(to)), fractions(s))
			}
			if after(c.to) != c.winner {
				t.Fatalf("%+v: after it %d leads", c, after(c.to))
			}
			nearer := nearer(&c)
			if nearer != c.to && (nearer-c.from)*(c.to-c.from) >= 0 && after(nearer) == c.winner {
				t.Fatalf("%+v: %s would do", c, nearer)
			}
		}
	})
}

// nearer is one step nearer to what it is now.
func nearer(c *change) catalogue.Decimal {
	by := step(1)
	if c.kind == FlipWeight {
		by = 1
	}
	switch {
	case c.to > c.from:
		return c.to - by
	case c.to < c.from:
		return c.to + by
	}
	return c.to
}

// TestWhateverPointsCouldFlipIsFound tries every number of points of a coarse grid.
func TestWhateverPointsCouldFlipIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		first, ok := s.first()
		if !ok {
			return
		}
		flips := s.pointFlips(first)
		for _, r := range s.rivals(first) {
			for k := range s.weights {
				for n := 0; n <= hundredths; n += 500 {
					if step(n) < s.rows[r].points[k].low || naiveFirst(s.with(r, k, exactly(step(n))), fractions(s)) != r {
						continue
					}
					size := step(n) - s.rows[r].points[k].low
					if !slices.ContainsFunc(flips, func(c change) bool {
						return c.winner == r && (c.kind == FlipScore || c.kind == FlipUnknown) && c.size() <= size
					}) {
						t.Fatalf("option %d would lead with %s by criterion %d", r, step(n), k)
					}
				}
			}
		}
	})
}
