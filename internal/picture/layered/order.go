package layered

import (
	"cmp"
	"slices"
)

// The search for an order with few crossings: it sweeps to and fro, and stops when
// several sweeps have brought nothing. Large drawings get fewer, since a sweep takes
// longer and nobody sees the difference.
const (
	mostSweeps      = 24
	sweepsOfLarge   = 8
	large           = 4_000 // vertices
	sweepsInVain    = 4
	mostExchanges   = 1_500 // vertices up to which neighbours try to change places
	roundsOfChanges = 4
)

// order puts the vertices of each layer in an order in which few edges cross.
func (d *drawing) order() {
	d.firstOrder()
	best, kept := d.crossings(), d.copied()
	sweeps := mostSweeps
	if len(d.vertices) > large {
		sweeps = sweepsOfLarge
	}
	for i, inVain := 0, 0; i < sweeps && inVain < sweepsInVain && best > 0; i++ {
		d.sweep(i%2 == 0, i%4 < 2)
		inVain++
		if c := d.crossings(); c < best {
			best, kept, inVain = c, d.copied(), 0
		}
	}
	d.layers = kept
	for _, layer := range d.layers {
		d.number(layer)
	}
	if len(d.vertices) <= mostExchanges {
		d.exchange()
	}
}

// firstOrder is that of a walk in depth: what hangs together stands together.
func (d *drawing) firstOrder() {
	last := int32(0)
	for _, v := range d.vertices {
		last = max(last, v.layer)
	}
	d.layers = make([][]int32, last+1)
	d.position = make([]int32, len(d.vertices))
	seen := make([]bool, len(d.vertices))
	var stack []int32
	for i := range d.Boxes {
		stack = append(stack, int32(i))
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if seen[v] {
				continue
			}
			seen[v] = true
			layer := &d.layers[d.vertices[v].layer]
			d.position[v] = int32(len(*layer))
			*layer = append(*layer, v)
			stack = d.pushNeighbours(stack, v)
		}
	}
}

// pushNeighbours puts on the stack what a vertex leads to, the first on top, above
// what leads to it.
func (d *drawing) pushNeighbours(stack []int32, v int32) []int32 {
	before, after := d.before.of(v), d.after.of(v)
	for _, s := range slices.Backward(before) {
		stack = append(stack, d.segments[s].from)
	}
	for _, s := range slices.Backward(after) {
		stack = append(stack, d.segments[s].to)
	}
	return stack
}

func (d *drawing) copied() [][]int32 {
	out := make([][]int32, len(d.layers))
	for i, layer := range d.layers {
		out[i] = slices.Clone(layer)
	}
	return out
}

func (d *drawing) number(layer []int32) {
	for i, v := range layer {
		d.position[v] = int32(i)
	}
}

// sweep orders layer after layer by where its vertices are drawn from. Of equals the
// earlier stays first, or last, so that sweeps do not all try the same.
func (d *drawing) sweep(forward, stable bool) {
	for i := 1; i < len(d.layers); i++ {
		layer := d.layers[i]
		if !forward {
			layer = d.layers[len(d.layers)-1-i]
		}
		d.orderLayer(layer, forward, stable)
	}
}

// drawn is a vertex with the mean position of its neighbours.
type drawn struct {
	v    int32
	mean float64
}

// orderLayer orders the vertices that have neighbours among the places they take.
func (d *drawing) orderLayer(layer []int32, forward, stable bool) {
	moved := make([]drawn, 0, len(layer))
	for _, v := range layer {
		if mean, ok := d.mean(v, forward); ok {
			moved = append(moved, drawn{v, mean})
		}
	}
	if !stable {
		slices.Reverse(moved)
	}
	slices.SortStableFunc(moved, func(a, b drawn) int { return cmp.Compare(a.mean, b.mean) })
	next := 0
	for i, v := range layer {
		if _, ok := d.mean(v, forward); ok {
			layer[i] = moved[next].v
			next++
		}
	}
	d.number(layer)
}

// mean is the mean position of the neighbours in the layer before, or after.
func (d *drawing) mean(v int32, before bool) (float64, bool) {
	sum, n := 0, 0
	if before {
		for _, s := range d.before.of(v) {
			sum += int(d.position[d.segments[s].from])
			n++
		}
	} else {
		for _, s := range d.after.of(v) {
			sum += int(d.position[d.segments[s].to])
			n++
		}
	}
	return float64(sum) / float64(max(n, 1)), n > 0
}

// crossings counts the pairs of segments that cross.
func (d *drawing) crossings() (total int) {
	var ends []int32
	for i := 1; i < len(d.layers); i++ {
		ends = ends[:0]
		for _, v := range d.layers[i-1] {
			from := len(ends)
			for _, s := range d.after.of(v) {
				ends = append(ends, d.position[d.segments[s].to])
			}
			slices.Sort(ends[from:])
		}
		total += inversions(ends, len(d.layers[i]))
	}
	return total
}

// inversions counts the pairs in which the greater stands first; all are below most.
// It keeps sums in a tree (Fenwick 1994).
func inversions(numbers []int32, most int) (total int) {
	tree := make([]int, most+1)
	for i, n := range numbers {
		notGreater := 0
		for at := int(n) + 1; at > 0; at -= at & -at {
			notGreater += tree[at]
		}
		total += i - notGreater
		for at := int(n) + 1; at <= most; at += at & -at {
			tree[at]++
		}
	}
	return total
}

// exchange lets neighbours change places where that leaves fewer crossings.
func (d *drawing) exchange() {
	better := true
	for round := 0; round < roundsOfChanges && better; round++ {
		better = false
		for _, layer := range d.layers {
			for i := 1; i < len(layer); i++ {
				a, b := layer[i-1], layer[i]
				if d.crossingsOf(b, a) < d.crossingsOf(a, b) {
					layer[i-1], layer[i] = b, a
					d.position[a], d.position[b] = d.position[b], d.position[a]
					better = true
				}
			}
		}
	}
}

// crossingsOf are the crossings of the segments of two vertices, the first above the
// second.
func (d *drawing) crossingsOf(a, b int32) (total int) {
	for _, s := range d.before.of(a) {
		for _, t := range d.before.of(b) {
			if d.position[d.segments[s].from] > d.position[d.segments[t].from] {
				total++
			}
		}
	}
	for _, s := range d.after.of(a) {
		for _, t := range d.after.of(b) {
			if d.position[d.segments[s].to] > d.position[d.segments[t].to] {
				total++
			}
		}
	}
	return total
}
