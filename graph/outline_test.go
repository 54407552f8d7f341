package graph_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"fundus/graph"
)

// introspected is a type as it is told over the wire.
type introspected struct {
	Name, Kind  string
	Fields      []introspectedField
	InputFields []introspectedField
	EnumValues  []struct{ Name string }
}

type introspectedField struct {
	Name string
	Type typeRef
	Args []introspectedField
}

type typeRef struct {
	Kind, Name string
	OfType     *typeRef
}

func (r typeRef) String() string {
	switch r.Kind {
	case "NON_NULL":
		return r.OfType.String() + "!"
	case "LIST":
		return "[" + r.OfType.String() + "]"
	}
	return r.Name
}

// outline is a type by its members, each as "name(argument: Type): Type".
func (d introspected) outline() []string {
	out := []string{d.Kind}
	for _, f := range append(d.Fields, d.InputFields...) {
		line := f.Name
		for _, a := range f.Args {
			line += " " + a.Name + ":" + a.Type.String()
		}
		out = append(out, line+" "+f.Type.String())
	}
	for _, v := range d.EnumValues {
		out = append(out, v.Name)
	}
	return out
}

func outlineOf(d *ast.Definition) []string {
	out := []string{string(d.Kind)}
	for _, f := range d.Fields {
		if f.Name == "__schema" || f.Name == "__type" || f.Name == "__typename" {
			continue
		}
		line := f.Name
		for _, a := range f.Arguments {
			line += " " + a.Name + ":" + a.Type.String()
		}
		out = append(out, line+" "+f.Type.String())
	}
	for _, v := range d.EnumValues {
		out = append(out, v.Name)
	}
	return out
}

// What introspection tells is what "fundus schema" prints: the same types with the same
// members in the same order, and the same directives.
func TestTheSchemaOverTheWireIsTheOneThatIsPrinted(t *testing.T) {
	text, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		t.Fatal(err)
	}
	a := askFor(t, serve(t, catalogueOf(t, onSQLite(t), nil), graph.Options{}), request{Query: string(text)})
	var told struct {
		Schema struct {
			Types      []introspected
			Directives []struct{ Name string }
		} `json:"__schema"`
	}
	if err := json.Unmarshal(a.Data, &told); err != nil || len(a.Errors) > 0 {
		t.Fatalf("%v, %+v", err, a.Errors)
	}
	printed := schema(t)
	types := map[string]introspected{}
	for _, d := range told.Schema.Types {
		types[d.Name] = d
	}
	for d := range own(printed) {
		same(t, d.Name, outlineOf(d), types[d.Name].outline())
	}
	for name, d := range types {
		if printed.Types[name] == nil {
			t.Errorf("%s %s is told and not printed", d.Kind, name)
		}
	}
	for _, d := range told.Schema.Directives {
		if d.Name == "defer" || printed.Directives[d.Name] == nil {
			t.Errorf("@%s is told and not printed", d.Name)
		}
	}
}
