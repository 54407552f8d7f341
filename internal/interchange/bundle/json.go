package bundle

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonReader reads one JSON text a line after RFC 8259. It is our own because
// encoding/json takes a key given twice for a replacement and keeps no order,
// and because it costs most of an import of millions of lines.
//
// Texts without escapes are substrings of the line.
type jsonReader struct {
	s     string
	at    int
	line  int
	top   []field // reused for the outermost object, valid until the next read
	level int
	nodes int
}

// mostNodes bounds what a line becomes in memory: [0,0,0,…] takes forty times
// its own size. A dataset with ten thousand distributions has a third of it.
const mostNodes = 500_000

// read reads a line that holds one object and nothing else.
func (j *jsonReader) read(s string, line int) (node, error) {
	j.s, j.at, j.line, j.level, j.nodes = s, 0, line, 0, 0
	j.space()
	if j.at >= len(s) || s[j.at] != '{' {
		return node{}, fmt.Errorf("each line is one JSON object, beginning with {")
	}
	n, err := j.value()
	if err != nil {
		return node{}, err
	}
	if j.space(); j.at < len(s) {
		return node{}, j.unexpected("the end of the line")
	}
	return n, nil
}

func (j *jsonReader) value() (node, error) {
	j.space()
	if j.at >= len(j.s) {
		return node{}, j.unexpected("a value")
	}
	if j.nodes++; j.nodes > mostNodes {
		return node{}, fmt.Errorf("more than %d values in one line", mostNodes)
	}
	switch c := j.s[j.at]; {
	case c == '"':
		text, err := j.string()
		return node{form: quoted, text: text, line: j.line}, err
	case c == '{' || c == '[':
		if j.level++; j.level > deepest {
			return node{}, fmt.Errorf("nested deeper than %d levels", deepest)
		}
		defer func() { j.level-- }()
		if c == '{' {
			return j.object()
		}
		return j.list()
	case c == '-' || c >= '0' && c <= '9':
		return j.number()
	}
	return j.literal()
}

func (j *jsonReader) object() (node, error) {
	var fields []field
	if j.level == 1 {
		fields = j.top[:0]
	}
	j.at++
	for first := true; ; first = false {
		if j.accept('}') {
			break
		}
		if !first && !j.accept(',') {
			return node{}, j.unexpected(", or }")
		}
		f, err := j.field()
		if err != nil {
			return node{}, err
		}
		fields = append(fields, f)
	}
	if j.level == 1 {
		j.top = fields
	}
	return node{form: object, fields: fields, line: j.line}, nil
}

func (j *jsonReader) field() (field, error) {
	if j.space(); j.at >= len(j.s) || j.s[j.at] != '"' {
		return field{}, j.unexpected("a field name in quotes")
	}
	name, err := j.string()
	if err != nil {
		return field{}, err
	}
	if !j.accept(':') {
		return field{}, j.unexpected(":")
	}
	value, err := j.value()
	return field{name, j.line, value}, err
}

func (j *jsonReader) list() (node, error) {
	n := node{form: list, line: j.line}
	j.at++
	for first := true; ; first = false {
		if j.accept(']') {
			return n, nil
		}
		if !first && !j.accept(',') {
			return node{}, j.unexpected(", or ]")
		}
		item, err := j.value()
		if err != nil {
			return node{}, err
		}
		n.items = append(n.items, item)
	}
}

// number reads a number. Its text is kept: the catalogue has whole numbers only.
func (j *jsonReader) number() (node, error) {
	begin := j.at
	for j.at < len(j.s) && strings.IndexByte("+-.0123456789eE", j.s[j.at]) >= 0 {
		j.at++
	}
	text := j.s[begin:j.at]
	if !jsonNumber.MatchString(text) {
		return node{}, fmt.Errorf("column %d: %q is not a number of JSON; a key is written in quotes", begin+1, text)
	}
	return node{form: bare, text: text, line: j.line}, nil
}

var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

func (j *jsonReader) literal() (node, error) {
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(j.s[j.at:], word) {
			j.at += len(word)
			if word == "null" {
				return node{form: null, line: j.line}, nil
			}
			return node{form: bare, text: word, line: j.line}, nil
		}
	}
	return node{}, j.unexpected("a value")
}

func (j *jsonReader) string() (string, error) {
	begin := j.at + 1
	for i := begin; i < len(j.s); i++ {
		switch c := j.s[i]; {
		case c == '"':
			j.at = i + 1
			return j.s[begin:i], nil
		case c == '\\':
			return j.escaped(begin, i)
		case c < 0x20:
			return "", fmt.Errorf("column %d: a control character in a text; write it as \\u%04x", i+1, c)
		}
	}
	return "", fmt.Errorf("column %d: this text has no end", begin)
}

// escaped reads a text from begin on whose first escape is at i.
func (j *jsonReader) escaped(begin, i int) (string, error) {
	var b strings.Builder
	b.WriteString(j.s[begin:i])
	for i < len(j.s) {
		switch c := j.s[i]; {
		case c == '"':
			j.at = i + 1
			return b.String(), nil
		case c == '\\':
			r, n := escape(j.s[i:])
			if n == 0 {
				return "", fmt.Errorf("column %d: not an escape of JSON", i+1)
			}
			b.WriteRune(r)
			i += n
		case c < 0x20:
			return "", fmt.Errorf("column %d: a control character in a text; write it as \\u%04x", i+1, c)
		default:
			b.WriteByte(c)
			i++
		}
	}
	return "", fmt.Errorf("column %d: this text has no end", begin)
}

var escapes = map[byte]rune{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads the escape at the beginning of s and says how long it is, 0 for
// none. Half a surrogate pair is not a character and so not an escape either.
func escape(s string) (rune, int) {
	if len(s) < 2 {
		return 0, 0
	}
	if s[1] != 'u' {
		if r, ok := escapes[s[1]]; ok {
			return r, 2
		}
		return 0, 0
	}
	r, ok := hex4(s)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	second, _ := hex4(s[6:])
	if r = utf16.DecodeRune(r, second); r == utf8.RuneError {
		return 0, 0
	}
	return r, 12
}

// hex4 reads \uXXXX.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}

func (j *jsonReader) space() {
	for j.at < len(j.s) && (j.s[j.at] == ' ' || j.s[j.at] == '\t' || j.s[j.at] == '\r' || j.s[j.at] == '\n') {
		j.at++
	}
}

func (j *jsonReader) accept(c byte) bool {
	j.space()
	if j.at < len(j.s) && j.s[j.at] == c {
		j.at++
		return true
	}
	return false
}

func (j *jsonReader) unexpected(wanted string) error {
	if j.at >= len(j.s) {
		return fmt.Errorf("column %d: the line ends where %s was expected", j.at+1, wanted)
	}
	r, _ := utf8.DecodeRuneInString(j.s[j.at:])
	return fmt.Errorf("column %d: found %q where %s was expected", j.at+1, r, wanted)
}
