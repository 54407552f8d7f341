package view

// Resume is where an answer was left that is no list of its own: how many entries it
// has told, and how much it had been allowed to look at.
type Resume struct{ Told, Allowed int }

// Cursor writes it for the outside world. The asked, filters among them, bind it to
// the question.
func (r Resume) Cursor(asked ...any) string {
	w := window{question: question(spelling(asked)...)}
	return w.cursor(position{number: int64(r.Allowed), id: uint32(r.Told)})
}

// ParseResume reads what Cursor has written. That of another question is Invalid.
func ParseResume(cursor string, asked ...any) (Resume, error) {
	p, err := parseCursor(cursor, question(spelling(asked)...))
	return Resume{int(p.id), int(p.number)}, err
}
