package picture

// What a drawing holds. Nobody reads more, and the time of a layout grows faster than
// what is laid out.
const (
	mostDrawnNodes = 2_000
	mostDrawnEdges = 10_000
)

// svg keeps the graph until it is whole, as much as a drawing holds, and draws it then.
type svg struct {
	*ink
	sheet sheet
	place map[string]int // of a node by its id
}

func newSVG(i *ink, h Head) Writer {
	return &svg{i, newSheet(h), map[string]int{}}
}

// Node keeps a node.
func (s *svg) Node(n Node) error {
	if len(s.sheet.nodes) == mostDrawnNodes {
		s.sheet.nodesLeftOut++
		return s.err
	}
	s.place[n.ID] = len(s.sheet.nodes)
	s.sheet.nodes = append(s.sheet.nodes, figureOf(n))
	return s.err
}

// Edge keeps an edge between nodes that are drawn.
func (s *svg) Edge(e Edge) error {
	from, ok := s.place[e.From]
	to, also := s.place[e.To]
	if !ok || !also || len(s.sheet.edges) == mostDrawnEdges {
		s.sheet.edgesLeftOut++
		return s.err
	}
	s.sheet.join(e, from, to)
	return s.err
}

// Close draws.
func (s *svg) Close() error {
	s.sheet.draw(s.ink)
	return s.dry()
}
