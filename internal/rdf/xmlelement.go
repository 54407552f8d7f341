package rdf

import (
	"encoding/xml"
	"strings"
)

// scope is what an element inherits.
type scope struct {
	base, language string
	// bound is how many namespace bindings are in force.
	bound int
	depth int
}

// binding binds a prefix to a namespace; the default namespace has the empty prefix.
type binding struct{ prefix, namespace string }

// syntaxAttribute is an attribute with a meaning of its own in RDF/XML.
type syntaxAttribute uint8

const (
	attrAbout syntaxAttribute = iota
	attrID
	attrNodeID
	attrResource
	attrParseType
	attrDatatype
	attrCount
)

var syntaxAttributes = map[string]syntaxAttribute{
	"about": attrAbout, "ID": attrID, "nodeID": attrNodeID,
	"resource": attrResource, "parseType": attrParseType, "datatype": attrDatatype,
}

// element is a start tag with its names resolved.
type element struct {
	scope
	iri    string
	tag    xml.Name
	set    [attrCount]bool
	values [attrCount]string
	// properties are the attributes that state something; they share one buffer and are valid until the next token.
	properties []property
}

type property struct{ iri, value string }

func (e *element) has(a syntaxAttribute) bool { return e.set[a] }

// open resolves a start tag within its surroundings.
func (x *rdfxml) open(start xml.StartElement, outer scope) (element, error) {
	e := element{scope: outer, tag: start.Name}
	e.depth++
	if e.depth > MaxDepth {
		return e, x.fault("elements are nested deeper than %d", MaxDepth)
	}
	if err := x.bind(&e.scope, start.Attr); err != nil {
		return e, err
	}
	namespace, err := x.namespace(start.Name.Space)
	if err != nil {
		return e, err
	}
	if namespace == "" {
		return e, x.fault("the element <%s> has no namespace", start.Name.Local)
	}
	e.iri = x.join(namespace, start.Name.Local)
	x.properties = x.properties[:0]
	for i, a := range start.Attr {
		if repeated(start.Attr[:i], a.Name) {
			return e, x.fault("the attribute %s stands twice", qualified(a.Name))
		}
		if err := x.attribute(&e, a); err != nil {
			return e, err
		}
	}
	e.properties = x.properties
	return e, nil
}

func repeated(before []xml.Attr, name xml.Name) bool {
	for i := range before {
		if before[i].Name == name {
			return true
		}
	}
	return false
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// bind takes the namespace declarations, xml:lang and xml:base of a start tag.
func (x *rdfxml) bind(s *scope, attrs []xml.Attr) error {
	x.bindings = x.bindings[:s.bound]
	for _, a := range attrs {
		switch {
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			x.bindings = append(x.bindings, binding{"", x.intern.string([]byte(a.Value))})
		case a.Name.Space == "xmlns" && a.Value == "":
			return x.fault("xmlns:%s: a prefix cannot be unbound", a.Name.Local)
		case a.Name.Space == "xmlns":
			x.bindings = append(x.bindings, binding{a.Name.Local, x.intern.string([]byte(a.Value))})
		case a.Name.Space == "xml" && a.Name.Local == "lang":
			s.language = a.Value
		case a.Name.Space == "xml" && a.Name.Local == "base":
			s.base, _, _ = strings.Cut(Resolve(s.base, a.Value), "#")
		}
	}
	s.bound = len(x.bindings)
	return nil
}

// namespace is what a prefix is bound to, empty for an element outside any namespace.
func (x *rdfxml) namespace(prefix string) (string, error) {
	for i := len(x.bindings) - 1; i >= 0; i-- {
		if x.bindings[i].prefix == prefix {
			return x.bindings[i].namespace, nil
		}
	}
	switch prefix {
	case "":
		return "", nil
	case "xml":
		return nsXML, nil
	}
	return "", x.fault("the prefix %q is not declared", prefix)
}

// join makes the IRI of a name.
func (x *rdfxml) join(namespace, local string) string {
	x.scratch = append(append(x.scratch[:0], namespace...), local...)
	return x.intern.string(x.scratch)
}

// attribute sorts one attribute of a start tag.
func (x *rdfxml) attribute(e *element, a xml.Attr) error {
	switch {
	case a.Name.Space == "xmlns", a.Name.Space == "xml", a.Name.Space == "" && strings.HasPrefix(strings.ToLower(a.Name.Local), "xml"):
		return nil // declarations, and names that XML keeps for itself
	case a.Name.Space == "":
		return x.bareAttribute(e, a)
	}
	namespace, err := x.namespace(a.Name.Space)
	if err != nil {
		return err
	}
	if namespace == nsRDF {
		return x.rdfAttribute(e, a)
	}
	x.properties = append(x.properties, property{x.join(namespace, a.Name.Local), a.Value})
	return nil
}

// bareAttribute takes an attribute without a namespace. Documents from before 2004 write about, ID and resource so.
func (x *rdfxml) bareAttribute(e *element, a xml.Attr) error {
	_, known := syntaxAttributes[a.Name.Local]
	if !known && a.Name.Local != "type" {
		return x.fault("the attribute %s has no namespace", a.Name.Local)
	}
	return x.rdfAttribute(e, a)
}

func (x *rdfxml) rdfAttribute(e *element, a xml.Attr) error {
	if which, ok := syntaxAttributes[a.Name.Local]; ok {
		if e.set[which] {
			return x.fault("the attribute rdf:%s stands twice", a.Name.Local)
		}
		e.set[which], e.values[which] = true, a.Value
		return nil
	}
	switch a.Name.Local {
	case "RDF", "Description", "li", "bagID", "aboutEach", "aboutEachPrefix":
		return x.fault("rdf:%s is not allowed as an attribute", a.Name.Local)
	}
	x.properties = append(x.properties, property{x.join(nsRDF, a.Name.Local), a.Value})
	return nil
}
