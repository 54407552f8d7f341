package snapshot

import (
	"iter"
	"sync"
	"sync/atomic"

	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// row is an edge as it is kept: 36 bytes without pointers or padding.
type row struct {
	from, to, via, area   catalogue.ID
	source                catalogue.ID
	validFrom, validUntil catalogue.Day
	revision              uint32
	relation              catalogue.Relation // 0: there is no such edge
	status, evidence      uint8              // place in the code list plus one, 0 for none
	more                  uint8              // bit 0: has rare facts, found in the side table; above it the visibility like status
}

func (r *row) rare() bool { return r.more&1 != 0 }

func (r *row) visibility() catalogue.Visibility {
	return decode[catalogue.Visibility](catalogue.Visibilities, r.more>>1)
}

// rare are the facts that few edges have.
type rare struct{ url, report, note string }

// rowPage is a page of 16 edges: 576 bytes, a size class of the allocator. Changing
// an edge copies its page; a look-up meets one or two cache lines. Pages with a
// column for each field were tried: a look-up then waits for five lines. Pages of 8
// edges too: ten thousand changes here and there then allocate a quarter less, but
// twice as many pointers to pages crowd the cache, and a walk along edges that lie
// apart takes about twice as long.
type rowPage [rowsPerPage]row

const rowsPerPage = 16

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
	if r.relation == 0 {
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

// at is the record at one end, 0 for none.
func (r *row) at(end catalogue.End) catalogue.ID {
	switch end {
	case catalogue.EndFrom:
		return r.from
	case catalogue.EndTo:
		return r.to
	case catalogue.EndVia:
		return r.via
	default:
		return r.area
	}
}

// edge is the edge without its rare facts.
func (r *row) edge(id catalogue.EdgeID) catalogue.Edge {
	return catalogue.Edge{
		ID: id, Revision: catalogue.Revision(r.revision),
		Relation: r.relation, From: r.from, To: r.to, Via: r.via, Area: r.area,
		EdgeFacts: catalogue.EdgeFacts{
			Status:    decode[catalogue.OfferStatus](catalogue.OfferStatuses, r.status),
			Evidence:  decode[catalogue.EvidenceGrade](catalogue.EvidenceGrades, r.evidence),
			ValidFrom: r.validFrom, ValidUntil: r.validUntil, Visibility: r.visibility(),
		},
		Source: r.source,
	}
}

// rowOf takes an edge apart.
func rowOf(x *catalogue.Edge) (row, rare) {
	facts := rare{x.URL, x.Report, x.Note}
	more := encode(catalogue.Visibilities, x.Visibility) << 1
	if facts != (rare{}) {
		more |= 1
	}
	return row{
		from: x.From, to: x.To, via: x.Via, area: x.Area, source: x.Source,
		validFrom: x.ValidFrom, validUntil: x.ValidUntil, revision: uint32(x.Revision),
		relation: x.Relation,
		status:   encode(catalogue.OfferStatuses, x.Status),
		evidence: encode(catalogue.EvidenceGrades, x.Evidence),
		more:     more,
	}, facts
}

func encode[C ~string](l *catalogue.CodeList, code C) uint8 {
	if code == "" {
		return 0
	}
	return uint8(l.Position(string(code)) + 1)
}

func decode[C ~string](l *catalogue.CodeList, n uint8) C {
	if n == 0 {
		return ""
	}
	return C(l.Codes[n-1].Name)
}

// check says what makes an edge unfit to be kept: a store handed over what no
// plan can have made.
func checkEdge(x *catalogue.Edge) error {
	known := func(l *catalogue.CodeList, code string) bool { return code == "" || l.Position(code) >= 0 }
	switch {
	case x.ID == 0 || !x.Relation.Known() || x.From == 0 || x.To == 0:
		return catalogue.Errorf(catalogue.Invalid, "edge %d: relation %d from record %d to record %d is no statement", x.ID, x.Relation, x.From, x.To)
	case !known(catalogue.OfferStatuses, string(x.Status)) || !known(catalogue.EvidenceGrades, string(x.Evidence)) || !known(catalogue.Visibilities, string(x.Visibility)):
		return catalogue.Errorf(catalogue.Invalid, "edge %d: status %q, evidence %q or visibility %q is not known to this version", x.ID, x.Status, x.Evidence, x.Visibility)
	}
	return nil
}

// places yields each record the edge names with the role it takes there.
func (r *row) places() iter.Seq2[catalogue.ID, catalogue.Role] {
	return func(yield func(catalogue.ID, catalogue.Role) bool) {
		_ = yield(r.from, r.relation.Role(catalogue.EndFrom)) &&
			yield(r.to, r.relation.Role(catalogue.EndTo)) &&
			(r.via == 0 || yield(r.via, r.relation.Role(catalogue.EndVia))) &&
			(r.area == 0 || yield(r.area, r.relation.Role(catalogue.EndArea)))
	}
}

// states reports whether two rows state the same relation of the same records.
func (r *row) states(x *row) bool {
	return r.relation == x.relation && r.from == x.from && r.to == x.to && r.via == x.via && r.area == x.area
}
