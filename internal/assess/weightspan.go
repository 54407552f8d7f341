package assess

import "fundus/internal/catalogue"

// whole is all the weight there is, 100 per cent.
const whole = 100

// fullWeight is the same as a Decimal: the end of the grid on which weights are looked at.
var fullWeight = int64(catalogue.DecimalFromInt(whole))

// grid is a run of weights on the grid of Decimals, both ends included; empty where
// from is behind to.
type grid struct{ from, to int64 }

func (g grid) empty() bool { return g.from > g.to }

func (g grid) and(h grid) grid { return grid{max(g.from, h.from), min(g.to, h.to)} }

// leads are the weights of a criterion at which a row is the first of its rung, where
// the other weights keep their shares of the rest. They are one run: the lead over
// another is a line in the weight. The ends are the last weights of the grid at which
// the row still is first, so that they lie within the exact ones. A criterion that
// weighs all cannot give anything away: it has no other weight.
func (s *sheet) leads(r, criterion int) grid {
	if s.weights[criterion] == whole {
		return grid{fullWeight, fullWeight}
	}
	out := grid{0, fullWeight}
	for _, other := range s.rivals(r) {
		out = out.and(s.ahead(r, other, criterion))
	}
	return out
}

// ahead are the weights of a criterion at which row a stands before row b.
func (s *sheet) ahead(a, b, criterion int) grid {
	low := func(p span) int64 { return int64(p.low) }
	high := func(p span) int64 { return int64(p.high) }
	worst := s.line(a, criterion, low).minus(s.line(b, criterion, low))
	best := s.line(a, criterion, high).minus(s.line(b, criterion, high))
	older := s.rows[a].id < s.rows[b].id
	return worst.above(func(x int64) bool {
		y := best.at(x)
		return y > 0 || y == 0 && older
	}, func() grid {
		return best.above(func(int64) bool { return older }, func() grid {
			if older {
				return grid{0, fullWeight}
			}
			return grid{1, 0}
		})
	})
}

// line is a value over the weight of a criterion: at + slope × weight, the weight
// counted on the grid. Values are scores in a unit of their own, whole numbers below
// 2^50: the points of 100 criteria at most, 10^6 each, times weights of 10^2 and 10^6.
type line struct{ base, slope int64 }

// line is the score of a row over the weight of a criterion, all times what the other
// weights are together.
func (s *sheet) line(r, criterion int, end func(span) int64) line {
	var others int64
	for k, p := range s.rows[r].points {
		if k != criterion {
			others += int64(s.weights[k]) * end(p)
		}
	}
	rest := int64(whole - s.weights[criterion])
	return line{base: fullWeight * others, slope: end(s.rows[r].points[criterion])*rest - others}
}

func (l line) minus(m line) line { return line{l.base - m.base, l.slope - m.slope} }

func (l line) at(x int64) int64 { return l.base + l.slope*x }

// above are the weights at which the line is above 0; where it is just 0 the tie
// decides, and where it is 0 everywhere, level.
func (l line) above(tie func(int64) bool, level func() grid) grid {
	all := grid{0, fullWeight}
	switch {
	case l.slope == 0 && l.base == 0:
		return level()
	case l.slope == 0 && l.base > 0:
		return all
	case l.slope == 0:
		return grid{1, 0}
	}
	at := floorDiv(-l.base, l.slope) // the last grid point not behind the zero
	zero := l.base+l.slope*at == 0
	switch {
	case l.slope > 0 && zero && tie(at):
		return all.and(grid{at, fullWeight})
	case l.slope > 0:
		return all.and(grid{at + 1, fullWeight})
	case zero && !tie(at):
		return all.and(grid{0, at - 1})
	}
	return all.and(grid{0, at})
}

// floorDiv is the quotient rounded down.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
