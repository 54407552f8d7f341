package snapshot

import (
	"maps"
	"slices"
	"testing"

	"fundus/internal/catalogue"

	"pgregory.net/rapid"
)

// A Set does what a map of ids does, whatever is asked of it and in which order.
func TestSetAgreesWithMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawMap(t, "a"), drawMap(t, "b")
		s, u := setOf(a), setOf(b)
		equalSet(t, "or", s.Or(u), func(id catalogue.ID) bool { return a[id] || b[id] }, a, b)
		equalSet(t, "and", s.And(u), func(id catalogue.ID) bool { return a[id] && b[id] }, a, b)
		equalSet(t, "and not", s.AndNot(u), func(id catalogue.ID) bool { return a[id] && !b[id] }, a, b)
		if got, want := s.AndCount(u), s.And(u).Count(); got != want {
			t.Fatalf("AndCount %d, And has %d", got, want)
		}
		third := setOf(drawMap(t, "c"))
		if got, want := s.AndAnyCount([]Set{u, third}), s.And(u.Or(third)).Count(); got != want {
			t.Fatalf("AndAnyCount %d, want %d", got, want)
		}
		if s.Empty() != (len(a) == 0) || s.AndNot(s).Empty() != true {
			t.Fatal("Empty is wrong")
		}
	})
}

// The members of a set come in ascending order, from wherever one
// starts, either way.
func TestSetFindsTheNextAndThePreviousMember(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMap(t, "members")
		s, sorted := setOf(m), slices.Sorted(maps.Keys(m))
		from := drawID(t, "from")
		at, _ := slices.BinarySearch(sorted, from)
		got, ok := s.Next(from)
		if ok != (at < len(sorted)) || ok && got != sorted[at] {
			t.Fatalf("Next(%d) = %d, %v; members %v", from, got, ok, sorted)
		}
		if at < len(sorted) && sorted[at] == from {
			at++
		}
		got, ok = s.Prev(from)
		if ok != (at > 0) || ok && got != sorted[at-1] {
			t.Fatalf("Prev(%d) = %d, %v; members %v", from, got, ok, sorted)
		}
	})
}

// An edit changes its own copy; the set it began from keeps its members.
func TestSetEditLeavesItsBaseAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMap(t, "base")
		base, want := setOf(m), maps.Clone(m)
		e := base.Edit()
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			id := drawID(t, "id")
			if rapid.Bool().Draw(t, "add") {
				e.Add(id)
				want[id] = true
			} else {
				e.Remove(id)
				delete(want, id)
			}
			if e.Has(id) != want[id] {
				t.Fatalf("the edit does not see its own change of %d", id)
			}
		}
		equalSet(t, "base", base, func(id catalogue.ID) bool { return m[id] }, m)
		equalSet(t, "edited", e.Set(), func(id catalogue.ID) bool { return want[id] }, want)
	})
}

func TestSetIsWalkedWithoutAllocation(t *testing.T) {
	s, sum := FromIDs(1, 63, 64, 4095, 4096, 70_000), catalogue.ID(0)
	allocs := testing.AllocsPerRun(10, func() {
		for id := range s.All() {
			sum += id
		}
		for id, ok := s.Next(0); ok; id, ok = s.Next(id + 1) {
			sum += id
		}
		sum += catalogue.ID(s.Count() + s.AndCount(s))
	})
	if allocs != 0 {
		t.Fatalf("%v allocations", allocs)
	}
}

// drawID prefers the borders of words and chunks.
func drawID(t *rapid.T, label string) catalogue.ID {
	return catalogue.ID(rapid.OneOf(
		rapid.Uint32Range(1, 200),
		rapid.SampledFrom([]uint32{63, 64, 65, 4095, 4096, 4097, 8191, 8192, 16_384}),
		rapid.Uint32Range(1, 20_000),
	).Draw(t, label))
}

func drawMap(t *rapid.T, label string) map[catalogue.ID]bool {
	m := map[catalogue.ID]bool{}
	for range rapid.IntRange(0, 60).Draw(t, label) {
		m[drawID(t, label)] = true
	}
	return m
}

func setOf(m map[catalogue.ID]bool) Set { return FromIDs(slices.Collect(maps.Keys(m))...) }

func equalSet(t *rapid.T, what string, s Set, member func(catalogue.ID) bool, candidates ...map[catalogue.ID]bool) {
	t.Helper()
	var want []catalogue.ID
	for _, m := range candidates {
		for id := range m {
			if member(id) {
				want = append(want, id)
			}
		}
	}
	slices.Sort(want)
	want = slices.Compact(want)
	if got := slices.Collect(s.All()); !slices.Equal(got, want) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
	if s.Count() != len(want) {
		t.Fatalf("%s: Count %d of %v", what, s.Count(), want)
	}
	for _, m := range candidates {
		for id := range m {
			if s.Has(id) != member(id) {
				t.Fatalf("%s: Has(%d) = %v", what, id, s.Has(id))
			}
		}
	}
}
