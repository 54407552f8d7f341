package view

import (
	"container/heap"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// merged walks several posting lists that have no edge in common as if they were
// one. It looks at no more of them than is visited: a hub's list can be millions.
func merged(lists []snapshot.EdgeList) edgeWalk {
	if len(lists) == 1 {
		return posted(lists[0])
	}
	return func(from catalogue.EdgeID, backward bool, visit func(catalogue.EdgeID) bool) {
		h := &heads{backward: backward}
		for _, l := range lists {
			rest := l.From(from, backward)
			if id, ok := rest.Next(); ok {
				h.of = append(h.of, head{id, rest})
			}
		}
		heap.Init(h)
		for len(h.of) > 0 && visit(h.next()) {
			continue
		}
	}
}

// heads is a heap of what is left of each list, the one with the next id on top.
type heads struct {
	of       []head
	backward bool
}

// head is the next id of a list and what is left behind it.
type head struct {
	id   catalogue.EdgeID
	rest snapshot.EdgeWalk
}

func (h *heads) next() catalogue.EdgeID {
	top := &h.of[0]
	id := top.id
	next, more := top.rest.Next()
	if !more {
		heap.Pop(h)
		return id
	}
	top.id = next
	heap.Fix(h, 0)
	return id
}

func (h *heads) Len() int           { return len(h.of) }
func (h *heads) Swap(i, j int)      { h.of[i], h.of[j] = h.of[j], h.of[i] }
func (h *heads) Push(any)           {} // lists are never added
func (h *heads) Less(i, j int) bool { return h.of[i].id < h.of[j].id != h.backward }

func (h *heads) Pop() any {
	h.of = h.of[:len(h.of)-1]
	return nil
}
