// Package picture writes a graph down for others to read: as DOT, Mermaid, GraphML,
// CSV or JSON-LD, and as an SVG that it draws itself.
//
// It knows no catalogue of moments and no question. What is written are Nodes and
// Edges with names, kinds and properties that somebody else has chosen.
package picture
