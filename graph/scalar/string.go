// Package scalar is how the schema's built-in scalars are written where the
// catalogue means something else by them than the library does.
//
// Scalars with a type of their own (Date, Money, codes) write themselves, where
// the type is. Here is only what Go has no own type for. The package stands
// alone because the generated code imports it, and graph imports that.
package scalar

import (
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"

	"fundus/internal/catalogue"
)

// MarshalString writes a string, and null for the empty one: in this catalogue
// an empty text does not exist, it is unknown.
func MarshalString(s string) graphql.Marshaler {
	if s == "" {
		return graphql.Null
	}
	return graphql.MarshalString(s)
}

// UnmarshalString reads a string and nothing else: a number is not a key.
func UnmarshalString(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case nil:
		return "", nil
	case json.Number:
		return "", catalogue.Errorf(catalogue.Invalid, "%.40s is a number, not a string; put it in quotes", v)
	}
	return "", catalogue.Errorf(catalogue.Invalid, "%.40v is not a string", v)
}
