package view

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Order is by what a list is ordered. Field is NAME, CHANGED or the upper-case
// name of a number or day attribute of the kind; unknown values come last in
// either direction.
type Order struct {
	Field     string
	Direction Direction
}

// Direction is ASC or DESC.
type Direction string

// Descending is from the last to the first.
const Descending Direction = "DESC"

func (o *Order) spelt() string {
	if o == nil {
		return ""
	}
	return o.Field + " " + string(o.Direction)
}

// The orders that every kind has.
const (
	orderName    = "NAME"    // by German name, as a dictionary does
	orderChanged = "CHANGED" // by the revision that made the version
)

// few is up to how many records of a set are sorted instead of walking the name
// index of the whole kind.
const few = 2048

// ordered cuts a page out of a set in an order.
func (v *View) ordered(kind catalogue.Kind, set snapshot.Set, o *Order, w window) (page, error) {
	if o == nil {
		o = &Order{Field: orderName}
	}
	if o.Field == orderName {
		if set.Count() > few {
			return v.walkNames(kind, set, o.Direction == Descending, w), nil
		}
		return cut(v.positions(set, func(catalogue.Record) (int64, bool) { return 0, true }), o.Direction, w), nil
	}
	value, err := orderValue(kind, o.Field)
	if err != nil {
		return page{}, err
	}
	return cut(v.positions(set, value), o.Direction, w), nil
}

// orderValue is the number by which a field orders.
func orderValue(kind catalogue.Kind, field string) (func(catalogue.Record) (int64, bool), error) {
	if field == orderChanged {
		return func(r catalogue.Record) (int64, bool) { return int64(r.Base().Revision), true }, nil
	}
	for _, a := range catalogue.Attributes(kind) {
		if a.Number != nil && upperSnake(a.Name) == field {
			return a.Number, nil
		}
	}
	return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "orderBy", Value: field, Message: field + " does not order " + kind.Plural()}
}

// unknown orders behind every value.
const unknown = int64(^uint64(0) >> 1)

// positions gives every record of a set its place: by number, then name, then id.
func (v *View) positions(set snapshot.Set, value func(catalogue.Record) (int64, bool)) []position {
	out := make([]position, 0, set.Count())
	for id := range set.All() {
		n, known := value(v.snap.Record(id))
		if !known {
			n = unknown
		}
		out = append(out, position{number: n, key: v.snap.SortKey(id), id: uint32(id)})
	}
	return out
}

// cut orders positions and cuts a page out of them.
func cut(all []position, d Direction, w window) page {
	compare := func(a, b position) int { return a.compare(b, d) }
	slices.SortFunc(all, compare)
	from, to := 0, len(all)
	if w.from != nil {
		at, found := slices.BinarySearchFunc(all, *w.from, compare)
		switch {
		case w.backward:
			to = at
		case found:
			from = at + 1
		default:
			from = at
		}
	}
	if w.backward {
		from = max(from, to-w.size)
	} else {
		to = min(to, from+w.size)
	}
	return page{entries: all[from:to], previous: from > 0, next: to < len(all)}
}

// compare orders by number, name and id. Descending turns number and name
// round, but what is unknown stays last.
func (p position) compare(q position, d Direction) int {
	if d != Descending {
		return cmp.Or(cmp.Compare(p.number, q.number), cmp.Compare(p.key, q.key), cmp.Compare(p.id, q.id))
	}
	if p.number != q.number && (p.number == unknown || q.number == unknown) {
		return cmp.Compare(p.number, q.number)
	}
	return cmp.Or(cmp.Compare(q.number, p.number), cmp.Compare(q.key, p.key), cmp.Compare(q.id, p.id))
}

// walkNames cuts a page out of a large set by walking the name index of its kind.
func (v *View) walkNames(kind catalogue.Kind, set snapshot.Set, descending bool, w window) page {
	key, id := "", catalogue.ID(0)
	if w.from != nil {
		key, id = w.from.key, catalogue.ID(w.from.id)
	}
	walk := v.snap.Ascend
	if descending != w.backward {
		walk = v.snap.Descend
	}
	var p page
	more := false
	walk(kind, key, id, func(id catalogue.ID) bool {
		if !set.Has(id) {
			return true
		}
		if len(p.entries) == w.size {
			more = true
			return false
		}
		p.entries = append(p.entries, position{key: v.snap.SortKey(id), id: uint32(id)})
		return true
	})
	p.next, p.previous = more, w.from != nil
	if w.backward {
		slices.Reverse(p.entries)
		p.next, p.previous = w.from != nil, more
	}
	return p
}
