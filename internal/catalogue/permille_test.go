package catalogue_test

import (
	"testing"

	"fundus/internal/catalogue"
)

func TestThousandthsAreNoneAndAllOnlyForNoneAndAll(t *testing.T) {
	for _, c := range []struct{ part, whole, want int }{
		{0, 7, 0}, {7, 7, 1000}, {1, 3, 333}, {2, 3, 667}, {1, 100_000, 1}, {99_999, 100_000, 999}, {1, 2000, 1}, {1, 2, 500}, {502, 2283, 220},
	} {
		if got, ok := catalogue.PerMille(c.part, c.whole); got != c.want || !ok {
			t.Errorf("%d of %d are %d, want %d", c.part, c.whole, got, c.want)
		}
	}
	if _, ok := catalogue.PerMille(0, 0); ok {
		t.Error("nothing is a share of nothing")
	}
}
