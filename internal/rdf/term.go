package rdf

import "strings"

// Kind says what a term is.
type Kind uint8

const (
	// None is the kind of the zero Term, which is no term of RDF.
	None Kind = iota
	// IRI is a resource with a name.
	IRI
	// Blank is a resource without one; its label is valid within one read.
	Blank
	// Literal is a value with a datatype.
	Literal
	// Text is a literal with a language (rdf:langString).
	Text
)

// Namespaces of the vocabularies this package itself must know.
const (
	nsRDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsXSD = "http://www.w3.org/2001/XMLSchema#"
	nsXML = "http://www.w3.org/XML/1998/namespace"
)

// IRIs of the datatypes and properties that the syntaxes abbreviate.
const (
	Type       = nsRDF + "type"
	LangString = nsRDF + "langString"
	XMLLiteral = nsRDF + "XMLLiteral"
	String     = nsXSD + "string"

	rdfFirst = nsRDF + "first"
	rdfRest  = nsRDF + "rest"
	rdfNil   = nsRDF + "nil"

	xsdBoolean = nsXSD + "boolean"
	xsdInteger = nsXSD + "integer"
	xsdDecimal = nsXSD + "decimal"
	xsdDouble  = nsXSD + "double"
)

// Term is a node or a property of a graph: a small value, equal under == to every equal term of the same read.
type Term struct {
	kind  Kind
	value string
	// tag is the datatype of a Literal, the language of a Text and empty otherwise: one field, so that a term can
	// never hold both.
	tag string
}

// NewIRI names a resource.
func NewIRI(iri string) Term { return Term{kind: IRI, value: iri} }

// NewBlank is the nameless resource with this label, without the leading "_:".
func NewBlank(label string) Term { return Term{kind: Blank, value: label} }

// NewLiteral is a value with the IRI of its datatype; an empty datatype is xsd:string.
func NewLiteral(value, datatype string) Term {
	if datatype == "" {
		datatype = String
	}
	return Term{kind: Literal, value: value, tag: datatype}
}

// NewText is a value in a language. The value space of language tags is lower case (RDF 1.1 Concepts, 3.3), so "de-DE"
// and "de-de" are one term.
func NewText(value, language string) Term {
	return Term{kind: Text, value: value, tag: strings.ToLower(language)}
}

// Kind says what the term is.
func (t Term) Kind() Kind { return t.kind }

// Value is the IRI, the label of the blank node or the lexical form of the literal.
func (t Term) Value() string { return t.value }

// IsIRI tells whether the term names a resource.
func (t Term) IsIRI() bool { return t.kind == IRI }

// IsLiteral tells whether the term is a value, with a language or without.
func (t Term) IsLiteral() bool { return t.kind == Literal || t.kind == Text }

// Datatype is the IRI of a literal's datatype, empty for a resource.
func (t Term) Datatype() string {
	switch t.kind {
	case Literal:
		return t.tag
	case Text:
		return LangString
	case None, IRI, Blank:
	}
	return ""
}

// Language is the lower-case language tag of a Text, otherwise empty.
func (t Term) Language() string {
	if t.kind == Text {
		return t.tag
	}
	return ""
}

// String is the term as N-Triples writes it.
func (t Term) String() string { return string(appendTerm(nil, t)) }

// Triple is one statement.
type Triple struct {
	Subject, Predicate, Object Term
}

// String is the statement as N-Triples writes it, without the line's end.
func (t Triple) String() string { return string(appendTriple(nil, t)) }
