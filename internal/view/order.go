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

// ordered cuts a page out of a set in an order.
func (v *View) ordered(kind catalogue.Kind, set snapshot.Set, o *Order, w window) (page, error) {
	if o == nil {
		o = &Order{Field: orderName}
	}
	if o.Field == orderName {
		return v.byName(kind, set, o.Direction, w), nil
	}
	value, err := v.orderValue(kind, o.Field)
	if err != nil {
		return page{}, err
	}
	return v.selected(set, value, o.Direction, w), nil
}

// byName walks the names of the kind, which meets a page of a large set at once.
// Where the set is small, or far from where the walk begins, that can be a long
// way; after as many names as there are records in the set it gives up and looks
// at the records instead.
func (v *View) byName(kind catalogue.Kind, set snapshot.Set, d Direction, w window) page {
	w.falling = d == Descending
	names := &nameWalk{v, kind, set, w.falling, set.Count()}
	if p := w.cut(names.walk); names.left > 0 {
		return p
	}
	return v.selected(set, func(catalogue.ID) (int64, bool) { return 0, true }, d, w)
}

// orderValue is the number by which a field orders.
func (v *View) orderValue(kind catalogue.Kind, field string) (func(catalogue.ID) (int64, bool), error) {
	if field == orderChanged {
		return func(id catalogue.ID) (int64, bool) { return int64(v.snap.Record(id).Base().Revision), true }, nil
	}
	for _, a := range catalogue.Attributes(kind) {
		if a.Number != nil && upperSnake(a.Name) == field {
			return v.snap.Numbers(kind, a.Name).Of, nil
		}
	}
	return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "orderBy", Value: field, Message: field + " does not order " + kind.Plural()}
}

// unknown orders behind every value.
const unknown = int64(^uint64(0) >> 1)

// selected cuts a page out of a set that no index has in the wanted order. It
// looks at every record, but keeps and sorts only about as many as fit the page.
func (v *View) selected(set snapshot.Set, value func(catalogue.ID) (int64, bool), d Direction, w window) page {
	if p, found := v.ahead.page(w); found {
		return p
	}
	s := selection{direction: d, window: w}
	s.window.size = v.ahead.size(w)
	for id := range set.All() {
		n, known := value(id)
		if !known {
			n = unknown
		}
		if !s.hopeless(n) {
			s.add(position{number: n, key: v.snap.SortKey(id), id: uint32(id)})
		}
	}
	s.shrink()
	v.ahead.keep(w, s.kept, len(s.kept) <= s.window.size)
	p := page{entries: s.kept[:min(w.size, len(s.kept))]}
	return p.turned(w, len(s.kept) > w.size, s.passed)
}

// selection keeps the entries that are next in the window's direction: those of
// the page and one more, which says that there is more.
type selection struct {
	direction Direction
	window    window
	kept      []position
	full      bool // kept is as many as wanted, in order, plus some to be sorted in
	passed    bool // there is an entry that the window has passed
}

// hopeless says of a number that it alone puts an entry behind all that are kept:
// then its name need not be looked up.
func (s *selection) hopeless(n int64) bool {
	if !s.full {
		return false
	}
	worst := s.kept[s.window.size]
	return n != worst.number && s.compare(position{number: n}, worst) > 0
}

func (s *selection) add(p position) {
	if s.window.from != nil && s.compare(p, *s.window.from) <= 0 {
		s.passed = true
		return
	}
	wanted := s.window.size + 1
	if s.full && s.compare(p, s.kept[wanted-1]) > 0 {
		return
	}
	if s.kept = append(s.kept, p); len(s.kept) == 2*wanted {
		s.shrink()
	}
}

func (s *selection) shrink() {
	slices.SortFunc(s.kept, s.compare)
	if wanted := s.window.size + 1; len(s.kept) >= wanted {
		s.kept, s.full = s.kept[:wanted], true
	}
}

// compare is the order in the window's direction.
func (s *selection) compare(a, b position) int {
	if s.window.backward {
		a, b = b, a
	}
	return a.compare(b, s.direction)
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

// nameWalk walks a set along the name index of its kind.
type nameWalk struct {
	in      *View
	kind    catalogue.Kind
	set     snapshot.Set
	falling bool
	left    int // names that it may still look at; at 0 what it said is void
}

func (n *nameWalk) walk(from *position, backward bool, visit func(position) bool) {
	key, id := "", catalogue.ID(0)
	if from != nil {
		key, id = from.key, catalogue.ID(from.id)
	}
	along := n.in.snap.Ascend
	if n.falling != backward {
		along = n.in.snap.Descend
	}
	along(n.kind, key, id, func(id catalogue.ID) bool {
		if n.left--; n.left <= 0 {
			return false
		}
		return !n.set.Has(id) || visit(position{key: n.in.snap.SortKey(id), id: uint32(id)})
	})
}
