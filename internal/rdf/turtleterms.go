package rdf

import "strings"

// iri reads <…> and resolves it against the base.
func (t *turtle) iri() (string, error) {
	reference, err := t.iriRef()
	if err != nil {
		return "", err
	}
	iri := Resolve(t.base, reference)
	if IsAbsolute(iri) {
		return iri, nil
	}
	const rule = "a relative reference needs a base"
	if t.warn == nil {
		return "", t.fault("%s: <%s>", rule, reference)
	}
	t.warn(Warning{Position: t.position(), IRI: reference, Rule: rule})
	return iri, nil
}

// name reads a prefixed name, or a bare word if no colon follows.
func (t *turtle) name() (iri, word string, err error) {
	t.tok = t.tok[:0]
	if t.peek() != ':' {
		if err := t.takeName("a prefix"); err != nil {
			return "", "", err
		}
	}
	if t.peek() != ':' {
		return "", string(t.tok), nil
	}
	namespace, ok := t.prefixes[string(t.tok)]
	if !ok {
		return "", "", t.fault("the prefix %q is not declared", t.tok)
	}
	t.pos++
	t.tok = append(t.tok[:0], namespace...)
	if err := t.takeLocal(); err != nil {
		return "", "", err
	}
	return t.intern.string(t.tok), "", nil
}

// localEscapes are the characters that a backslash may stand before in a local name.
const localEscapes = "_~.-!$&'()*+,;=/?#@%"

// takeLocal gathers PN_LOCAL into the token.
func (t *turtle) takeLocal() error {
	first := true
	for ; ; first = false {
		if len(t.tok) > MaxLiteral {
			return t.fault("a name is longer than %d bytes", MaxLiteral)
		}
		r, size := t.runeAt(0)
		switch {
		case r == ':', isNameStart(r), isDigit(r), !first && isNameChar(r):
		case r == '.' && !first:
			if size = t.localDots(); size == 0 {
				return nil
			}
		case r == '%':
			if !isHex(rune(t.peekAt(1))) || !isHex(rune(t.peekAt(2))) {
				return t.fault("want two hexadecimal digits behind %% in a name")
			}
			size = 3
		case r == '\\':
			if c := t.peekAt(1); c < 0 || strings.IndexByte(localEscapes, byte(c)) < 0 {
				return t.fault(`want one of %s behind \ in a name`, localEscapes)
			}
			t.pos++
		case r == '/' && t.warn != nil:
			// Nothing in Turtle begins with a slash, so a register that forgot the backslash can mean nothing else.
			t.warn(Warning{Position: t.position(), IRI: string(t.tok), Rule: `a name holds no "/" without \ before it`})
		default:
			return nil
		}
		t.tok = append(t.tok, t.buf[t.pos:t.pos+size]...)
		t.pos += size
	}
}

// localDots is innerDots for a local name, which may also go on with : % and \.
func (t *turtle) localDots() int {
	n := 1
	for t.peekAt(n) == '.' {
		n++
	}
	if r, _ := t.runeAt(n); isNameChar(r) || r == ':' || r == '%' || r == '\\' {
		return n
	}
	return 0
}

// literal reads a quoted string and its language or datatype.
func (t *turtle) literal(quote byte) (Term, error) {
	if err := t.text(quote); err != nil {
		return Term{}, err
	}
	value := t.intern.string(t.tok)
	switch t.peek() {
	case '@':
		if err := t.language(); err != nil {
			return Term{}, err
		}
		return NewText(value, t.intern.string(t.tok)), nil
	case '^':
		if t.peekAt(1) != '^' {
			return Term{}, t.fault(`want "^^" and the IRI of a datatype`)
		}
		t.pos += 2
		datatype, err := t.datatype()
		return NewLiteral(value, datatype), err
	}
	return NewLiteral(value, String), nil
}

func (t *turtle) datatype() (string, error) {
	if t.next() == '<' {
		return t.iri()
	}
	if r, _ := t.runeAt(0); r != ':' && !isNameBase(r) {
		return "", t.unexpected("the IRI of a datatype")
	}
	iri, word, err := t.name()
	if word != "" {
		return "", t.fault("want the IRI of a datatype, found %q", word)
	}
	return iri, err
}

// text reads a string in one or three quotes into the token.
func (t *turtle) text(quote byte) error {
	if t.peekAt(1) != int(quote) {
		return t.quoted(quote)
	}
	if t.peekAt(2) != int(quote) {
		t.pos += 2
		t.tok = t.tok[:0]
		return nil
	}
	t.pos += 3
	return t.longText(quote)
}

func (t *turtle) longText(quote byte) error {
	t.tok = t.tok[:0]
	for {
		if err := t.take(stopsOf(quote), "a string"); err != nil {
			return err
		}
		c := t.buf[t.pos]
		switch {
		case c == '\\':
			if err := t.escape(); err != nil {
				return err
			}
			continue
		case c == quote && t.peekAt(1) == int(quote) && t.peekAt(2) == int(quote):
			t.pos += 3
			return nil
		}
		t.tok = append(t.tok, c)
		t.pos++
		if c == '\n' {
			t.newline()
		}
	}
}

// number reads an integer, a decimal or a double, as its grammar tells them apart.
func (t *turtle) number() (Term, error) {
	t.tok = t.tok[:0]
	datatype := xsdInteger
	if c := t.peek(); c == '+' || c == '-' {
		t.takeByte()
	}
	digits := t.takeDigits()
	if t.peek() == '.' && (isDigit(rune(t.peekAt(1))) || digits > 0 && t.exponentAt(1)) {
		datatype = xsdDecimal
		t.takeByte()
		digits += t.takeDigits()
	}
	if digits == 0 {
		return Term{}, t.unexpected("a number")
	}
	if t.exponentAt(0) {
		datatype = xsdDouble
		t.takeByte()
		if c := t.peek(); c == '+' || c == '-' {
			t.takeByte()
		}
		t.takeDigits()
	}
	if len(t.tok) > maxNumber {
		return Term{}, t.fault("a number is longer than %d digits", maxNumber)
	}
	return NewLiteral(t.intern.string(t.tok), datatype), nil
}

// maxNumber bounds the digits of a number.
const maxNumber = 4096

func (t *turtle) takeByte() {
	t.tok = append(t.tok, t.buf[t.pos])
	t.pos++
}

func (t *turtle) takeDigits() int {
	n := 0
	for isDigit(rune(t.peek())) && len(t.tok) <= maxNumber {
		t.takeByte()
		n++
	}
	return n
}

// exponentAt tells whether a whole exponent begins n bytes further on.
func (t *turtle) exponentAt(n int) bool {
	if c := t.peekAt(n); c != 'e' && c != 'E' {
		return false
	}
	n++
	if c := t.peekAt(n); c == '+' || c == '-' {
		n++
	}
	return isDigit(rune(t.peekAt(n)))
}
