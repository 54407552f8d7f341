package explore

import (
	"iter"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// route looks for paths from both ends at once: from each end records are met level
// by level, until one is met from both.
//
//	from ──► level 1 ──► level 2 ──► meeting ◄── level 1 ◄── to
//
// With df levels whole on the one side and db on the other, and no record met from
// both, every path is longer than df+db. So the first meeting in the next level makes
// a shortest path, wherever in that level it is; what would be a step longer has to
// wait until one of the two levels is whole, or is known not to touch the other.
type route struct {
	meter    *meter
	from, to *side
	most     int // the greatest length
	allowed  func(catalogue.ID) bool
	counted  *snapshot.SetBuilder // the records that the budget knows of
	excluded int                  // the length up to which there is no path, but for the shortest known
	length   int                  // of the shortest path known so far, 0 for none
	meeting  catalogue.ID         // a record on it
}

// counts says whether the budget has room for a record, which costs it but once.
func (r *route) counts(id catalogue.ID) bool {
	if r.counted.Has(id) {
		return true
	}
	r.counted.Add(id)
	return r.meter.node()
}

// reach notes a step of one side, seen from the other; it says whether the budget has
// room for the record.
func (r *route) reach(own, other *side, from catalogue.ID, by step) bool {
	there, known := other.distance(by.to)
	if !known && !r.allowed(by.to) {
		return true
	}
	if !r.counts(by.to) {
		return false
	}
	fresh := own.reach(from, by)
	if length := own.depth + 1 + there; fresh && known && length <= r.most && (r.length == 0 || length < r.length) {
		r.length, r.meeting = length, by.to
	}
	return true
}

// shortest is one of the shortest paths. The two sides take turns, so that what is
// near the smaller end is found at once, and two hubs meet long before either has been
// walked around.
func (r *route) shortest() []trail {
	var turns [2]func() (struct{}, bool)
	for i, s := range [][2]*side{{r.from, r.to}, {r.to, r.from}} {
		next, stop := iter.Pull(r.turns(s[0], s[1]))
		defer stop()
		turns[i] = next
	}
	r.across()
	for i, going := 0, true; going && !r.decided(); i++ {
		if _, going = turns[i%2](); going && r.excluded < r.from.depth+r.to.depth {
			r.across()
		}
	}
	if r.length == 0 || !r.decided() {
		return nil
	}
	return r.trails(r.linked(r.meeting), 1)
}

// decided says whether the shortest length is known, or that there is none.
func (r *route) decided() bool {
	if r.length > 0 {
		nothingBeyond := r.meter.spent.stopped == "" && (r.from.exhausted() || r.to.exhausted())
		return r.length <= r.excluded+1 || nothingBeyond
	}
	return r.excluded >= r.most
}

// mostPairsAcross is between how many pairs it is looked for a step.
const mostPairsAcross = 1_000

// across notes that a level has become whole. Where the outermost levels are small it
// looks for a step from the one to the other: between two small levels of hubs that
// costs next to nothing, and what is met beyond either level is then a shortest path,
// though neither level beyond may ever become whole.
func (r *route) across() {
	r.excluded = r.from.depth + r.to.depth
	near, far := r.from.level(), r.to.level()
	if len(near)*len(far) > mostPairsAcross {
		return
	}
	cost := 0
	for _, a := range near {
		for _, b := range far {
			cost += r.from.steps.apart(a.id, b.id)
		}
	}
	if cost > min(r.from.ahead(), r.to.ahead()) {
		return
	}
	for _, a := range near {
		for _, b := range far {
			r.from.steps.between(a.id, b.id, func(by step) bool { return r.reach(r.from, r.to, a.id, by) && r.length == 0 })
			if r.length > 0 && r.length <= r.excluded+1 {
				return
			}
		}
	}
	if r.meter.spent.stopped == "" {
		r.excluded++
	}
}

// stepsATurn is how many steps one side takes in its turn.
const stepsATurn = 256

// turns walks from one end, level by level, and pauses after each turn. It ends where
// there is nothing more to walk, or to walk with.
func (r *route) turns(own, other *side) iter.Seq[struct{}] {
	return func(yield func(struct{}) bool) {
		taken := 0
		visit := func(from catalogue.ID, by step) bool {
			taken++
			return r.reach(own, other, from, by) && (taken%stepsATurn != 0 || yield(struct{}{}))
		}
		for !own.exhausted() && own.further(visit) && yield(struct{}{}) {
			continue
		}
	}
}

// allShortest are the shortest paths, by the numbers of their records. It begins with
// one, which is found cheaply: if nothing else can be found within the budget, there is
// that. Then it goes on where the next level costs less, and each level to its end.
func (r *route) allShortest(first int) []trail {
	best := r.shortest()
	if len(best) == 0 {
		return nil
	}
	r.from, r.to, r.length = newSide(r.from.steps, r.from.end()), newSide(r.to.steps, r.to.end()), 0
	for r.length == 0 && r.from.depth+r.to.depth < r.most {
		own, other := r.from, r.to
		if r.to.ahead() < r.from.ahead() {
			own, other = r.to, r.from
		}
		whole := own.further(func(from catalogue.ID, by step) bool { return r.reach(own, other, from, by) })
		if !whole || own.exhausted() {
			break
		}
	}
	if r.length == 0 {
		return best
	}
	// Every shortest path has a record in the outermost level of either side.
	var meetings []catalogue.ID
	for _, m := range r.from.met {
		if d, ok := r.to.distance(m.id); ok && m.distance+d == r.length {
			meetings = append(meetings, m.id)
		}
	}
	return r.trails(r.linked(meetings...), first+1)
}

// linked are the steps of all shortest paths through some records, by the record that
// they leave and ordered by the one that they reach.
func (r *route) linked(through ...catalogue.ID) map[catalogue.ID][]step {
	onward := map[catalogue.ID][]step{}
	add := func(from catalogue.ID, by step) {
		if !slices.ContainsFunc(onward[from], func(s step) bool { return s.to == by.to }) {
			onward[from] = append(onward[from], by)
		}
	}
	r.from.back(through, func(at catalogue.ID, w way) { add(w.from, w.by) })
	r.to.back(through, func(at catalogue.ID, w way) { add(at, w.by.turned(w.from)) })
	for _, s := range onward {
		slices.SortFunc(s, byTarget)
	}
	return onward
}

// back visits the ways by which some records were reached, and so on to the end.
func (s *side) back(from []catalogue.ID, visit func(at catalogue.ID, w way)) {
	seen := map[catalogue.ID]bool{}
	open := slices.Clone(from)
	for len(open) > 0 {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if seen[at] {
			continue
		}
		seen[at] = true
		for _, w := range s.waysTo(at) {
			visit(at, w)
			open = append(open, w.from)
		}
	}
}

// trails are the first paths along links that all lead to the end.
func (r *route) trails(onward map[catalogue.ID][]step, first int) (out []trail) {
	from, to := r.from.end(), r.to.end()
	var steps []step
	var walk func(at catalogue.ID)
	walk = func(at catalogue.ID) {
		if at == to {
			out = append(out, trail{from, slices.Clone(steps)})
			return
		}
		for _, s := range onward[at] {
			if len(out) == first {
				return
			}
			steps = append(steps, s)
			walk(s.to)
			steps = steps[:len(steps)-1]
		}
	}
	walk(from)
	return out
}
