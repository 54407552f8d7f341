package scalar

import (
	"github.com/99designs/gqlgen/graphql"

	"fundus/internal/catalogue"
)

// MarshalLong writes a whole number of any size that a number of JSON can hold exactly.
func MarshalLong(n int) graphql.Marshaler { return graphql.MarshalInt(n) }

// UnmarshalLong reads nothing: no argument is so large.
func UnmarshalLong(any) (int, error) {
	return 0, catalogue.Errorf(catalogue.Invalid, "a Long is not read")
}
