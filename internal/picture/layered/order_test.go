package layered

import (
	"math/rand/v2"
	"testing"
)

// TestCrossingsAreCountedAsTheyAre compares with all pairs of segments.
func TestCrossingsAreCountedAsTheyAre(t *testing.T) {
	for seed := range uint64(200) {
		d := prepared(seed)
		d.firstOrder()
		if want, got := d.pairsThatCross(), d.crossings(); want != got {
			t.Fatalf("seed %d: %d crossings, counted %d", seed, want, got)
		}
	}
}

func TestAnOrderHasNoMoreCrossingsThanTheFirst(t *testing.T) {
	for seed := range uint64(200) {
		d := prepared(seed)
		d.firstOrder()
		first := d.crossings()
		d.order()
		if got := d.pairsThatCross(); got > first {
			t.Fatalf("seed %d: %d crossings at first, %d in the end", seed, first, got)
		}
	}
}

// prepared is a random graph that waits for its order.
func prepared(seed uint64) *drawing {
	random := rand.New(rand.NewPCG(seed, 0))
	var g Graph
	for range 3 + random.IntN(15) {
		g.Boxes = append(g.Boxes, Size{10, 10})
	}
	for range random.IntN(30) {
		g.Edges = append(g.Edges, Edge{random.IntN(len(g.Boxes)), random.IntN(len(g.Boxes)), NoLabel})
	}
	d := newDrawing(g)
	d.turnCycles()
	d.rank()
	d.findPorts()
	d.bend()
	return d
}

func (d *drawing) pairsThatCross() (n int) {
	for i, s := range d.segments {
		for _, t := range d.segments[:i] {
			from := d.position[s.from] - d.position[t.from]
			to := d.position[s.to] - d.position[t.to]
			if d.vertices[s.from].layer == d.vertices[t.from].layer && int(from)*int(to) < 0 {
				n++
			}
		}
	}
	return n
}
