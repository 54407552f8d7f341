package picture

import (
	"fmt"
	"io"
	"strings"

	"fundus/internal/catalogue"
)

// Format is a notation of graphs.
type Format string

// The formats.
const (
	DOT     Format = "dot"     // Graphviz
	Mermaid Format = "mermaid" // Markdown of code forges and wikis
	GraphML Format = "graphml" // yEd, Gephi, networkx
	JSONLD  Format = "jsonld"  // RDF stores
	SVG     Format = "svg"     // browsers and printers
)

// facts is what holds for a format.
type facts struct {
	format               Format
	mediaType, extension string
	begin                func(*ink, Head) Writer
}

// formats are all formats in their order.
var formats = []facts{
	{DOT, "text/vnd.graphviz; charset=utf-8", ".dot", newDOT},
	{Mermaid, "text/vnd.mermaid; charset=utf-8", ".mmd", newMermaid},
	{GraphML, "application/graphml+xml; charset=utf-8", ".graphml", newGraphML},
	{JSONLD, "application/ld+json", ".jsonld", newJSONLD},
	{SVG, "image/svg+xml", ".svg", newSVG},
}

// Formats are all formats.
func Formats() []Format {
	var out []Format
	for _, f := range formats {
		out = append(out, f.format)
	}
	return out
}

// ParseFormat finds a format by its name; any other name is Invalid.
func ParseFormat(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if string(f) == name {
			return f, nil
		}
		names = append(names, string(f))
	}
	return "", &catalogue.Error{
		Kind: catalogue.Invalid, Field: "format", Value: cut(plain(name), 40),
		Message: fmt.Sprintf("a format is one of %s", strings.Join(names, ", ")),
	}
}

// MediaType is how HTTP calls the format.
func (f Format) MediaType() string { return f.facts().mediaType }

// Extension is what a file's name ends with, ".svg".
func (f Format) Extension() string { return f.facts().extension }

// facts panics for what is neither a constant nor comes from ParseFormat.
func (f Format) facts() facts {
	for _, known := range formats {
		if known.format == f {
			return known
		}
	}
	panic(fmt.Sprintf("picture: %q is no format", string(f)))
}

// NewWriter begins to write a graph in a format. It buffers, and Close hands the
// rest to w but does not close w.
func NewWriter(f Format, w io.Writer, h Head) Writer {
	return f.facts().begin(newInk(w), h)
}
