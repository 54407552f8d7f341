package picture

import (
	"bufio"
	"io"
	"slices"
	"strings"
)

// Writer writes a graph down as it is found. A node comes before the edges that end
// at it, and comes once. The first error is that of the underlying writer, and stays:
// all later calls return it. A Writer belongs to one goroutine.
type Writer interface {
	// Node writes a node.
	Node(Node) error
	// Edge writes an edge between two nodes that have been written.
	Edge(Edge) error
	// Close writes the end. Without it the document is not whole.
	Close() error
}

// Head is what is said of a graph before its first node.
type Head struct {
	Title       string
	Description string
	// NodeProperties and EdgeProperties are names of properties that are known to
	// come. GraphML declares attributes before it uses them: what comes undeclared is
	// gathered in one attribute, as JSON.
	NodeProperties, EdgeProperties []string
}

// Write writes a whole graph.
func Write(f Format, w io.Writer, g Graph) error {
	out := NewWriter(f, w, g.head())
	for _, n := range g.Nodes {
		if err := out.Node(n); err != nil {
			return err
		}
	}
	for _, e := range g.Edges {
		if err := out.Edge(e); err != nil {
			return err
		}
	}
	return out.Close()
}

// Text is a whole graph in a format.
func Text(f Format, g Graph) string {
	var b strings.Builder
	_ = Write(f, &b, g) // a Builder takes everything
	return b.String()
}

// named adds the names of properties that are not among the names yet, in the order
// in which they come. A property without a name says nothing.
func named(names []string, properties []Property) []string {
	for _, p := range properties {
		if p.Name != "" && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}

// ink writes text and keeps the first error, so that those who write look at it once.
type ink struct {
	w   *bufio.Writer
	err error
}

func newInk(w io.Writer) *ink { return &ink{w: bufio.NewWriter(w)} }

// put writes text as it is.
func (i *ink) put(parts ...string) {
	for _, s := range parts {
		if i.err != nil {
			return
		}
		_, i.err = i.w.WriteString(s)
	}
}

// dry hands the rest on and says how it went.
func (i *ink) dry() error {
	if i.err == nil {
		i.err = i.w.Flush()
	}
	return i.err
}
