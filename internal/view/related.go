package view

import (
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Statement is an edge as a question sees it: what is stated, by whom, since
// when and how well supported.
type Statement struct {
	in   *View
	edge catalogue.Edge
}

// Node is what has a global id: a Record or a Statement.
type Node interface{ GlobalID() string }

// GlobalID is the statement's opaque, stable id.
func (s Statement) GlobalID() string { return catalogue.GlobalEdgeID(s.edge.ID) }

// Relation is what is stated.
func (s Statement) Relation() catalogue.Relation { return s.edge.Relation }

// From is the record of which it is stated.
func (s Statement) From() Record { return s.in.at(s.edge.From) }

// To is the record that it is stated with.
func (s Statement) To() Record { return s.in.at(s.edge.To) }

// Via is the solution through which an offer is made.
func (s Statement) Via() (Solution, bool) {
	x, ok := s.in.at(s.edge.Via).(Solution)
	return x, ok
}

// Area is the area to which the statement is limited.
func (s Statement) Area() (Area, bool) {
	x, ok := s.in.at(s.edge.Area).(Area)
	return x, ok
}

// Status is how far an offer is.
func (s Statement) Status() catalogue.OfferStatus { return s.edge.Status }

// Evidence is how well the statement is supported.
func (s Statement) Evidence() catalogue.EvidenceGrade { return s.edge.Evidence }

// ValidFrom is the first day on which it holds.
func (s Statement) ValidFrom() catalogue.Day { return s.edge.ValidFrom }

// ValidUntil is the last day on which it holds.
func (s Statement) ValidUntil() catalogue.Day { return s.edge.ValidUntil }

// URL is where it can be seen.
func (s Statement) URL() string { return s.edge.URL }

// Report is the address of a test report.
func (s Statement) Report() string { return s.edge.Report }

// Note is a remark of the source.
func (s Statement) Note() string { return s.edge.Note }

// Visibility is who may see it.
func (s Statement) Visibility() catalogue.Visibility { return s.in.snap.EdgeVisibility(s.edge.ID) }

// StatedBy is the source that says so.
func (s Statement) StatedBy() (Source, bool) { return source(s.in, s.edge.Source) }

// Illustrative says whether the statement is an example and not a fact.
func (s Statement) Illustrative() bool { return s.in.illustrative(s.edge.Source) }

// LastRevision is the commit that made this version.
func (s Statement) LastRevision() int { return int(s.edge.Revision) }

// Related is a page of the records that a record is related to in one role, each
// with the statement that relates it.
type Related[N Record] struct {
	count func() (int, error)
	Edges []RelatedEdge[N]
	Info  PageInfo
}

// RelatedEdge is a related record with the statement's own facts.
type RelatedEdge[N Record] struct {
	Statement
	Cursor string
	Node   N
}

// TotalCount is the number of statements, those on other pages too. A record
// that two sources relate counts twice, as it is listed twice.
func (r Related[N]) TotalCount() (int, error) { return r.count() }

// Nodes are the related records of the page.
func (r Related[N]) Nodes() []N {
	out := make([]N, len(r.Edges))
	for i, e := range r.Edges {
		out[i] = e.Node
	}
	return out
}

// related lists the records at the other end of a record's edges in a role.
func related[N Record](n node, link Link, paging Paging, filter Filter, where EdgeFilter) (Related[N], error) {
	v, written := n.in, spelt(filter)
	w, err := v.window(paging, question(n.id(), link.Role, link.To, written, spelt(where)))
	if err != nil {
		return Related[N]{}, err
	}
	facts, err := v.edgeFilter(where)
	if err != nil {
		return Related[N]{}, err
	}
	targets, err := v.targets(link, filter, written)
	if err != nil {
		return Related[N]{}, err
	}
	posts := v.snap.Edges(n.id(), link.Role)
	all := edgeList{v, posted(posts), v.leading(link, targets, facts)}
	r := relate[N](v, all, link.Role.Opposite(), w)
	r.count = func() (int, error) {
		if targets == nil && len(where) == 0 {
			return v.seen(n.id(), link.Role)
		}
		return v.counts.once(counted{n.id(), link.Role, link.To, written + spelt(where)}, all, posts.Len())
	}
	return r, v.stopped()
}

// relate cuts a page out of a list of edges.
func relate[N Record](v *View, all edgeList, other catalogue.End, w window) Related[N] {
	p := w.cut(all.walked(0))
	r := Related[N]{Info: p.info(w), Edges: make([]RelatedEdge[N], 0, len(p.entries))}
	for _, at := range p.entries {
		edge, _ := v.snap.Edge(catalogue.EdgeID(at.id))
		if node, ok := v.at(edge.At(other)).(N); ok {
			r.Edges = append(r.Edges, RelatedEdge[N]{Statement{v, edge}, w.cursor(at), node})
		}
	}
	return r
}

// targets are the records that a link may lead to, nil for any that is seen.
func (v *View) targets(link Link, filter Filter, written string) (*snapshot.Set, error) {
	if len(filter) > 0 {
		return v.narrow.once(v, link.To, filter, written)
	}
	if link.mixed {
		kind := v.snap.Kind(link.To)
		return &kind, nil
	}
	return nil, nil
}

// leading says which edges of a link are meant: those that the view sees, that
// lead to one of the targets and state the wanted facts.
func (v *View) leading(link Link, targets *snapshot.Set, facts func(catalogue.EdgeID) bool) func(catalogue.EdgeID) bool {
	other := link.Role.Opposite()
	return func(e catalogue.EdgeID) bool {
		return v.seesEdge(e) && (targets == nil || targets.Has(v.snap.EdgeAt(e, other))) && facts(e)
	}
}

// narrowings are the sets that filters mean, by kind and spelling: a page of parents
// asks for the same set of related records once each, and so does each page of a
// list that is read to its end.
type narrowings struct {
	mutex sync.Mutex
	known map[narrowing]*snapshot.Set
}

type narrowing struct {
	kind    catalogue.Kind
	written string
}

func (n *narrowings) once(v *View, kind catalogue.Kind, filter Filter, written string) (*snapshot.Set, error) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	if set, ok := n.known[narrowing{kind, written}]; ok {
		return set, nil
	}
	set, err := v.Matching(kind, filter)
	if err != nil {
		return nil, err
	}
	if n.known == nil {
		n.known = map[narrowing]*snapshot.Set{}
	}
	n.known[narrowing{kind, written}] = &set
	return &set, nil
}
