package layered

import (
	"cmp"
	"slices"
)

// mostBends bounds the bends of all edges together, and so the time of what follows.
const mostBends = 40_000

// bend puts a bend into every layer that an edge passes. Edges for which no bends are
// left, the longest, pass behind whatever stands in their way.
func (d *drawing) bend() {
	d.chains = make([][]int32, len(d.Edges))
	bent := d.bent()
	for e := range d.Edges {
		if bent[e] {
			d.bendEdge(e)
		}
	}
	d.before = rowsOf(len(d.vertices), len(d.segments), func(s int) int32 { return d.segments[s].to })
	d.after = rowsOf(len(d.vertices), len(d.segments), func(s int) int32 { return d.segments[s].from })
}

// bent are the edges that are taken into account: all but loops, the short ones first,
// until there are no bends left.
func (d *drawing) bent() []bool {
	byLength := make([]int, len(d.Edges))
	for e := range byLength {
		byLength[e] = e
	}
	slices.SortStableFunc(byLength, func(a, b int) int { return cmp.Compare(d.length(a), d.length(b)) })
	bent := make([]bool, len(d.Edges))
	left := mostBends
	for _, e := range byLength {
		if d.loop(e) {
			continue
		}
		left -= d.length(e) - 1
		bent[e] = left >= 0
	}
	return bent
}

func (d *drawing) bendEdge(e int) {
	from, to := d.ahead(e)
	last := int32(from)
	for layer := d.vertices[from].layer + 1; layer < d.vertices[to].layer; layer++ {
		v := int32(len(d.vertices))
		d.vertices = append(d.vertices, vertex{layer: layer, bend: true, height: bendSize})
		d.chains[e] = append(d.chains[e], v)
		d.segments = append(d.segments, segment{last, v})
		last = v
	}
	d.segments = append(d.segments, segment{last, int32(to)})
}

// length is how many layers an edge goes to the right, 0 for a loop.
func (d *drawing) length(e int) int {
	from, to := d.ahead(e)
	return int(d.vertices[to].layer - d.vertices[from].layer)
}
