package picture

import (
	"strings"
	"unicode/utf8"
)

// dot writes for Graphviz: https://graphviz.org/doc/info/lang.html.
type dot struct{ *ink }

func newDOT(i *ink, h Head) Writer {
	i.put("digraph fundus {\n",
		"  graph [rankdir=LR, charset=\"UTF-8\", fontname=\"sans-serif\", labelloc=t, label=", quoted(caption(h.Title)),
		", tooltip=", quoted(note(h.Description)), "];\n",
		"  node [fontname=\"sans-serif\", fontsize=11, fontcolor=\"", black, "\", style=filled];\n",
		"  edge [fontname=\"sans-serif\", fontsize=9, color=\"", pencil, "\"];\n")
	return dot{i}
}

// A name is broken into lines of so many letters, since shapes grow with the longest.
const dotLine, mostDotLines = 28, 6

// Node writes a node with its kind below its name.
func (d dot) Node(n Node) error {
	l := lookOf(n)
	lines := append(wrap(caption(n.Label), mostDotLines, dotLine, utf8.RuneCountInString), kindWord(n))
	d.put("  ", dotID(n.ID), " [label=", quoted(lines...), ", shape=", l.dot,
		", fillcolor=\"", l.fill, "\", color=\"", l.line, "\"")
	if said := spoken(n.Properties); len(said) > 0 {
		d.put(", tooltip=", quoted(said...))
	}
	d.put("];\n")
	return d.err
}

// Edge writes an edge, dashed where nodes were left out.
func (d dot) Edge(e Edge) error {
	d.put("  ", dotID(e.From), " -> ", dotID(e.To), " [label=", quoted(edgeWord(e)))
	if said := spoken(e.Properties); len(said) > 0 {
		d.put(", labeltooltip=", quoted(said...), ", edgetooltip=", quoted(said...))
	}
	if e.Elided > 0 {
		d.put(", style=dashed")
	}
	d.put("];\n")
	return d.err
}

// Close ends the graph.
func (d dot) Close() error {
	d.put("}\n")
	return d.dry()
}

func dotID(id string) string { return `"` + inURN.of(id) + `"` }

// dotEscapes: a backslash begins an escape and an ampersand an entity in labels.
var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `&`, `&amp;`)

// quoted is a text of one or more lines.
func quoted(lines ...string) string {
	for i, line := range lines {
		lines[i] = dotEscapes.Replace(line)
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}
