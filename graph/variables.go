package graph

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"fundus/internal/catalogue"
)

// Variables are variables as a person writes them on a command line, read by the
// types that a document declares: what is text stays as it is written, so that a
// key of digits is no number; all else is JSON. Of a document that cannot be
// read everything stays text, since whoever answers it says what is wrong.
func Variables(document string, written map[string]string) (map[string]any, error) {
	out := make(map[string]any, len(written))
	doc, broken := parser.ParseQuery(&ast.Source{Input: document})
	for _, name := range slices.Sorted(maps.Keys(written)) {
		value := written[name]
		if broken != nil {
			out[name] = value
			continue
		}
		declared := declaredType(doc, name)
		if declared == nil {
			return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: name, Value: value, Message: "the operation declares no variable of this name"}
		}
		read, err := variable(declared, value)
		if err != nil {
			return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: name, Value: value, Message: value + " is not JSON, as a value of the type " + declared.String() + " must be", Err: err}
		}
		out[name] = read
	}
	return out, nil
}

func declaredType(doc *ast.QueryDocument, name string) *ast.Type {
	for _, op := range doc.Operations {
		if d := op.VariableDefinitions.ForName(name); d != nil {
			return d.Type
		}
	}
	return nil
}

// variable reads JSON where the type asks for it. Where a text may stand, what
// looks like a number or a truth value is one.
func variable(t *ast.Type, written string) (any, error) {
	var value any
	err := json.Unmarshal([]byte(written), &value)
	if !isText(t) {
		return value, err
	}
	switch value.(type) {
	case float64, bool:
		return written, nil
	}
	if err != nil {
		return written, nil //nolint:nilerr // what is no JSON is the text itself
	}
	return value, nil
}

func isText(t *ast.Type) bool {
	if t.Elem != nil {
		return false
	}
	switch t.NamedType {
	case "Int", "Float", "Boolean":
		return false
	}
	d := schema().Types[t.NamedType]
	return d == nil || d.Kind == ast.Scalar || d.Kind == ast.Enum
}
