package snapshot

import "unsafe"

// recordBytes is about what a record takes with its texts, its words in the index
// of search and its places in the others, as measured on a generated state.
const recordBytes = 2500

// Apart is about how many bytes s occupies that other does not share with it: what
// would be freed if s went and other stayed. It compares pages and not what is in
// them, so it costs a few milliseconds for a state; sets and columns of numbers,
// which are small beside the rest, are left out.
func (s *Snapshot) Apart(other *Snapshot) int {
	if s == other {
		return 0
	}
	n := 0
	s.edges.pages.eachApart(other.edges.pages, func(page, _ *rowPage) { n += sizeOf[rowPage]() })
	s.edges.postings.lists.eachApart(other.edges.postings.lists, func(page, theirs *listPage) {
		n += sizeOf[listPage]() + cap(page.lists)*sizeOf[list]()
		for i := range page.lists {
			ids := page.lists[i].ids
			if theirs == nil || i >= len(theirs.lists) || unsafe.SliceData(ids) != unsafe.SliceData(theirs.lists[i].ids) {
				n += cap(ids) * 4
			}
		}
	})
	s.records.pages.eachApart(other.records.pages, func(page, theirs *slotPage) {
		n += sizeOf[slotPage]()
		for k := range page {
			if page[k].record != nil && (theirs == nil || page[k].record != theirs[k].record) {
				n += recordBytes
			}
		}
	})
	return n
}

// eachApart calls with every page that another table does not share, and with what
// stands at its place there, nil for nothing.
func (t table[P]) eachApart(other table[P], with func(page, theirs *P)) {
	apart(t, other, func(_ uint32, page, theirs *P) bool {
		if page != nil {
			with(page, theirs)
		}
		return true
	})
}
