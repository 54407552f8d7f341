package view

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// walk visits the entries of a list in its order: those strictly behind a place
// or, backwards, those strictly before it. From nil it visits all, from the
// beginning or from the end.
type walk func(from *position, backward bool, visit func(position) bool)

// page is a cut out of a list, always in forward order.
type page struct {
	entries  []position
	previous bool // there are entries before it
	next     bool // there are entries behind it
}

func (p page) info(w window) PageInfo {
	info := PageInfo{HasNextPage: p.next, HasPreviousPage: p.previous}
	if n := len(p.entries); n > 0 {
		info.StartCursor, info.EndCursor = w.cursor(p.entries[0]), w.cursor(p.entries[n-1])
	}
	return info
}

// cut takes the window out of a list. It visits no more than the page, the next
// entry, and the nearest one on the other side of the cursor.
func (w window) cut(list walk) page {
	p := page{entries: make([]position, 0, w.size)}
	more := false
	list(w.from, w.backward, func(at position) bool {
		if more = len(p.entries) == w.size; !more {
			p.entries = append(p.entries, at)
		}
		return !more
	})
	return p.turned(w, more, w.passed(list))
}

// turned puts a page that was cut in the window's direction into forward order.
func (p page) turned(w window, ahead, passed bool) page {
	p.previous, p.next = passed, ahead
	if w.backward {
		slices.Reverse(p.entries)
		p.previous, p.next = ahead, passed
	}
	return p
}

// passed says whether the list has an entry that the window has passed: at the
// cursor, or on its other side.
func (w window) passed(list walk) bool {
	if w.from == nil {
		return false
	}
	beyond := *w.from // so that looking back includes the cursor's own place
	if w.backward == w.falling {
		beyond.id++
	} else {
		beyond.id--
	}
	found := false
	list(&beyond, !w.backward, func(position) bool {
		found = true
		return false
	})
	return found
}

// edgeList is a list of statements in the order of their ids, and which of them
// are meant.
type edgeList struct {
	in   *View
	walk edgeWalk
	test func(catalogue.EdgeID) bool
}

// edgeWalk visits ids in ascending order strictly behind one, or backwards
// strictly before one; from 0 it visits all.
type edgeWalk func(from catalogue.EdgeID, backward bool, visit func(catalogue.EdgeID) bool)

func (l edgeList) count() (int, error) {
	n := 0
	l.meant(0, false, func(catalogue.EdgeID) bool {
		n++
		return true
	})
	return n, l.in.stopped()
}

// breath is after how many statements a walk asks whether its time is over.
const breath = 4096

// meant visits the statements that are meant. When the time of the view is over
// it ends wherever it is: who has walked must ask the view whether it stopped.
func (l edgeList) meant(from catalogue.EdgeID, backward bool, visit func(catalogue.EdgeID) bool) {
	steps := 0
	l.walk(from, backward, func(id catalogue.EdgeID) bool {
		if steps++; steps%breath == 0 && l.in.stopped() != nil {
			return false
		}
		return !l.test(id) || visit(id)
	})
}

// walked is the list as a walk whose places have the number of a role, 0 for none.
func (l edgeList) walked(number int64) walk {
	return func(from *position, backward bool, visit func(position) bool) {
		start := catalogue.EdgeID(0)
		if from != nil {
			start = catalogue.EdgeID(from.id)
		}
		l.meant(start, backward, func(id catalogue.EdgeID) bool {
			return visit(position{number: number, id: uint32(id)})
		})
	}
}

// posted walks one list of a record.
func posted(l snapshot.EdgeList) edgeWalk {
	return func(from catalogue.EdgeID, backward bool, visit func(catalogue.EdgeID) bool) {
		w := l.From(from, backward)
		for id, ok := w.Next(); ok && visit(id); id, ok = w.Next() {
			continue
		}
	}
}

// members walks a set of edges.
func members(set snapshot.Set) edgeWalk {
	return func(from catalogue.EdgeID, backward bool, visit func(catalogue.EdgeID) bool) {
		if backward {
			last := catalogue.ID(from) - 1 // of 0: from the end
			for id, ok := set.Prev(last); ok && visit(catalogue.EdgeID(id)); id, ok = set.Prev(id - 1) {
				continue
			}
			return
		}
		for id, ok := set.Next(catalogue.ID(from) + 1); ok && visit(catalogue.EdgeID(id)); id, ok = set.Next(id + 1) {
			continue
		}
	}
}
