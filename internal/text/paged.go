package text

const (
	pageBits = 5
	pageSize = 1 << pageBits
)

// paged is an immutable array cut into pages, so that a new version shares all
// pages in which nothing changed. A page never written is nil and reads as zero.
type paged[T any] struct {
	pages []*[pageSize]T
}

func (p paged[T]) at(i uint32) *T {
	if page := p.pages[i>>pageBits]; page != nil {
		return &page[i&(pageSize-1)]
	}
	var zero T
	return &zero
}

// pagedEdit writes the next version of an array. The version it began from
// stays as it is.
type pagedEdit[T any] struct {
	next paged[T]
	own  []bool // pages that no other version shares; nil before the first write
}

func (p paged[T]) edit() *pagedEdit[T] { return &pagedEdit[T]{next: p} }

// write returns element i to be changed, growing the array up to it.
func (e *pagedEdit[T]) write(i uint32) *T {
	at := int(i >> pageBits)
	if e.own == nil {
		size := max(len(e.next.pages), at+1)
		pages := make([]*[pageSize]T, size)
		copy(pages, e.next.pages)
		e.next.pages, e.own = pages, make([]bool, size)
	}
	for at >= len(e.next.pages) {
		e.next.pages, e.own = append(e.next.pages, nil), append(e.own, false)
	}
	if !e.own[at] {
		page := new([pageSize]T)
		if old := e.next.pages[at]; old != nil {
			*page = *old
		}
		e.next.pages[at], e.own[at] = page, true
	}
	return &e.next.pages[at][i&(pageSize-1)]
}
