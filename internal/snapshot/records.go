package snapshot

import "fundus/internal/catalogue"

// records are the records by id, each with its place in the order of names.
type records struct{ pages table[slotPage] }

// slotPage is 512 bytes, the largest object with pointers that needs no header.
type slotPage [slotsPerPage]slot

const slotsPerPage = 16

type slot struct {
	record catalogue.Record // nil: there is no such record
	key    string           // SortKey of its name
}

var noSlot slot

func (r records) slot(id catalogue.ID) *slot {
	page := r.pages.page(uint32(id) / slotsPerPage)
	if page == nil {
		return &noSlot
	}
	return &page[id%slotsPerPage]
}

// uses count the statements by the Source record that they come from.
type uses struct{ pages table[usesPage] }

type usesPage [usesPerPage]uint32

const usesPerPage = 64

func (u uses) of(source catalogue.ID) int {
	page := u.pages.page(uint32(source) / usesPerPage)
	if page == nil {
		return 0
	}
	return int(page[source%usesPerPage])
}

type usesEdit struct{ pages tableEdit[usesPage] }

// add counts n statements more or less; source 0 is none.
func (e *usesEdit) add(source catalogue.ID, n int) {
	if source != 0 && n != 0 {
		page, _ := e.pages.own(uint32(source) / usesPerPage)
		page[source%usesPerPage] += uint32(n)
	}
}

// moved counts a statement that has changed its source.
func (e *usesEdit) moved(from, to catalogue.ID) {
	if from != to {
		e.add(from, -1)
		e.add(to, 1)
	}
}

func (e *usesEdit) done() uses { return uses{e.pages.done()} }
