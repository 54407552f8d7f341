package layered

import (
	"cmp"
	"slices"
)

// port is where edges meet a box: those with the same label, or all whose label stands
// at their other end.
type port struct {
	portKey
	edges   []int
	pull    int // the sum of the heights to which its edges lead
	y       int
	ordinal int
}

// portKey tells ports of a box apart.
type portKey struct {
	box      int
	right    bool // of the box
	label    int  // NoLabel where it stands elsewhere
	arriving bool // edges end here
}

// ports are the ports of a box.
type ports struct{ left, right []*port }

// findPorts gives every end of an edge a port. A label stands where it speaks for the
// most edges, and else where there is less beside it.
func (d *drawing) findPorts() {
	together := map[portKey]int{}
	beside := map[portKey]int{}
	for e := range d.Edges {
		for _, key := range d.keys(e) {
			together[key]++
			beside[portKey{box: key.box, right: key.right}]++
		}
	}
	d.ports = make([]ports, len(d.Boxes))
	d.ends = make([][2]*port, len(d.Edges))
	found := map[portKey]*port{}
	for e := range d.Edges {
		keys := d.keys(e)
		first, second := keys[0], keys[1]
		atEnd := cmp.Or(
			cmp.Compare(together[second], together[first]),
			cmp.Compare(beside[portKey{box: first.box, right: first.right}], beside[portKey{box: second.box, right: second.right}]),
		)
		if atEnd > 0 {
			keys[0].label = NoLabel
		} else {
			keys[1].label = NoLabel
		}
		for i, key := range keys {
			p := found[key]
			if p == nil {
				p = &port{portKey: key}
				found[key] = p
				d.add(p)
			}
			p.edges = append(p.edges, e)
			d.ends[e][i] = p
		}
	}
	for i, p := range d.ports {
		d.vertices[i].height = max(d.vertices[i].height, rim+pitch*max(len(p.left), len(p.right)))
	}
}

// keys are the ports of an edge, if its label stood at both. A loop begins and ends at
// the right.
func (d *drawing) keys(e int) [2]portKey {
	edge := d.Edges[e]
	return [2]portKey{
		{edge.From, !d.turned[e], edge.Label, false},
		{edge.To, d.turned[e] || d.loop(e), edge.Label, true},
	}
}

func (d *drawing) add(p *port) {
	of := &d.ports[p.box]
	if p.right {
		p.ordinal = len(of.right)
		of.right = append(of.right, p)
		return
	}
	p.ordinal = len(of.left)
	of.left = append(of.left, p)
}

// arrangePorts puts the ports of a box in the order of where their edges lead.
func (d *drawing) arrangePorts() {
	for e := range d.Edges {
		first, last := d.neighbours(e)
		d.ends[e][0].pull += d.vertices[first].y
		d.ends[e][1].pull += d.vertices[last].y
	}
	for i, of := range d.ports {
		for _, side := range [][]*port{of.left, of.right} {
			slices.SortFunc(side, func(a, b *port) int {
				return cmp.Or(cmp.Compare(a.pull*len(b.edges), b.pull*len(a.edges)), a.ordinal-b.ordinal)
			})
			for j, p := range side {
				p.y = d.vertices[i].y + (2*j-len(side)+1)*pitch/2
			}
		}
	}
}

// neighbours are the vertices next to the first and the second box of an edge.
func (d *drawing) neighbours(e int) (first, last int32) {
	chain := d.chains[e]
	if len(chain) == 0 {
		return int32(d.Edges[e].To), int32(d.Edges[e].From)
	}
	if d.turned[e] {
		return chain[len(chain)-1], chain[0]
	}
	return chain[0], chain[len(chain)-1]
}
