package snapshot

import (
	"slices"
	"sync"
	"sync/atomic"

	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// edgesBuilder makes edges from nothing: edges arrive in ascending order of ids,
// the posting lists are made at the end, at their exact size.
type edgesBuilder struct {
	pages tableEdit[edgePage]
	rare  btree.Map[catalogue.EdgeID, Attributes]
	last  catalogue.EdgeID
	count int
}

// add takes the next edge. Its id must be above every id before.
func (b *edgesBuilder) add(id catalogue.EdgeID, x Edge, a Attributes) {
	if id <= b.last || x.Relation == 0 {
		panic("snapshot: edge built out of order or without relation")
	}
	if x.rare = a != (Attributes{}); x.rare {
		b.rare.Load(id, a)
	}
	page, _ := b.pages.own(uint32(id) / edgesPerPage)
	page[id%edgesPerPage] = x
	b.last = id
	b.count++
}

// done returns the edges; records is the highest record id, workers the number of
// goroutines to use. The builder must not be used afterwards.
func (b *edgesBuilder) done(records catalogue.ID, workers int) *edges {
	g := &edges{
		rows:  rows{b.pages.done()},
		last:  b.last,
		count: b.count,
		rare:  &b.rare,
		line:  1,
		lines: new(atomic.Uint32),
	}
	g.lines.Store(g.line)
	g.postings = g.rows.postings(b.last, records, workers)
	return g
}

// postings makes the lists of all edges up to last. Workers share the records
// between them, by pages in turn, and each reads all edges twice: to count, and to
// fill. That costs more reading than sharing out the edges, but no lock, no
// merging and no room beyond the lists themselves.
func (r rows) postings(last catalogue.EdgeID, records catalogue.ID, workers int) postings {
	pages := make([]*listPage, records/recordPage+1)
	counts := make([][]roleCount, len(pages)*recordPage)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { r.fill(pages, counts, last, catalogue.ID(w), catalogue.ID(workers)) })
	}
	wg.Wait()
	var e tableEdit[listPage]
	for i, page := range pages {
		if page != nil {
			e.block(i / fanout).pages[i%fanout] = page
		}
	}
	return postings{e.done()}
}

// fill makes the pages whose number leaves the given remainder.
func (r rows) fill(pages []*listPage, counts [][]roleCount, last catalogue.EdgeID, remainder, workers catalogue.ID) {
	mine := func(of catalogue.ID) bool { return of/recordPage%workers == remainder }
	r.eachPlace(last, func(_ catalogue.EdgeID, record catalogue.ID, role Role) {
		if mine(record) {
			counts[record] = count(counts[record], role)
		}
	})
	for i := remainder; int(i) < len(pages); i += workers {
		pages[i] = newListPage(counts[i*recordPage : (i+1)*recordPage])
	}
	r.eachPlace(last, func(id catalogue.EdgeID, record catalogue.ID, role Role) {
		if !mine(record) {
			return
		}
		of := pages[record/recordPage].of[record%recordPage]
		for i := range of {
			if of[i].role == role {
				of[i].ids = append(of[i].ids, id)
				return
			}
		}
	})
}

// eachPlace calls visit for every place in every edge, in the order of edge ids.
func (r rows) eachPlace(last catalogue.EdgeID, visit func(catalogue.EdgeID, catalogue.ID, Role)) {
	for i := uint32(0); i <= uint32(last)/edgesPerPage; i++ {
		if page := r.pages.page(i); page != nil {
			for k := range page {
				page[k].eachPlace(catalogue.EdgeID(i*edgesPerPage+uint32(k)), visit)
			}
		}
	}
}

// eachPlace is places for a caller in a hurry.
func (x *Edge) eachPlace(id catalogue.EdgeID, visit func(catalogue.EdgeID, catalogue.ID, Role)) {
	if x.Relation == 0 {
		return
	}
	visit(id, x.From, roleOf(x.Relation, Outgoing))
	visit(id, x.To, roleOf(x.Relation, Incoming))
	if x.Via != 0 {
		visit(id, x.Via, roleOf(x.Relation, ByVia))
	}
	if x.Area != 0 {
		visit(id, x.Area, roleOf(x.Relation, ByArea))
	}
}

type roleCount struct {
	role Role
	n    uint32
}

func count(counts []roleCount, role Role) []roleCount {
	for i := range counts {
		if counts[i].role == role {
			counts[i].n++
			return counts
		}
	}
	return append(counts, roleCount{role, 1})
}

// newListPage makes the empty lists of a page's records, cut from two arrays of
// exactly the size all of them need, so that filling them leaves no room over.
// The arrays live as long as one list of the page is still as it was built.
func newListPage(counts [][]roleCount) *listPage {
	lists, ids := 0, 0
	for _, of := range counts {
		lists += len(of)
		for _, c := range of {
			ids += int(c.n)
		}
	}
	if lists == 0 {
		return nil
	}
	page, allLists, allIDs := new(listPage), make([]list, 0, lists), make([]catalogue.EdgeID, ids)
	for k, of := range counts {
		slices.SortFunc(of, func(a, b roleCount) int { return int(a.role) - int(b.role) })
		begin := len(allLists)
		for _, c := range of {
			allLists = append(allLists, list{ids: allIDs[:0:c.n], line: 1, role: c.role})
			allIDs = allIDs[c.n:]
		}
		page.of[k] = allLists[begin:len(allLists):len(allLists)]
	}
	return page
}
