package layered

import "slices"

// place gives every vertex its height. Four times vertices are tied to neighbours in
// the next layer, so that edges become straight: from the left and from the right,
// with the upper or the lower neighbour first. Each has no overlap; the mean of the two in
// the middle has none either, and is even.
//
// Source: U. Brandes, B. Köpf: Fast and Simple Horizontal Coordinate Assignment,
// Graph Drawing 2001, with the compaction by blocks of dagre.
func (d *drawing) place() {
	crossed := d.crossedBends()
	var all [4][]int
	for i := range all {
		t := d.tie(crossed, i&1 > 0, i&2 > 0)
		all[i] = t.compact()
	}
	alignTo(d.narrowest(all), &all)
	for v := range d.vertices {
		four := [4]int{all[0][v], all[1][v], all[2][v], all[3][v]}
		slices.Sort(four[:])
		d.vertices[v].y = (four[1] + four[2]) >> 1
	}
	d.toTop()
}

// toTop moves all down, so that nothing is above 0.
func (d *drawing) toTop() {
	top := 0
	for i, v := range d.vertices {
		if y := v.y - half(v.height); i == 0 || y < top {
			top = y
		}
	}
	for i := range d.vertices {
		d.vertices[i].y -= top
	}
}

func half(height int) int { return (height + 1) / 2 }

// crossedBends are the segments that cross one between two bends. Those have right of
// way: a long edge is straight.
func (d *drawing) crossedBends() []bool {
	crossed := make([]bool, len(d.segments))
	for i := 1; i < len(d.layers); i++ {
		layer, above := d.layers[i], int32(len(d.layers[i-1]))
		first, done := int32(0), 0
		for j, v := range layer {
			second, inner := d.straightBefore(v)
			if !inner && j < len(layer)-1 {
				continue
			}
			if !inner {
				second = above
			}
			for ; done <= j; done++ {
				for _, s := range d.before.of(layer[done]) {
					at := d.position[d.segments[s].from]
					crossed[s] = (at < first || at > second) && !d.between(s)
				}
			}
			first = second
		}
	}
	return crossed
}

// straightBefore is the position of the bend before a bend.
func (d *drawing) straightBefore(v int32) (int32, bool) {
	for _, s := range d.before.of(v) {
		if d.between(s) {
			return d.position[d.segments[s].from], true
		}
	}
	return 0, false
}

// between says that a segment leads from a bend to a bend.
func (d *drawing) between(s int32) bool {
	return d.vertices[d.segments[s].from].bend && d.vertices[d.segments[s].to].bend
}

// tied are vertices in blocks, each of one height.
type tied struct {
	*drawing
	downward bool // it is mirrored: what is low is high
	root     []int32
}

// tie ties each vertex to the neighbour in the middle, unless that would cross what is
// tied already. Backward looks at the layer after, downward begins below.
func (d *drawing) tie(crossed []bool, backward, downward bool) tied {
	t := tied{d, downward, make([]int32, len(d.vertices))}
	free := make([]bool, len(d.vertices)) // ties no vertex yet
	for v := range t.root {
		t.root[v], free[v] = int32(v), true
	}
	var near []int32
	for i := range d.layers {
		layer := d.layers[i]
		if backward {
			layer = d.layers[len(d.layers)-1-i]
		}
		last := int32(-1)
		for j := range layer {
			v := layer[j]
			if downward {
				v = layer[len(layer)-1-j]
			}
			near = t.near(near[:0], v, backward)
			for k := (len(near) - 1) / 2; k <= len(near)/2 && len(near) > 0; k++ {
				s := near[k]
				u := t.other(s, backward)
				if at := t.at(u); t.root[v] == v && !crossed[s] && at > last && free[u] {
					free[u] = false
					t.root[v] = t.root[u]
					last = at
				}
			}
		}
	}
	return t
}

