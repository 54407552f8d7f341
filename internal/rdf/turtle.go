package rdf

import (
	"bytes"
	"io"
	"strconv"
	"strings"
)

// turtle reads RDF 1.1 Turtle by recursive descent: one method for a production, the next byte decides.
type turtle struct {
	lexer
	base     string
	prefixes map[string]string
	// made counts the blank nodes without a label.
	made  int
	depth int
	yield Yield
}

func readTurtle(r io.Reader, o Options, yield Yield) error {
	t := turtle{lexer: newLexer(r, Turtle, o), base: o.Base, prefixes: make(map[string]string), yield: yield}
	for {
		if t.next() < 0 {
			return t.ended()
		}
		if err := t.statement(); err != nil {
			return err
		}
	}
}

// next skips white space and comments and shows the byte behind them.
func (t *turtle) next() int {
	for {
		switch c := t.peek(); c {
		case ' ', '\t', '\r':
			t.pos++
		case '\n':
			t.pos++
			t.newline()
		case '#':
			t.skipComment()
		default:
			return c
		}
	}
}

// skipComment skips to the end of the line, which stays in view.
func (l *lexer) skipComment() {
	for l.peek() >= 0 {
		n := bytes.IndexAny(l.buf[l.pos:l.end], "\n\r")
		if n >= 0 {
			l.pos += n
			return
		}
		l.pos = l.end
	}
}

func (t *turtle) expect(c byte) error {
	if t.next() != int(c) {
		return t.unexpected(strconv.Quote(string(c)))
	}
	t.pos++
	return nil
}

func (t *turtle) statement() error {
	if t.peek() == '@' {
		return t.atDirective()
	}
	subject, open, err := t.subject()
	if err != nil || !subject.isSet() {
		return err // a directive in the manner of SPARQL
	}
	if open || t.next() != '.' {
		if err := t.predicates(subject); err != nil {
			return err
		}
	}
	return t.expect('.')
}

func (t Term) isSet() bool { return t.kind != None }

// atDirective reads @prefix and @base, which end with a dot.
func (t *turtle) atDirective() error {
	t.pos++
	t.tok = t.tok[:0]
	if err := t.takeName("a directive"); err != nil {
		return err
	}
	switch word := string(t.tok); word {
	case "prefix":
		if err := t.prefix(); err != nil {
			return err
		}
	case "base":
		if err := t.rebase(); err != nil {
			return err
		}
	default:
		return t.fault("want @prefix or @base, found @%s", word)
	}
	return t.expect('.')
}

func (t *turtle) prefix() error {
	t.next()
	t.tok = t.tok[:0]
	if r, _ := t.runeAt(0); isNameBase(r) {
		if err := t.takeName("a prefix"); err != nil {
			return err
		}
	}
	if t.peek() != ':' {
		return t.unexpected("a prefix and a colon")
	}
	t.pos++
	prefix := string(t.tok)
	if t.next() != '<' {
		return t.unexpected("the IRI of a prefix")
	}
	iri, err := t.iri()
	if err != nil {
		return err
	}
	if len(t.prefixes) >= MaxPrefixes {
		return t.fault("more than %d prefixes", MaxPrefixes)
	}
	t.prefixes[prefix] = iri
	return nil
}

func (t *turtle) rebase() error {
	if t.next() != '<' {
		return t.unexpected("the IRI of the base")
	}
	iri, err := t.iri()
	if err == nil {
		t.base = iri
	}
	return err
}

// subject reads a subject. It is open if a property must follow, and None after a directive in the manner of SPARQL.
func (t *turtle) subject() (subject Term, open bool, err error) {
	switch c, _ := t.runeAt(0); {
	case c == '<':
		iri, err := t.iri()
		return NewIRI(iri), true, err
	case c == '_':
		subject, err = t.labelled()
		return subject, true, err
	case c == '(':
		subject, err = t.collection()
		return subject, true, err
	case c == '[':
		return t.propertyList()
	case c == ':' || isNameBase(c):
		return t.namedSubject()
	}
	return Term{}, false, t.unexpected("a subject or a directive")
}

func (t *turtle) namedSubject() (Term, bool, error) {
	iri, word, err := t.name()
	switch {
	case err != nil:
		return Term{}, false, err
	case word == "":
		return NewIRI(iri), true, nil
	case strings.EqualFold(word, "prefix"):
		return Term{}, false, t.prefix()
	case strings.EqualFold(word, "base"):
		return Term{}, false, t.rebase()
	}
	return Term{}, false, t.fault("want a subject or a directive, found %q", word)
}

