package export

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
)

// learn finds out what is said of records and statements.
func (g *graph) learn(f *field, h *picture.Head) {
	if f.record || f.statement {
		g.own[f] = ownColumns(f)
		for _, c := range g.own[f] {
			if f.record {
				h.NodeProperties = once(h.NodeProperties, c.name())
			}
			if f.statement {
				h.EdgeProperties = once(h.EdgeProperties, c.name())
			}
		}
	}
	for _, c := range f.fields {
		if !f.statement || c.name != "source" {
			g.learn(c, h)
		}
	}
}

// ownColumns are the leaves of an object that belong to no record or statement below
// it. The source of a statement is said of it, since an edge has no edges.
func ownColumns(f *field) []column {
	var out []column
	for _, c := range f.fields {
		if below(f, c) || f.known(c) {
			continue
		}
		inner := ownColumns(c)
		if c.leaf() {
			inner = columns(c)
		}
		for _, d := range inner {
			d.path = append([]string{c.key}, d.path...)
			out = append(out, d)
		}
	}
	return out
}

// known says whether a field of a record or statement says what a node or an edge has
// in any case.
func (f *field) known(c *field) bool {
	always := map[string]bool{"id": true, "kind": f.record, "name": f.record, "relation": f.statement}
	return (f.record || f.statement) && c.bare && c.key == c.name && always[c.name]
}

// below says whether a field of an object leads to nodes or edges of their own.
func below(of, f *field) bool {
	return (f.record || f.statement) && !(of.statement && f.name == "source")
}

// kinds are the kinds of records of which there may be rows.
func (p *Plan) kinds(f *field) map[catalogue.Kind]bool {
	out := map[catalogue.Kind]bool{}
	switch {
	case f.record:
		for _, k := range catalogue.Kinds() {
			out[k] = slices.ContainsFunc(p.schema.GetPossibleTypes(f.typ), func(t *ast.Definition) bool { return t.Name == k.String() })
		}
	case !f.statement:
		for _, c := range f.fields {
			maps.Copy(out, p.kinds(c))
		}
	}
	return out
}

// properties are what is said of a record or statement itself: each value that is
// there, under the name of its column.
func (g *graph) properties(f *field, v map[string]any) []picture.Property {
	var out []picture.Property
	for _, c := range g.own[f] {
		for _, value := range values(nil, v, c.path) {
			if value != "" {
				out = append(out, picture.Property{Name: c.name(), Value: value, German: c.german(value)})
			}
		}
	}
	return out
}

// german is what a value of a code list says to people, "" of any other: what is
// asked for has names of the schema only.
func (c column) german(value string) string {
	if c.list == nil {
		return ""
	}
	code, _ := c.list.Find(value)
	return c.list.Title.In(catalogue.German) + ": " + code.Label.In(catalogue.German)
}

// once adds a name to some, unless it is among them.
func once(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}
