package graph_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"fundus/internal/catalogue"
)

// generator draws questions that the schema allows, about what there is in a log: its
// ids, identifiers, words and days, also of what is hidden.
type generator struct {
	schema      *ast.Schema
	ids         map[string][]string // by the name of the kind, "" for all
	identifiers []catalogue.Identifier
	words       []string
	revisions   int
}

func generatorOf(s *ast.Schema, log []*catalogue.Commit) *generator {
	g := &generator{schema: s, ids: map[string][]string{}, revisions: len(log)}
	for _, c := range log {
		for _, v := range c.Records {
			id := catalogue.GlobalID(v.Kind, v.ID)
			noun := strings.ToLower(v.Kind.Noun())
			g.ids[noun] = append(g.ids[noun], id)
			g.ids[""] = append(g.ids[""], id)
			if v.Record == nil {
				continue
			}
			m := v.Record.Base()
			g.identifiers = append(g.identifiers, m.Identifiers...)
			for _, t := range m.Name {
				g.words = append(g.words, strings.Fields(t.Value)...)
			}
		}
	}
	slices.Sort(g.words)
	g.words = slices.Compact(g.words)
	return g
}

// operation is a whole question, of up to so many fields at the root.
func (g *generator) operation(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("query Q")
	switch rapid.IntRange(0, 5).Draw(t, "moment") {
	case 0:
		fmt.Fprintf(&b, "@at(revision:%d)", rapid.IntRange(0, g.revisions).Draw(t, "revision"))
	case 1:
		fmt.Fprintf(&b, "@at(day:%s)", g.value(t, "day", ast.NamedType("Date", nil), 1))
	}
	b.WriteString("{")
	for i := range rapid.IntRange(1, 2).Draw(t, "fields") {
		f := rapid.SampledFrom(g.schema.Query.Fields).Draw(t, "field")
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		fmt.Fprintf(&b, " r%d:%s", i, g.field(t, f, 3))
	}
	b.WriteString(" __typename}")
	return b.String()
}

// field is a field with some of its arguments and some of what is below it.
func (g *generator) field(t *rapid.T, f *ast.FieldDefinition, depth int) string {
	var arguments []string
	if byID := f.Arguments.ForName("id"); byID != nil && f.Arguments.ForName("identifier") != nil { // one of the two
		one := rapid.SampledFrom([]string{"id", "id", "identifier"}).Draw(t, "by")
		return f.Name + "(" + one + ":" + g.argument(t, f, f.Arguments.ForName(one)) + ")" + g.selection(t, f.Type.Name(), depth)
	}
	for _, a := range f.Arguments {
		if a.Type.NonNull && a.DefaultValue == nil || g.chance(t, 4) && g.goesWith(a.Name, f) {
			arguments = append(arguments, a.Name+":"+g.argument(t, f, a))
		}
	}
	out := f.Name
	if len(arguments) > 0 {
		out += "(" + strings.Join(arguments, ",") + ")"
	}
	return out + g.selection(t, f.Type.Name(), depth)
}

// goesWith leaves arguments out that are right seldom: a cursor of another question, and
// both ends of a list.
func (*generator) goesWith(argument string, f *ast.FieldDefinition) bool {
	switch argument {
	case "after", "before":
		return f.Name == "changes"
	case "last":
		return false
	}
	return true
}

func (g *generator) argument(t *rapid.T, f *ast.FieldDefinition, a *ast.ArgumentDefinition) string {
	noun := strings.ToLower(f.Name)
	if g.ids[noun] == nil {
		noun = strings.ToLower(a.Name)
	}
	if a.Type.Name() == "ID" && a.Type.Elem == nil && g.ids[noun] != nil {
		return rapid.Map(rapid.SampledFrom(g.ids[noun]), quoted).Draw(t, a.Name)
	}
	return g.value(t, a.Name, a.Type, 3)
}

func quoted(s string) string { return `"` + s + `"` }

