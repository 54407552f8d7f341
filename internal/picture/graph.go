package picture

import "fundus/internal/catalogue"

// Node is a record, or a group of records that were folded into one.
type Node struct {
	ID     string // unique among the nodes of a graph
	Kind   catalogue.Kind
	Label  string           // its name
	Origin catalogue.Origin // of a solution, "" for all else and where it is not known
	// Count is how many records a group stands for, 0 for a record.
	Count      int
	Properties []Property // in the order in which they are written
}

// Edge is a statement, or several that were joined into one.
type Edge struct {
	ID         string
	From, To   string // ids of nodes
	Relation   string // the name of the relation, or of the role
	Label      string // the same in German
	Elided     int    // nodes that were left out between the two, 0 for a statement
	Properties []Property
}

// Property is something that is said of a node or an edge. A name that comes
// several times has several values.
type Property struct {
	Name   string // as in the schema, "phase"
	Value  string // as in the schema, "PRODUCTIVE"
	German string // both for people, "Phase: produktiv"; pictures show this, or nothing
}

// Graph is a whole graph with what is said about it. Nodes are unique, and both ends
// of every edge are among them.
type Graph struct {
	Title       string
	Description string
	Nodes       []Node
	Edges       []Edge
}

// head is what is known of the graph before its first node.
func (g Graph) head() Head {
	h := Head{Title: g.Title, Description: g.Description}
	for _, n := range g.Nodes {
		h.NodeProperties = named(h.NodeProperties, n.Properties)
	}
	for _, e := range g.Edges {
		h.EdgeProperties = named(h.EdgeProperties, e.Properties)
	}
	return h
}
