package snapshot

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// postings hold, for each record and role, the ids of the edges in ascending order.
//
// Published lists are never written: an added edge is appended behind the length
// every reader holds, in the same array while it has room, so a hub with a million
// edges is not copied for the million and first. That is sound for one writer only,
// so a page knows the line of revisions that may do it, and any other copies a list
// first; see edges.edit.
//
// For the same reason a removed edge stays in its lists, which count it. A list is
// made anew without them when they are more than a quarter of it: so a removal
// costs about as much as five places of a list, however long the list is. Which
// edges are there, the sets of relations say. They say it of their own revision:
// ids are never used again, and to an older snapshot the edge is there. Who reads a
// list gets it as an EdgeList, which passes over them.
type postings struct{ lists table[listPage] }

const listsPerPage = 8 // records whose lists share a page

// listPage holds the lists of its records in one array, so that a transaction which
// touches every record copies one array for eight of them.
type listPage struct {
	lists []list               // record by record, each by ascending role
	ends  [listsPerPage]uint16 // where in lists those of each record end
	line  uint32               // that owns the room behind the lists
}

type list struct {
	ids  []catalogue.EdgeID // at least one of them is there
	gone uint32             // how many of ids are not there
	role catalogue.Role
}

// worn says whether a list has to be made anew.
func (l *list) worn() bool { return int(l.gone)*4 > len(l.ids) }

// of returns all lists of a record by ascending role: few, found by a scan.
func (p postings) of(r catalogue.ID) []list {
	page := p.lists.page(uint32(r) / listsPerPage)
	if page == nil {
		return nil
	}
	begin, end := page.bounds(r)
	return page.lists[begin:end]
}

// bounds are where the lists of a record begin and end.
func (p *listPage) bounds(r catalogue.ID) (begin, end int) {
	k := r % listsPerPage
	if k > 0 {
		begin = int(p.ends[k-1])
	}
	return begin, int(p.ends[k])
}

// find is the place of a record's list in a role, and whether there is one.
func (p *listPage) find(r catalogue.ID, role catalogue.Role) (int, bool) {
	i, end := p.bounds(r)
	for i < end && p.lists[i].role < role {
		i++
	}
	return i, i < end && p.lists[i].role == role
}

// resized notes that a record has n lists more.
func (p *listPage) resized(r catalogue.ID, n int) {
	for k := r % listsPerPage; k < listsPerPage; k++ {
		p.ends[k] += uint16(n)
	}
}

// postingsEdit changes a copy of postings.
type postingsEdit struct {
	lists tableEdit[listPage]
	line  uint32
	back  []posting // of edges that are there again; see done
}

// posting is an edge's place in one list.
type posting struct {
	record catalogue.ID
	role   catalogue.Role
	edge   catalogue.EdgeID
}

func (p posting) compare(q posting) int {
	return cmp.Or(cmp.Compare(p.record, q.record), cmp.Compare(p.role, q.role), cmp.Compare(p.edge, q.edge))
}

// own returns the page of a record to be changed.
func (e *postingsEdit) own(r catalogue.ID) *listPage {
	page, fresh := e.lists.own(uint32(r) / listsPerPage)
	if fresh {
		page.lists = slices.Clone(page.lists)
		page.claim(e.line)
	}
	return page
}

// claim makes lists safe to append to: from those of another line it takes away
// the room, so that append copies them.
func (p *listPage) claim(line uint32) {
	if p.line == line {
		return
	}
	p.line = line
	for i := range p.lists {
		p.lists[i].ids = slices.Clip(p.lists[i].ids)
	}
}

// add takes an edge into a list. Where the list has its id or a higher one, of an
// edge that is there or is gone, the edge is not in it until done: only at another
// revision than the newest are there such.
func (e *postingsEdit) add(r catalogue.ID, role catalogue.Role, id catalogue.EdgeID) {
	page := e.own(r)
	i, found := page.find(r, role)
	if !found {
		page.lists = slices.Insert(page.lists, i, list{role: role})
		page.resized(r, 1)
	}
	l := &page.lists[i]
	if n := len(l.ids); n > 0 && l.ids[n-1] >= id {
		e.back = append(e.back, posting{r, role, id})
		return
	}
	l.ids = append(l.ids, id)
}

// remove counts an edge as gone from a list; there are the edges that are there
// without it.
func (e *postingsEdit) remove(r catalogue.ID, role catalogue.Role, there *SetBuilder) {
	page := e.own(r)
	i, _ := page.find(r, role)
	l := &page.lists[i]
	if l.gone++; int(l.gone) == len(l.ids) {
		page.lists = slices.Delete(page.lists, i, i+1)
		page.resized(r, -1)
	} else if l.worn() {
		l.ids, l.gone = compacted(l, there), 0
	}
}

// compacted is what is there of a list.
func compacted(l *list, there *SetBuilder) []catalogue.EdgeID {
	kept := make([]catalogue.EdgeID, 0, len(l.ids)-int(l.gone))
	for _, id := range l.ids {
		if there.Has(catalogue.ID(id)) {
			kept = append(kept, id)
		}
	}
	return kept
}

// done returns the changed postings, given which edges are there then; the edit
// must not be used afterwards.
func (e *postingsEdit) done(there *[catalogue.Relations]Set) postings {
	slices.SortFunc(e.back, posting.compare)
	for back := e.back; len(back) > 0; {
		n := 1
		for n < len(back) && back[n].record == back[0].record && back[n].role == back[0].role {
			n++
		}
		e.merge(back[:n], there[back[0].role.Relation()])
		back = back[n:]
	}
	return postings{e.lists.done()}
}

// merge makes a list anew, of what is there of it and of what is back, which is
// ascending.
func (e *postingsEdit) merge(back []posting, there Set) {
	r, role := back[0].record, back[0].role
	page := e.own(r)
	i, found := page.find(r, role)
	if !found { // all that was in it is gone
		page.lists = slices.Insert(page.lists, i, list{role: role})
		page.resized(r, 1)
	}
	l := &page.lists[i]
	merged := make([]catalogue.EdgeID, 0, len(l.ids)+len(back))
	for _, id := range l.ids {
		for len(back) > 0 && back[0].edge < id {
			merged, back = append(merged, back[0].edge), back[1:]
		}
		if len(back) > 0 && back[0].edge == id {
			back = back[1:] // kept from before it was gone
		}
		if there.Has(catalogue.ID(id)) {
			merged = append(merged, id)
		}
	}
	for _, b := range back {
		merged = append(merged, b.edge)
	}
	l.ids, l.gone = merged, 0
}
