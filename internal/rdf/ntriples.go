package rdf

import "io"

// ntriples reads RDF 1.1 N-Triples: a statement a line, absolute IRIs, no abbreviation.
type ntriples struct {
	lexer
	yield Yield
}

func readNTriples(r io.Reader, o Options, yield Yield) error {
	n := ntriples{lexer: newLexer(r, NTriples, o), yield: yield}
	for {
		n.blanks()
		switch n.peek() {
		case -1:
			return n.ended()
		case '\n', '\r', '#':
		default:
			if err := n.statement(); err != nil {
				return err
			}
		}
		if err := n.lineEnd(); err != nil {
			return err
		}
	}
}

// blanks skips spaces and tabs.
func (n *ntriples) blanks() {
	for c := n.peek(); c == ' ' || c == '\t'; c = n.peek() {
		n.pos++
	}
}

// lineEnd skips a comment and the end of the line.
func (n *ntriples) lineEnd() error {
	n.blanks()
	switch n.peek() {
	case -1:
		return nil
	case '#':
		n.skipComment()
	case '\n', '\r':
	default:
		return n.unexpected("the end of the line")
	}
	for c := n.peek(); c == '\n' || c == '\r'; c = n.peek() {
		n.pos++
		if c == '\n' {
			n.newline()
		}
	}
	return nil
}

func (n *ntriples) statement() error {
	var t Triple
	var err error
	if t.Subject, err = n.resource("a subject"); err != nil {
		return err
	}
	n.blanks()
	if n.peek() != '<' {
		return n.unexpected("a predicate")
	}
	if t.Predicate, err = n.resource("a predicate"); err != nil {
		return err
	}
	n.blanks()
	if t.Object, err = n.object(); err != nil {
		return err
	}
	n.blanks()
	if n.peek() != '.' {
		return n.unexpected(`"."`)
	}
	at := n.position()
	n.pos++
	return n.yield(t, at)
}

func (n *ntriples) resource(what string) (Term, error) {
	switch n.peek() {
	case '<':
		iri, err := n.absoluteIRI()
		return NewIRI(iri), err
	case '_':
		label, err := n.blankLabel()
		return NewBlank(label), err
	}
	return Term{}, n.unexpected(what)
}

func (n *ntriples) absoluteIRI() (string, error) {
	iri, err := n.iriRef()
	if err != nil || IsAbsolute(iri) {
		return iri, err
	}
	if n.warn == nil {
		return "", n.fault("an IRI is absolute in N-Triples: <%s>", iri)
	}
	n.warn(Warning{Position: n.position(), IRI: iri, Rule: "an IRI is absolute in N-Triples"})
	return iri, nil
}

func (n *ntriples) object() (Term, error) {
	if n.peek() != '"' {
		return n.resource("an object")
	}
	if err := n.quoted('"'); err != nil {
		return Term{}, err
	}
	value := n.intern.string(n.tok)
	switch n.peek() {
	case '@':
		if err := n.language(); err != nil {
			return Term{}, err
		}
		return NewText(value, n.intern.string(n.tok)), nil
	case '^':
		if n.peekAt(1) != '^' || n.peekAt(2) != '<' {
			return Term{}, n.fault(`want "^^" and the IRI of a datatype`)
		}
		n.pos += 2
		datatype, err := n.absoluteIRI()
		return NewLiteral(value, datatype), err
	}
	return NewLiteral(value, String), nil
}
