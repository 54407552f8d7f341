package explore

import "fundus/internal/catalogue"

// place is where something stands in the order in which a walk met it, from 1. What
// has no place yet has 0, and what is about to get one is below (outlook).
type place int32

// places are the places of records. Ids are dense by kind, so it is an array, cut into
// pages that are made when they are first touched: it is as large as what a walk has
// met, and not as the catalogue.
type places struct{ pages []*[placesPerPage]place }

// placesPerPage makes a page of 1 KB, which costs no more to clear than a walk needs to
// come to a few records.
const placesPerPage = 256

// at is the place of a record, 0 for one that was not met.
func (p *places) at(id catalogue.ID) place {
	page := int(id / placesPerPage)
	if page >= len(p.pages) || p.pages[page] == nil {
		return 0
	}
	return p.pages[page][id%placesPerPage]
}

// set gives a record a place.
func (p *places) set(id catalogue.ID, at place) {
	page := int(id / placesPerPage)
	if missing := page + 1 - len(p.pages); missing > 0 {
		p.pages = append(p.pages, make([]*[placesPerPage]place, missing)...)
	}
	if p.pages[page] == nil {
		p.pages[page] = new([placesPerPage]place)
	}
	p.pages[page][id%placesPerPage] = at
}
