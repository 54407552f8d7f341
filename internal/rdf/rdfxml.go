package rdf

import (
	"io"
	"slices"
	"strconv"
)

// rdfxml reads RDF 1.1 XML Syntax by recursive descent over the tokens: nodes and properties take turns. No tree is
// built; what is alive is the chain of elements from the root to the token.
type rdfxml struct {
	*markup
	yield Yield

	bindings   []binding
	properties []property
	scratch    []byte
	// text gathers the content of one property.
	text []byte
	// names are the IRIs given by rdf:ID, each of which may be given once.
	names map[string]struct{}
	made  int
}

const (
	rdfRDF         = nsRDF + "RDF"
	rdfDescription = nsRDF + "Description"
	rdfLi          = nsRDF + "li"
)

// notNodes and notProperties are the names that the grammar forbids as elements of their kind (sections 6.2.2 to 7.2.6).
var (
	notNodes      = rdfNames("RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "li", "aboutEach", "aboutEachPrefix")
	notProperties = rdfNames("Description", "RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "aboutEach", "aboutEachPrefix")
)

func rdfNames(local ...string) map[string]bool {
	set := make(map[string]bool, len(local))
	for _, name := range local {
		set[nsRDF+name] = true
	}
	return set
}

func readXML(r io.Reader, o Options, yield Yield) error {
	m, err := newMarkup(r, o)
	if err != nil {
		return err
	}
	x := &rdfxml{markup: m, yield: yield, names: make(map[string]struct{})}
	if err := x.root(); err != nil {
		return err
	}
	e, err := x.open(scope{base: o.Base})
	if err != nil {
		return err
	}
	if e.iri == rdfRDF {
		err = x.document(e)
	} else {
		_, err = x.node(e)
	}
	if err != nil {
		return err
	}
	return x.epilog()
}

// root finds the root element.
func (x *rdfxml) root() error {
	for {
		token, err := x.next()
		if err != nil {
			return err
		}
		switch token {
		case startTag:
			return nil
		case endOfText:
			return x.fault("want an element, found the end of the text")
		case endTag:
			return x.fault("want an element, found </%s>", x.name)
		case characters:
			if !isSpace(x.tok) {
				return x.fault("want an element, found text")
			}
		case comment, instruction:
		}
	}
}

// epilog admits comments, instructions and white space behind the root.
func (x *rdfxml) epilog() error {
	for {
		token, err := x.next()
		if err != nil {
			return err
		}
		switch token {
		case endOfText:
			return nil
		case startTag, endTag:
			return x.fault("a document has one root element")
		case characters:
			if !isSpace(x.tok) {
				return x.fault("want the end of the document, found text")
			}
		case comment, instruction:
		}
	}
}

func isSpace(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}

// child finds the next element within e; there is none if the end tag of e comes first. Text other than white space is
// a fault.
func (x *rdfxml) child(e *element) (found bool, err error) {
	for {
		token, err := x.content(e)
		if err != nil {
			return false, err
		}
		switch token {
		case startTag:
			return true, nil
		case endTag:
			return false, nil
		case characters:
			if !isSpace(x.tok) {
				return false, x.fault("text is not allowed in <%s>", e.tag)
			}
		case comment, instruction, endOfText:
		}
	}
}

// content is the next token within e; an end tag is the one of e.
func (x *rdfxml) content(e *element) (token, error) {
	token, err := x.next()
	switch {
	case err != nil:
		return token, err
	case token == endOfText:
		return token, x.fault("want </%s>, found the end of the text", e.tag)
	case token == endTag && x.name != e.tag:
		return token, x.fault("want </%s>, found </%s>", e.tag, x.name)
	}
	return token, nil
}

// document reads rdf:RDF.
func (x *rdfxml) document(e element) error {
	if e.set != [attrCount]bool{} || len(e.properties) > 0 {
		return x.fault("rdf:RDF has no attributes of its own")
	}
	for {
		found, err := x.child(&e)
		if err != nil || !found {
			return err
		}
		inner, err := x.open(e.scope)
		if err != nil {
			return err
		}
		if _, err := x.node(inner); err != nil {
			return err
		}
	}
}

// node reads a node element (section 7.2.11) with everything said about it.
func (x *rdfxml) node(e element) (Term, error) {
	if notNodes[e.iri] {
		return Term{}, x.fault("<%s> is not allowed as a node", e.tag)
	}
	subject, err := x.subject(&e)
	if err != nil {
		return Term{}, err
	}
	if e.iri != rdfDescription {
		if err := x.state(subject, Type, NewIRI(e.iri)); err != nil {
			return Term{}, err
		}
	}
	if err := x.propertyAttributes(subject, &e); err != nil {
		return Term{}, err
	}
	return subject, x.propertyElements(subject, &e)
}

func (x *rdfxml) subject(e *element) (Term, error) {
	if slices.ContainsFunc([]syntaxAttribute{attrResource, attrParseType, attrDatatype}, e.has) {
		return Term{}, x.fault("rdf:resource, rdf:parseType and rdf:datatype are not allowed on the node <%s>", e.tag)
	}
	switch {
	case e.has(attrID) && (e.has(attrNodeID) || e.has(attrAbout)), e.has(attrNodeID) && e.has(attrAbout):
		return Term{}, x.fault("<%s> has more than one of rdf:ID, rdf:nodeID and rdf:about", e.tag)
	case e.has(attrID):
		return x.named(e)
	case e.has(attrNodeID):
		return x.labelled(e)
	case e.has(attrAbout):
		iri, err := x.iri(e, e.values[attrAbout])
		return NewIRI(iri), err
	}
	return x.fresh(), nil
}

// named is the resource that rdf:ID names.
func (x *rdfxml) named(e *element) (Term, error) {
	id := e.values[attrID]
	if !isNCName(id) {
		return Term{}, x.fault("rdf:ID %q is not a name", id)
	}
	iri, err := x.iri(e, "#"+id)
	if err != nil {
		return Term{}, err
	}
	if _, taken := x.names[iri]; taken {
		return Term{}, x.fault("rdf:ID %q is given twice", id)
	}
	if len(x.names) >= MaxNames {
		return Term{}, x.fault("more than %d names given by rdf:ID", MaxNames)
	}
	x.names[iri] = struct{}{}
	return NewIRI(iri), nil
}

func (x *rdfxml) labelled(e *element) (Term, error) {
	label := e.values[attrNodeID]
	if !isNCName(label) {
		return Term{}, x.fault("rdf:nodeID %q is not a name", label)
	}
	return NewBlank(documentLabel(label)), nil
}

func (x *rdfxml) fresh() Term {
	x.made++
	return NewBlank(madeLabel(x.made))
}

// iri resolves a reference against the base of its element.
func (x *rdfxml) iri(e *element, reference string) (string, error) {
	iri := Resolve(e.base, reference)
	rule := faultOfIRI(iri)
	if rule == "" && !IsAbsolute(iri) {
		rule = "a relative reference needs a base"
	}
	if rule == "" {
		return iri, nil
	}
	if x.warn == nil {
		return "", x.fault("%s: %q", rule, reference)
	}
	x.warn(Warning{Position: x.position(), IRI: reference, Rule: rule})
	return iri, nil
}

// state yields one triple.
func (x *rdfxml) state(subject Term, predicate string, object Term) error {
	return x.yield(Triple{subject, NewIRI(predicate), object}, x.position())
}

// propertyAttributes states what the attributes of a node say of it.
func (x *rdfxml) propertyAttributes(subject Term, e *element) error {
	for _, p := range e.properties {
		object := e.literal(p.value)
		if p.iri == Type {
			iri, err := x.iri(e, p.value)
			if err != nil {
				return err
			}
			object = NewIRI(iri)
		}
		if err := x.state(subject, p.iri, object); err != nil {
			return err
		}
	}
	return nil
}

// literal is a plain value in the language of the element.
func (e *element) literal(value string) Term {
	if e.language != "" {
		return NewText(value, e.language)
	}
	return NewLiteral(value, String)
}

// propertyElements reads the properties within a node up to its end tag.
func (x *rdfxml) propertyElements(subject Term, e *element) error {
	for members := 0; ; {
		found, err := x.child(e)
		if err != nil || !found {
			return err
		}
		p, err := x.open(e.scope)
		if err != nil {
			return err
		}
		if p.iri == rdfLi {
			members++
			p.iri = nsRDF + "_" + strconv.Itoa(members)
		}
		if err := x.property(subject, &p); err != nil {
			return err
		}
		x.bindings = x.bindings[:e.bound]
	}
}
