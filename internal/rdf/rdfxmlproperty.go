package rdf

// property reads a property element (section 7.2.14). Its attributes decide which of the forms it has.
func (x *rdfxml) property(subject Term, e *element) error {
	if notProperties[e.iri] {
		return x.fault("<%s> is not allowed as a property", e.tag)
	}
	if e.has(attrAbout) {
		return x.fault("rdf:about is not allowed on the property <%s>", e.tag)
	}
	statement, err := x.statementName(e)
	if err != nil {
		return err
	}
	object, err := x.propertyObject(e)
	if err != nil || !object.isSet() {
		return err
	}
	if err := x.state(subject, e.iri, object); err != nil {
		return err
	}
	return x.reify(statement, Triple{subject, NewIRI(e.iri), object})
}

// statementName is the name that rdf:ID gives the statement, if it does.
func (x *rdfxml) statementName(e *element) (Term, error) {
	if !e.has(attrID) {
		return Term{}, nil
	}
	return x.named(e)
}

func (x *rdfxml) reify(name Term, t Triple) error {
	if !name.isSet() {
		return nil
	}
	if err := x.state(name, Type, NewIRI(nsRDF+"Statement")); err != nil {
		return err
	}
	if err := x.state(name, nsRDF+"subject", t.Subject); err != nil {
		return err
	}
	if err := x.state(name, nsRDF+"predicate", t.Predicate); err != nil {
		return err
	}
	return x.state(name, nsRDF+"object", t.Object)
}

func (x *rdfxml) propertyObject(e *element) (Term, error) {
	resource, node, datatype := e.has(attrResource), e.has(attrNodeID), e.has(attrDatatype)
	refers := resource || node || len(e.properties) > 0
	switch {
	case e.has(attrParseType) && (refers || datatype):
		return Term{}, x.fault("rdf:parseType stands alone on the property <%s>", e.tag)
	case e.has(attrParseType):
		return x.parsed(e)
	case refers && datatype, resource && node:
		return Term{}, x.fault("the attributes of the property <%s> exclude each other", e.tag)
	case refers:
		return x.reference(e)
	case datatype:
		return x.typedLiteral(e)
	}
	return x.nodeOrLiteral(e)
}

// reference reads an empty property element whose attributes name and describe its object.
func (x *rdfxml) reference(e *element) (Term, error) {
	object, err := x.referenced(e)
	if err != nil {
		return Term{}, err
	}
	if err := x.propertyAttributes(object, e); err != nil {
		return Term{}, err
	}
	if found, err := x.child(e); err != nil || !found {
		return object, err
	}
	return Term{}, x.fault("the property <%s> has its object in an attribute and holds no element", e.tag)
}

func (x *rdfxml) referenced(e *element) (Term, error) {
	switch {
	case e.has(attrResource):
		iri, err := x.iri(e, e.values[attrResource])
		return NewIRI(iri), err
	case e.has(attrNodeID):
		return x.labelled(e)
	}
	return x.fresh(), nil
}

func (x *rdfxml) typedLiteral(e *element) (Term, error) {
	datatype, err := x.iri(e, e.values[attrDatatype])
	if err != nil {
		return Term{}, err
	}
	if found, err := x.gather(e); err != nil {
		return Term{}, err
	} else if found {
		return Term{}, x.fault("the property <%s> has a datatype and holds no element", e.tag)
	}
	return NewLiteral(string(x.text), datatype), nil
}

// nodeOrLiteral reads a property that holds either one node or text.
func (x *rdfxml) nodeOrLiteral(e *element) (Term, error) {
	found, err := x.gather(e)
	if err != nil {
		return Term{}, err
	}
	if !found {
		return e.literal(string(x.text)), nil
	}
	if !isSpace(x.text) {
		return Term{}, x.fault("the property <%s> holds text beside an element", e.tag)
	}
	inner, err := x.open(e.scope)
	if err != nil {
		return Term{}, err
	}
	object, err := x.node(inner)
	if err != nil {
		return Term{}, err
	}
	if more, err := x.child(e); err != nil || !more {
		return object, err
	}
	return Term{}, x.fault("the property <%s> holds more than one element", e.tag)
}

// gather collects text up to the first element, which it finds, or the end tag of e.
func (x *rdfxml) gather(e *element) (found bool, err error) {
	x.text = x.text[:0]
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
			if x.text = append(x.text, x.tok...); len(x.text) > MaxLiteral {
				return false, x.fault("a literal is longer than %d bytes", MaxLiteral)
			}
		case comment, instruction, endOfText:
		}
	}
}

// parsed reads a property whose rdf:parseType says what its content is; any unknown type means a literal.
func (x *rdfxml) parsed(e *element) (Term, error) {
	switch e.values[attrParseType] {
	case "Resource":
		object := x.fresh()
		return object, x.propertyElements(object, e)
	case "Collection":
		return x.collection(e)
	}
	return x.xmlLiteral(e)
}

// collection reads the nodes within e as a list.
func (x *rdfxml) collection(e *element) (Term, error) {
	head, last := NewIRI(rdfNil), Term{}
	for {
		found, err := x.child(e)
		if err != nil {
			return Term{}, err
		}
		if !found {
			break
		}
		inner, err := x.open(e.scope)
		if err != nil {
			return Term{}, err
		}
		cell := x.fresh()
		if !last.isSet() {
			head = cell
		} else if err := x.state(last, rdfRest, cell); err != nil {
			return Term{}, err
		}
		item, err := x.node(inner)
		if err != nil {
			return Term{}, err
		}
		if err := x.state(cell, rdfFirst, item); err != nil {
			return Term{}, err
		}
		last = cell
	}
	if !last.isSet() {
		return head, nil
	}
	return head, x.state(last, rdfRest, NewIRI(rdfNil))
}
