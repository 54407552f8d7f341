package export

import (
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
)

// Format is how a file is written: as a table, or as a graph.
type Format string

// The formats of tables.
const (
	CSV      Format = "csv"       // RFC 4180: comma, UTF-8, a first line with the names of the columns
	CSVExcel Format = "csv-excel" // as German offices open it: semicolon, decimal comma, a byte order mark
)

// The formats of graphs are those of pictures.
const (
	GraphML = Format(picture.GraphML)
	JSONLD  = Format(picture.JSONLD)
	DOT     = Format(picture.DOT)
	Mermaid = Format(picture.Mermaid)
	SVG     = Format(picture.SVG)
)

// Formats are all formats in their order.
func Formats() []Format { return []Format{CSV, CSVExcel, GraphML, JSONLD, DOT, Mermaid, SVG} }

// ParseFormat finds a format by its name; any other name is Invalid.
func ParseFormat(name string) (Format, error) {
	if f := Format(name); slices.Contains(Formats(), f) {
		return f, nil
	}
	return "", &catalogue.Error{Kind: catalogue.Invalid, Field: "format", Value: name, Message: Known()}
}

// Known says which formats there are.
func Known() string {
	var names []string
	for _, f := range Formats() {
		names = append(names, string(f))
	}
	return "the format of a file is one of " + strings.Join(names, ", ")
}

// table says whether a file has rows and columns, and is no graph.
func (f Format) table() bool { return f == CSV || f == CSVExcel }

// MediaType is how HTTP calls the format, with its parameters.
func (f Format) MediaType() string {
	if f.table() {
		return "text/csv; charset=utf-8; header=present"
	}
	return picture.Format(f).MediaType()
}

// Extension is what a file's name ends with, ".csv".
func (f Format) Extension() string {
	if f.table() {
		return ".csv"
	}
	return picture.Format(f).Extension()
}

// drawn is the field in which a walk gives its own picture, "" for a table.
func (f Format) drawn() string {
	switch f {
	case GraphML:
		return "asGraphml"
	case JSONLD:
		return "asJsonld"
	case DOT:
		return "asDot"
	case Mermaid:
		return "asMermaid"
	case SVG:
		return "asSvg"
	default:
		return ""
	}
}
