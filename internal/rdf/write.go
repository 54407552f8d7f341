package rdf

import (
	"bufio"
	"fmt"
	"io"
)

// Writer writes triples as N-Triples, one a line, in the canonical form of the recommendation: what it writes is read
// back as the same terms.
type Writer struct {
	w    *bufio.Writer
	line []byte
}

// NewWriter writes to w; Flush ends it.
func NewWriter(w io.Writer) *Writer { return &Writer{w: bufio.NewWriter(w)} }

// Write adds one statement.
func (w *Writer) Write(t Triple) error {
	w.line = append(appendTriple(w.line[:0], t), '\n')
	if _, err := w.w.Write(w.line); err != nil {
		return fmt.Errorf("write triple: %w", err)
	}
	return nil
}

// Flush hands what is buffered to the underlying writer.
func (w *Writer) Flush() error {
	if err := w.w.Flush(); err != nil {
		return fmt.Errorf("write triples: %w", err)
	}
	return nil
}

func appendTriple(b []byte, t Triple) []byte {
	b = append(appendTerm(b, t.Subject), ' ')
	b = append(appendTerm(b, t.Predicate), ' ')
	return append(appendTerm(b, t.Object), " ."...)
}

func appendTerm(b []byte, t Term) []byte {
	switch t.kind {
	case IRI:
		return appendIRI(b, t.value)
	case Blank:
		return append(append(b, "_:"...), t.value...)
	case Literal:
		b = appendQuoted(b, t.value)
		if t.tag == String {
			return b
		}
		return appendIRI(append(b, "^^"...), t.tag)
	case Text:
		return append(append(appendQuoted(b, t.value), '@'), t.tag...)
	case None:
	}
	return append(b, "(no term)"...)
}

// appendIRI escapes what the grammar forbids between the brackets, so that an IRI that only a lenient reader accepts
// is read back by a lenient reader.
func appendIRI(b []byte, iri string) []byte {
	b = append(b, '<')
	for i := range len(iri) {
		if c := iri[i]; forbiddenInIRI(c) {
			b = fmt.Appendf(b, `\u%04X`, c)
			continue
		}
		b = append(b, iri[i])
	}
	return append(b, '>')
}

func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
