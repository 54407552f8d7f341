package layered

import "slices"

// turnCycles turns the edges that lead back to where a walk has come from. The walk
// begins where nothing leads to, so that most edges keep their direction.
func (d *drawing) turnCycles() {
	out := rowsOf(len(d.Boxes), len(d.Edges), func(e int) int32 {
		if d.loop(e) {
			return -1
		}
		return int32(d.Edges[e].From)
	})
	entered := make([]bool, len(d.Boxes))
	for _, e := range d.Edges {
		entered[e.To] = entered[e.To] || e.From != e.To
	}
	w := walk{d: d, out: out, state: make([]visit, len(d.Boxes)), next: make([]int, len(d.Boxes))}
	for _, withEntry := range []bool{false, true} {
		for i := range d.Boxes {
			if entered[i] == withEntry {
				w.from(int32(i))
			}
		}
	}
}

type visit uint8

const (
	unseen visit = iota
	onTheWay
	done
)

// walk goes through a graph in depth. It keeps its own stack: a chain may be long.
type walk struct {
	d     *drawing
	out   rows
	state []visit
	next  []int // the next edge of a box to look at
	stack []int32
}

func (w *walk) from(box int32) {
	if w.state[box] != unseen {
		return
	}
	w.enter(box)
	for len(w.stack) > 0 {
		at := w.stack[len(w.stack)-1]
		edges := w.out.of(at)
		if w.next[at] == len(edges) {
			w.state[at] = done
			w.stack = w.stack[:len(w.stack)-1]
			continue
		}
		e := edges[w.next[at]]
		w.next[at]++
		switch to := int32(w.d.Edges[e].To); w.state[to] {
		case unseen:
			w.enter(to)
		case onTheWay:
			w.d.turned[e] = true
		case done:
		}
	}
}

func (w *walk) enter(box int32) {
	w.state[box] = onTheWay
	w.stack = append(w.stack, box)
}

// sweepsOfRank is how often ranks are pulled together.
const sweepsOfRank = 4

// rank gives every box a layer: first as far left as its edges allow, then nearer to
// where most of its edges lead, so that edges are short.
func (d *drawing) rank() {
	before, after := d.straightRows()
	sorted := d.topological(before, after)
	for _, v := range sorted {
		d.vertices[v].layer = d.leastLayer(before.of(v))
	}
	for range sweepsOfRank {
		for _, v := range slices.Backward(sorted) {
			if len(after.of(v)) > len(before.of(v)) {
				d.vertices[v].layer = d.mostLayer(after.of(v))
			}
		}
		for _, v := range sorted {
			if len(before.of(v)) > len(after.of(v)) {
				d.vertices[v].layer = d.leastLayer(before.of(v))
			}
		}
	}
	d.fromZero()
}

// fromZero counts the layers from the first that has a box.
func (d *drawing) fromZero() {
	least := d.vertices[0].layer
	for _, v := range d.vertices {
		least = min(least, v.layer)
	}
	for i := range d.vertices {
		d.vertices[i].layer -= least
	}
}

// straightRows are the edges that enter and leave each box once cycles are turned.
func (d *drawing) straightRows() (before, after rows) {
	end := func(second bool) func(int) int32 {
		return func(e int) int32 {
			from, to := d.ahead(e)
			switch {
			case from == to:
				return -1
			case second:
				return int32(to)
			}
			return int32(from)
		}
	}
	return rowsOf(len(d.Boxes), len(d.Edges), end(true)), rowsOf(len(d.Boxes), len(d.Edges), end(false))
}

// topological are the boxes so that all edges lead forward.
func (d *drawing) topological(before, after rows) []int32 {
	missing := make([]int, len(d.Boxes))
	var sorted []int32
	for i := range d.Boxes {
		if missing[i] = len(before.of(int32(i))); missing[i] == 0 {
			sorted = append(sorted, int32(i))
		}
	}
	for i := 0; i < len(sorted); i++ {
		for _, e := range after.of(sorted[i]) {
			_, to := d.ahead(int(e))
			if missing[to]--; missing[to] == 0 {
				sorted = append(sorted, int32(to))
			}
		}
	}
	return sorted
}

// leastLayer is the first layer to the right of where edges come from.
func (d *drawing) leastLayer(edges []int32) int32 {
	layer := int32(0)
	for i, e := range edges {
		from, _ := d.ahead(int(e))
		if l := d.vertices[from].layer + 1; i == 0 || l > layer {
			layer = l
		}
	}
	return layer
}

// mostLayer is the last layer to the left of where edges lead.
func (d *drawing) mostLayer(edges []int32) int32 {
	layer := int32(0)
	for i, e := range edges {
		_, to := d.ahead(int(e))
		if l := d.vertices[to].layer - 1; i == 0 || l < layer {
			layer = l
		}
	}
	return layer
}
