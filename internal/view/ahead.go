package view

import (
	"slices"
	"sync"
)

// ReadAhead lets the view find so many pages at once of a list in an order that no
// index has, for whoever reads the list to its end: each page by itself looks at all
// records. Pages are the same either way. It is called before the view is used.
func (v *View) ReadAhead(pages int) { v.ahead.pages = pages }

// ahead is what was found of a list beyond the page that was asked for.
type ahead struct {
	pages int // 0: nothing is looked for
	mutex sync.Mutex
	// The entries of one question from some place on, in order.
	question uint64
	entries  []position
	whole    bool // they reach to the end of the list
}

// size is how many entries are looked for when a page is.
func (a *ahead) size(w window) int { return w.size * max(1, a.pages) }

// keep keeps what was found from the page's beginning on.
func (a *ahead) keep(w window, entries []position, whole bool) {
	if a.pages == 0 || w.backward {
		return
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.question, a.entries, a.whole = w.question, entries, whole
}

// page is the page of a window if it was found before.
func (a *ahead) page(w window) (page, bool) {
	if a.pages == 0 || w.backward || w.from == nil {
		return page{}, false
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	before := slices.Index(a.entries, *w.from)
	if before < 0 || a.question != w.question {
		return page{}, false
	}
	rest := a.entries[before+1:]
	if len(rest) <= w.size && !a.whole {
		return page{}, false // there may be another entry, and nobody knows
	}
	a.entries = a.entries[before:]
	p := page{entries: rest[:min(w.size, len(rest))]}
	return p.turned(w, len(rest) > w.size, true), true
}
