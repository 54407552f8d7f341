package snapshot

const fanout = 256 // pages a block refers to

// table is an immutable, growing array of pages: blocks of page pointers, so that
// changing one page copies one page, one block (2 KiB) and the short list of
// blocks, whatever the size of the whole. A page never written is nil.
//
// Every room of the snapshot that is indexed by a dense id (edge columns, posting
// lists, records) is a table of pages; only the page differs.
type table[P any] struct{ blocks []*block[P] }

type block[P any] struct {
	pages [fanout]*P
	// owned marks the pages that the transaction which owns this block has
	// already copied. It means nothing in a block that a transaction did not
	// copy itself, and is cleared by that copy.
	owned [fanout / 64]uint64
}

// page returns page i, nil when it was never written.
func (t table[P]) page(i uint32) *P {
	b := i / fanout
	if int(b) >= len(t.blocks) || t.blocks[b] == nil {
		return nil
	}
	return t.blocks[b].pages[i%fanout]
}

// tableEdit changes a copy of a table. It copies a page when it first touches it
// and never afterwards; the table it began from stays as it was.
type tableEdit[P any] struct {
	table[P]
	owned []bool // blocks copied; nil until the first change
}

func (t table[P]) edit() tableEdit[P] { return tableEdit[P]{table: t} }

// own returns page i to be changed, and whether this call copied (or made) it.
func (e *tableEdit[P]) own(i uint32) (page *P, fresh bool) {
	b := e.block(int(i / fanout))
	k := i % fanout
	if b.owned[k/64]&(1<<(k%64)) != 0 {
		return b.pages[k], false
	}
	p := new(P)
	if old := b.pages[k]; old != nil {
		*p = *old
	}
	b.pages[k] = p
	b.owned[k/64] |= 1 << (k % 64)
	return p, true
}

func (e *tableEdit[P]) block(i int) *block[P] {
	if e.owned == nil || i >= len(e.blocks) {
		e.grow(i + 1)
	}
	if !e.owned[i] {
		b := new(block[P])
		if old := e.blocks[i]; old != nil {
			b.pages = old.pages
		}
		e.blocks[i], e.owned[i] = b, true
	}
	return e.blocks[i]
}

func (e *tableEdit[P]) grow(n int) {
	n = max(n, len(e.blocks))
	if cap(e.owned) < n {
		size := max(n, len(e.owned)*2)
		e.blocks = append(make([]*block[P], 0, size), e.blocks...)
		e.owned = append(make([]bool, 0, size), e.owned...)
	}
	e.blocks, e.owned = e.blocks[:n], e.owned[:n]
}

// done returns the changed table; the edit must not be used afterwards.
func (e *tableEdit[P]) done() table[P] { return e.table }
