package picture

import "strconv"

// svg keeps the graph until it is whole, and draws it then.
type svg struct {
	*ink
	graph Graph
}

func newSVG(i *ink, h Head) Writer {
	return &svg{i, Graph{Title: h.Title, Description: h.Description}}
}

// Node keeps a node.
func (s *svg) Node(n Node) error {
	s.graph.Nodes = append(s.graph.Nodes, n)
	return s.err
}

// Edge keeps an edge.
func (s *svg) Edge(e Edge) error {
	s.graph.Edges = append(s.graph.Edges, e)
	return s.err
}

// Close draws.
func (s *svg) Close() error {
	s.put(`<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 800 `, strconv.Itoa(40+24*len(s.graph.Nodes)), `">`,
		"<title>", markup(note(s.graph.Title)), "</title><desc>", markup(note(s.graph.Description)), "</desc>\n")
	for i, n := range s.graph.Nodes {
		s.put(`<text x="20" y="`, strconv.Itoa(40+24*i), `">`, markup(caption(n.Label)), ` (`, markup(kindWord(n)), ")</text>\n")
	}
	s.put("</svg>\n")
	return s.dry()
}
