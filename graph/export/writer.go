package export

import (
	"io"

	"fundus/internal/picture"
)

// Writer writes rows as they come. What it has written is on its way after Flush,
// and a file when Close has returned without an error.
type Writer interface {
	Row(any) error
	Flush() error
	Close() error
}

// Writer begins the file. Of a graph the description stands in its head.
func (p *Plan) Writer(w io.Writer, description string) (Writer, error) {
	switch {
	case p.drawn:
		return verbatim{w}, nil
	case p.format.table():
		return newTable(w, p.rows.field, p.format)
	}
	return newGraph(w, p, picture.Head{Title: p.Name(), Description: description}), nil
}

// verbatim writes rows that are the file already.
type verbatim struct{ io.Writer }

// Row writes a text as it is.
func (v verbatim) Row(row any) error {
	text, _ := row.(string)
	_, err := io.WriteString(v.Writer, text)
	return err
}

// Flush has nothing to send on.
func (verbatim) Flush() error { return nil }

// Close has nothing to end.
func (verbatim) Close() error { return nil }
