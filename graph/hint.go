package graph

import (
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// didYouMean begins a suggestion, as the parser writes it. Those who are not told the
// schema get no such thing (Introspection.presenter).
const didYouMean = " Did you mean "

var (
	unknownField = regexp.MustCompile(`^Cannot query field "(\w+)" on type "(\w+)"\.`)
	unknownValue = regexp.MustCompile(`^Value "\w+" does not exist in "\W*(\w+)\W*" enum\.`)
)

// mostValues is how many values of an enumeration are told where one is wrong.
const mostValues = 20

// hinted adds to an error of validation what whoever is new to GraphQL most likely lacks,
// which the parser does not suggest: that the records of a list stand in its nodes, and
// what values there are.
func hinted(message string) string {
	if f := unknownField.FindStringSubmatch(message); f != nil {
		if within := holder(schema().Types[f[2]], f[1]); within != "" {
			return f[0] + didYouMean + `"` + within + " { " + f[1] + ` }"?`
		}
		return message
	}
	v := unknownValue.FindStringSubmatch(message)
	if v == nil || strings.Contains(message, didYouMean) {
		return message
	}
	d := schema().Types[v[1]]
	if d == nil || len(d.EnumValues) > mostValues {
		return message
	}
	names := make([]string, len(d.EnumValues))
	for i, value := range d.EnumValues {
		names[i] = value.Name
	}
	return v[0] + didYouMean + "one of " + strings.Join(names, ", ") + "?"
}

// holder is the field of a list, or of an entry of one, in which there is a field.
func holder(list *ast.Definition, field string) string {
	if list == nil {
		return ""
	}
	for _, within := range []string{"nodes", "node"} {
		if f := list.Fields.ForName(within); f != nil {
			if of := schema().Types[f.Type.Name()]; of != nil && of.Fields.ForName(field) != nil {
				return within
			}
		}
	}
	return ""
}
