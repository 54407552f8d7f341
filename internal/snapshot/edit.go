package snapshot

import (
	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// edgesEdit is one transaction over the edges: it copies what it touches, once,
// and leaves the edges it began from as they were. One goroutine uses it and ends
// it with done or abandon.
type edgesEdit struct {
	base     *edges
	pages    tableEdit[edgePage]
	postings postingsEdit
	rare     *btree.Map[catalogue.EdgeID, Attributes] // the base's until rareCopied
	last     catalogue.EdgeID
	count    int

	rareCopied bool
}

// edit begins the transaction that makes the next revision.
//
// Posting lists grow into room behind the length their readers hold, and that room
// can be given away once only. The first edit to begin from these edges gets it. A
// later one, begun because the first came to nothing, opens a new line: it copies
// each list when it first adds to it, and the room behind the copy is its own.
func (g *edges) edit() *edgesEdit {
	if g.line != 0 && g.taken.CompareAndSwap(false, true) {
		return g.begin(g.line)
	}
	return g.begin(g.lines.Add(1))
}

// branch begins a transaction beside the line of revisions, for the question "what
// if". It never takes the room that the next revision needs.
func (g *edges) branch() *edgesEdit { return g.begin(0) }

func (g *edges) begin(line uint32) *edgesEdit {
	return &edgesEdit{
		base:     g,
		pages:    g.pages.edit(),
		postings: postingsEdit{lists: g.lists.edit(), line: line},
		rare:     g.rare,
		last:     g.last,
		count:    g.count,
	}
}

// done returns the edges as changed. The edit must not be used afterwards.
func (e *edgesEdit) done() *edges {
	return &edges{
		rows:     rows{e.pages.done()},
		postings: e.postings.done(),
		last:     e.last,
		count:    e.count,
		rare:     e.rare,
		line:     e.postings.line,
		lines:    e.base.lines,
	}
}

// abandon ends a transaction whose result nobody has seen. What it wrote behind
// published lists is overwritten by the next one, to which the room is given back.
func (e *edgesEdit) abandon() {
	if e.postings.line == e.base.line {
		e.base.taken.Store(false)
	}
}

// edge returns an edge as the transaction has left it so far.
func (e *edgesEdit) edge(id catalogue.EdgeID) Edge { return rows{e.pages.table}.edge(id) }

// own returns an edge's row to be changed.
func (e *edgesEdit) own(id catalogue.EdgeID) *Edge {
	page, _ := e.pages.own(uint32(id) / edgesPerPage)
	return &page[id%edgesPerPage]
}

// add makes a new edge. Its id must be above every id ever given.
func (e *edgesEdit) add(id catalogue.EdgeID, x Edge, a Attributes) {
	if id <= e.last || x.Relation == 0 {
		panic("snapshot: edge added out of order or without relation")
	}
	e.last = id
	e.count++
	e.put(id, x, a)
	for record, role := range x.places() {
		e.postings.add(record, role, id)
	}
}

// set changes what is said about an existing edge: status, grade, validity,
// source and attributes. What it connects must stay as it is.
func (e *edgesEdit) set(id catalogue.EdgeID, x Edge, a Attributes) { e.put(id, x, a) }

func (e *edgesEdit) put(id catalogue.EdgeID, x Edge, a Attributes) {
	row := e.own(id)
	had := row.rare
	*row = x
	row.rare = a != Attributes{}
	switch {
	case row.rare:
		e.ownRare().Set(id, a)
	case had:
		e.ownRare().Delete(id)
	}
}

// remove takes an existing edge out.
func (e *edgesEdit) remove(id catalogue.EdgeID) {
	row := e.own(id)
	if row.rare {
		e.ownRare().Delete(id)
	}
	for record, role := range row.places() {
		e.postings.remove(record, role, id)
	}
	*row = Edge{}
	e.count--
}

func (e *edgesEdit) ownRare() *btree.Map[catalogue.EdgeID, Attributes] {
	if !e.rareCopied {
		e.base.fork.Lock()
		e.rare = e.base.rare.IsoCopy()
		e.base.fork.Unlock()
		e.rareCopied = true
	}
	return e.rare
}
