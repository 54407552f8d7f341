package view

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Pages of whatever size, one behind the other, are the list; and where the list has
// lost or gained something in between, they go on behind the place of the cursor.
func TestPagesOfPlacesAreTheList(t *testing.T) {
	v := New(snapshot.Empty(), drawnDay)
	rapid.Check(t, func(t *rapid.T) {
		var list, got []Place
		for number := range 4 {
			for id := range 6 {
				if rapid.Bool().Draw(t, "there") {
					list = append(list, Place{number, catalogue.ID(id + 1)})
				}
			}
		}
		var after *string
		for range len(list) + 1 {
			size := rapid.IntRange(1, 9).Draw(t, "size")
			c, err := v.Page(&size, after, list, "walk", Filter{"tag": 1})
			must(t, err)
			if c.Info.HasPreviousPage != (after != nil && len(list) > 0) || c.From != len(got) {
				t.Fatalf("%+v behind %d", c, len(got))
			}
			got = append(got, list[c.From:c.From+len(c.Cursors)]...)
			if !c.Info.HasNextPage {
				break
			}
			after = &c.Info.EndCursor
		}
		if diff := cmp.Diff(list, got); diff != "" {
			t.Fatal(diff)
		}
		if after == nil {
			return
		}
		if _, err := v.Page(nil, after, list, "walk", Filter{"tag": 2}); catalogue.KindOf(err) != catalogue.Invalid {
			t.Fatalf("a cursor of another filter: %v", err)
		}
	})
}

func TestAPageGoesOnBehindAPlaceThatIsGone(t *testing.T) {
	v, one := New(snapshot.Empty(), drawnDay), 1
	before := first(v.Page(&one, nil, []Place{{1, 5}, {1, 7}, {2, 3}}))
	c := first(v.Page(nil, &before.Info.EndCursor, []Place{{1, 4}, {1, 7}, {2, 3}}))
	if c.From != 1 || len(c.Cursors) != 2 {
		t.Errorf("%+v", c)
	}
}
