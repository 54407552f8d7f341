package rdf

import (
	"fmt"
	"slices"
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
	tag    xmlName
	set    [attrCount]bool
	values [attrCount]string
	// properties are the attributes that state something; they share one buffer and are valid until the next token.
	properties []property
}

type property struct{ iri, value string }

func (e *element) has(a syntaxAttribute) bool { return e.set[a] }

// open resolves the start tag just read within its surroundings.
func (x *rdfxml) open(outer scope) (element, error) {
	e := element{scope: outer, tag: x.name}
	e.depth++
	if e.depth > MaxDepth {
		return e, x.fault("elements are nested deeper than %d", MaxDepth)
	}
	if err := x.bind(&e.scope); err != nil {
		return e, err
	}
	namespace, err := x.namespace(x.name.prefix)
	if err != nil {
		return e, err
	}
	if namespace == "" {
		return e, x.fault("the element <%s> has no namespace", x.name.local)
	}
	e.iri = x.join(namespace, x.name.local)
	x.properties = x.properties[:0]
	for _, a := range x.attrs {
		if err := x.attribute(&e, a); err != nil {
			return e, err
		}
	}
	e.properties = x.properties
	return e, nil
}

// bind takes the namespace declarations, xml:lang and xml:base of a start tag.
func (x *rdfxml) bind(s *scope) error {
	x.bindings = x.bindings[:s.bound]
	for _, a := range x.attrs {
		switch {
		case a.name.prefix == "" && a.name.local == "xmlns", a.name.prefix == "xmlns" && a.value != "":
			if err := x.soundNamespace(a.value); err != nil {
				return err
			}
			prefix := a.name.local
			if a.name.prefix == "" {
				prefix = ""
			}
			x.bindings = append(x.bindings, binding{prefix, a.value})
		case a.name.prefix == "xmlns":
			return x.fault("xmlns:%s: a prefix cannot be unbound", a.name.local)
		case a.name.prefix == "xml" && a.name.local == "lang":
			if err := x.speak(s, a.value); err != nil {
				return err
			}
		case a.name.prefix == "xml" && a.name.local == "base":
			s.base, _, _ = strings.Cut(Resolve(s.base, a.value), "#")
		}
	}
	s.bound = len(x.bindings)
	return nil
}

// speak takes a language; xml:lang="" ends one.
func (x *rdfxml) speak(s *scope, language string) error {
	switch {
	case language == "" || isWellFormedLanguage(language):
		s.language = language
	case x.warn == nil:
		return x.fault("%q is not a language tag", language)
	default:
		s.language = ""
		x.warn(Warning{Position: x.position(), Rule: fmt.Sprintf("%q is not a language tag; texts are kept without it", language)})
	}
	return nil
}

// soundNamespace holds that a namespace, if there is one, is the beginning of an IRI: the
// names in it become IRIs as they stand, without a base.
func (x *rdfxml) soundNamespace(namespace string) error {
	rule := faultOfIRI(namespace)
	switch {
	case rule == "" && (namespace == "" || IsAbsolute(namespace)):
		return nil
	case rule == "":
		rule = "a namespace is an absolute IRI"
	}
	if x.warn == nil {
		return x.fault("%s: %q", rule, namespace)
	}
	x.warn(Warning{Position: x.position(), IRI: namespace, Rule: rule})
	return nil
}

// namespace is what a prefix is bound to, empty for an element outside any namespace.
func (x *rdfxml) namespace(prefix string) (string, error) {
	for _, v := range slices.Backward(x.bindings) {
		if v.prefix == prefix {
			return v.namespace, nil
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
func (x *rdfxml) attribute(e *element, a xmlAttr) error {
	switch {
	case a.name.prefix == "xmlns", a.name.prefix == "xml", a.name.prefix == "" && strings.HasPrefix(strings.ToLower(a.name.local), "xml"):
		return nil // declarations, and names that XML keeps for itself
	case a.name.prefix == "":
		return x.bareAttribute(e, a)
	}
	namespace, err := x.namespace(a.name.prefix)
	if err != nil {
		return err
	}
	if namespace == nsRDF {
		return x.rdfAttribute(e, a)
	}
	x.properties = append(x.properties, property{x.join(namespace, a.name.local), a.value})
	return nil
}

// bareAttribute takes an attribute without a namespace. Documents from before 2004 write about, ID and resource so.
func (x *rdfxml) bareAttribute(e *element, a xmlAttr) error {
	_, known := syntaxAttributes[a.name.local]
	if !known && a.name.local != "type" {
		return x.fault("the attribute %s has no namespace", a.name.local)
	}
	return x.rdfAttribute(e, a)
}

func (x *rdfxml) rdfAttribute(e *element, a xmlAttr) error {
	if which, ok := syntaxAttributes[a.name.local]; ok {
		if e.set[which] {
			return x.fault("the attribute rdf:%s stands twice", a.name.local)
		}
		e.set[which], e.values[which] = true, a.value
		return nil
	}
	switch a.name.local {
	case "RDF", "Description", "li", "bagID", "aboutEach", "aboutEachPrefix":
		return x.fault("rdf:%s is not allowed as an attribute", a.name.local)
	}
	x.properties = append(x.properties, property{x.join(nsRDF, a.name.local), a.value})
	return nil
}
