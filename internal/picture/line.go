package picture

import (
	"fmt"
	"strconv"
	"strings"

	"fundus/internal/picture/layered"
)

// line is an edge as it is drawn.
type line struct {
	from, to int
	word     string // what is said of it
	label    int    // what stands at it, a place in the words of the sheet
	dashed   bool
	said     []string
}

// wordSize is the size of words at edges, and mostWord how many letters they have.
const wordSize, mostWord = 11, 34

// join draws an edge between two nodes.
func (s *sheet) join(e Edge, from, to int) {
	word := edgeWord(e)
	short := cut(word, mostWord)
	label, ok := s.known[short]
	if !ok {
		label = len(s.words)
		s.known[short] = label
		s.words = append(s.words, short)
	}
	s.edges = append(s.edges, line{from, to, word, label, e.Elided > 0, spoken(e.Properties)})
}

// drawEdges draws all edges, their arrows and then their words, so that no line runs
// through a word.
func (s *sheet) drawEdges(i *ink, l layered.Layout) {
	for n, e := range s.edges {
		class := "edge"
		if e.dashed {
			class = "edge elided"
		}
		i.put(`<path class="`, class, `" d="`, path(l.Routes[n].Points), `"><title>`, markup(s.sentence(e)), "</title></path>\n")
	}
	i.put(`<path class="arrow" d="`, arrows(l.Routes), "\"/>\n")
	for _, sign := range l.Signs {
		i.put(`<text class="word" x="`, strconv.Itoa(sign.Start.X), `" y="`, strconv.Itoa(sign.Start.Y-4), `">`, markup(s.words[sign.Label]), "</text>\n")
	}
}

// sentence is what an edge says: "Stadt Celle – bietet an – Wohngeld".
func (s *sheet) sentence(e line) string {
	parts := []string{caption(s.nodes[e.from].node.Label), e.word, caption(s.nodes[e.to].node.Label)}
	if e.word == "" {
		parts = []string{parts[0], parts[2]}
	}
	return strings.Join(append([]string{strings.Join(parts, " – ")}, e.said...), "\n")
}

// path is the way of an edge, as the data of a path.
func path(points []layered.Point) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%d %d", points[0].X, points[0].Y)
	for i := 1; i < len(points); i++ {
		a, p := points[i-1], points[i]
		switch {
		case i%2 == 1 || a.Y == p.Y:
			fmt.Fprintf(&b, "H%d", p.X)
		case a.X == p.X: // a loop
			fmt.Fprintf(&b, "C%d %d %d %d %d %d", a.X+18, a.Y, p.X+18, p.Y, p.X, p.Y)
		default:
			middle := (a.X + p.X) / 2
			fmt.Fprintf(&b, "C%d %d %d %d %d %d", middle, a.Y, middle, p.Y, p.X, p.Y)
		}
	}
	return b.String()
}

// touchOutlines draws edges on to the outlines of nodes, where those do not fill
// their box.
func (s *sheet) touchOutlines(l layered.Layout) {
	for n, r := range l.Routes {
		last := len(r.Points) - 1
		r.Points[0].X = s.touch(s.edges[n].from, r.Points[0], r.Points[1], l)
		r.Points[last].X = s.touch(s.edges[n].to, r.Points[last], r.Points[last-1], l)
	}
}

// touch is where the outline of a node is at the height of a point; next is the next
// point of the edge.
func (s *sheet) touch(node int, at, next layered.Point, l layered.Layout) int {
	box := l.Boxes[node]
	left, right := reach(s.nodes[node].look.outline.corners(box.Width, box.Height), at.Y-box.Y)
	if next.X > at.X {
		return box.X + right
	}
	return box.X + left
}

// arrows are the heads of all edges, each place once, as the data of a path.
func arrows(routes []layered.Route) string {
	var b strings.Builder
	drawn := map[layered.Point]bool{}
	for _, r := range routes {
		tip, before := r.Points[len(r.Points)-1], r.Points[len(r.Points)-2]
		if drawn[tip] {
			continue
		}
		drawn[tip] = true
		back := 9
		if before.X < tip.X {
			back = -9
		}
		fmt.Fprintf(&b, "M%d %dl%d-4v8z", tip.X, tip.Y, back)
	}
	return b.String()
}
