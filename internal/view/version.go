package view

import (
	"slices"

	"fundus/internal/catalogue"
)

// Version is the record of a kind whose version a revision made and that
// carries the identifiers, 0 where there is none or more than one. AnyRevision
// means whichever version. Only a write that wrote nothing asks for it.
func (v *View) Version(kind catalogue.Kind, revision catalogue.Revision, all []catalogue.Identifier) catalogue.ID {
	var found catalogue.ID
	for id := range v.carrying(kind, all) {
		m := v.snap.Record(id).Base()
		if revision != catalogue.AnyRevision && m.Revision != revision {
			continue
		}
		if found != 0 {
			return 0
		}
		found = id
	}
	return found
}

// carrying yields the records of a kind that carry all of the identifiers: all
// records of the kind where there are none.
func (v *View) carrying(kind catalogue.Kind, all []catalogue.Identifier) func(func(catalogue.ID) bool) {
	if len(all) == 0 {
		return v.all(kind).All()
	}
	return func(yield func(catalogue.ID) bool) {
		for _, id := range v.snap.Lookup(kind, all[0]) {
			carried := v.snap.Record(id).Base().Identifiers
			lacks := func(i catalogue.Identifier) bool { return !slices.Contains(carried, i) }
			if v.sees(id) && !slices.ContainsFunc(all, lacks) && !yield(id) {
				return
			}
		}
	}
}
