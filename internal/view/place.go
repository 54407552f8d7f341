package view

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// Place is where a record stands in a list that a walk made: by a number, such as a
// distance, and then by its id.
type Place struct {
	Number int
	ID     catalogue.ID
}

func (p Place) compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Number, q.Number), cmp.Compare(p.ID, q.ID))
}

// Cut is a page of such a list, forward only.
type Cut struct {
	From    int      // where the page begins in the list
	Cursors []string // of the entries of the page
	Info    PageInfo
}

// Page cuts a page out of a list that is in order. The asked are what the list
// answers, filters among them; they bind its cursors to the question.
func (v *View) Page(first *int, after *string, list []Place, asked ...any) (Cut, error) {
	for i, part := range asked {
		if filter, ok := part.(Filter); ok {
			asked[i] = spelt(filter)
		}
	}
	w, err := v.window(Paging{First: first, After: after}, question(asked...))
	if err != nil {
		return Cut{}, err
	}
	from := 0
	if w.from != nil {
		at, found := slices.BinarySearchFunc(list, Place{int(w.from.number), catalogue.ID(w.from.id)}, Place.compare)
		if from = at; found {
			from++
		}
	}
	rest := list[from:]
	p := page{previous: from > 0, next: len(rest) > w.size}
	for _, place := range rest[:min(len(rest), w.size)] {
		p.entries = append(p.entries, position{number: int64(place.Number), id: uint32(place.ID)})
	}
	out := Cut{From: from, Info: p.info(w)}
	for _, at := range p.entries {
		out.Cursors = append(out.Cursors, w.cursor(at))
	}
	return out, nil
}
