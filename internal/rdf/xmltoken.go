package rdf

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// tokens reads the markup of an XML document one token at a time. It adds to encoding/xml what that leaves to its
// user: encodings other than UTF-8, the entities of the document type declaration, and a limit for each token.
type tokens struct {
	d  *xml.Decoder
	in *metered
	// allowance is how many bytes one token may take. With entities declared it shrinks by the largest factor any of
	// them expands by, so that a token stays within MaxLiteral after expansion too.
	allowance int
}

var errTokenTooLong = fmt.Errorf("a token is longer than %d bytes", MaxLiteral)

// metered hands on bytes until the allowance of the token is used up.
type metered struct {
	r    *bufio.Reader
	left int
}

func (m *metered) ReadByte() (byte, error) {
	if m.left <= 0 {
		return 0, errTokenTooLong
	}
	m.left--
	return m.r.ReadByte()
}

func (m *metered) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errTokenTooLong
	}
	n, err := m.r.Read(p)
	m.left -= n
	return n, err
}

func newTokens(r io.Reader) *tokens {
	in := &metered{r: bufio.NewReaderSize(r, windowSize)}
	utf16 := isUTF16(in.r)
	if utf16 {
		in.r = bufio.NewReader(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(in.r))
	}
	if head, _ := in.r.Peek(len(utf8BOM)); string(head) == utf8BOM {
		_, _ = in.r.Discard(len(utf8BOM)) // just peeked: it cannot fail
	}
	t := &tokens{d: xml.NewDecoder(in), in: in, allowance: MaxLiteral}
	t.d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) { return charset(label, r, utf16) }
	return t
}

// isUTF16 looks for a byte order mark or for the first "<" of a document in two bytes.
func isUTF16(r *bufio.Reader) bool {
	head, _ := r.Peek(2)
	switch string(head) {
	case "\xFE\xFF", "\xFF\xFE", "\x00<", "<\x00":
		return true
	}
	return false
}

// charset is called for every declared encoding except UTF-8.
func charset(label string, r io.Reader, utf16 bool) (io.Reader, error) {
	label = strings.ToLower(label)
	if utf16 != strings.HasPrefix(label, "utf-16") {
		return nil, fmt.Errorf("the declared encoding %q is not the one the text has", label)
	}
	var e encoding.Encoding
	switch label {
	case "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii":
		return r, nil // decoded already, or a part of UTF-8
	case "iso-8859-1", "iso_8859-1", "latin1", "latin-1":
		e = charmap.ISO8859_1
	case "iso-8859-15", "iso_8859-15", "latin9", "latin-9":
		e = charmap.ISO8859_15
	case "windows-1252", "cp1252":
		e = charmap.Windows1252
	default:
		return nil, fmt.Errorf("the encoding %q is none of UTF-8, UTF-16, ISO-8859-1, ISO-8859-15, Windows-1252", label)
	}
	return e.NewDecoder().Reader(r), nil
}

func (t *tokens) position() Position {
	line, column := t.d.InputPos()
	return Position{Line: line, Column: column}
}

// next is the next token, valid until the one after it; io.EOF at the end.
func (t *tokens) next() (xml.Token, error) {
	t.in.left = t.allowance
	token, err := t.d.RawToken()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, t.syntaxFault(err)
	}
	if directive, ok := token.(xml.Directive); ok {
		return token, t.declareEntities(directive)
	}
	return token, err
}

func (t *tokens) fault(rule string, args ...any) error {
	return &Error{Format: RDFXML, Position: t.position(), Rule: fmt.Sprintf(rule, args...)}
}

// syntaxFault keeps what encoding/xml found, without its own position, which would be told twice.
func (t *tokens) syntaxFault(err error) error {
	e := &Error{Format: RDFXML, Position: t.position(), Rule: "want well-formed XML", Err: err}
	if syntax := (*xml.SyntaxError)(nil); errors.As(err, &syntax) {
		e.Rule, e.Err = "want well-formed XML, found "+syntax.Msg, nil
	}
	return e
}

// declareEntities takes the internal entities of a document type declaration. External ones are refused, and so are
// parameter entities, which have no other use than to build declarations.
func (t *tokens) declareEntities(directive xml.Directive) error {
	text := string(directive)
	if !strings.HasPrefix(text, "DOCTYPE") {
		return t.fault("want a document type declaration, found <!%.20s", text)
	}
	_, subset, found := strings.Cut(text, "[")
	for found {
		_, subset, found = strings.Cut(subset, "<!ENTITY")
		if !found {
			break
		}
		var err error
		if subset, err = t.declareEntity(subset); err != nil {
			return err
		}
	}
	return nil
}

// declareEntity takes one declaration from behind its keyword and gives what follows its value.
func (t *tokens) declareEntity(text string) (string, error) {
	text = strings.TrimLeft(text, " \t\r\n")
	end := strings.IndexAny(text, " \t\r\n")
	if end < 0 || !isNCName(text[:end]) {
		return "", t.fault("want the name of a general entity, found %.20q", text)
	}
	name, text := text[:end], strings.TrimLeft(text[end:], " \t\r\n")
	if text == "" || text[0] != '"' && text[0] != '\'' {
		return "", t.fault("entity %q: external entities are refused", name)
	}
	value, rest, ok := strings.Cut(text[1:], text[:1])
	if !ok {
		return "", t.fault("entity %q: want the end of its value", name)
	}
	expanded, err := t.expand(value)
	if err != nil {
		return "", t.fault("entity %q: %v", name, err)
	}
	return rest, t.declare(name, expanded)
}

func (t *tokens) declare(name, value string) error {
	if t.d.Entity == nil {
		t.d.Entity = make(map[string]string)
	}
	if len(t.d.Entity) >= MaxEntities {
		return t.fault("more than %d entities", MaxEntities)
	}
	if _, again := t.d.Entity[name]; again {
		return nil // the first declaration binds (XML 1.0, 4.2)
	}
	t.d.Entity[name] = value
	t.allowance = min(t.allowance, MaxLiteral/(1+len(value)/(len(name)+len("&;"))))
	return nil
}

// expand replaces the references within the value of an entity. Only entities declared before can be meant, so the
// work is bounded by MaxEntityValue: what multiplies itself from entity to entity fails at the first step too far.
func (t *tokens) expand(value string) (string, error) {
	var b strings.Builder
	for value != "" {
		text, rest, found := strings.Cut(value, "&")
		if strings.Contains(text, "<") {
			return "", errors.New("an entity with markup is refused")
		}
		b.WriteString(text)
		if value = rest; found {
			name, rest, ok := strings.Cut(rest, ";")
			if !ok {
				return "", errors.New("want the end of a reference")
			}
			text, err := t.referenced(name)
			if err != nil {
				return "", err
			}
			b.WriteString(text)
			value = rest
		}
		if b.Len() > MaxEntityValue {
			return "", fmt.Errorf("it expands to more than %d bytes", MaxEntityValue)
		}
	}
	return b.String(), nil
}

var predeclared = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

func (t *tokens) referenced(name string) (string, error) {
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		return characterOf(digits)
	}
	if text, ok := predeclared[name]; ok {
		return text, nil
	}
	if text, ok := t.d.Entity[name]; ok {
		return text, nil
	}
	return "", fmt.Errorf("the entity %.40q is not declared before it is used", name)
}

// characterOf reads the number of a character reference.
func characterOf(digits string) (string, error) {
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		base, digits = 16, hex
	}
	n, err := parseRune(digits, base)
	if err != nil {
		return "", fmt.Errorf("the character reference %.20q names no character", digits)
	}
	return string(utf8.AppendRune(nil, n)), nil
}
