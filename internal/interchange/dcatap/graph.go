package dcatap

import (
	"cmp"
	"fmt"
	"slices"

	"fundus/internal/rdf"
)

// node is a term of the document, by number.
type node uint32

// statement is a triple of the document and its entry in the ledger.
type statement struct {
	subject, property, object node
	line                      uint32
	// done says that a record or an edge took the statement, or that a finding tells of it; told is the rank of the
	// gravest finding that does.
	done bool
	told uint8
}

// graph holds the statements of a document by subject.
type graph struct {
	terms      []rdf.Term
	numbers    map[rdf.Term]node
	statements []statement
	// starts[n] is the first statement about n in statements.
	starts []uint32
	// properties are the canonical names of the terms used as properties.
	properties map[node]property
}

// mostStatements bounds a document: the number of a state's catalogue with room for ten.
const mostStatements = 100_000_000

func newGraph() *graph {
	return &graph{numbers: make(map[rdf.Term]node), properties: make(map[node]property)}
}

func (g *graph) add(t rdf.Triple, at rdf.Position) error {
	if len(g.statements) >= mostStatements {
		return fmt.Errorf("more than %d statements", mostStatements)
	}
	s := statement{subject: g.number(t.Subject), property: g.number(t.Predicate), object: g.number(t.Object), line: uint32(at.Line)}
	if _, ok := g.properties[s.property]; !ok {
		g.properties[s.property] = canonicalProperty(t.Predicate.Value())
	}
	g.statements = append(g.statements, s)
	return nil
}

func (g *graph) number(t rdf.Term) node {
	n, ok := g.numbers[t]
	if !ok {
		n = node(len(g.terms))
		g.terms = append(g.terms, t)
		g.numbers[t] = n
	}
	return n
}

// index brings the statements into the order of their subjects. A graph is a set: what is said twice counts once.
func (g *graph) index() {
	slices.SortFunc(g.statements, func(a, b statement) int {
		return cmp.Or(cmp.Compare(a.subject, b.subject), cmp.Compare(a.property, b.property), cmp.Compare(a.object, b.object), cmp.Compare(a.line, b.line))
	})
	g.numbers = nil // the terms are all known
	g.statements = slices.CompactFunc(g.statements, func(a, b statement) bool {
		return a.subject == b.subject && a.property == b.property && a.object == b.object
	})
	g.starts = make([]uint32, len(g.terms)+1)
	for _, s := range g.statements {
		g.starts[s.subject+1]++
	}
	for i := range g.terms {
		g.starts[i+1] += g.starts[i]
	}
}

// about are the statements about a node; they are the graph's own, so that they can be ticked off.
func (g *graph) about(n node) []statement { return g.statements[g.starts[n]:g.starts[n+1]] }

func (g *graph) described(n node) bool { return g.starts[n] < g.starts[n+1] }

// all are the statements about n with a property, ordered by their values. Reading them ticks them off.
func (g *graph) all(n node, name string) []*statement {
	var out []*statement
	about := g.about(n)
	for i := range about {
		if g.properties[about[i].property].name == name {
			about[i].done = true
			out = append(out, &about[i])
		}
	}
	slices.SortFunc(out, func(a, b *statement) int { return compareTerms(g.terms[a.object], g.terms[b.object]) })
	return out
}

// has tells whether something is said about n with a property, without ticking it off.
func (g *graph) has(n node, name string) bool {
	for _, s := range g.about(n) {
		if g.properties[s.property].name == name {
			return true
		}
	}
	return false
}

// is tells whether n is of a class.
func (g *graph) is(n node, class string) bool {
	for _, s := range g.about(n) {
		if g.properties[s.property].name == rdfType && compact(g.terms[s.object].Value()) == class {
			return true
		}
	}
	return false
}

func (g *graph) value(s *statement) rdf.Term { return g.terms[s.object] }

// compareTerms orders terms by what they say. Labels of blank nodes say nothing.
func compareTerms(a, b rdf.Term) int {
	if a.Kind() == rdf.Blank && b.Kind() == rdf.Blank {
		return 0
	}
	return cmp.Or(
		cmp.Compare(a.Kind(), b.Kind()),
		cmp.Compare(a.Value(), b.Value()),
		cmp.Compare(a.Language(), b.Language()),
		cmp.Compare(a.Datatype(), b.Datatype()),
	)
}
