package scalar

import (
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"fundus/internal/catalogue"
)

// MarshalDateTime writes an instant after RFC 3339, and null for none.
func MarshalDateTime(t time.Time) graphql.Marshaler { return graphql.MarshalTime(t) }

// UnmarshalDateTime reads an instant; null is none.
func UnmarshalDateTime(v any) (time.Time, error) {
	if v == nil {
		return time.Time{}, nil
	}
	if text, ok := v.(string); ok {
		if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, catalogue.Errorf(catalogue.Invalid, "%.40q is not an instant; write RFC 3339 such as 2025-08-26T09:30:00Z", fmt.Sprint(v))
}
