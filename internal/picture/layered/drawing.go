package layered

// drawing is a component on its way through the steps.
type drawing struct {
	Graph
	turned []bool // edges that are looked at the other way round, to have no cycle
	// vertices are the boxes and, after them, the bends.
	vertices []vertex
	segments []segment
	before   rows // segments that end at a vertex
	after    rows // segments that begin at it
	chains   [][]int32
	layers   [][]int32 // vertices from top to bottom
	position []int32   // of a vertex in its layer
	ports    []ports   // of boxes
	ends     [][2]*port
}

// vertex is a box or a bend.
type vertex struct {
	layer  int32
	bend   bool
	height int
	y      int // of its middle
}

// segment is an edge, or the part of one between two layers.
type segment struct{ from, to int32 }

func newDrawing(g Graph) *drawing {
	d := &drawing{Graph: g, turned: make([]bool, len(g.Edges)), vertices: make([]vertex, len(g.Boxes))}
	for i, size := range g.Boxes {
		d.vertices[i].height = size.Height
	}
	return d
}

// ahead are the boxes of an edge in the direction of layers.
func (d *drawing) ahead(e int) (from, to int) {
	edge := d.Edges[e]
	if d.turned[e] {
		return edge.To, edge.From
	}
	return edge.From, edge.To
}

// loop says of an edge that it leads to the box from which it comes. Loops have no
// part in layers.
func (d *drawing) loop(e int) bool { return d.Edges[e].From == d.Edges[e].To }

// rows are lists of numbers, one for each vertex, in one piece of memory.
type rows struct {
	start []int32
	all   []int32
}

// of is the row of a vertex.
func (r rows) of(v int32) []int32 { return r.all[r.start[v]:r.start[v+1]] }

// rowsOf sorts numbers below count into rows; key is the row of a number, or -1.
func rowsOf(vertices, count int, key func(i int) int32) rows {
	r := rows{start: make([]int32, vertices+2)}
	for i := range count {
		if k := key(i); k >= 0 {
			r.start[k+2]++
		}
	}
	for v := 2; v < len(r.start); v++ {
		r.start[v] += r.start[v-1]
	}
	r.all = make([]int32, r.start[vertices+1])
	for i := range count {
		if k := key(i); k >= 0 {
			r.all[r.start[k+1]] = int32(i)
			r.start[k+1]++
		}
	}
	return r
}
