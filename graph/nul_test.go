package graph_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"fundus/graph"
)

// samples are texts of each scalar that are taken for what they are.
var samples = map[string]string{
	"Int": "1", "Float": "1.5", "Boolean": "true", "Date": `"2025-01-01"`, "DateTime": `"2025-01-01T00:00:00Z"`, "Money": `"1.00"`,
	"Decimal": `"1"`, "Long": "1", "Lang": `"de"`, "SPDX": `"MIT"`, "FeedPosition": `"0"`, "Ref": `"local:a"`, "ID": `"c2VydmljZTox"`,
	"Digest": `"` + strings.Repeat("a", 64) + `"`,
}

// places are all ways of giving a type a value in which one text is another, so many
// objects deep. What need not be given is left out.
type places struct {
	schema *ast.Schema
	text   string
}

// least is a value with nothing in it that need not be there.
func (p places) least(of *ast.Type) string {
	if of.Elem != nil {
		return "[" + p.least(of.Elem) + "]"
	}
	switch d := p.schema.Types[of.NamedType]; d.Kind {
	case ast.Enum:
		return d.EnumValues[0].Name
	case ast.InputObject:
		return "{" + p.required(d.Fields, "") + "}"
	}
	if text, known := samples[of.NamedType]; known {
		return text
	}
	return `"a"`
}

// required is what must be given of some fields, but for one that is given already.
func (p places) required(fields ast.FieldList, given string) string {
	var b strings.Builder
	for _, f := range fields {
		if f.Type.NonNull && f.DefaultValue == nil && f.Name != given {
			b.WriteString(f.Name + ":" + p.least(f.Type) + " ")
		}
	}
	return b.String()
}

// of are the values of a type.
func (p places) of(t *ast.Type, depth int) (values []string) {
	if t.Elem != nil {
		for _, v := range p.of(t.Elem, depth) {
			values = append(values, "["+v+"]")
		}
		return values
	}
	switch d := p.schema.Types[t.NamedType]; d.Kind {
	case ast.InputObject:
		if depth == 0 {
			return nil
		}
		for _, f := range d.Fields {
			for _, v := range p.of(f.Type, depth-1) {
				values = append(values, "{"+f.Name+":"+v+" "+p.required(d.Fields, f.Name)+"}")
			}
		}
	case ast.Scalar:
		switch t.NamedType {
		case "Int", "Float", "Boolean", "Long":
			return nil
		case "Text", "JSON":
			values = append(values, "{de:"+p.text+"}")
		}
		values = append(values, p.text)
	}
	return values
}

// asked are the questions or changes that have the text in one place each.
func (p places) asked(root *ast.Definition, depth int) (documents []string) {
	for _, f := range root.Fields {
		for _, a := range f.Arguments {
			for _, v := range p.of(a.Type, depth) {
				others := make(ast.FieldList, len(f.Arguments))
				for i, o := range f.Arguments {
					others[i] = &ast.FieldDefinition{Name: o.Name, Type: o.Type, DefaultValue: o.DefaultValue}
				}
				documents = append(documents, fmt.Sprintf("{%s(%s:%s %s)%s}", f.Name, a.Name, v, p.required(others, a.Name), typename(p.schema, f.Type)))
			}
		}
	}
	return documents
}

func typename(s *ast.Schema, of *ast.Type) string {
	if s.Types[of.Name()].IsLeafType() {
		return ""
	}
	return "{__typename}"
}

// TestANULIsRefusedWhereverAChangeHasAText changes something with a NUL in each place in
// turn. PostgreSQL cannot hold one: it is told in the words of the catalogue by either
// engine, nothing is written, and no question fails of it.
func TestANULIsRefusedWhereverAChangeHasAText(t *testing.T) {
	s := schema(t)
	p := places{s, `"a\u0000b"`}
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			c := catalogueOf(t, e.open(t), os.DirFS("testdata/world"))
			server := serve(t, c, graph.Options{})
			before := c.Snapshot().Revision()
			for _, q := range p.asked(s.Mutation, 4) {
				a := askFor(t, server, request{Query: "mutation" + q})
				switch a.code() {
				case "INVALID", "NOT_FOUND", "GRAPHQL_VALIDATION_FAILED":
				default:
					t.Errorf("%s: %+v", q, a.Errors)
				}
			}
			for _, q := range p.asked(s.Query, 2) {
				if a := askFor(t, server, request{Query: q}); a.code() == "INTERNAL" || a.code() == "UNAVAILABLE" {
					t.Errorf("%s: %+v", q, a.Errors)
				}
			}
			if after := c.Snapshot().Revision(); after != before {
				t.Errorf("%d changes were made", after-before)
			}
		})
	}
}
