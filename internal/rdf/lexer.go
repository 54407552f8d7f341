package rdf

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// lexer reads the terms that Turtle and N-Triples share. A token is gathered in tok, so that it may span windows.
type lexer struct {
	source
	format Format
	warn   func(Warning)
	intern *interner
	tok    []byte
}

func newLexer(r io.Reader, f Format, o Options) lexer {
	return lexer{source: newSource(r), format: f, warn: o.Warn, intern: newInterner()}
}

// fault is an error at the place reached. At the end of a text that broke off, the reason for that is the error.
func (l *lexer) fault(rule string, args ...any) error {
	e := &Error{Format: l.format, Position: l.position(), Rule: fmt.Sprintf(rule, args...)}
	if l.pos == l.end && l.err != nil && !errors.Is(l.err, io.EOF) {
		e.Rule, e.Err = "the text can be read no further", l.err
	}
	return e
}

// unexpected is the fault of finding something else than was wanted.
func (l *lexer) unexpected(wanted string) error {
	c, _ := l.runeAt(0)
	if c < 0 {
		return l.fault("want %s, found the end of the text", wanted)
	}
	return l.fault("want %s, found %q", wanted, c)
}

// ended is nil at the regular end of the text.
func (l *lexer) ended() error {
	if errors.Is(l.err, io.EOF) {
		return nil
	}
	return l.fault("want the end of the text")
}

// more makes the next byte of a token visible and holds the token to its limit.
func (l *lexer) more(what string) error {
	if len(l.tok) > MaxLiteral {
		return l.fault("%s is longer than %d bytes", what, MaxLiteral)
	}
	if l.pos == l.end && !l.refill() {
		return l.fault("want the end of %s, found the end of the text", what)
	}
	return nil
}

// take gathers bytes up to the first for which stop holds and leaves that in view.
func (l *lexer) take(stop *[256]bool, what string) error {
	for {
		if err := l.more(what); err != nil {
			return err
		}
		i := l.pos
		for i < l.end && !stop[l.buf[i]] {
			i++
		}
		l.tok = append(l.tok, l.buf[l.pos:i]...)
		l.pos = i
		if i < l.end {
			return nil
		}
	}
}

// stops is the set of these bytes.
func stops(stop func(c byte) bool) *[256]bool {
	var set [256]bool
	for c := range 256 {
		set[c] = stop(byte(c))
	}
	return &set
}

var iriStops = stops(forbiddenInIRI)

// iriRef reads <…> and gives the reference as it was meant, escapes resolved, not yet resolved against a base.
func (l *lexer) iriRef() (string, error) {
	l.pos++
	l.tok = l.tok[:0]
	suspect := false
	for {
		if err := l.take(iriStops, "an IRI"); err != nil {
			return "", err
		}
		switch c := l.buf[l.pos]; {
		case c == '>':
			l.pos++
			return l.checkedIRI(suspect)
		case c == '\\':
			suspect = true
			if err := l.unicodeEscape(); err != nil {
				return "", err
			}
		case l.warn != nil && c != '\n' && c != '\r':
			suspect = true
			l.tok = append(l.tok, c)
			l.pos++
		default:
			return "", l.fault("an IRI holds no %q", c)
		}
	}
}

func (l *lexer) checkedIRI(suspect bool) (string, error) {
	iri := l.intern.string(l.tok)
	if !suspect {
		return iri, nil
	}
	if rule := faultOfIRI(iri); rule != "" {
		if l.warn == nil {
			return "", l.fault("%s: <%s>", rule, iri)
		}
		l.warn(Warning{Position: l.position(), IRI: iri, Rule: rule})
	}
	return iri, nil
}

