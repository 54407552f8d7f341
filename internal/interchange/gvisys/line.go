package gvisys

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

const (
	width = 220 // characters of a record
	// mostBytes bounds the file: the whole register has 3.5 MB.
	mostBytes = 16 << 20
	// longestLine holds a record of four-byte characters with room to spare.
	longestLine = 4096
)

// line is one record of the file, decoded: a column is a character.
type line struct {
	number  int
	columns [width]rune
}

// span is a range of columns as the description of the format counts them:
// from 1, both ends included.
type span struct{ from, to int }

// text is what stands in a span, without the blanks around it.
func (l *line) text(s span) string {
	return strings.TrimSpace(l.raw(s))
}

func (l *line) raw(s span) string { return string(l.columns[s.from-1 : s.to]) }

// blank says whether nothing stands in a span.
func (l *line) blank(s span) bool {
	for _, r := range l.columns[s.from-1 : s.to] {
		if r != ' ' {
			return false
		}
	}
	return true
}

type encoding string

const (
	undecided encoding = ""
	utf8Text  encoding = "UTF-8"
	latin1    encoding = "ISO-8859-1"
)

// lines reads the file line by line and finds out its encoding, which is that
// of its first line that is not plain ASCII.
type lines struct {
	name     string
	in       *bufio.Reader
	number   int
	encoding encoding
	decided  int // the line that decided it
}

func newLines(in interchange.Input) *lines {
	return &lines{name: in.Name, in: bufio.NewReaderSize(in.Limited(mostBytes), longestLine)}
}

// next reads the next record into l. Its error is io.EOF at the end, a
// *lineError where only this line is wrong, and anything else where the file
// cannot be read on.
func (r *lines) next(l *line) error {
	for {
		raw, err := r.in.ReadSlice('\n')
		if len(raw) == 0 && errors.Is(err, io.EOF) {
			return io.EOF
		}
		r.number++
		if errors.Is(err, bufio.ErrBufferFull) {
			return r.fatal(fmt.Sprintf("a line of more than %d bytes; a GV100AD record has %d characters", longestLine, width))
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return interchange.At(r.name, r.number, err)
		}
		raw = bytes.TrimRight(raw, "\r\n\x1a") // 0x1A ends a file of DOS
		if r.number == 1 {
			if raw, err = r.withoutMark(raw); err != nil {
				return err
			}
		}
		if len(raw) > 0 {
			l.number = r.number
			return r.decode(raw, l)
		}
	}
}

// withoutMark takes the byte order mark off the first line.
func (r *lines) withoutMark(raw []byte) ([]byte, error) {
	if bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) || bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) {
		return nil, r.fatal("the file is UTF-16; the register is published in UTF-8 or ISO-8859-1")
	}
	rest, found := bytes.CutPrefix(raw, []byte("\uFEFF"))
	if found {
		r.encoding, r.decided = utf8Text, 1
	}
	return rest, nil
}

func (r *lines) decode(raw []byte, l *line) error {
	encoded := encodingOf(raw)
	if r.encoding == undecided && encoded != undecided {
		r.encoding, r.decided = encoded, r.number
	}
	if encoded != undecided && encoded != r.encoding {
		return fault(l.number, "", "", fmt.Sprintf("this line is %s but line %d is %s; a file has one encoding", encoded, r.decided, r.encoding))
	}
	n := utf8.RuneCount(raw)
	if encoded == latin1 {
		n = len(raw)
	}
	if n != width {
		return fault(l.number, "", "", fmt.Sprintf("the record has %d characters; a GV100AD record has %d", n, width))
	}
	l.fill(raw, encoded)
	if i := strings.IndexFunc(string(l.columns[:]), unicode.IsControl); i >= 0 {
		return fault(l.number, "", "", "the record contains a control character")
	}
	return nil
}

// encodingOf tells the encodings apart, undecided for ASCII. Bytes that happen to be
// valid UTF-8 are ISO-8859-1 if only so they have the width of a record.
func encodingOf(raw []byte) encoding {
	ascii := !bytes.ContainsFunc(raw, func(c rune) bool { return c >= utf8.RuneSelf })
	switch {
	case ascii:
		return undecided
	case !utf8.Valid(raw), len(raw) == width && utf8.RuneCount(raw) != width:
		return latin1
	}
	return utf8Text
}

func (l *line) fill(raw []byte, encoded encoding) {
	if encoded == latin1 {
		for i, b := range raw {
			l.columns[i] = rune(b) // ISO-8859-1 is the first 256 of Unicode
		}
		return
	}
	for i := range l.columns {
		r, n := utf8.DecodeRune(raw)
		l.columns[i], raw = r, raw[n:]
	}
}

func (r *lines) fatal(rule string) error {
	return interchange.At(r.name, r.number, &catalogue.Error{Kind: catalogue.Invalid, Message: rule})
}

// lineError is what is wrong with one line; the next ones can be read.
type lineError struct {
	number int
	err    *catalogue.Error
}

func (e *lineError) Error() string { return fmt.Sprintf("line %d: %v", e.number, e.err) }

// fault names a line, a field as the description of the format calls it, the
// value found and the rule it breaks.
func fault(number int, field, value, rule string) *lineError {
	message := rule
	if value != "" {
		message = fmt.Sprintf("%q: %s", value, rule)
	}
	return &lineError{number, &catalogue.Error{Kind: catalogue.Invalid, Field: field, Value: value, Message: message}}
}
