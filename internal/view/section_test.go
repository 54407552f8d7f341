package view

import (
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

	"pgregory.net/rapid"
)

// Whoever follows the cursors of a list, either way and with pages of any size, meets
// each entry once and in order.
func TestSectionsOfAListAreTheListInPages(t *testing.T) {
	v := New(snapshot.Empty(), drawnDay)
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfNDistinct(rapid.Int64Range(-9, 9), 0, 12, rapid.ID).Draw(t, "numbers")
		slices.Sort(numbers)
		at := func(i int) Place { return Place{Number: numbers[i] / 3, ID: uint32(numbers[i] + 9)} }
		size, backward := rapid.IntRange(1, 5).Draw(t, "size"), rapid.Bool().Draw(t, "backward")
		var met []int
		for p := (Paging{First: &size}); ; {
			if backward {
				p.First, p.Last = nil, &size
			}
			s, err := v.Section(p, len(numbers), at, "a list", Filter{"focus": true})
			must(t, err)
			page := []int{}
			for i := s.From; i < s.To; i++ {
				page = append(page, i)
			}
			if backward {
				met = append(page, met...)
				if p.Before = &s.Info.StartCursor; !s.Info.HasPreviousPage {
					break
				}
				continue
			}
			met = append(met, page...)
			if p.After = &s.Info.EndCursor; !s.Info.HasNextPage {
				break
			}
		}
		for i, m := range met {
			if i != m {
				t.Fatalf("met %v of %d", met, len(numbers))
			}
		}
		if len(met) != len(numbers) {
			t.Fatalf("met %v of %d", met, len(numbers))
		}
	})
}

func TestACursorOfAnotherSectionIsRefused(t *testing.T) {
	v, one := New(snapshot.Empty(), drawnDay), 1
	at := func(i int) Place { return Place{ID: uint32(i)} }
	s, err := v.Section(Paging{First: &one}, 3, at, "a list", Filter{"focus": true})
	if err != nil || !s.Info.HasNextPage {
		t.Fatal(s, err)
	}
	_, err = v.Section(Paging{First: &one, After: &s.Info.EndCursor}, 3, at, "a list", Filter{"focus": false})
	if catalogue.KindOf(err) != catalogue.Invalid {
		t.Errorf("got %v", err)
	}
}
