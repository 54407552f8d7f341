package snapshot

import (
	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// edgesEdit is one transaction over the edges: it copies what it touches, once,
// and leaves the edges it began from as they were. One goroutine uses it.
type edgesEdit struct {
	base     *edges
	pages    tableEdit[rowPage]
	postings postingsEdit
	rare     *btree.Map[catalogue.EdgeID, rare] // the base's until rareCopied
	last     catalogue.EdgeID
	count    int

	relations  [catalogue.Relations]*SetBuilder // nil until the first change
	rareCopied bool
	moves      bool   // ids may come back; see Snapshot.Move
	fetched    uint32 // says nothing: without a use the compiler would leave the reading out
}

// edit begins a transaction.
//
// Posting lists grow into room behind the length their readers hold, and that room
// can be given away once only. The first edit to begin from these edges gets it. A
// later one, begun because the first came to nothing, branches.
func (g *edges) edit() *edgesEdit {
	if !g.taken.CompareAndSwap(false, true) {
		return g.branch()
	}
	return g.inLine(g.line)
}

// branch begins a transaction that opens a new line: it copies each list when it
// first adds to it, and the room behind the copy is its own. Whoever asks "what if"
// or goes to another moment branches, and leaves the room to the next commit.
func (g *edges) branch() *edgesEdit { return g.inLine(g.lines.Add(1)) }

func (g *edges) inLine(line uint32) *edgesEdit {
	return &edgesEdit{
		base:     g,
		pages:    g.pages.edit(),
		postings: postingsEdit{lists: g.postings.lists.edit(), line: line},
		rare:     g.rare,
		last:     g.last,
		count:    g.count,
	}
}

// done returns the edges as changed. The edit must not be used afterwards.
func (e *edgesEdit) done() *edges {
	next := &edges{
		rows:      rows{e.pages.done()},
		relations: e.base.relations,
		last:      e.last,
		high:      max(e.base.high, e.last),
		count:     e.count,
		rare:      e.rare,
		line:      e.postings.line,
		fork:      e.base.fork,
		lines:     e.base.lines,
	}
	for r, of := range e.relations {
		if of != nil {
			next.relations[r] = of.Set()
		}
	}
	next.postings = e.postings.done(&next.relations)
	return next
}

// relation returns the edges of a relation to be changed.
func (e *edgesEdit) relation(r catalogue.Relation) *SetBuilder {
	if e.relations[r] == nil {
		e.relations[r] = e.base.relations[r].Edit()
	}
	return e.relations[r]
}

// row returns an edge as the transaction has left it so far; read only.
func (e *edgesEdit) row(id catalogue.EdgeID) *row { return rows{e.pages.table}.row(id) }

// changesAhead is how many edges are fetched before the first of them is changed.
const changesAhead = 32

// fetch reads the pages of edges that are changed next, changesAhead at most.
//
// Pages of a large catalogue are in no cache, and lie apart. Who changes one edge after
// another waits for each page in turn, and then for its other lines when it copies it.
// In a loop that does nothing else the processor waits for all of them at once, which
// takes a third off what ten thousand changes here and there take.
func (e *edgesEdit) fetch(ids []catalogue.EdgeID) {
	var pages [changesAhead]*rowPage
	for i, id := range ids {
		pages[i] = e.pages.page(uint32(id) / rowsPerPage)
	}
	for _, page := range pages[:len(ids)] {
		if page != nil {
			for k := 0; k < rowsPerPage; k += rowsPerLine {
				e.fetched += page[k].ends
			}
		}
	}
}

// put makes a new version of an edge, or a new edge, whose id must be above every
// id ever given.
func (e *edgesEdit) put(x *catalogue.Edge) error {
	next, facts := rowOf(x)
	old := e.row(x.ID)
	switch {
	case old.there() && !old.states(&next):
		return catalogue.Errorf(catalogue.Conflict, "edge %d: a new version states another relation or names other records", x.ID)
	case !old.there() && x.ID <= e.last && !e.moves:
		return catalogue.Errorf(catalogue.Conflict, "edge %d: this id was used before, the last was %d", x.ID, e.last)
	case !old.there():
		e.last = max(e.last, x.ID)
		e.count++
		e.relation(x.Relation).Add(catalogue.ID(x.ID))
		for record, role := range next.places() {
			e.postings.add(record, role, x.ID)
		}
	}
	e.putRare(x.ID, facts, old.rare())
	*e.own(x.ID) = next
	return nil
}

// own returns a row to be changed.
func (e *edgesEdit) own(id catalogue.EdgeID) *row {
	page, _ := e.pages.own(uint32(id) / rowsPerPage)
	return &page[id%rowsPerPage]
}

func (e *edgesEdit) putRare(id catalogue.EdgeID, facts rare, had bool) {
	switch {
	case facts != rare{}:
		e.ownRare().Set(id, facts)
	case had:
		e.ownRare().Delete(id)
	}
}

// remove takes an edge out.
func (e *edgesEdit) remove(id catalogue.EdgeID) error {
	old := *e.row(id)
	if !old.there() {
		return catalogue.Errorf(catalogue.Conflict, "edge %d: removed, but not there", id)
	}
	e.putRare(id, rare{}, old.rare())
	there := e.relation(old.relation())
	there.Remove(catalogue.ID(id))
	for record, role := range old.places() {
		e.postings.remove(record, role, there)
	}
	*e.own(id) = row{}
	e.count--
	return nil
}

func (e *edgesEdit) ownRare() *btree.Map[catalogue.EdgeID, rare] {
	if !e.rareCopied {
		e.base.fork.Lock()
		e.rare = e.base.rare.IsoCopy()
		e.base.fork.Unlock()
		e.rareCopied = true
	}
	return e.rare
}
