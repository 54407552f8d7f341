package dcatap

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
	// properties are the canonical names of the terms used as properties, and spellings the terms used for a name.
	properties map[node]property
	spellings  map[string][]node
	// classes are those that the reader asks for, by node.
	classes map[node]class
}

// class is a set of classes of a node.
type class uint8

const (
	isDataset class = 1 << iota
	isCatalog
	isPerson
	isCard // with the address of somebody
)

// classNames are the classes that make a difference.
var classNames = map[string]class{
	"dcat:Dataset": isDataset, "dcat:DatasetSeries": isDataset, "dcat:Catalog": isCatalog,
	"foaf:Person": isPerson, "schema:Person": isPerson, "vcard:Individual": isPerson | isCard,
}

// mostStatements bounds a document: the number of a state's catalogue with room for ten.
const mostStatements = 100_000_000

func newGraph() *graph {
	return &graph{
		numbers: make(map[rdf.Term]node), properties: make(map[node]property),
		spellings: make(map[string][]node), classes: make(map[node]class),
	}
}

func (g *graph) add(t rdf.Triple, at rdf.Position) error {
	if len(g.statements) >= mostStatements {
		return fmt.Errorf("more than %d statements", mostStatements)
	}
	s := statement{subject: g.number(t.Subject), property: g.number(t.Predicate), object: g.number(t.Object), line: uint32(at.Line)}
	p, ok := g.properties[s.property]
	if !ok {
		p = canonicalProperty(t.Predicate.Value())
		g.properties[s.property] = p
		g.spellings[p.name] = append(g.spellings[p.name], s.property)
	}
	g.classify(s.subject, p.name, t.Object)
	g.statements = append(g.statements, s)
	return nil
}

// classify notes what a statement makes of its subject.
func (g *graph) classify(n node, property string, object rdf.Term) {
	c := class(0)
	switch {
	case property == rdfType:
		name := compact(object.Value())
		c = classNames[name]
		if strings.HasPrefix(name, "vcard:") {
			c |= isCard
		}
	case strings.HasPrefix(property, "vcard:"):
		c = isCard
	}
	if c != 0 {
		g.classes[n] |= c
	}
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
	out := g.peek(n, name)
	for _, s := range out {
		s.done = true
	}
	return out
}

// peek is all without ticking them off.
func (g *graph) peek(n node, name string) []*statement {
	var out []*statement
	about := g.about(n)
	for _, property := range g.spellings[name] {
		i, _ := slices.BinarySearchFunc(about, property, func(s statement, p node) int { return cmp.Compare(s.property, p) })
		for ; i < len(about) && about[i].property == property; i++ {
			out = append(out, &about[i])
		}
	}
	slices.SortStableFunc(out, func(a, b *statement) int { return compareTerms(g.terms[a.object], g.terms[b.object]) })
	return out
}

// has tells whether something is said about n with a property.
func (g *graph) has(n node, name string) bool { return len(g.peek(n, name)) > 0 }

// is tells whether n is of a class.
func (g *graph) is(n node, c class) bool { return g.classes[n]&c != 0 }

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
