package sqlite

import (
	"testing"

	"fundus/internal/catalogue"
)

// However many parts there are and however few ids, each id is in one of them, and
// none is beyond the last.
func TestEveryEdgeIsInOnePart(t *testing.T) {
	for _, last := range []catalogue.EdgeID{0, 1, 2, 3, 7, 64, 1001, 1<<32 - 1} {
		for _, n := range []int{1, 2, 3, 64} {
			next := uint64(1)
			for _, p := range partsOf(last, n) {
				if uint64(p.first) != next && p.first <= p.last {
					t.Fatalf("%d ids in %d parts: one begins with %d, want %d", last, n, p.first, next)
				}
				next = uint64(p.last) + 1
			}
			if next != uint64(last)+1 {
				t.Errorf("%d ids in %d parts: they end before %d", last, n, next)
			}
		}
	}
}
