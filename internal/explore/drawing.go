package explore

import (
	"fmt"
	"strconv"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/view"
)

// drawing is what an answer looks like. It stands in every answer of a walk, and is
// made when it is asked for.
type drawing struct{ graph func() picture.Graph }

// AsDOT is the answer for Graphviz.
func (d drawing) AsDOT() string { return picture.Text(picture.DOT, d.graph()) }

// AsMermaid is the answer as a Mermaid flowchart.
func (d drawing) AsMermaid() string { return picture.Text(picture.Mermaid, d.graph()) }

// AsSVG is the answer as a drawing.
func (d drawing) AsSVG() string { return picture.Text(picture.SVG, d.graph()) }

// AsGraphML is the answer for programs that show and analyse graphs.
func (d drawing) AsGraphML() string { return picture.Text(picture.GraphML, d.graph()) }

// AsJSONLD is the answer as linked data.
func (d drawing) AsJSONLD() string { return picture.Text(picture.JSONLD, d.graph()) }

// graphOf is the graph of records, each once, and of what statements say between
// them. Statements may lead to records that are not among them: those edges are not
// drawn, since the answer did not name where they end.
func graphOf(title, description string, records []view.Record, statements []view.Statement) picture.Graph {
	g := picture.Graph{Title: title, Description: description}
	nodes, edges := map[string]bool{}, map[string]bool{}
	for _, r := range records {
		if n := nodeOf(r); !nodes[n.ID] {
			nodes[n.ID] = true
			g.Nodes = append(g.Nodes, n)
		}
	}
	for _, s := range statements {
		for _, e := range edgesOf(s) {
			if nodes[e.From] && nodes[e.To] && !edges[e.ID] {
				edges[e.ID] = true
				g.Edges = append(g.Edges, e)
			}
		}
	}
	return g
}

// nodeOf is a record as a node, with what tells it apart.
func nodeOf(r view.Record) picture.Node {
	n := picture.Node{ID: r.GlobalID(), Kind: r.Kind()}
	if r, ok := r.(interface{ NameIn(*catalogue.Lang) string }); ok {
		n.Label = r.NameIn(nil)
	}
	for _, i := range identifiersOf(r) {
		n.Properties = append(n.Properties, picture.Property{Name: "identifier", Value: i.String(), German: i.String()})
	}
	switch r := r.(type) {
	case view.Service:
		n.Properties = append(n.Properties, coded("policyField", catalogue.PolicyFields, string(r.PolicyField))...)
	case view.Authority:
		n.Properties = append(n.Properties, coded("level", catalogue.AuthorityLevels, string(r.Level))...)
		n.Properties = append(n.Properties, inhabitants(r.Population())...)
	case view.Area:
		n.Properties = append(n.Properties, coded("areaKind", catalogue.AreaKinds, string(r.AreaKind))...)
		n.Properties = append(n.Properties, inhabitants(r.Population())...)
	case view.Solution:
		n.Origin = r.Origin()
		n.Properties = append(n.Properties, coded("solutionKind", catalogue.SolutionKinds, string(r.SolutionKind))...)
		n.Properties = append(n.Properties, coded("phase", catalogue.LifecyclePhases, string(r.Phase()))...)
	}
	return n
}

// mostIdentifiers is how many identifiers a picture shows of a record: a dataset may
// have hundreds.
const mostIdentifiers = 4

func identifiersOf(r view.Record) []catalogue.Identifier {
	based, ok := r.(interface{ Base() *catalogue.Meta })
	if !ok {
		return nil
	}
	all := based.Base().Identifiers
	return all[:min(len(all), mostIdentifiers)]
}

// coded is a value of a code list, none where it is not known.
func coded(name string, list *catalogue.CodeList, value string) []picture.Property {
	code, ok := list.Find(value)
	if !ok {
		return nil
	}
	german := fmt.Sprintf("%s: %s", list.Title.In(catalogue.German), code.Label.In(catalogue.German))
	return []picture.Property{{Name: name, Value: value, German: german}}
}

func inhabitants(n int, known bool) []picture.Property {
	if !known {
		return nil
	}
	return []picture.Property{{Name: "population", Value: strconv.Itoa(n), German: fmt.Sprintf("Einwohner: %d", n)}}
}

// edgesOf are the edges of a statement: from its first record to its second, and on
// to the solution through which it holds, so that an offer reads
//
//	Behörde ─ bietet an ─► Verwaltungsleistung ─ über ─► Softwarelösung
//
// and another to the area to which it is limited. Many offers of a service go through
// the same solution: the edges between the two have the same id and are one.
func edgesOf(s view.Statement) []picture.Edge {
	facts := s.Relation().Facts()
	from, to := s.From().GlobalID(), s.To().GlobalID()
	edges := []picture.Edge{{
		ID: s.GlobalID(), From: from, To: to, Relation: facts.Name, Label: facts.German, Properties: factsOf(s),
	}}
	if via, ok := s.Via(); ok {
		edges = append(edges, beside(to, "VIA", "über", via.GlobalID()))
	}
	if area, ok := s.Area(); ok {
		edges = append(edges, beside(from, "AREA", "im Gebiet", area.GlobalID()))
	}
	return edges
}

// beside is an edge that a statement has beside that of its relation, named like the
// place in the statement to which it leads.
func beside(from, end, german, to string) picture.Edge {
	return picture.Edge{ID: from + ":" + end + ":" + to, From: from, To: to, Relation: end, Label: german}
}

// factsOf is what a statement says of itself, and through what and where it holds:
// where many offers of a service are drawn, the edges alone do not tell which goes
// through which solution.
func factsOf(s view.Statement) []picture.Property {
	properties := coded("status", catalogue.OfferStatuses, string(s.Status()))
	properties = append(properties, coded("evidence", catalogue.EvidenceGrades, string(s.Evidence()))...)
	properties = append(properties, dated("validFrom", "gilt ab", s.ValidFrom())...)
	properties = append(properties, dated("validUntil", "gilt bis", s.ValidUntil())...)
	if via, ok := s.Via(); ok {
		properties = append(properties, picture.Property{Name: "via", Value: via.GlobalID(), German: "über " + via.NameIn(nil)})
	}
	if area, ok := s.Area(); ok {
		properties = append(properties, picture.Property{Name: "area", Value: area.GlobalID(), German: "Gebiet: " + area.NameIn(nil)})
	}
	return properties
}

func dated(name, german string, day catalogue.Day) []picture.Property {
	if day == 0 {
		return nil
	}
	return []picture.Property{{Name: name, Value: day.String(), German: german + " " + day.String()}}
}
