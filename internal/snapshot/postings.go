package snapshot

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// postings hold, for each record and role, the ids of the edges in ascending order.
//
// A list is a plain slice. Published lists are never written: an added edge is
// appended behind the length every reader holds, in the same array while it has
// room, so a hub with a million edges is not copied for the million and first.
// That is sound for one writer only, so a list knows the line of revisions that may
// do it, and any other copies the list first; see edges.edit. Taking edges out makes
// a new array, once a transaction.
type postings struct{ lists table[listPage] }

const listsPerPage = 16 // records whose lists share a page

type listPage struct {
	// of holds the lists of a record by ascending role: few, found by a scan.
	of [listsPerPage][]list
	// owned marks the records whose slice of lists the transaction owning this
	// page has copied.
	owned uint16
}

type list struct {
	ids  []catalogue.EdgeID
	line uint32 // that owns the room behind ids
	role catalogue.Role
}

// list returns the edges of a record in a role, ascending; shared, not to be changed.
func (p postings) list(r catalogue.ID, role catalogue.Role) []catalogue.EdgeID {
	for _, l := range p.of(r) {
		if l.role == role {
			return l.ids
		}
	}
	return nil
}

// of returns all lists of a record by ascending role.
func (p postings) of(r catalogue.ID) []list {
	page := p.lists.page(uint32(r) / listsPerPage)
	if page == nil {
		return nil
	}
	return page.of[r%listsPerPage]
}

// postingsEdit changes a copy of postings.
type postingsEdit struct {
	lists tableEdit[listPage]
	line  uint32
	gone  []posting
	back  []posting // of edges that are there again, below others of their list
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

// own returns the lists of a record to be changed.
func (e *postingsEdit) own(r catalogue.ID) *[]list {
	page, fresh := e.lists.own(uint32(r) / listsPerPage)
	if fresh {
		page.owned = 0
	}
	k := r % listsPerPage
	if page.owned&(1<<k) == 0 {
		page.of[k] = slices.Clone(page.of[k])
		e.claim(page.of[k])
		page.owned |= 1 << k
	}
	return &page.of[k]
}

// claim makes lists safe to append to: from those of another line it takes away
// the room, so that append copies them.
func (e *postingsEdit) claim(lists []list) {
	for i := range lists {
		if l := &lists[i]; l.line != e.line {
			l.ids, l.line = slices.Clip(l.ids), e.line
		}
	}
}

// add takes an edge into a list. One below the last of the list, as only a move
// to another revision has them, is not in the list until done.
func (e *postingsEdit) add(r catalogue.ID, role catalogue.Role, id catalogue.EdgeID) {
	lists := e.own(r)
	i := 0
	for i < len(*lists) && (*lists)[i].role < role {
		i++
	}
	if i == len(*lists) || (*lists)[i].role != role {
		*lists = slices.Insert(*lists, i, list{line: e.line, role: role})
	}
	l := &(*lists)[i]
	if n := len(l.ids); n > 0 && l.ids[n-1] > id {
		e.back = append(e.back, posting{r, role, id})
		return
	}
	l.ids = append(l.ids, id)
}

// remove notes that an edge leaves a list. The list still has it until done.
func (e *postingsEdit) remove(r catalogue.ID, role catalogue.Role, id catalogue.EdgeID) {
	e.gone = append(e.gone, posting{r, role, id})
}

// done returns the changed postings; the edit must not be used afterwards.
func (e *postingsEdit) done() postings {
	// In this order: what is back may have to go where something is gone.
	eachList(e.gone, e.compact)
	eachList(e.back, e.merge)
	return postings{e.lists.done()}
}

// eachList calls with the places in each list, in ascending order.
func eachList(all []posting, with func(catalogue.ID, catalogue.Role, []posting)) {
	slices.SortFunc(all, posting.compare)
	for len(all) > 0 {
		first, n := all[0], 1
		for n < len(all) && all[n].record == first.record && all[n].role == first.role {
			n++
		}
		with(first.record, first.role, all[:n])
		all = all[n:]
	}
}

// merge replaces one list by a copy with the ids that are back, which are ascending.
func (e *postingsEdit) merge(r catalogue.ID, role catalogue.Role, back []posting) {
	lists := e.own(r)
	i := slices.IndexFunc(*lists, func(l list) bool { return l.role == role })
	if i < 0 { // all that was in it is gone
		i, _ = slices.BinarySearchFunc(*lists, role, func(l list, role catalogue.Role) int { return int(l.role) - int(role) })
		*lists = slices.Insert(*lists, i, list{line: e.line, role: role})
	}
	old := (*lists)[i].ids
	merged := make([]catalogue.EdgeID, 0, len(old)+len(back))
	for _, b := range back {
		n, _ := slices.BinarySearch(old, b.edge)
		merged = append(append(merged, old[:n]...), b.edge)
		old = old[n:]
	}
	(*lists)[i].ids = append(merged, old...)
}

// compact replaces one list by a copy without the ids that are gone, which are ascending.
func (e *postingsEdit) compact(r catalogue.ID, role catalogue.Role, gone []posting) {
	lists := e.own(r)
	i := slices.IndexFunc(*lists, func(l list) bool { return l.role == role })
	old := (*lists)[i].ids
	if len(old) == len(gone) {
		*lists = slices.Delete(*lists, i, i+1)
		return
	}
	kept := make([]catalogue.EdgeID, 0, len(old)-len(gone))
	for _, g := range gone {
		n, _ := slices.BinarySearch(old, g.edge)
		kept = append(kept, old[:n]...)
		old = old[n+1:]
	}
	(*lists)[i].ids = append(kept, old...)
}