// unicodeEscape reads \uXXXX or \UXXXXXXXX into the token.
func (l *lexer) unicodeEscape() error {
	var digits int
	switch l.peekAt(1) {
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return l.fault(`want \u and four or \U and eight hexadecimal digits`)
	}
	l.pos += 2
	if l.peekAt(digits-1) < 0 {
		return l.fault("want %d hexadecimal digits", digits)
	}
	r, err := parseRune(string(l.buf[l.pos:l.pos+digits]), 16)
	if err != nil {
		return l.fault("escape: %v", err)
	}
	l.pos += digits
	l.tok = utf8.AppendRune(l.tok, r)
	return nil
}

// escape reads one escape of a literal into the token.
func (l *lexer) escape() error {
	c := l.peekAt(1)
	switch c {
	case 't':
		c = '\t'
	case 'b':
		c = '\b'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 'f':
		c = '\f'
	case '"', '\'', '\\':
	default:
		return l.unicodeEscape()
	}
	l.pos += 2
	l.tok = append(l.tok, byte(c))
	return nil
}

var (
	doubleStops = stops(func(c byte) bool { return c == '"' || c == '\\' || c == '\n' || c == '\r' })
	singleStops = stops(func(c byte) bool { return c == '\'' || c == '\\' || c == '\n' || c == '\r' })
)

func stopsOf(quote byte) *[256]bool {
	if quote == '"' {
		return doubleStops
	}
	return singleStops
}

// quoted reads a string of one line into the token.
func (l *lexer) quoted(quote byte) error {
	l.pos++
	l.tok = l.tok[:0]
	for {
		if err := l.take(stopsOf(quote), "a string"); err != nil {
			return err
		}
		switch l.buf[l.pos] {
		case quote:
			l.pos++
			return nil
		case '\\':
			if err := l.escape(); err != nil {
				return err
			}
		default:
			return l.fault("a string in single quotes or double quotes ends on its line")
		}
	}
}

// blankLabel reads _:label.
func (l *lexer) blankLabel() (string, error) {
	if l.peekAt(1) != ':' {
		return "", l.fault(`want "_:" and the label of a blank node`)
	}
	l.pos += 2
	l.tok = l.tok[:0]
	if r, _ := l.runeAt(0); !isNameStart(r) && !isDigit(r) {
		return "", l.unexpected("the label of a blank node")
	}
	if err := l.takeName("a blank node label"); err != nil {
		return "", err
	}
	return l.intern.string(l.tok), nil
}

// takeName gathers name characters and the dots between them into the token.
func (l *lexer) takeName(what string) error {
	for {
		r, size := l.runeAt(0)
		if r == '.' {
			size = l.innerDots()
		} else if !isNameChar(r) {
			size = 0
		}
		if size == 0 {
			return nil
		}
		l.tok = append(l.tok, l.buf[l.pos:l.pos+size]...)
		l.pos += size
		if len(l.tok) > MaxLiteral {
			return l.fault("%s is longer than %d bytes", what, MaxLiteral)
		}
	}
}

// innerDots is the number of dots in view if a name goes on behind them, otherwise 0: the last dot of "a.b." ends the
// statement.
func (l *lexer) innerDots() int {
	n := 1
	for l.peekAt(n) == '.' {
		n++
	}
	if r, _ := l.runeAt(n); isNameChar(r) {
		return n
	}
	return 0
}

// language reads @tag into the token.
func (l *lexer) language() error {
	l.pos++
	l.tok = l.tok[:0]
	part := 0
	for {
		c := l.peek()
		switch {
		case isLetter(rune(c)), part > 0 && isDigit(rune(c)):
		case c == '-' && len(l.tok) > part:
			part = len(l.tok) + 1
		case len(l.tok) > part:
			return nil
		default:
			return l.unexpected("a language tag")
		}
		l.tok = append(l.tok, byte(c))
		l.pos++
		if len(l.tok) > maxLanguage {
			return l.fault("a language tag is longer than %d bytes", maxLanguage)
		}
	}
}

// maxLanguage bounds a language tag. BCP 47 asks software to take 35 characters at least.
const maxLanguage = 255
