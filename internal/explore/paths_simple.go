package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// simple looks for all paths without a record twice: length by length, and of one
// length depth first, by the numbers of the records.
//
// So as not to walk into what does not lead to the other end, it knows how far that is
// from every record nearby. How nearby is a matter of price: around a hub a level
// more may cost the whole budget.
type simple struct {
	*route
	far   *side // around the other end
	steps []step
	found []trail
	first int
}

// allSimple begins with the shortest, which is found cheaply: if nothing else can be
// found within the budget, there is this one.
func (r *route) allSimple(first int) []trail {
	best := r.shortest()
	if len(best) == 0 {
		return nil
	}
	s := &simple{route: r, far: newSide(r.to.steps, r.to.end()), first: first + 1}
	for length := len(best[0].steps); length <= r.most; length++ {
		s.deepen(length - 1)
		if !s.extend(r.from.end(), length) {
			break
		}
	}
	if len(s.found) == 0 {
		return best
	}
	return s.found
}

// deepen gets to know what is within some steps of the other end, as long as another
// level takes no more than a quarter of the statements that are left, and meets no
// more records than are left.
func (s *simple) deepen(depth int) {
	for s.far.depth < depth && !s.far.exhausted() {
		edges, nodes := s.meter.left()
		if s.far.ahead() > min(edges/4, nodes) {
			return
		}
		s.far.further(func(from catalogue.ID, by step) bool {
			if by.to != s.from.end() && !s.allowed(by.to) {
				return true
			}
			s.far.reach(from, by)
			return s.counts(by.to)
		})
	}
}

// extend finds the paths that go on from a record with so many steps more; it says
// whether more are wanted and the budget allows it.
func (s *simple) extend(at catalogue.ID, left int) bool {
	if left == 1 {
		s.from.steps.between(at, s.to.end(), func(by step) bool {
			s.found = append(s.found, trail{s.from.end(), append(slices.Clone(s.steps), by)})
			return false
		})
		return len(s.found) < s.first && s.meter.spent.stopped == ""
	}
	for _, by := range s.onward(at, left-1) {
		s.steps = append(s.steps, by)
		going := s.extend(by.to, left-1)
		s.steps = s.steps[:len(s.steps)-1]
		if !going {
			return false
		}
	}
	return s.meter.spent.stopped == ""
}

// onward are the steps from a record to others that are not on the path and from which
// the end may be so many steps away, one to each.
func (s *simple) onward(at catalogue.ID, left int) []step {
	var out []step
	s.from.steps.from(at, func(by step) bool {
		if s.leads(by.to, left) {
			out = append(out, by)
			return s.counts(by.to)
		}
		return true
	})
	slices.SortStableFunc(out, byTarget)
	return slices.CompactFunc(out, func(a, b step) bool { return a.to == b.to })
}

func (s *simple) leads(id catalogue.ID, left int) bool {
	if id == s.to.end() || id == s.from.end() || !s.allowed(id) {
		return false
	}
	if left <= s.far.depth || s.far.exhausted() {
		if d, known := s.far.distance(id); !known || d > left {
			return false
		}
	}
	return !slices.ContainsFunc(s.steps, func(on step) bool { return on.to == id })
}

// byTarget orders steps by the record that they reach.
func byTarget(a, b step) int { return cmp.Compare(a.to, b.to) }
