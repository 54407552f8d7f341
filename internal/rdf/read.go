package rdf

import (
	"errors"
	"fmt"
	"io"
)

// Limits of what is read. They are far above what registers hold and far below what harms a machine.
const (
	// MaxDepth bounds the nesting of elements, lists, property lists and JSON values.
	MaxDepth = 200
	// MaxLiteral bounds one literal, IRI, name, comment or other token, in bytes.
	MaxLiteral = 8 << 20
	// MaxEntities bounds the entities that a document type declaration may declare.
	MaxEntities = 256
	// MaxEntityValue bounds the text of one entity after the entities within it are expanded, in bytes.
	MaxEntityValue = 1 << 10
	// MaxNames bounds the names given by rdf:ID, all of which must be remembered.
	MaxNames = 1 << 20
	// MaxPrefixes bounds the prefixes of a Turtle document.
	MaxPrefixes = 1 << 16
	// MaxJSONLD bounds a JSON-LD document, in bytes: it is the one format that is held as a whole.
	MaxJSONLD = 64 << 20
)

// Position is a place in a document: line and column count from 1, the column in bytes. The zero Position says that the
// format knows no places (JSON-LD).
type Position struct {
	Line, Column int
}

func (p Position) String() string {
	if p.Line == 0 {
		return "unknown position"
	}
	return fmt.Sprintf("line %d, column %d", p.Line, p.Column)
}

// Error says where a document breaks which rule.
type Error struct {
	Format Format
	Position
	// Rule is what was expected or forbidden, with the value that offends.
	Rule string
	// Err is what the reader below reported, if anything did.
	Err error
}

func (e *Error) Error() string {
	where := ""
	if e.Line > 0 {
		where = ", " + e.Position.String()
	}
	if e.Err != nil {
		return fmt.Sprintf("read %s%s: %s: %v", e.Format, where, e.Rule, e.Err)
	}
	return fmt.Sprintf("read %s%s: %s", e.Format, where, e.Rule)
}

func (e *Error) Unwrap() error { return e.Err }

// Warning tells of something a lenient reader let pass.
type Warning struct {
	Position
	// IRI is the value as it stands in the document, empty if the matter is not an IRI.
	IRI string
	// Rule is what the value breaks.
	Rule string
}

func (w Warning) String() string {
	if w.IRI == "" {
		return w.Position.String() + ": " + w.Rule
	}
	return fmt.Sprintf("%s: %s: <%s>", w.Position, w.Rule, w.IRI)
}

// Options of a read. The zero value reads strictly and without a base.
type Options struct {
	// Base resolves relative references until the document states its own base.
	Base string
	// Warn makes the reader lenient on IRIs and hears of each that is not well-formed.
	Warn func(Warning)
}

// Yield takes one triple and the place at which it was complete. An error of it ends the read and is returned as it is.
type Yield func(Triple, Position) error

// Read hands every triple of the document in r to yield, in the document's order. Its error is an *Error, the error
// that yield returned, or that of r, wrapped. When it fails, the triples before the failure have been yielded.
func Read(r io.Reader, format Format, o Options, yield Yield) error {
	switch format {
	case RDFXML:
		return readXML(r, o, yield)
	case Turtle:
		return readTurtle(r, o, yield)
	case NTriples:
		return readNTriples(r, o, yield)
	case JSONLD:
		return readJSONLD(r, o, yield)
	case Unknown:
	}
	return fmt.Errorf("read RDF: format %q: %w", format, errors.ErrUnsupported)
}
