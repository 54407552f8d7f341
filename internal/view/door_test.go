package view

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

	"pgregory.net/rapid"
)

func TestAStatementIsSeenOnItsDaysAndOnNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for day := drawnDay - 2; day <= drawnDay+2; day++ {
			other := w.On(day)
			for id := range w.snap.MaxEdge() + 1 {
				if _, there := w.snap.Edge(id); !there {
					continue
				}
				from, until := w.Days(id)
				if seen := other.SeesStatement(id); seen != day.Valid(from, until) {
					t.Fatalf("statement %d on %s: seen %t, its days are %s to %s", id, day, seen, from, until)
				}
			}
		}
	})
}

func TestWhatIsKeptIsFoundOnce(t *testing.T) {
	v := New(snapshot.Empty(), drawnDay)
	times := 0
	find := func() (int, error) {
		times++
		if times == 1 {
			return 0, catalogue.Errorf(catalogue.Unavailable, "not now")
		}
		return times, nil
	}
	for _, want := range []int{0, 2, 2} {
		if got, _ := Kept(v, "key", find); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
	if got, _ := Kept(v, "another", find); got != 3 {
		t.Errorf("another key has %d", got)
	}
}
