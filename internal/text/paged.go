package text

const (
	pageBits = 5
	pageSize = 1 << pageBits
	nodeBits = 6
	nodeSize = 1 << nodeBits // pages of a node; the bits of pagedEdit.own
)

// paged is an immutable array cut into pages, and its directory into nodes, so
// that a new version shares all in which nothing changed, and what an edit
// copies hardly grows with the array. A node or page never written is nil or
// missing, and reads as zero.
type paged[T any] struct {
	nodes []*node[T]
}

type (
	node[T any] [nodeSize]*page[T]
	page[T any] [pageSize]T
)

// place tells where element i stands.
func place(i uint32) (node, page, at uint32) {
	return i >> (pageBits + nodeBits), i >> pageBits & (nodeSize - 1), i & (pageSize - 1)
}

// at returns element i, not to be changed.
func (p paged[T]) at(i uint32) *T {
	n, q, at := place(i)
	if n < uint32(len(p.nodes)) && p.nodes[n] != nil && p.nodes[n][q] != nil {
		return &p.nodes[n][q][at]
	}
	return new(T)
}

// paginate makes a paged array of values.
func paginate[T any](values []T) paged[T] {
	e := paged[T]{}.edit()
	for i := 0; i < len(values); i += pageSize {
		e.write(uint32(i))
		n, q, _ := place(uint32(i))
		copy(e.next.nodes[n][q][:], values[i:])
	}
	return e.next
}

// pagedEdit writes the next version of an array. The version it began from
// stays as it is.
type pagedEdit[T any] struct {
	next paged[T]
	own  []uint64 // pages that no other version shares, a bit each; nil before the first write
}

func (p paged[T]) edit() *pagedEdit[T] { return &pagedEdit[T]{next: p} }

// write returns element i to be changed, growing the array up to it.
func (e *pagedEdit[T]) write(i uint32) *T {
	n, q, at := place(i)
	if e.own == nil {
		e.next.nodes = append([]*node[T](nil), e.next.nodes...)
		e.own = make([]uint64, len(e.next.nodes))
	}
	for n >= uint32(len(e.own)) {
		e.next.nodes, e.own = append(e.next.nodes, nil), append(e.own, 0)
	}
	if e.own[n] == 0 {
		e.next.nodes[n] = copied(e.next.nodes[n])
	}
	if bit := uint64(1) << q; e.own[n]&bit == 0 {
		e.next.nodes[n][q] = copied(e.next.nodes[n][q])
		e.own[n] |= bit
	}
	return &e.next.nodes[n][q][at]
}

// copied returns a copy of what old points to, or zero.
func copied[T any](old *T) *T {
	fresh := new(T)
	if old != nil {
		*fresh = *old
	}
	return fresh
}
