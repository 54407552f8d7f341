package snapshot

import "slices"

const fanout = 64 // leaves of a branch, pages of a leaf

// table is an immutable, growing array of pages: a tree of two levels under a short
// list of branches, so that changing one page copies one page, one leaf, one branch
// (576 bytes each) and the list, whatever the size of the whole. A page never
// written is nil. One level of wider blocks was tried: a change of one edge then
// allocates more than twice as much.
//
// Every room of the snapshot that is indexed by a dense id (edges, posting lists,
// records) is a table of pages; only the page differs.
type table[P any] struct{ branches []*branch[P] }

type branch[P any] struct {
	leaves [fanout]*leaf[P]
	owned  uint64 // a bit for each leaf; see leaf.owned
}

type leaf[P any] struct {
	pages [fanout]*P
	// owned marks the pages that the transaction which owns this leaf has already
	// copied. It means nothing in a leaf that a transaction did not copy itself,
	// and is cleared by that copy.
	owned uint64
}

// page returns page i, nil when it was never written.
func (t table[P]) page(i uint32) *P {
	b := i / (fanout * fanout)
	if int(b) >= len(t.branches) || t.branches[b] == nil {
		return nil
	}
	l := t.branches[b].leaves[i/fanout%fanout]
	if l == nil {
		return nil
	}
	return l.pages[i%fanout]
}

// each visits the pages that were written, in their order, until visit says no.
func (t table[P]) each(visit func(i uint32, page *P) bool) {
	for i := uint32(0); int(i) < len(t.branches)*fanout*fanout; i++ {
		switch b := t.branches[i/(fanout*fanout)]; {
		case b == nil:
			i += fanout*fanout - 1
		case b.leaves[i/fanout%fanout] == nil:
			i += fanout - 1
		default:
			if p := b.leaves[i/fanout%fanout].pages[i%fanout]; p != nil && !visit(i, p) {
				return
			}
		}
	}
}

// tableEdit changes a copy of a table. It copies a page when it first touches it
// and never afterwards; the table it began from stays as it was.
type tableEdit[P any] struct {
	table[P]
	owned []bool // branches copied; nil until the first change
}

func (t table[P]) edit() tableEdit[P] { return tableEdit[P]{table: t} }

// own returns page i to be changed, and whether this call copied (or made) it.
func (e *tableEdit[P]) own(i uint32) (page *P, fresh bool) {
	l, bit := e.leaf(i/fanout), uint64(1)<<(i%fanout)
	at := &l.pages[i%fanout]
	if l.owned&bit != 0 {
		return *at, false
	}
	l.owned |= bit
	p := new(P)
	if *at != nil {
		*p = **at
	}
	*at = p
	return p, true
}

// set makes a page, which becomes the edit's own, page i.
func (e *tableEdit[P]) set(i uint32, page *P) {
	l := e.leaf(i / fanout)
	l.pages[i%fanout] = page
	l.owned |= 1 << (i % fanout)
}

// leaf returns leaf i to be changed.
func (e *tableEdit[P]) leaf(i uint32) *leaf[P] {
	b, bit := e.branch(i/fanout), uint64(1)<<(i%fanout)
	at := &b.leaves[i%fanout]
	if b.owned&bit == 0 {
		b.owned |= bit
		l := new(leaf[P])
		if *at != nil {
			l.pages = (*at).pages
		}
		*at = l
	}
	return *at
}

// branch returns branch i to be changed.
func (e *tableEdit[P]) branch(i uint32) *branch[P] {
	if e.owned == nil || int(i) >= len(e.owned) {
		e.grow(int(i) + 1)
	}
	if !e.owned[i] {
		b := new(branch[P])
		if old := e.branches[i]; old != nil {
			b.leaves = old.leaves
		}
		e.branches[i], e.owned[i] = b, true
	}
	return e.branches[i]
}

func (e *tableEdit[P]) grow(n int) {
	n = max(n, len(e.branches))
	if e.owned == nil {
		e.branches = slices.Clone(e.branches)
	}
	for len(e.branches) < n {
		e.branches = append(e.branches, nil)
	}
	e.owned = append(e.owned, make([]bool, n-len(e.owned))...)
}

// done returns the changed table; the edit must not be used afterwards.
func (e *tableEdit[P]) done() table[P] { return e.table }
