package snapshot

import (
	"iter"
	"sync"
	"sync/atomic"

	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// rare are the facts that few edges have.
type rare struct{ url, report, note string }

// rowPage is a page of 16 edges: 512 bytes, a size class of the allocator. Changing
// an edge copies its page; a look-up meets one cache line. Pages with a
// column for each field were tried: a look-up then waits for five lines. Pages of 8
// edges too: ten thousand changes here and there then allocate a quarter less, but
// twice as many pointers to pages crowd the cache, and a walk along edges that lie
// apart takes about twice as long.
type rowPage [rowsPerPage]row

const (
	rowsPerPage = 16
	rowsPerLine = 2 // of the cache: 64 bytes
)

// rows are the edges by id.
type rows struct{ pages table[rowPage] }

var hole row

// row returns the row of an edge, that of a hole when there is none; read only.
func (r rows) row(id catalogue.EdgeID) *row {
	page := r.pages.page(uint32(id) / rowsPerPage)
	if page == nil {
		return &hole
	}
	return &page[id%rowsPerPage]
}

// edges are all edges of the catalogue at one revision: the rows, the rare facts,
// the sets by relation and the posting lists.
type edges struct {
	rows
	postings
	relations [catalogue.Relations]Set // the members are edge ids
	last      catalogue.EdgeID         // the highest id ever given
	// high is the highest id that a list may keep: above last where these edges were
	// reached from a later revision. A plan gives ids above it, or what it makes would
	// be taken for what is gone.
	high  catalogue.EdgeID
	count int

	rare  *btree.Map[catalogue.EdgeID, rare]
	fork  *sync.Mutex    // guards IsoCopy of rare, which writes its receiver; shared by all descendants, as a tree is
	line  uint32         // whose room behind posting lists the next edit gets; see edit
	taken atomic.Bool    // an edit has got it
	lines *atomic.Uint32 // the last line opened, shared by all descendants
}

// edge puts an edge together from its row and its rare facts.
func (g *edges) edge(id catalogue.EdgeID) (catalogue.Edge, bool) {
	r := g.row(id)
	if !r.there() {
		return catalogue.Edge{}, false
	}
	x := r.edge(id)
	if r.rare() {
		facts, _ := g.rare.Get(id)
		x.URL, x.Report, x.Note = facts.url, facts.report, facts.note
	}
	return x, true
}

// list is the edges of a record in a role.
func (g *edges) list(r catalogue.ID, role catalogue.Role) EdgeList {
	for i, of := 0, g.of(r); i < len(of); i++ {
		if of[i].role == role {
			return g.read(&of[i])
		}
	}
	return EdgeList{}
}

// lists yields the lists of a record by ascending role.
func (g *edges) lists(r catalogue.ID) iter.Seq2[catalogue.Role, EdgeList] {
	return func(yield func(catalogue.Role, EdgeList) bool) {
		for i, of := 0, g.of(r); i < len(of); i++ {
			if !yield(of[i].role, g.read(&of[i])) {
				return
			}
		}
	}
}

// read makes a posting list readable.
func (g *edges) read(l *list) EdgeList {
	return EdgeList{l.ids, int(l.gone), &g.relations[l.role.Relation()]}
}

// check says what makes an edge unfit to be kept: a store handed over what no
// plan can have made.
func checkEdge(x *catalogue.Edge) error {
	known := func(l *catalogue.CodeList, code string) bool { return code == "" || l.Position(code) >= 0 }
	switch {
	case x.ID == 0 || !x.Relation.Known() || x.From == 0 || x.To == 0:
		return catalogue.Errorf(catalogue.Invalid, "edge %d: relation %d from record %d to record %d is no statement", x.ID, x.Relation, x.From, x.To)
	case uint32(x.ValidFrom)>>dayBits != 0 || uint32(x.ValidUntil)>>dayBits != 0:
		return catalogue.Errorf(catalogue.Invalid, "edge %d: day %d or day %d is beyond the year 9999", x.ID, x.ValidFrom, x.ValidUntil)
	case !known(catalogue.OfferStatuses, string(x.Status)) || !known(catalogue.EvidenceGrades, string(x.Evidence)) || !known(catalogue.Visibilities, string(x.Visibility)):
		return catalogue.Errorf(catalogue.Invalid, "edge %d: status %q, evidence %q or visibility %q is not known to this version", x.ID, x.Status, x.Evidence, x.Visibility)
	}
	return nil
}
