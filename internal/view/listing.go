package view

import "fundus/internal/catalogue"

// Listing is a page of a list that another package makes, whose entries have keys in
// ascending order: where it begins, how long it is, and what its cursors are. Lists
// that are made anew for each page go forward only.
type Listing struct {
	window
	info PageInfo
}

// Listing reads the arguments of such a page. What is asked binds its cursors; filters
// may be among it.
func (v *View) Listing(p Paging, asked ...any) (Listing, error) {
	for i, part := range asked {
		if f, ok := part.(Filter); ok {
			asked[i] = spelt(f)
		}
	}
	w, err := v.window(p, question(asked...))
	return Listing{window: w, info: PageInfo{HasPreviousPage: w.from != nil}}, err
}

// Size is how many entries the page has at most.
func (l *Listing) Size() int { return l.size }

// After is the key behind which the page begins; "" is before all.
func (l *Listing) After() string {
	if l.from == nil {
		return ""
	}
	return l.from.key
}

// Between says that the page has been filled: the keys of its first and last entry,
// none of an empty one, and whether there are more behind it.
func (l *Listing) Between(first, last string, more bool) PageInfo {
	l.info.HasNextPage = more
	if last != "" {
		l.info.StartCursor, l.info.EndCursor = l.cursor(position{key: first}), l.cursor(position{key: last})
	}
	return l.info
}

// On is the same catalogue on another day, for as long as the answer may take. What
// it has found out of its own day it finds out anew.
func (v *View) On(day catalogue.Day) *View {
	if day == v.day {
		return v
	}
	other := New(v.snap, day)
	other.assumed, other.lag, other.done = v.assumed, v.lag, v.done
	return other
}
