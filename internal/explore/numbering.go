package explore

import (
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// numbering gives the records that are meant numbers from 0, in the order of their
// ids, so that what is known of each stands in a slice and not in a map.
type numbering struct {
	ids  []catalogue.ID
	byID []int32 // by record id, -1 for those that are not meant
}

func numberingOf(meant snapshot.Set, most catalogue.ID) numbering {
	n := numbering{byID: make([]int32, int(most)+1)}
	for i := range n.byID {
		n.byID[i] = -1
	}
	for id := range meant.All() {
		n.byID[id] = int32(len(n.ids))
		n.ids = append(n.ids, id)
	}
	return n
}

// of is the number of a record, false for one that is not meant or for none.
func (n *numbering) of(id catalogue.ID) (int32, bool) {
	i := n.byID[id]
	return i, i >= 0
}

// arrows are directed edges between numbers, those of each together.
type arrows struct {
	starts []int32 // of number i: heads[starts[i]:starts[i+1]]
	heads  []int32
}

// arrow is one of them.
type arrow struct{ from, to int32 }

// arrowsOf sorts arrows by where they begin, keeping the order of those of each.
func arrowsOf(n int, all []arrow) arrows {
	a := arrows{starts: make([]int32, n+1), heads: make([]int32, len(all))}
	for _, x := range all {
		a.starts[x.from+1]++
	}
	for i := range n {
		a.starts[i+1] += a.starts[i]
	}
	next := append([]int32(nil), a.starts...)
	for _, x := range all {
		a.heads[next[x.from]] = x.to
		next[x.from]++
	}
	return a
}

// from are the heads of the arrows of a number.
func (a *arrows) from(i int32) []int32 { return a.heads[a.starts[i]:a.starts[i+1]] }
