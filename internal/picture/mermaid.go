package picture

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"fundus/internal/catalogue"
)

// mermaid writes a flowchart: https://mermaid.js.org/syntax/flowchart.html.
type mermaid struct{ *ink }

func newMermaid(i *ink, h Head) Writer {
	i.put("flowchart LR\n")
	if title := caption(h.Title); title != "" {
		i.put("  accTitle: ", directive(title), "\n")
	}
	if description := note(h.Description); description != "" {
		i.put("  accDescr: ", directive(description), "\n")
	}
	define(i, "record", kinds[catalogue.KindService])
	for _, origin := range slices.Sorted(maps.Keys(origins)) {
		define(i, classOf(origin), origins[origin])
	}
	return mermaid{i}
}

func define(i *ink, class string, l look) {
	i.put("  classDef ", class, " fill:", l.fill, ",stroke:", l.line, ",color:", black, "\n")
}

// classOf is the class of solutions of an origin.
func classOf(o catalogue.Origin) string {
	if _, known := origins[o]; !known || o == "" {
		return "solution"
	}
	return "solution_" + strings.ToLower(string(o))
}

// Node writes a node with its kind below its name.
func (m mermaid) Node(n Node) error {
	class := "record"
	if n.Kind == catalogue.KindSolution {
		class = classOf(n.Origin)
	}
	shape := lookOf(n).mermaid
	m.put("  ", symbol(n.ID), shape[0], entities(caption(n.Label)), "<br/>", entities(kindWord(n)), shape[1], ":::", class, "\n")
	return m.err
}

// Edge writes an edge, dotted where nodes were left out.
func (m mermaid) Edge(e Edge) error {
	arrow := "-->"
	if e.Elided > 0 {
		arrow = "-.->"
	}
	m.put("  ", symbol(e.From), " ", arrow)
	if word := edgeWord(e); word != "" {
		m.put(`|"`, entities(word), `"|`)
	}
	m.put(" ", symbol(e.To), "\n")
	return m.err
}

// Close ends the flowchart, which has no end of its own.
func (m mermaid) Close() error { return m.dry() }

// symbol is an id. The letter before it keeps words of the notation apart ("end").
func symbol(id string) string { return "n" + inSymbol.of(id) }

// entities writes all punctuation as #number; that could mean something to Mermaid,
// to the Markdown in its labels or to HTML. A dot or hyphen after a letter does not.
func entities(s string) string {
	var b strings.Builder
	last := ' '
	for _, r := range s {
		switch {
		case r > unicode.MaxASCII, r == ' ', unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune(",()/", r),
			(r == '-' || r == '.') && unicode.IsLetter(last):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
		last = r
	}
	return b.String()
}

// directive is a text of the head, which is not quoted and ends with its line.
func directive(s string) string {
	return strings.NewReplacer("%", " ", "#", " ", ";", ",", "{", "(", "}", ")", "<", "(", ">", ")").Replace(s)
}
