package scalar

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"fundus/internal/catalogue"
)

// MarshalInt writes a whole number.
func MarshalInt(n int) graphql.Marshaler { return graphql.MarshalInt(n) }

// UnmarshalInt reads a whole number; null is 0.
func UnmarshalInt(v any) (int, error) {
	switch v := v.(type) {
	case nil:
		return 0, nil
	case int64:
		if n := int(v); n == int(int32(n)) {
			return n, nil
		}
	case json.Number:
		if n, err := strconv.ParseInt(string(v), 10, 32); err == nil {
			return int(n), nil
		}
	case string:
		return 0, catalogue.Errorf(catalogue.Invalid, "%.40q is a string, not a whole number; leave out the quotes", v)
	}
	return 0, catalogue.Errorf(catalogue.Invalid, "%.40s is not a whole number of 32 bits", fmt.Sprint(v))
}
