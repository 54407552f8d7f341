package interchange_test

import (
	"testing"

	"fundus/internal/interchange"
)

func TestTheNearestNameIsTheOneThatWasMeant(t *testing.T) {
	known := []string{"name", "identifiers", "trustLevel", "policyField"}
	for name, want := range map[string]string{
		"trustlevel": "trustLevel", "identifier": "identifiers", "polcyFeild": "policyField", "naem": "name",
		"colour": "", "": "", "x": "",
	} {
		if got := interchange.Nearest(name, known); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
