package view

import "sort"

// Place is where an entry stands in a list that another package makes of what a
// view sees. Such a list is in ascending order of places, and has each once.
type Place struct {
	Number int64
	ID     uint32
}

func (p Place) before(q Place) bool {
	return p.Number < q.Number || p.Number == q.Number && p.ID < q.ID
}

// Section is a page of such a list: its entries from From to before To.
type Section struct {
	From, To int
	Info     PageInfo

	window window
	at     func(i int) Place
}

// Section cuts a page out of a list of n entries, of which at says the places.
// What the list was asked for, filters and all, binds the cursors to it.
func (v *View) Section(p Paging, n int, at func(i int) Place, asked ...any) (Section, error) {
	for i, part := range asked {
		if f, ok := part.(Filter); ok {
			asked[i] = spelt(f)
		}
	}
	w, err := v.window(p, question(asked...))
	if err != nil {
		return Section{}, err
	}
	s := Section{To: n, window: w, at: at}
	s.behind(n)
	s.Info.HasPreviousPage, s.Info.HasNextPage = s.From > 0, s.To < n
	if s.From < s.To {
		s.Info.StartCursor, s.Info.EndCursor = s.Cursor(s.From), s.Cursor(s.To-1)
	}
	return s, nil
}

// behind moves the ends of the section to those of the window.
func (s *Section) behind(n int) {
	w := s.window
	if w.backward {
		if w.from != nil {
			s.To = sort.Search(n, func(i int) bool { return !s.at(i).before(w.from.place()) })
		}
		s.From = max(0, s.To-w.size)
		return
	}
	if w.from != nil {
		s.From = sort.Search(n, func(i int) bool { return w.from.place().before(s.at(i)) })
	}
	s.To = min(n, s.From+w.size)
}

func (p position) place() Place { return Place{p.number, p.id} }

// Cursor is that of an entry.
func (s Section) Cursor(i int) string {
	at := s.at(i)
	return s.window.cursor(position{number: at.Number, id: at.ID})
}
