package view

import (
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

	"pgregory.net/rapid"
)

// A list that is read page by page, in either direction, is the list; and a cursor
// whose entry is gone goes on where it stood.
func TestPagesOfAComputedListAreTheList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := New(snapshot.Empty(), drawnDay)
		list := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) Place {
			return Place{rapid.Int64Range(-2, 2).Draw(t, "number"), rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "key"), catalogue.ID(rapid.Uint32Range(0, 3).Draw(t, "id"))}
		}), 0, 12, rapid.ID[Place]).Draw(t, "list")
		slices.SortFunc(list, func(a, b Place) int { return a.position().compare(b.position(), "ASC") })
		self, size := func(p Place) Place { return p }, rapid.IntRange(1, 5).Draw(t, "size")

		var read []Place
		paging := Paging{First: &size}
		for {
			page, err := Cut(v, paging, list, self, "asked")
			if err != nil || page.TotalCount() != len(list) || page.Info.HasPreviousPage != (len(read) > 0) {
				t.Fatalf("%+v, %v", page, err)
			}
			read = append(read, page.Nodes()...)
			if !page.Info.HasNextPage {
				break
			}
			paging.After = &page.Info.EndCursor
		}
		if !slices.Equal(read, list) {
			t.Errorf("forward: %v, want %v", read, list)
		}

		read, paging = nil, Paging{Last: &size}
		for {
			page, err := Cut(v, paging, list, self, "asked")
			if err != nil {
				t.Fatal(err)
			}
			read = append(page.Nodes(), read...)
			if !page.Info.HasPreviousPage {
				break
			}
			paging.Before = &page.Info.StartCursor
		}
		if !slices.Equal(read, list) {
			t.Errorf("backward: %v, want %v", read, list)
		}
	})
}

func TestACursorGoesOnWhereItsEntryStood(t *testing.T) {
	v, one := New(snapshot.Empty(), drawnDay), 1
	self := func(p Place) Place { return p }
	list := []Place{{Number: 1}, {Number: 2}, {Number: 3}}
	page, err := Cut(v, Paging{First: &one, After: cursorOf(t, v, list, 1)}, []Place{{Number: 1}, {Number: 3}}, self, "asked")
	if err != nil || !slices.Equal(page.Nodes(), []Place{{Number: 3}}) || !page.Info.HasPreviousPage {
		t.Errorf("%+v, %v", page, err)
	}
	if _, err := Cut(v, Paging{After: cursorOf(t, v, list, 1)}, list, self, "asked", "otherwise"); catalogue.KindOf(err) != catalogue.Invalid {
		t.Errorf("another question: %v", err)
	}
}

func cursorOf(t *testing.T, v *View, list []Place, i int) *string {
	t.Helper()
	page, err := Cut(v, Paging{}, list, func(p Place) Place { return p }, "asked")
	if err != nil {
		t.Fatal(err)
	}
	return &page.Edges[i].Cursor
}
