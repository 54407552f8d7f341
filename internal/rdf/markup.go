package rdf

import (
	"errors"
	"io"
	"strings"
)

// markup reads an XML document one token at a time: no tree, no validation, names split into prefix and local part
// but not resolved. What a token holds is valid until the next one is read.
type markup struct {
	lexer
	entities entities
	// name is that of a tag, or the target of an instruction.
	name  xmlName
	attrs []xmlAttr
	// closes says that the tag just read was empty, so that its end comes next.
	closes bool
	// read counts the tokens.
	read int
	// typed says that the document type was declared, within that the root element has begun: no type may be declared then.
	typed, within bool
}

// token says what was read. Text, comments and the content of instructions are found in lexer.tok.
type token uint8

const (
	endOfText token = iota
	startTag
	endTag
	characters
	comment
	instruction
)

type xmlName struct{ prefix, local string }

func (n xmlName) String() string {
	if n.prefix == "" {
		return n.local
	}
	return n.prefix + ":" + n.local
}

type xmlAttr struct {
	name  xmlName
	value string
}

func newMarkup(r io.Reader, o Options) (*markup, error) {
	in, err := decoded(r)
	if err != nil {
		return nil, &Error{Format: RDFXML, Position: Position{1, 1}, Rule: err.Error()}
	}
	return &markup{lexer: newLexer(in, RDFXML, o), entities: newEntities()}, nil
}

// next reads a token. At the end of the text it is endOfText, without an error if the text did not break off.
func (m *markup) next() (token, error) {
	if m.closes {
		m.closes = false
		return endTag, nil
	}
	m.tok = m.tok[:0]
	m.read++
	switch m.peek() {
	case -1:
		return endOfText, m.ended()
	case '<':
	default:
		return characters, m.text()
	}
	switch m.peekAt(1) {
	case '/':
		m.pos += 2
		return endTag, m.endTag()
	case '?':
		m.pos += 2
		return instruction, m.instruction()
	case '!':
		return m.exclamation()
	}
	m.pos++
	m.within = true
	return startTag, m.startTag()
}

var textStops = stops(func(c byte) bool {
	return c == '<' || c == '&' || c == ']' || c == 0xEF || c < ' ' && c != '\t'
})

// text gathers characters up to the next markup.
func (m *markup) text() error {
	for m.peek() >= 0 {
		if err := m.take(textStops, "a text"); err != nil {
			if m.pos == m.end && errors.Is(m.err, io.EOF) {
				return nil // white space behind the root
			}
			return err
		}
		if m.buf[m.pos] == '<' {
			return nil
		}
		if m.buf[m.pos] == ']' && m.peekAt(1) == ']' && m.peekAt(2) == '>' {
			return m.fault(`"]]>" is not allowed in a text`)
		}
		if err := m.special(); err != nil {
			return err
		}
	}
	return nil
}

// special takes a byte that a run of plain characters stopped at: a reference, an end of line or a suspicious one.
func (m *markup) special() error {
	switch c := m.buf[m.pos]; {
	case c == '&':
		return m.reference()
	case c == '\n':
		m.tok = append(m.tok, c)
		m.pos++
		m.newline()
	case c == '\r':
		m.pos++
		if m.peek() != '\n' { // CR LF is one end of line (XML 1.0, 2.11)
			m.tok = append(m.tok, '\n')
		}
	case c < ' ':
		return m.fault("the character U+%04X is not allowed in XML", c)
	default:
		if r, _ := m.runeAt(0); r == 0xFFFE || r == 0xFFFF {
			return m.fault("the character U+%04X is not allowed in XML", r)
		}
		m.tok = append(m.tok, c)
		m.pos++
	}
	return nil
}

// maxReference bounds the name in a reference.
const maxReference = 256

// reference takes &name; into the token.
func (m *markup) reference() error {
	n := 1
	for c := m.peekAt(n); c != ';'; c = m.peekAt(n) {
		if n++; c < 0 || n > maxReference {
			return m.fault("want a reference, found %q without the end of one", m.buf[m.pos:min(m.pos+10, m.end)])
		}
	}
	meant, err := m.entities.meaning(string(m.buf[m.pos+1 : m.pos+n]))
	if err != nil {
		return m.fault("%v", err)
	}
	m.tok = append(m.tok, meant...)
	m.pos += n + 1
	return nil
}

var nameStops = stops(func(c byte) bool {
	return c < 0x80 && !isNameChar(rune(c)) && c != '.' && c != ':'
})

// qname reads a name of Namespaces in XML.
func (m *markup) qname() (xmlName, error) {
	m.tok = m.tok[:0]
	if err := m.take(nameStops, "a name"); err != nil {
		return xmlName{}, err
	}
	prefix, local, colon := strings.Cut(m.intern.string(m.tok), ":")
	if !colon {
		prefix, local = "", prefix
	}
	if !isNCName(local) || colon && !isNCName(prefix) {
		return xmlName{}, m.fault("%.40q is not a name", m.tok)
	}
	return xmlName{prefix, local}, nil
}

// space skips white space within markup and tells whether there was any.
func (m *markup) space() bool {
	skipped := false
	for {
		switch m.peek() {
		case '\n':
			m.pos++
			m.newline()
		case ' ', '\t', '\r':
			m.pos++
		default:
			return skipped
		}
		skipped = true
	}
}

