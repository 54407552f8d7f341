// Package picture writes a graph down for others to read: as DOT, Mermaid, GraphML
// or JSON-LD, and as an SVG that it draws itself.
//
// It knows no catalogue of moments and no question. What is written are Nodes and
// Edges with names, kinds and properties that somebody else has chosen.
//
//	Write ───────────────► NewWriter(Format) ──► Node, Edge, … ──► Close
//	 a Graph at once        a stream of any length
//
// The text formats write what they are given as it comes, and keep nothing: a graph
// of any length passes through a few kilobytes. SVG is the exception, since nobody
// can draw what has not been seen whole; it keeps what it can lay out and says in
// the picture how much it left out.
//
// The same graph has the same bytes. Names come from registers all over the country,
// so no text reaches a format as it is: each has a rule (text.go) that makes it
// harmless there, and ids are spelt so that two of them never become one.
package picture
