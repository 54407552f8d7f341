package explore

import "fundus/internal/catalogue"

// slot is where something stands in the order in which a walk met it, from 1. What
// has no slot yet has 0, and what is about to get one is below (outlook).
type slot int32

// slots are the slots of records. Ids are dense by kind, so it is an array, cut into
// pages that are made when they are first touched: it is as large as what a walk has
// met, and not as the catalogue.
type slots struct{ pages []*[slotsPerPage]slot }

// slotsPerPage makes a page of 1 KB, which costs no more to clear than a walk needs to
// come to a few records.
const slotsPerPage = 256

// at is the slot of a record, 0 for one that was not met.
func (p *slots) at(id catalogue.ID) slot {
	page := int(id / slotsPerPage)
	if page >= len(p.pages) || p.pages[page] == nil {
		return 0
	}
	return p.pages[page][id%slotsPerPage]
}

// set gives a record a slot.
func (p *slots) set(id catalogue.ID, at slot) {
	page := int(id / slotsPerPage)
	if missing := page + 1 - len(p.pages); missing > 0 {
		p.pages = append(p.pages, make([]*[slotsPerPage]slot, missing)...)
	}
	if p.pages[page] == nil {
		p.pages[page] = new([slotsPerPage]slot)
	}
	p.pages[page][id%slotsPerPage] = at
}