// selection is some of the fields of a type, all that are leaves where it is deep enough.
func (g *generator) selection(t *rapid.T, of string, depth int) string {
	d := g.schema.Types[of]
	if d.IsLeafType() {
		return ""
	}
	var b strings.Builder
	b.WriteString("{__typename")
	for _, f := range d.Fields {
		leaf := g.schema.Types[f.Type.Name()].IsLeafType()
		likely := 6
		if f.Name == "nodes" || f.Name == "edges" || f.Name == "node" || leaf {
			likely = 2
		}
		if f.Name == "lag" || strings.HasPrefix(f.Name, "__") || !leaf && depth == 0 || !g.chance(t, likely) {
			continue
		}
		b.WriteString(" " + g.field(t, f, depth-1))
	}
	if of == "Node" || of == "Record" {
		kind := rapid.SampledFrom(catalogue.Kinds()).Draw(t, "kind").String()
		if g.schema.Types[kind] != nil && depth > 0 {
			b.WriteString(" ... on " + kind + "{name}")
		}
	}
	return b.String() + "}"
}

// chance is one in so many.
func (*generator) chance(t *rapid.T, n int) bool { return rapid.IntRange(1, n).Draw(t, "chance") == n }

// value is one of a type, so many objects deep.
func (g *generator) value(t *rapid.T, name string, of *ast.Type, depth int) string {
	if of.Elem != nil {
		values := make([]string, rapid.IntRange(1, 2).Draw(t, "elements"))
		for i := range values {
			values[i] = g.value(t, name, of.Elem, depth)
		}
		return "[" + strings.Join(values, ",") + "]"
	}
	switch d := g.schema.Types[of.NamedType]; d.Kind {
	case ast.Enum:
		return rapid.SampledFrom(d.EnumValues).Draw(t, of.NamedType).Name
	case ast.InputObject:
		return g.object(t, d, depth)
	}
	return g.scalar(t, name, of.NamedType)
}

func (g *generator) object(t *rapid.T, d *ast.Definition, depth int) string {
	if d.Name == "IdentifierInput" {
		i := rapid.SampledFrom(g.identifiers).Draw(t, "identifier")
		return fmt.Sprintf("{scheme:%q,value:%q}", i.Scheme, i.Value)
	}
	var fields []string
	for _, f := range d.Fields {
		input := g.schema.Types[f.Type.Name()].Kind == ast.InputObject
		needed := f.Type.NonNull && f.DefaultValue == nil || f.Name == "any" // one of any, all and none
		if needed || g.chance(t, max(2, len(d.Fields)/2)) && (!input || depth > 0) {
			fields = append(fields, f.Name+":"+g.value(t, f.Name, f.Type, depth-1))
		}
	}
	return "{" + strings.Join(fields, ",") + "}"
}

func (g *generator) scalar(t *rapid.T, name, of string) string {
	switch of {
	case "ID", "Ref":
		return rapid.Map(rapid.SampledFrom(g.ids[""]), quoted).Draw(t, name)
	case "Int", "Long":
		if name == "revision" {
			return fmt.Sprint(rapid.IntRange(0, g.revisions).Draw(t, name))
		}
		return fmt.Sprint(rapid.IntRange(0, 5).Draw(t, name))
	case "Boolean":
		return fmt.Sprint(rapid.Bool().Draw(t, name))
	case "Float", "Decimal", "Money":
		return rapid.SampledFrom([]string{`"1"`, `"50"`, `"100000"`}).Draw(t, name)
	case "Date":
		return rapid.SampledFrom([]string{`"2020-01-01"`, `"2024-06-30"`, `"2026-01-01"`, `"2027-12-31"`}).Draw(t, name)
	case "DateTime":
		return `"2099-01-01T00:00:00Z"`
	case "Lang":
		return `"de"`
	case "FeedPosition":
		return quoted(fmt.Sprint(rapid.IntRange(0, g.revisions).Draw(t, name)))
	case "String", "Text", "JSON":
		if name == "value" || name == "in" {
			return fmt.Sprintf("%q", rapid.SampledFrom(g.identifiers).Draw(t, name).Value)
		}
		return fmt.Sprintf("%q", rapid.SampledFrom(g.words).Draw(t, name))
	}
	return samples[of]
}
