package snapshot

import (
	"slices"
	"sync"
	"sync/atomic"

	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// edgesBuilder makes edges from nothing: edges arrive in any order, quickest in
// that of their ids; the posting lists are made at the end, at their exact size.
type edgesBuilder struct {
	pages tableEdit[rowPage]
	rare  btree.Map[catalogue.EdgeID, rare]
	last  catalogue.EdgeID
	count int

	relations [catalogue.Relations]SetBuilder
}

// add takes an edge.
func (b *edgesBuilder) add(x *catalogue.Edge) error {
	page, _ := b.pages.own(uint32(x.ID) / rowsPerPage)
	to := &page[x.ID%rowsPerPage]
	if to.there() {
		return catalogue.Errorf(catalogue.Conflict, "edge %d is there twice", x.ID)
	}
	var facts rare
	if *to, facts = rowOf(x); to.rare() {
		b.rare.Load(x.ID, facts)
	}
	b.relations[x.Relation].Add(catalogue.ID(x.ID))
	b.last = max(b.last, x.ID)
	b.count++
	return nil
}

// firstLine is the line of revisions that begins with a build.
const firstLine = 1

// done returns the edges; records is the highest record id, workers the number of
// goroutines to use. The builder must not be used afterwards.
func (b *edgesBuilder) done(records catalogue.ID, workers int) *edges {
	g := &edges{
		rows:  rows{b.pages.done()},
		last:  b.last,
		high:  b.last,
		count: b.count,
		rare:  &b.rare,
		line:  firstLine,
		fork:  new(sync.Mutex),
		lines: new(atomic.Uint32),
	}
	g.lines.Store(g.line)
	for r := range b.relations {
		g.relations[r] = b.relations[r].Set()
	}
	g.postings = g.rows.postings(b.last, records, workers)
	return g
}

// postings makes the lists of all edges up to last. Workers share the records
// between them, by pages in turn, and each reads all edges twice: to count, and to
// fill. That costs more reading than sharing out the edges, but no lock, no
// merging and no room beyond the lists themselves.
func (r rows) postings(last catalogue.EdgeID, records catalogue.ID, workers int) postings {
	pages := make([]*listPage, records/listsPerPage+1)
	counts := make([][]roleCount, len(pages)*listsPerPage)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { r.fill(pages, counts, last, catalogue.ID(w), catalogue.ID(workers)) })
	}
	wg.Wait()
	var e tableEdit[listPage]
	for i, page := range pages {
		if page != nil {
			e.set(uint32(i), page)
		}
	}
	return postings{e.done()}
}

// fill makes the pages whose number leaves the given remainder.
func (r rows) fill(pages []*listPage, counts [][]roleCount, last catalogue.EdgeID, remainder, workers catalogue.ID) {
	// An edge may name a record beyond the last, in a store that has lost it: Build
	// refuses that, but finds it while this runs.
	mine := func(of catalogue.ID) bool { return int(of) < len(counts) && of/listsPerPage%workers == remainder }
	r.eachPlace(last, func(_ catalogue.EdgeID, record catalogue.ID, role catalogue.Role) {
		if mine(record) {
			counts[record] = count(counts[record], role)
		}
	})
	for i := remainder; int(i) < len(pages); i += workers {
		pages[i] = newListPage(counts[i*listsPerPage : (i+1)*listsPerPage])
	}
	r.eachPlace(last, func(id catalogue.EdgeID, record catalogue.ID, role catalogue.Role) {
		if !mine(record) {
			return
		}
		page := pages[record/listsPerPage]
		i, _ := page.find(record, role)
		page.lists[i].ids = append(page.lists[i].ids, id)
	})
}

// eachPlace calls visit for every place in every edge, in the order of edge ids.
func (r rows) eachPlace(last catalogue.EdgeID, visit func(catalogue.EdgeID, catalogue.ID, catalogue.Role)) {
	for i := uint32(0); i <= uint32(last)/rowsPerPage; i++ {
		page := r.pages.page(i)
		if page == nil {
			continue
		}
		for k := range page {
			if page[k].there() {
				for record, role := range page[k].places() {
					visit(catalogue.EdgeID(i*rowsPerPage+uint32(k)), record, role)
				}
			}
		}
	}
}

type roleCount struct {
	role catalogue.Role
	n    uint32
}

func count(counts []roleCount, role catalogue.Role) []roleCount {
	for i := range counts {
		if counts[i].role == role {
			counts[i].n++
			return counts
		}
	}
	return append(counts, roleCount{role, 1})
}

// newListPage makes the empty lists of a page's records, cut from two arrays of
// exactly the size all of them need, so that filling them leaves no room over but a
// little behind each list: without it the first commits would copy every list that
// they add to. The arrays live as long as one list of the page is still as it was
// built.
func newListPage(counts [][]roleCount) *listPage {
	lists, ids := 0, 0
	for _, of := range counts {
		lists += len(of)
		for _, c := range of {
			ids += c.room()
		}
	}
	if lists == 0 {
		return nil
	}
	page, rest := &listPage{lists: make([]list, 0, lists), line: firstLine}, make([]catalogue.EdgeID, ids)
	for k, of := range counts {
		slices.SortFunc(of, func(a, b roleCount) int { return int(a.role) - int(b.role) })
		for _, c := range of {
			page.lists = append(page.lists, list{ids: rest[:0:c.room()], role: c.role})
			rest = rest[c.room():]
		}
		page.ends[k] = uint16(len(page.lists))
	}
	return page
}

// room is the room a list is built with.
func (c roleCount) room() int { return int(c.n + c.n/32) }
