package gvisys

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// schemeBody holds the Regionalschlüssel of associations whose bodies cannot have
// it as theirs, since the body that once was theirs too keeps it.
const schemeBody = "gv100ad-body"

// tellApart sees to it that a body means the record of the edition before that is
// known by its own key, whatever else it covered then. Bodies become one and part:
// a municipality becomes, or ceases to be, the body of its association. As keys of
// a record are never taken from it, the one that is known by the key of the
// association keeps it.
func (r *register) tellApart(order []int, report *interchange.Findings) {
	taken := map[catalogue.ID]bool{} // by bodies that have a Gemeindeschlüssel to be known by
	for _, body := range order {
		if e := &r.entries[body]; e.level != association {
			if held, found := r.holder(e); found {
				taken[held.Base().ID] = true
			}
		}
	}
	for _, body := range order {
		e := &r.entries[body]
		if held, found := r.holder(e); found && e.level == association && taken[held.Base().ID] {
			e.alias = catalogue.Identifier{Scheme: schemeBody, Value: e.key}
			e.report(report, "Schlüssel", e.key, interchange.Noted, "the body that was this association's too keeps the key; its own body is known by "+schemeBody)
		}
	}
}

// holder is the authority that is held under an entry's own keys.
func (r *register) holder(e *entry) (catalogue.Record, bool) {
	return r.stock.find(&catalogue.Authority{Meta: catalogue.Meta{Identifiers: e.identifiers(nil)}})
}

// ownKeys leaves out the keys by which the catalogue knows another body.
func (r *register) ownKeys(body int, all []catalogue.Identifier, report *interchange.Findings) []catalogue.Identifier {
	e := &r.entries[body]
	if e.alias != (catalogue.Identifier{}) {
		return []catalogue.Identifier{e.alias}
	}
	self, known := r.holder(e)
	return slices.DeleteFunc(all, func(i catalogue.Identifier) bool {
		other, held := r.stock.byKey[stockKey{catalogue.KindAuthority, i}]
		if !held || known && other == self || slices.Contains(e.identifiers(nil), i) {
			return false
		}
		e.report(report, "Schlüssel", i.Value, interchange.Noted, "the body that was known by this key keeps it, though another governs now")
		return true
	})
}
