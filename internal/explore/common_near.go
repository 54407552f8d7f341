package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// near finds the records that are within some steps of each of several.
//
// It goes out from one after the other, beginning where there is least to do. What is
// not near those before need not be looked for any more: the last step from a hub is
// taken backwards, from the records still in question, where that is cheaper. Each
// has its share of what is left of the budget, so that the first hub does not take it
// all and of two hubs at least something is known.
type near struct {
	view    *view.View
	meter   *meter
	scope   Scope
	of      []catalogue.ID
	hops    int
	walks   []*walk   // from each, as they were named; nil where none was needed
	shared  []sharing // by id
	stopped StopReason
}

// sharing is a record that is near some others.
type sharing struct {
	id        catalogue.ID
	distances []int // from each of them, as they were named
}

// Distances are how far it is from each of the records asked about.
func (s sharing) Distances() []int { return s.distances }

// Distance is how far it is from all of them together.
func (s sharing) Distance() (sum int) {
	for _, d := range s.distances {
		sum += d
	}
	return sum
}

// gather finds what is shared. It fails where the scope is wrong.
func (n *near) gather() error {
	order, err := n.cheapestFirst()
	if err != nil {
		return err
	}
	n.begin(order[0])
	for i, at := range order[1:] {
		if len(n.shared) == 0 || n.meter.spent.stopped != "" {
			break
		}
		n.goOn(at, len(order)-1-i)
	}
	if n.meter.spent.stopped == "" {
		n.meter.spent.stopped = n.stopped
	}
	n.shared = slices.DeleteFunc(n.shared, func(s sharing) bool {
		return slices.Contains(n.of, s.id) || slices.Contains(s.distances, unknown)
	})
	return nil
}

// unknown is the distance from a record from which no walk has begun.
const unknown = -1

// cheapestFirst are the places of the records in the order in which they are walked from.
func (n *near) cheapestFirst() ([]int, error) {
	s, err := newSteps(n.view, n.meter, n.scope)
	if err != nil {
		return nil, err
	}
	order, ahead := make([]int, len(n.of)), make([]int, len(n.of))
	for i, id := range n.of {
		order[i], ahead[i] = i, s.ahead(id)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(ahead[a], ahead[b]), cmp.Compare(n.of[a], n.of[b])) })
	return order, nil
}

// begin walks from the first of the records; all that is met is in question.
func (n *near) begin(at int) {
	part := n.meter.share(len(n.of))
	w := n.walk(part, at)
	w.within(n.hops)
	n.take(part)
	for _, m := range w.met {
		s := sharing{m.by.to, slices.Repeat([]int{unknown}, len(n.of))}
		s.distances[at] = m.distance
		n.shared = append(n.shared, s)
	}
}

// goOn walks from another of the records, of which so many are left; what it does not
// meet is no more in question.
func (n *near) goOn(at, left int) {
	part := n.meter.share(left)
	w := n.walk(part, at)
	if w.within(n.hops - 1) {
		n.lastStep(part, w)
	}
	n.take(part)
	distances := make(map[catalogue.ID]int, len(w.met))
	for _, m := range w.met {
		distances[m.by.to] = m.distance
	}
	n.shared = slices.DeleteFunc(n.shared, func(s sharing) bool {
		d, met := distances[s.id]
		s.distances[at] = d
		return !met
	})
}

// walk begins to walk from one of the records.
func (n *near) walk(part *meter, at int) *walk {
	forward, _ := newSteps(n.view, part, n.scope) // the scope has been found good
	n.walks[at] = newWalk(forward, n.of[at], nowhere)
	return n.walks[at]
}

// lastStep is taken record by record, or only to those still in question where that
// looks at less, or can be done and the other cannot: around a hub there are more
// records than a budget has room for.
func (n *near) lastStep(part *meter, w *walk) {
	var open []catalogue.ID
	for _, s := range n.shared {
		if !w.seen.Has(s.id) {
			open = append(open, s.id)
		}
	}
	edges, nodes := part.left()
	ahead, apart := w.ahead(), w.apart(open)
	if apart < ahead || apart <= edges && ahead > nodes {
		w.meetOnly(open)
	} else {
		w.within(1)
	}
}

// take books what one walk has spent. A share that is used up ends that walk alone;
// time that is over ends all.
func (n *near) take(part *meter) {
	n.meter.spent.Explored = part.spent.Explored
	if n.stopped == "" {
		n.stopped = part.spent.stopped
	}
	if part.spent.stopped == StoppedByTime {
		n.meter.spent.stopped = StoppedByTime
	}
}

// mostPairs is of how many pairs it is asked what lies between them. To add up what
// that costs takes its time too.
const mostPairs = 10_000

// apart is how many statements meetOnly would look at; more than any budget has, where
// there are too many pairs.
func (w *walk) apart(open []catalogue.ID) (total int) {
	level := w.met[w.outer:]
	if len(level)*len(open) > mostPairs {
		return MostEdges + 1
	}
	for _, id := range open {
		for _, m := range level {
			total += w.steps.apart(m.by.to, id)
		}
	}
	return total
}

// meetOnly goes one step on, as further does, but to no other records than these.
func (w *walk) meetOnly(open []catalogue.ID) {
	level := w.met[w.outer:]
	w.outer = len(w.met)
	for _, id := range open {
		for _, m := range level {
			found := false
			w.steps.between(m.by.to, id, func(s step) bool {
				found = w.meet(meeting{s, m.by.to, m.distance + 1})
				return false
			})
			if found {
				break
			}
		}
	}
}
