package layered

// column is where a layer stands, and how much room labels have beside it.
type column struct {
	x, width    int
	left, right int // straight lines at boxes
}

// routes gives boxes, edges and labels their points.
func (d *drawing) routes() Layout {
	columns := d.columns()
	last := columns[len(columns)-1]
	l := Layout{Boxes: make([]Box, len(d.Boxes)), Routes: make([]Route, len(d.Edges))}
	for i, size := range d.Boxes {
		v := d.vertices[i]
		c := columns[v.layer]
		l.Boxes[i] = Box{
			Point: Point{c.x + (c.width-size.Width)/2, v.y - half(v.height)},
			Size:  Size{size.Width, v.height}, Layer: int(v.layer),
		}
	}
	for e := range d.Edges {
		l.Routes[e] = d.route(e, columns, l.Boxes)
	}
	for i := range d.ports {
		l.Signs = append(l.Signs, d.signs(d.ports[i], l.Boxes[i])...)
	}
	l.Width = last.x + last.width + last.right
	if last.right > 0 {
		l.Width += lead // for loops
	}
	for _, v := range d.vertices {
		l.Height = max(l.Height, v.y+half(v.height))
	}
	return l
}

// columns puts layer beside layer.
func (d *drawing) columns() []column {
	columns := make([]column, len(d.layers))
	for i, size := range d.Boxes {
		c := &columns[d.vertices[i].layer]
		c.width = max(c.width, size.Width)
		c.left = max(c.left, d.leadOf(d.ports[i].left))
		c.right = max(c.right, d.leadOf(d.ports[i].right))
	}
	turns := d.turns()
	x := columns[0].left
	for i := range columns {
		if i > 0 {
			x += columns[i-1].width + columns[i-1].right + turns[i] + columns[i].left
		}
		columns[i].x = x
	}
	return columns
}

// leadOf is the straight line that ports need: for their longest label, or an arrow.
func (d *drawing) leadOf(side []*port) (most int) {
	for _, p := range side {
		most = max(most, lead)
		if p.label != NoLabel {
			most = max(most, d.Labels[p.label].Width+lead)
		}
	}
	return most
}

// turns are the widths of curves before each layer: the higher a curve climbs, the
// wider it is.
func (d *drawing) turns() []int {
	turns := make([]int, len(d.layers))
	for i := range turns {
		turns[i] = leastTurn
	}
	for _, s := range d.segments {
		from, to := d.vertices[s.from], d.vertices[s.to]
		climb := max(from.y-to.y, to.y-from.y) / 4
		turns[to.layer] = max(turns[to.layer], min(climb, mostTurn))
	}
	return turns
}

// route is the way of an edge: along the layers, and then turned if the edge is.
func (d *drawing) route(e int, columns []column, boxes []Box) Route {
	first, last := d.ends[e][0], d.ends[e][1]
	if d.turned[e] {
		first, last = last, first
	}
	from := boxes[first.box]
	fromColumn := columns[from.Layer]
	r := Route{Points: []Point{{from.X + from.Width, first.y}, {fromColumn.x + fromColumn.width + fromColumn.right, first.y}}}
	for _, v := range d.chains[e] {
		at := d.vertices[v]
		c := columns[at.layer]
		r.Points = append(r.Points, Point{c.x - c.left, at.y}, Point{c.x + c.width + c.right, at.y})
	}
	r.Points = append(r.Points, d.arrival(last, columns, boxes)...)
	if d.turned[e] {
		r.Turned = true
		for i, j := 0, len(r.Points)-1; i < j; i, j = i+1, j-1 {
			r.Points[i], r.Points[j] = r.Points[j], r.Points[i]
		}
	}
	return r
}

// arrival is how an edge comes to its last port, which is at the right for a loop.
func (d *drawing) arrival(p *port, columns []column, boxes []Box) []Point {
	box := boxes[p.box]
	c := columns[box.Layer]
	if p.right {
		return []Point{{c.x + c.width + c.right, p.y}, {box.X + box.Width, p.y}}
	}
	return []Point{{c.x - c.left, p.y}, {box.X, p.y}}
}

// signs are the labels at a box.
func (d *drawing) signs(of ports, box Box) (out []Sign) {
	for _, p := range of.left {
		if p.label != NoLabel {
			out = append(out, Sign{p.label, Point{box.X - lead/2 - d.Labels[p.label].Width, p.y}, false})
		}
	}
	for _, p := range of.right {
		if p.label != NoLabel {
			out = append(out, Sign{p.label, Point{box.X + box.Width + lead/2, p.y}, true})
		}
	}
	return out
}
