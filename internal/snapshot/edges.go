package snapshot

import (
	"iter"
	"sync"
	"sync/atomic"

	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// Edge is an edge as it is kept: 36 bytes without pointers or padding.
type Edge struct {
	From, To              catalogue.ID
	Via, Area, Source     catalogue.ID // 0 is none
	ValidFrom, ValidUntil catalogue.Day
	Revision              uint32 // that wrote this version
	Relation              uint8  // 0: there is no such edge
	Status, Grade         uint8
	rare                  bool // has rare attributes, found in the side table
}

// edgePage is a page of 16 edges: 576 bytes, a size class of the allocator.
// Changing an edge copies its page; a look-up meets one or two cache lines. Pages
// with a column for each field were tried: a look-up then waits for five lines.
type edgePage [edgesPerPage]Edge

const edgesPerPage = 16

// rows are the edges by id.
type rows struct{ pages table[edgePage] }

// edges are all edges of the catalogue at one revision: the rows, the rare
// attributes and the posting lists.
type edges struct {
	rows
	postings
	last  catalogue.EdgeID // the highest id ever given
	count int

	rare  *btree.Map[catalogue.EdgeID, Attributes]
	fork  sync.Mutex     // guards IsoCopy of rare, which writes its receiver
	line  uint32         // whose room behind posting lists the next edit gets; see edit
	taken atomic.Bool    // an edit has got it
	lines *atomic.Uint32 // the last line opened, shared by all descendants
}

// Attributes are what few edges carry.
type Attributes struct{ URL, Note string }

// edge returns the edge with that id; Relation 0 says that there is none.
func (r rows) edge(id catalogue.EdgeID) Edge {
	page := r.pages.page(uint32(id) / edgesPerPage)
	if page == nil {
		return Edge{}
	}
	return page[id%edgesPerPage]
}

// places yields each record the edge names with the role it takes there.
func (x Edge) places() iter.Seq2[catalogue.ID, Role] {
	return func(yield func(catalogue.ID, Role) bool) {
		named := [places]catalogue.ID{Outgoing: x.From, Incoming: x.To, ByVia: x.Via, ByArea: x.Area}
		for place, record := range named {
			if record != 0 && !yield(record, roleOf(x.Relation, place)) {
				return
			}
		}
	}
}

// attributesOf returns the rare attributes of an edge, the zero value for most.
func (g *edges) attributesOf(id catalogue.EdgeID) Attributes {
	if !g.edge(id).rare {
		return Attributes{}
	}
	a, _ := g.rare.Get(id)
	return a
}

// all yields every edge in the order of ids.
func (g *edges) all() iter.Seq2[catalogue.EdgeID, Edge] {
	return func(yield func(catalogue.EdgeID, Edge) bool) {
		for id := catalogue.EdgeID(1); id <= g.last; id++ {
			if x := g.edge(id); x.Relation != 0 && !yield(id, x) {
				return
			}
		}
	}
}