func (m *markup) startTag() error {
	var err error
	if m.name, err = m.qname(); err != nil {
		return err
	}
	m.attrs = m.attrs[:0]
	for {
		spaced := m.space()
		switch c := m.peek(); {
		case c == '>':
			m.pos++
			return nil
		case c == '/' && m.peekAt(1) == '>':
			m.pos += 2
			m.closes = true
			return nil
		case !spaced:
			return m.unexpected("an attribute or the end of the tag <" + m.name.String() + ">")
		}
		if err := m.attribute(); err != nil {
			return err
		}
	}
}

// maxAttributes bounds the attributes of one element.
const maxAttributes = 1000

func (m *markup) attribute() error {
	name, err := m.qname()
	if err != nil {
		return err
	}
	if len(m.attrs) >= maxAttributes {
		return m.fault("an element has more than %d attributes", maxAttributes)
	}
	for i := range m.attrs {
		if m.attrs[i].name == name {
			return m.fault("the attribute %s stands twice", name)
		}
	}
	m.space()
	if m.peek() != '=' {
		return m.unexpected(`"="`)
	}
	m.pos++
	m.space()
	if c := m.peek(); c != '"' && c != '\'' {
		return m.unexpected("a quoted value")
	}
	if err := m.value(); err != nil {
		return err
	}
	m.attrs = append(m.attrs, xmlAttr{name, m.intern.string(m.tok)})
	return nil
}

var valueStops = stops(func(c byte) bool {
	return c == '<' || c == '&' || c == '"' || c == '\'' || c == 0xEF || c < ' '
})

// value reads a quoted value into the token. White space becomes spaces (XML 1.0, 3.3.3).
func (m *markup) value() error {
	quote := m.buf[m.pos]
	m.pos++
	m.tok = m.tok[:0]
	for {
		if err := m.take(valueStops, "an attribute"); err != nil {
			return err
		}
		switch c := m.buf[m.pos]; c {
		case quote:
			m.pos++
			return nil
		case '<':
			return m.fault(`"<" is not allowed in an attribute`)
		case '"', '\'', '\t':
			if c == '\t' {
				c = ' '
			}
			m.tok = append(m.tok, c)
			m.pos++
		default:
			if err := m.special(); err != nil {
				return err
			}
			if c == '\n' || c == '\r' && m.peek() != '\n' {
				m.tok[len(m.tok)-1] = ' '
			}
		}
	}
}

func (m *markup) endTag() error {
	var err error
	if m.name, err = m.qname(); err != nil {
		return err
	}
	m.space()
	if m.peek() != '>' {
		return m.unexpected("the end of the tag </" + m.name.String() + ">")
	}
	m.pos++
	return nil
}

// until gathers everything before the given end and skips that.
func (m *markup) until(end, what string) error {
	for {
		if err := m.more(what); err != nil {
			return err
		}
		if m.ahead(end) {
			m.pos += len(end)
			return nil
		}
		if m.buf[m.pos] == '\n' || m.buf[m.pos] == '\r' || m.buf[m.pos] < ' ' && m.buf[m.pos] != '\t' {
			if err := m.special(); err != nil {
				return err
			}
			continue
		}
		m.tok = append(m.tok, m.buf[m.pos])
		m.pos++
	}
}

// ahead tells whether the text goes on with s.
func (m *markup) ahead(s string) bool {
	for i := range len(s) {
		if m.peekAt(i) != int(s[i]) {
			return false
		}
	}
	return true
}

// exclamation reads what begins with <!.
func (m *markup) exclamation() (token, error) {
	switch {
	case m.ahead("<!--"):
		m.pos += len("<!--")
		if err := m.until("--", "a comment"); err != nil {
			return comment, err
		}
		if m.peek() != '>' {
			return comment, m.fault(`"--" is not allowed in a comment`)
		}
		m.pos++
		return comment, nil
	case m.ahead("<![CDATA[") && m.within:
		m.pos += len("<![CDATA[")
		return characters, m.until("]]>", "a CDATA section")
	case m.ahead("<!DOCTYPE") && !m.within && !m.typed:
		m.pos += len("<!DOCTYPE")
		m.typed = true
		if err := m.doctype(); err != nil {
			return endOfText, err
		}
		return m.next()
	}
	return endOfText, m.fault("want markup, found a declaration out of place")
}

// doctype reads a document type declaration and takes its entities.
func (m *markup) doctype() error {
	for depth, quote := 1, byte(0); depth > 0; {
		if err := m.more("a document type declaration"); err != nil {
			return err
		}
		c := m.buf[m.pos]
		switch {
		case quote == 0 && m.ahead("<!--"):
			held := len(m.tok)
			m.pos += len("<!--")
			if err := m.until("-->", "a comment"); err != nil {
				return err
			}
			m.tok = m.tok[:held]
			continue
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			depth++
		case c == '>':
			depth--
		}
		m.tok = append(m.tok, c)
		m.pos++
		if c == '\n' {
			m.newline()
		}
	}
	if err := m.entities.declareAll(string(m.tok)); err != nil {
		return m.fault("%v", err)
	}
	return nil
}

// instruction reads a processing instruction; the XML declaration is one to us.
func (m *markup) instruction() error {
	name, err := m.qname()
	if err != nil {
		return err
	}
	if strings.EqualFold(name.local, "xml") && m.read > 1 {
		return m.fault("an XML declaration stands at the beginning of the document")
	}
	m.name = name
	m.tok = m.tok[:0]
	if !m.space() && !m.ahead("?>") {
		return m.unexpected(`white space or "?>"`)
	}
	return m.until("?>", "an instruction")
}
