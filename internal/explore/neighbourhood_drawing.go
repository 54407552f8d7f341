package explore

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/view"
)

// drawn is the neighbourhood as a picture: the centre, the nodes, the groups each as
// one node, and the edges between those. Of an answer that goes on where another was
// left the nodes told before are drawn too, since edges lead to them.
func (n Neighbourhood) drawn() picture.Graph {
	g := picture.Graph{Title: "Umgebung", Description: n.account()}
	there := map[string]bool{}
	add := func(node picture.Node) {
		if !there[node.ID] {
			there[node.ID] = true
			g.Nodes = append(g.Nodes, node)
		}
	}
	add(nodeOf(n.Of()))
	for _, x := range n.Nodes {
		add(nodeOf(x.Record()))
	}
	for _, x := range n.Groups {
		add(picture.Node{ID: x.ID(), Kind: x.kind, Label: x.Label(), Count: x.Count()})
	}
	for _, e := range n.Edges {
		for _, id := range e.ends {
			if r, ok := n.in.Find(id).(view.Record); ok {
				add(nodeOf(r))
			}
		}
	}
	for _, e := range n.Edges {
		if !e.implied(there) {
			g.Edges = append(g.Edges, e.drawn())
		}
	}
	return g
}

func (n Neighbourhood) account() string {
	said := fmt.Sprintf("%d Einträge und %d Gruppen", len(n.Nodes), len(n.Groups))
	if !n.Complete() {
		said += ", nicht vollständig"
	}
	return said
}

// implied says whether the same statement draws a way over its second record.
func (e NeighbourhoodEdge) implied(there map[string]bool) bool {
	s, ok := e.Statement()
	return ok && e.role.End() == catalogue.EndFrom && e.end == catalogue.EndVia && there[s.To().GlobalID()]
}

// relation names the edge as pictures of single statements do.
func (e NeighbourhoodEdge) relation() string {
	switch e.end {
	case catalogue.EndVia:
		return "VIA"
	case catalogue.EndArea:
		return "AREA"
	case catalogue.EndFrom, catalogue.EndTo:
	}
	return e.role.Relation().String()
}

func (e NeighbourhoodEdge) drawn() picture.Edge {
	out := picture.Edge{From: e.ends[0], To: e.ends[1], Elided: e.elided}
	out.ID = fmt.Sprintf("%s:%d:%d:%s", out.From, e.role, e.end, out.To)
	if e.elided > 0 {
		return out
	}
	out.Label, out.Relation = e.Label(), e.relation()
	if e.count > 1 {
		out.Label = fmt.Sprintf("%s (%d)", out.Label, e.count)
		count := fmt.Sprint(e.count)
		out.Properties = []picture.Property{{Name: "count", Value: count, German: count + " Angaben"}}
	}
	if s, ok := e.Statement(); ok {
		out.Properties = factsOf(s)
	}
	return out
}
