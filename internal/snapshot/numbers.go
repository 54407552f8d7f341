package snapshot

import (
	"slices"

	"fundus/internal/catalogue"
)

// Numbers are the values of a number or day attribute by record id: a column, so
// that a range or an order over many records reads a few bytes of each and not the
// record, which would wait for memory three times.
type Numbers struct{ pages table[numberPage] }

type numberPage struct {
	values [numbersPerPage]int64
	known  uint64 // a bit for each value that is known
}

const numbersPerPage = 64

// Of is the value of a record, false when it is not known.
func (n Numbers) Of(id catalogue.ID) (int64, bool) {
	page := n.pages.page(uint32(id) / numbersPerPage)
	if page == nil {
		return 0, false
	}
	k := id % numbersPerPage
	return page.values[k], page.known&(1<<k) != 0
}

// numbers are the columns of each kind, at the attribute's place in
// catalogue.Attributes.
type numbers [kinds][]Numbers

// Numbers is the column of an attribute; without values where there is none.
func (s *Snapshot) Numbers(k catalogue.Kind, attribute string) Numbers {
	i := slices.IndexFunc(catalogue.Attributes(k), func(a catalogue.Attribute) bool { return a.Name == attribute })
	if i < 0 || i >= len(s.numbers[k]) {
		return Numbers{}
	}
	return s.numbers[k][i]
}

// numbersEdit changes a copy of numbers. It copies what it touches.
type numbersEdit struct {
	base numbers
	of   [kinds][]tableEdit[numberPage] // nil where nothing was changed
}

// replace brings the columns up to date with a new version of a record; old is nil
// for a new record and next for a removed one.
func (e *numbersEdit) replace(id catalogue.ID, k catalogue.Kind, old, next catalogue.Record) {
	attributes := catalogue.Attributes(k)
	for i := range attributes {
		a := &attributes[i]
		if a.Number == nil {
			continue
		}
		was, wasKnown := numberOf(a, old)
		is, isKnown := numberOf(a, next)
		if was != is || wasKnown != isKnown {
			e.column(k, i).set(id, is, isKnown)
		}
	}
}

func numberOf(a *catalogue.Attribute, r catalogue.Record) (int64, bool) {
	if r == nil {
		return 0, false
	}
	return a.Number(r)
}

func (e *numbersEdit) column(k catalogue.Kind, attribute int) *numbersColumn {
	if e.of[k] == nil {
		e.of[k] = make([]tableEdit[numberPage], len(catalogue.Attributes(k)))
		for i, n := range e.base[k] {
			e.of[k][i] = n.pages.edit()
		}
	}
	return (*numbersColumn)(&e.of[k][attribute])
}

type numbersColumn tableEdit[numberPage]

func (c *numbersColumn) set(id catalogue.ID, value int64, known bool) {
	page, _ := (*tableEdit[numberPage])(c).own(uint32(id) / numbersPerPage)
	k := id % numbersPerPage
	page.values[k] = value
	page.known &^= 1 << k
	if known {
		page.known |= 1 << k
	}
}

func (e *numbersEdit) done() numbers {
	next := e.base
	for k, of := range e.of {
		if of == nil {
			continue
		}
		next[k] = make([]Numbers, len(of))
		for i := range of {
			next[k][i] = Numbers{of[i].done()}
		}
	}
	return next
}
