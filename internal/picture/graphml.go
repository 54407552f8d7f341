package picture

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
)

// graphml writes http://graphml.graphdrawing.org/xmlns with the shapes of yEd, which
// other readers pass over.
type graphml struct {
	*ink
	ofNodes, ofEdges []string // names of the declared properties
}

func newGraphML(i *ink, h Head) Writer {
	g := graphml{i, h.NodeProperties, h.EdgeProperties}
	i.put(xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">`, "\n")
	if h.Title != "" || h.Description != "" {
		i.put("<desc>", markup(strings.TrimSpace(plain(h.Title)+"\n"+plain(h.Description))), "</desc>\n")
	}
	g.keys("node", "string", "label", "kind", "origin", "properties")
	g.keys("node", "int", "count")
	g.keys("edge", "string", "label", "relation", "properties")
	g.keys("edge", "int", "elided")
	g.declared("node", g.ofNodes)
	g.declared("edge", g.ofEdges)
	i.put(`<key id="node-look" for="node" yfiles.type="nodegraphics"/>`, "\n", `<key id="edge-look" for="edge" yfiles.type="edgegraphics"/>`, "\n")
	i.put(`<graph id="fundus" edgedefault="directed">`, "\n")
	return g
}

// keys declares attributes that every graph has.
func (g graphml) keys(of, kind string, names ...string) {
	for _, name := range names {
		g.put(`<key id="`, of, "-", name, `" for="`, of, `" attr.name="`, name, `" attr.type="`, kind, "\"/>\n")
	}
}

// taken are the names of attributes that every node or every edge has.
var taken = []string{"label", "kind", "origin", "count", "relation", "elided", "properties"}

// declared declares attributes for properties, and keeps their names apart from those
// that are taken: readers go by name.
func (g graphml) declared(of string, names []string) {
	for i, name := range names {
		if slices.Contains(taken, name) {
			name = "property-" + name
		}
		g.put(`<key id="`, of, strconv.Itoa(i), `" for="`, of, `" attr.name="`, markup(plain(name)), "\" attr.type=\"string\"/>\n")
	}
}

// Node writes a node.
func (g graphml) Node(n Node) error {
	g.put(`<node id="`, inXML.of(n.ID), `">`)
	g.data("node-label", plain(n.Label))
	g.data("node-kind", n.Kind.Code())
	g.data("node-origin", plain(string(n.Origin)))
	if n.Count > 0 {
		g.data("node-count", strconv.Itoa(n.Count))
	}
	g.properties("node", g.ofNodes, n.Properties)
	l := lookOf(n)
	g.put(`<data key="node-look"><y:ShapeNode><y:Geometry x="0" y="0" width="180" height="48"/><y:Fill color="`, l.fill, `"/><y:BorderStyle color="`, l.line,
		`"/><y:NodeLabel>`, markup(caption(n.Label)), "</y:NodeLabel><y:Shape type=\"", l.outline.yed(), "\"/></y:ShapeNode></data></node>\n")
	return g.err
}

// Edge writes an edge.
func (g graphml) Edge(e Edge) error {
	g.put("<edge")
	if e.ID != "" {
		g.put(` id="`, inXML.of(e.ID), `"`)
	}
	g.put(` source="`, inXML.of(e.From), `" target="`, inXML.of(e.To), `">`)
	g.data("edge-label", plain(e.Label))
	g.data("edge-relation", plain(e.Relation))
	line := "line"
	if e.Elided > 0 {
		g.data("edge-elided", strconv.Itoa(e.Elided))
		line = "dashed"
	}
	g.properties("edge", g.ofEdges, e.Properties)
	g.put(`<data key="edge-look"><y:PolyLineEdge><y:LineStyle color="`, pencil, `" type="`, line,
		`" width="1.0"/><y:Arrows source="none" target="standard"/><y:EdgeLabel>`, markup(edgeWord(e)), "</y:EdgeLabel></y:PolyLineEdge></data></edge>\n")
	return g.err
}

// Close ends the document.
func (g graphml) Close() error {
	g.put("</graph>\n</graphml>\n")
	return g.dry()
}

// properties writes the declared properties each in its attribute, several values in
// one, and the others together.
func (g graphml) properties(of string, declared []string, properties []Property) {
	for i, name := range declared {
		g.data(of+strconv.Itoa(i), strings.Join(valuesOf(properties, name), "; "))
	}
	var rest []byte
	for _, name := range named(nil, properties) {
		if slices.Contains(declared, name) {
			continue
		}
		rest = append(append(append(rest, ','), jsonText(name)...), ':')
		values, _ := json.Marshal(valuesOf(properties, name)) // texts can always be written
		rest = append(rest, values...)
	}
	if len(rest) > 0 {
		g.data(of+"-properties", "{"+string(rest[1:])+"}")
	}
}

// valuesOf are the values of a property.
func valuesOf(properties []Property, name string) (out []string) {
	for _, p := range properties {
		if p.Name == name {
			out = append(out, plain(p.Value))
		}
	}
	return out
}

// data writes an attribute, unless there is nothing to say.
func (g graphml) data(key, value string) {
	if value != "" {
		g.put(`<data key="`, key, `">`, markup(value), "</data>")
	}
}

// markup is text within XML, also within an attribute.
func markup(s string) string {
	if !strings.ContainsAny(s, "<>&'\"\t\n\r") {
		return s
	}
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

func jsonText(s string) string {
	b, _ := json.Marshal(s) // texts can always be written
	return string(b)
}
