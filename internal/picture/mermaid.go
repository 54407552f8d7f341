package picture

import (
	"fmt"
	"strings"
	"unicode"
)

// mermaid writes a flowchart: https://mermaid.js.org/syntax/flowchart.html. Mermaid
// itself refuses more than 500 edges, unless the page that shows it says otherwise.
type mermaid struct {
	*ink
	defined map[string]bool // classes
}

func newMermaid(i *ink, h Head) Writer {
	i.put("flowchart LR\n")
	if title := caption(h.Title); title != "" {
		i.put("  accTitle: ", directive(title), "\n")
	}
	if description := note(h.Description); description != "" {
		i.put("  accDescr: ", directive(description), "\n")
	}
	return mermaid{i, map[string]bool{}}
}

// define defines a class before its first node.
func (m mermaid) define(h hue) {
	if !m.defined[h.class] {
		m.defined[h.class] = true
		m.put("  classDef ", h.class, " fill:", h.fill, ",stroke:", h.line, ",color:", black, "\n")
	}
}

// Node writes a node with its kind below its name.
func (m mermaid) Node(n Node) error {
	l := lookOf(n)
	m.define(l.hue)
	m.put("  ", symbol(n.ID), l.mermaid[0], entities(caption(n.Label)), "<br/>", entities(kindWord(n)), l.mermaid[1], ":::", l.class, "\n")
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
