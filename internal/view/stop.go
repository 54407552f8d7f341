package view

import "fundus/internal/catalogue"

// StopAt lets the view begin nothing more once done is closed, as that of a
// context is: every further page, filter, count or facet is Unavailable. It is
// called before the view is used. A walk along statements ends where it is; what
// else is under way is finished: it meets each record at most once or twice.
func (v *View) StopAt(done <-chan struct{}) { v.done = done }

// stopped says that the time for an answer is over.
func (v *View) stopped() error {
	select {
	case <-v.done: // never, for a view without an end
		return catalogue.Errorf(catalogue.Unavailable, "the operation took too long and was stopped; ask for less at once")
	default:
		return nil
	}
}

// window begins a page.
func (v *View) window(p Paging, question uint64) (window, error) {
	if err := v.stopped(); err != nil {
		return window{}, err
	}
	return p.window(question)
}
