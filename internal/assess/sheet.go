package assess

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// span is from the least to the most that something can be.
type span struct{ low, high catalogue.Decimal }

// unknown is what is known of the points of which nothing is known.
var unknown = span{0, catalogue.DecimalFromInt(100)}

func exactly(p catalogue.Decimal) span { return span{p, p} }

func (s span) open() bool { return s.low < s.high }

// weighted is what points contribute at a weight in per cent. It is exact: points have
// two places.
func (s span) weighted(weight int) span {
	w := catalogue.Decimal(weight)
	return span{s.low * w / 100, s.high * w / 100}
}

// sheet is the arithmetic of a ranking.
type sheet struct {
	weights []int // per cent, by criterion
	rows    []row
}

// row is an option on the sheet. The number tells two apart that nothing else does.
type row struct {
	id     catalogue.ID
	place  int
	out    bool
	points []span // by criterion
}

// score is the sum of the contributions of a row.
func (s *sheet) score(r *row) span {
	var sum span
	for k, p := range r.points {
		c := p.weighted(s.weights[k])
		sum.low += c.low
		sum.high += c.high
	}
	return sum
}

// compare is negative where a stands before b: who is in before who is out, then the
// better rung, then the higher score in the worst case, then in the best, then the
// older option. Points of those who are out do not count.
func (s *sheet) compare(a, b *row) int {
	switch {
	case a.out != b.out:
		if b.out {
			return -1
		}
		return 1
	case a.place != b.place || a.out:
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.id, b.id))
	}
	sa, sb := s.score(a), s.score(b)
	return cmp.Or(cmp.Compare(sb.low, sa.low), cmp.Compare(sb.high, sa.high), cmp.Compare(a.id, b.id))
}

// order is the rows by their number on the sheet, best first.
func (s *sheet) order() []int {
	out := make([]int, len(s.rows))
	for i := range out {
		out[i] = i
	}
	slices.SortFunc(out, func(a, b int) int { return s.compare(&s.rows[a], &s.rows[b]) })
	return out
}

// first is the row that leads, false where none is in the choice.
func (s *sheet) first() (int, bool) {
	best := -1
	for i := range s.rows {
		if !s.rows[i].out && (best < 0 || s.compare(&s.rows[i], &s.rows[best]) < 0) {
			best = i
		}
	}
	return best, best >= 0
}

// rivals are the rows between which points decide: those in the choice on the rung of
// a row, without itself.
func (s *sheet) rivals(of int) []int {
	var out []int
	for i := range s.rows {
		if i != of && !s.rows[i].out && !s.rows[of].out && s.rows[i].place == s.rows[of].place {
			out = append(out, i)
		}
	}
	return out
}

// separable says whether the scores of two rows have nothing in common, so that no
// knowledge to come turns their order.
func (s *sheet) separable(a, b int) bool {
	sa, sb := s.score(&s.rows[a]), s.score(&s.rows[b])
	return sa.low > sb.high || sb.low > sa.high
}

// dominates says whether a is at least as good as b by every criterion, in its worst
// case against the best of b, and better by one.
func (s *sheet) dominates(a, b int) bool {
	better := false
	for k := range s.weights {
		pa, pb := s.rows[a].points[k], s.rows[b].points[k]
		if pa.low < pb.high {
			return false
		}
		better = better || pa.low > pb.high
	}
	return better
}

// with is the sheet with other points of one row by one criterion.
func (s *sheet) with(r, criterion int, p span) *sheet {
	c := *s
	c.rows = slices.Clone(s.rows)
	c.rows[r].points = slices.Clone(s.rows[r].points)
	c.rows[r].points[criterion] = p
	return &c
}
