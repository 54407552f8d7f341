package layered

import "slices"

// Lay lays out a graph. Edges must lead to boxes that there are.
func Lay(g Graph) Layout {
	l := Layout{Boxes: make([]Box, len(g.Boxes)), Routes: make([]Route, len(g.Edges))}
	var pieces []piece
	for number, c := range split(g) {
		p := lay(c.graph)
		for i, b := range p.Boxes {
			b.Component = number
			l.Boxes[c.boxes[i]] = b
		}
		for i, r := range p.Routes {
			l.Routes[c.edges[i]] = r
		}
		pieces = append(pieces, piece{c, p})
	}
	l.pack(pieces)
	return l
}

// piece is a component with its layout.
type piece struct {
	component
	layout Layout
}

// component is a part of a graph that hangs together, and what its boxes and edges
// are in the whole.
type component struct {
	graph        Graph
	boxes, edges []int
}

// split finds what hangs together, in the order of first boxes.
func split(g Graph) []component {
	number := make([]int, len(g.Boxes))
	for i := range number {
		number[i] = i
	}
	for _, e := range g.Edges {
		join(number, e.From, e.To)
	}
	place := make([]int, len(g.Boxes)) // of a box within its component
	index := make([]int, len(g.Boxes)) // of the component of a root
	var out []component
	for i, size := range g.Boxes {
		root := rootOf(number, i)
		if root == i {
			index[i] = len(out)
			out = append(out, component{graph: Graph{Labels: g.Labels}})
		}
		c := &out[index[root]]
		place[i] = len(c.boxes)
		c.boxes = append(c.boxes, i)
		c.graph.Boxes = append(c.graph.Boxes, size)
	}
	for i, e := range g.Edges {
		c := &out[index[rootOf(number, e.From)]]
		c.edges = append(c.edges, i)
		c.graph.Edges = append(c.graph.Edges, Edge{place[e.From], place[e.To], e.Label})
	}
	return out
}

// join makes two boxes hang together. The root is the first box of all.
func join(number []int, a, b int) {
	a, b = rootOf(number, a), rootOf(number, b)
	number[max(a, b)] = min(a, b)
}

func rootOf(number []int, i int) int {
	for number[i] != i {
		number[i] = number[number[i]]
		i = number[i]
	}
	return i
}

// pack puts the pieces on shelves, the largest first, so that the whole is somewhat
// wider than high.
func (l *Layout) pack(pieces []piece) {
	slices.SortStableFunc(pieces, func(a, b piece) int { return b.layout.area() - a.layout.area() })
	shelf := shelfWidth(pieces)
	var at Point
	height := 0
	for _, p := range pieces {
		if at.X > 0 && at.X+p.layout.Width > shelf {
			at, height = Point{0, at.Y + height + around}, 0
		}
		l.put(p, at)
		l.Width = max(l.Width, at.X+p.layout.Width)
		l.Height = max(l.Height, at.Y+p.layout.Height)
		height = max(height, p.layout.Height)
		at.X += p.layout.Width + around
	}
}

func (l Layout) area() int { return (l.Width + around) * (l.Height + around) }

// shelfWidth is such that all would fill a sheet of three to two.
func shelfWidth(pieces []piece) int {
	width, area := 0, 0
	for _, p := range pieces {
		width = max(width, p.layout.Width)
		area += p.layout.area()
	}
	for width*width*2 < area*3 {
		width += around
	}
	return width
}

// put moves a piece to its place.
func (l *Layout) put(p piece, by Point) {
	for _, i := range p.boxes {
		l.Boxes[i].Point = l.Boxes[i].plus(by)
	}
	for _, i := range p.edges {
		for j, point := range l.Routes[i].Points {
			l.Routes[i].Points[j] = point.plus(by)
		}
	}
	for _, s := range p.layout.Signs {
		s.Start = s.Start.plus(by)
		l.Signs = append(l.Signs, s)
	}
}

func (p Point) plus(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// lay lays out what hangs together.
func lay(g Graph) Layout {
	d := newDrawing(g)
	d.turnCycles()
	d.rank()
	d.stagger()
	d.findPorts()
	d.bend()
	d.order()
	d.place()
	d.arrangePorts()
	return d.routes()
}
