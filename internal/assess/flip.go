package assess

import (
	"cmp"
	"slices"
	"sort"

	"fundus/internal/catalogue"
)

// FlipKind says what would have to be otherwise for another option to be first.
type FlipKind string

// The kinds, in the order in which flips of the same size are told.
const (
	FlipUnknown   FlipKind = "UNKNOWN"
	FlipScore     FlipKind = "SCORE"
	FlipWeight    FlipKind = "WEIGHT"
	FlipGate      FlipKind = "GATE"
	FlipExclusion FlipKind = "EXCLUSION"
)

// change is one single change after which another option is first. It is the smallest of
// its kind for that option.
type change struct {
	kind      FlipKind
	winner    int // who is first then, by number on the sheet
	on        int // whose points or verdict would be otherwise; winner's own or who leads now
	criterion int
	gate      int               // of the policy, -1 for none
	from, to  catalogue.Decimal // points or weights
	wasOpen   bool              // the points were unknown and counted as from in the worst case
	verdict   catalogue.Verdict // what it is now, of GATE
}

// size is how large a change is, in points of 100 or per cent of the weights. A
// judgement that turns is as large as can be.
func (c *change) size() catalogue.Decimal {
	switch c.kind {
	case FlipGate, FlipExclusion:
		return unknown.high
	case FlipUnknown, FlipScore, FlipWeight:
	}
	return max(c.to-c.from, c.from-c.to)
}

var flipOrder = []FlipKind{FlipUnknown, FlipScore, FlipWeight, FlipGate, FlipExclusion}

// flips are the smallest single changes that turn the first rank, smallest first.
func (b *board) flips() []change {
	var out []change
	leader, led := b.sheet.first()
	if led {
		out = b.sheet.pointFlips(leader)
		out = append(out, b.unsettledGates(leader)...)
	}
	out = append(out, b.entering()...)
	slices.SortStableFunc(out, func(x, y change) int {
		return cmp.Or(cmp.Compare(x.size(), y.size()), cmp.Compare(slices.Index(flipOrder, x.kind), slices.Index(flipOrder, y.kind)),
			cmp.Compare(b.sheet.rows[x.winner].id, b.sheet.rows[y.winner].id), cmp.Compare(x.criterion, y.criterion), cmp.Compare(x.gate, y.gate))
	})
	return out
}

// pointFlips are the flips by points and weights: only rivals on the leader's rung can
// come first by these. Of each there is one by points that are unknown, one by points
// that are known and one by a weight, where there is any.
func (s *sheet) pointFlips(leader int) []change {
	var out []change
	rivals := s.rivals(leader)
	slices.SortFunc(rivals, func(a, b int) int { return s.compare(&s.rows[a], &s.rows[b]) })
	for i, r := range rivals {
		var found []change
		for k := range s.weights {
			found = append(found, s.raises(leader, r, k)...)
			if i == 0 {
				found = append(found, s.lowers(leader, r, k)...)
			}
			found = append(found, s.reweighs(r, k)...)
		}
		out = append(out, smallest(found)...)
	}
	return out
}

// smallest is the smallest change of each kind, the first of equal ones.
func smallest(in []change) []change {
	var out []change
	for _, kind := range flipOrder {
		best := -1
		for i := range in {
			if in[i].kind == kind && (best < 0 || in[i].size() < in[best].size()) {
				best = i
			}
		}
		if best >= 0 {
			out = append(out, in[best])
		}
	}
	return out
}

// hundredths is how many steps points have: they are given with two places.
const hundredths = 100 * 100

// step is points by their number of hundredths.
func step(n int) catalogue.Decimal { return catalogue.Decimal(n) * 100 }

// raises is the least that a row would need for a criterion to come before the leader.
// More points never hurt, so it is found by halving.
func (s *sheet) raises(leader, r, k int) []change {
	was := s.rows[r].points[k]
	ahead := func(n int) bool {
		t := s.with(r, k, exactly(step(n)))
		return t.compare(&t.rows[r], &t.rows[leader]) < 0
	}
	n := sort.Search(hundredths+1, ahead)
	if n > hundredths {
		return nil
	}
	c := change{kind: FlipScore, winner: r, on: r, criterion: k, gate: -1, from: was.low, to: step(n), wasOpen: was.open()}
	if was.open() && c.to <= was.high {
		c.kind = FlipUnknown
	}
	return []change{c}
}

// lowers is the most that the leader may have for a criterion and fall behind the next.
func (s *sheet) lowers(leader, next, k int) []change {
	was := s.rows[leader].points[k]
	kept := func(n int) bool {
		t := s.with(leader, k, exactly(step(n)))
		return t.compare(&t.rows[leader], &t.rows[next]) < 0
	}
	n := sort.Search(hundredths+1, kept) - 1
	if n < 0 || step(n) > was.low {
		return nil
	}
	return []change{{kind: FlipScore, winner: next, on: leader, criterion: k, gate: -1, from: was.low, to: step(n), wasOpen: was.open()}}
}

// reweighs is the nearest weight of a criterion at which a row is first. A criterion
// that weighs all has no other weight.
func (s *sheet) reweighs(r, k int) []change {
	g := s.leads(r, k)
	if g.empty() || s.weights[k] == whole {
		return nil
	}
	now := catalogue.DecimalFromInt(s.weights[k])
	to := min(max(now, catalogue.Decimal(g.from)), catalogue.Decimal(g.to))
	return []change{{kind: FlipWeight, winner: r, on: r, criterion: k, gate: -1, from: now, to: to}}
}

// entering are the options that are out, and would be first if the one thing that
// keeps them out were otherwise: a gate, with what was excluded because of it, or an
// exclusion. What is kept out by several things no single change brings in.
func (b *board) entering() []change {
	var out []change
	for i := range b.entries {
		e := b.entries[i]
		if !e.out() {
			continue
		}
		c := change{kind: FlipExclusion, winner: i, on: i, criterion: -1, gate: b.keptOutBy(&e)}
		if c.gate >= 0 {
			c.kind, c.verdict = FlipGate, e.verdicts[c.gate]
			e = b.judge(e, c.gate, catalogue.VerdictPass)
		} else {
			e.exclusions = e.exclusions[1:]
		}
		if !e.out() && b.leadsWith(i, &e) {
			out = append(out, c)
		}
	}
	return out
}

// keptOutBy is the first gate that keeps an option out, by its verdict or by what was
// excluded because of it; -1 where none does.
func (b *board) keptOutBy(e *entry) int {
	if failed := slices.Index(e.verdicts, catalogue.VerdictFail); failed >= 0 {
		return failed
	}
	for _, x := range e.exclusions {
		if gate, ok := b.gate(x.Applies); ok && x.Record.Ground == catalogue.GroundGate {
			return gate
		}
	}
	return -1
}

// leadsWith says whether an option would be first if its entry were another.
func (b *board) leadsWith(i int, e *entry) bool {
	s := *b.sheet
	s.rows = slices.Clone(s.rows)
	s.rows[i] = b.rowOf(e)
	first, ok := s.first()
	return ok && first == i
}

// unsettledGates are the gates at which nothing is known of the leader: who comes next
// would be first if it failed one.
func (b *board) unsettledGates(leader int) []change {
	var out []change
	order := b.sheet.order()
	if len(order) < 2 || b.entries[order[1]].out() {
		return nil
	}
	for gate, verdict := range b.entries[leader].verdicts {
		if verdict == catalogue.VerdictUnknown {
			out = append(out, change{kind: FlipGate, winner: order[1], on: leader, criterion: -1, gate: gate, verdict: verdict})
		}
	}
	return out
}
