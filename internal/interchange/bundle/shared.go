package bundle

import (
	"slices"

	"fundus/internal/catalogue"
)

// Several records may share a LeiKa key or an OZG id, and a Put with one that
// is known means the record that carries it: that is how registers meet. Within
// a bundle it must not happen: two entries with the same key are two records.
//
// So an entry that shares a key with another entry is found by its own
// identifiers alone: a Put without the shared keys makes sure that the record
// is there, and a second one says it whole. Where it has none of its own it is
// a new record.

// countShared notes the shared keys of an entry.
func (r *reader) countShared(rec catalogue.Record) {
	for _, i := range rec.Base().Identifiers {
		if i.Shared() {
			r.shared[carrier{rec.Kind(), i}]++
		}
	}
}

// carrier is an identifier in a kind.
type carrier struct {
	kind catalogue.Kind
	catalogue.Identifier
}

// apart keeps the entries of a part apart that share keys.
func (r *reader) apart(p *part) {
	if p.kind == 0 || !slices.ContainsFunc(p.changes, r.sharing) {
		return
	}
	var changes []catalogue.Change
	var lines []uint32
	for i, c := range p.changes {
		put := c.(catalogue.Put)
		if r.sharing(c) {
			own := slices.DeleteFunc(slices.Clone(put.Record.Base().Identifiers), catalogue.Identifier.Shared)
			if len(own) == 0 {
				put.Seen = 0
			} else {
				changes, lines = append(changes, withOnly(put, own)), append(lines, p.lines[i])
			}
		}
		changes, lines = append(changes, put), append(lines, p.lines[i])
	}
	p.changes, p.lines = changes, lines
}

func (r *reader) sharing(c catalogue.Change) bool {
	rec := c.(catalogue.Put).Record
	return slices.ContainsFunc(rec.Base().Identifiers, func(i catalogue.Identifier) bool {
		return r.shared[carrier{rec.Kind(), i}] > 1
	})
}

func withOnly(put catalogue.Put, own []catalogue.Identifier) catalogue.Put {
	put.Record = put.Record.Clone()
	put.Record.Base().Identifiers = own
	put.Local = ""
	return put
}