// near are the segments of a vertex on one side, in the order of where they lead.
func (t tied) near(into []int32, v int32, after bool) []int32 {
	if after {
		into = append(into, t.after.of(v)...)
	} else {
		into = append(into, t.before.of(v)...)
	}
	slices.SortStableFunc(into, func(a, b int32) int { return int(t.at(t.other(a, after)) - t.at(t.other(b, after))) })
	return into
}

func (t tied) other(s int32, after bool) int32 {
	if after {
		return t.segments[s].to
	}
	return t.segments[s].from
}

// at is the position of a vertex as this tying counts it.
func (t tied) at(v int32) int32 {
	if t.downward {
		return int32(len(t.layers[t.vertices[v].layer])) - 1 - t.position[v]
	}
	return t.position[v]
}

// compact puts the blocks as high as those above them allow, and then as low as those
// below them do.
func (t tied) compact() []int {
	gaps := t.gaps()
	above := rowsOf(len(t.root), len(gaps), func(g int) int32 { return gaps[g].below })
	below := rowsOf(len(t.root), len(gaps), func(g int) int32 { return gaps[g].above })
	sorted := t.sorted(gaps, above, below)
	y := make([]int, len(t.root))
	for _, b := range sorted {
		for _, g := range above.of(b) {
			y[b] = max(y[b], y[gaps[g].above]+gaps[g].least)
		}
	}
	for _, b := range slices.Backward(sorted) {
		for j, g := range below.of(b) {
			if room := y[gaps[g].below] - gaps[g].least; j == 0 || room < y[b] {
				y[b] = room
			}
		}
	}
	for v, root := range t.root {
		y[v] = y[root]
	}
	if t.downward {
		for v := range y {
			y[v] = -y[v]
		}
	}
	return y
}

// gap is how far a block is below another at least.
type gap struct {
	above, below int32
	least        int
}

func (t tied) gaps() (out []gap) {
	for _, layer := range t.layers {
		for j := 1; j < len(layer); j++ {
			u, v := layer[j-1], layer[j]
			least := half(t.vertices[u].height) + half(t.vertices[v].height) + between
			if t.vertices[u].bend && t.vertices[v].bend {
				least -= between / 2
			}
			if t.downward {
				u, v = v, u
			}
			out = append(out, gap{t.root[u], t.root[v], least})
		}
	}
	return out
}

// sorted are the blocks from top to bottom.
func (t tied) sorted(gaps []gap, above, below rows) []int32 {
	missing := make([]int, len(t.root))
	var out []int32
	for v, root := range t.root {
		if int32(v) != root {
			continue
		}
		if missing[v] = len(above.of(root)); missing[v] == 0 {
			out = append(out, root)
		}
	}
	for i := 0; i < len(out); i++ {
		for _, g := range below.of(out[i]) {
			b := gaps[g].below
			if missing[b]--; missing[b] == 0 {
				out = append(out, b)
			}
		}
	}
	return out
}

// narrowest is the one of the four that takes the least height.
func (d *drawing) narrowest(all [4][]int) int {
	best, least := 0, 0
	for i, y := range all {
		from, to := d.span(y)
		if i == 0 || to-from < least {
			best, least = i, to-from
		}
	}
	return best
}

// span is from where to where vertices reach.
func (d *drawing) span(y []int) (from, to int) {
	for v := range d.vertices {
		h := half(d.vertices[v].height)
		if v == 0 || y[v]-h < from {
			from = y[v] - h
		}
		if v == 0 || y[v]+h > to {
			to = y[v] + h
		}
	}
	return from, to
}

// alignTo moves all to the chosen one: those that began above at its top, those that
// began below at its bottom.
func alignTo(chosen int, all *[4][]int) {
	top, bottom := slices.Min(all[chosen]), slices.Max(all[chosen])
	for i := range all {
		by := top - slices.Min(all[i])
		if i&2 > 0 {
			by = bottom - slices.Max(all[i])
		}
		for v := range all[i] {
			all[i][v] += by
		}
	}
}
