package view

import (
	"container/heap"

	"fundus/internal/catalogue"
)

// merged walks several posting lists that have no edge in common as if they were
// one. It looks at no more of them than is visited: a hub's list can be millions.
func merged(lists [][]catalogue.EdgeID) edgeWalk {
	if len(lists) == 1 {
		return posted(lists[0])
	}
	return func(from catalogue.EdgeID, backward bool, visit func(catalogue.EdgeID) bool) {
		h := &heads{backward: backward}
		for _, ids := range lists {
			if ids := rest(ids, from, backward); len(ids) > 0 {
				h.rests = append(h.rests, ids)
			}
		}
		heap.Init(h)
		for len(h.rests) > 0 && visit(h.next()) {
			continue
		}
	}
}

// heads is a heap of what is left of each list, the one with the next id on top.
type heads struct {
	rests    [][]catalogue.EdgeID
	backward bool
}

func (h *heads) next() catalogue.EdgeID {
	id, rest := take(h.rests[0], h.backward)
	if h.rests[0] = rest; len(rest) == 0 {
		heap.Pop(h)
	} else {
		heap.Fix(h, 0)
	}
	return id
}

func (h *heads) Len() int      { return len(h.rests) }
func (h *heads) Swap(i, j int) { h.rests[i], h.rests[j] = h.rests[j], h.rests[i] }
func (h *heads) Push(any)      {} // lists are never added

func (h *heads) Less(i, j int) bool {
	a, _ := take(h.rests[i], h.backward)
	b, _ := take(h.rests[j], h.backward)
	return a < b != h.backward
}

func (h *heads) Pop() any {
	h.rests = h.rests[:len(h.rests)-1]
	return nil
}