// predicates reads predicateObjectList.
func (t *turtle) predicates(subject Term) error {
	for {
		verb, err := t.verb()
		if err != nil {
			return err
		}
		if err := t.objects(subject, verb); err != nil {
			return err
		}
		if t.next() != ';' {
			return nil
		}
		for t.next() == ';' {
			t.pos++
		}
		if c := t.peek(); c == '.' || c == ']' {
			return nil
		}
	}
}

func (t *turtle) verb() (Term, error) {
	c := t.next()
	if c == '<' {
		iri, err := t.iri()
		return NewIRI(iri), err
	}
	if r, _ := t.runeAt(0); c != ':' && !isNameBase(r) {
		return Term{}, t.unexpected("a property")
	}
	iri, word, err := t.name()
	switch {
	case err != nil:
		return Term{}, err
	case word == "a":
		return NewIRI(Type), nil
	case word != "":
		return Term{}, t.fault("want a property, found %q", word)
	}
	return NewIRI(iri), nil
}

func (t *turtle) objects(subject, verb Term) error {
	for {
		object, err := t.object()
		if err != nil {
			return err
		}
		if err := t.yield(Triple{subject, verb, object}, t.position()); err != nil {
			return err
		}
		if t.next() != ',' {
			return nil
		}
		t.pos++
	}
}

func (t *turtle) object() (Term, error) {
	t.next()
	switch c, _ := t.runeAt(0); {
	case c == '<':
		iri, err := t.iri()
		return NewIRI(iri), err
	case c == '"' || c == '\'':
		return t.literal(byte(c))
	case c == '_':
		return t.labelled()
	case c == '[':
		node, _, err := t.propertyList()
		return node, err
	case c == '(':
		return t.collection()
	case isDigit(c) || c == '+' || c == '-' || c == '.':
		return t.number()
	case c == ':' || isNameBase(c):
		return t.namedObject()
	}
	return Term{}, t.unexpected("an object")
}

func (t *turtle) namedObject() (Term, error) {
	iri, word, err := t.name()
	switch {
	case err != nil:
		return Term{}, err
	case word == "":
		return NewIRI(iri), nil
	case word == "true" || word == "false":
		return NewLiteral(word, xsdBoolean), nil
	}
	return Term{}, t.fault("want an object, found %q", word)
}

// descend guards the recursion of lists and property lists; ascend undoes it.
func (t *turtle) descend() error {
	t.depth++
	if t.depth > MaxDepth {
		return t.fault("lists and property lists are nested deeper than %d", MaxDepth)
	}
	return nil
}

func (t *turtle) ascend() { t.depth-- }

// propertyList reads [ … ]. An empty one is a subject of which something must be said.
func (t *turtle) propertyList() (node Term, empty bool, err error) {
	if err := t.descend(); err != nil {
		return Term{}, false, err
	}
	defer t.ascend()
	t.pos++
	node = t.fresh()
	if t.next() == ']' {
		t.pos++
		return node, true, nil
	}
	if err := t.predicates(node); err != nil {
		return Term{}, false, err
	}
	return node, false, t.expect(']')
}

// collection reads ( … ) as a chain of rdf:first and rdf:rest.
func (t *turtle) collection() (Term, error) {
	if err := t.descend(); err != nil {
		return Term{}, err
	}
	defer t.ascend()
	t.pos++
	head, last := NewIRI(rdfNil), Term{}
	for t.next() != ')' {
		cell := t.fresh()
		if err := t.link(&head, last, cell); err != nil {
			return Term{}, err
		}
		item, err := t.object()
		if err != nil {
			return Term{}, err
		}
		if err := t.yield(Triple{cell, NewIRI(rdfFirst), item}, t.position()); err != nil {
			return Term{}, err
		}
		last = cell
	}
	t.pos++
	if !last.isSet() {
		return head, nil
	}
	return head, t.yield(Triple{last, NewIRI(rdfRest), NewIRI(rdfNil)}, t.position())
}

// link hangs a cell behind the last one of its list, or makes it the head.
func (t *turtle) link(head *Term, last, cell Term) error {
	if !last.isSet() {
		*head = cell
		return nil
	}
	return t.yield(Triple{last, NewIRI(rdfRest), cell}, t.position())
}

func (t *turtle) fresh() Term {
	t.made++
	return NewBlank(madeLabel(t.made))
}

func (t *turtle) labelled() (Term, error) {
	label, err := t.blankLabel()
	return NewBlank(documentLabel(label)), err
}
