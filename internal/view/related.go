package view

import (
	"fmt"

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
func (s Statement) Evidence() catalogue.Evidence { return s.edge.Evidence }

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

// StatedBy is the source that says so.
func (s Statement) StatedBy() (Source, bool) { return source(s.in, s.edge.Source) }

// Illustrative says whether the statement is an example and not a fact.
func (s Statement) Illustrative() bool { return s.in.illustrative(s.edge.Source) }

// LastRevision is the commit that made this version.
func (s Statement) LastRevision() int { return int(s.edge.Revision) }

// Related is a page of the records that a record is related to in one role, each
// with the statement that relates it.
type Related[N Record] struct {
	all   counter
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
func (r Related[N]) TotalCount() int { return r.all.count() }

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
	v := n.in
	w, err := paging.window(question(n.id(), link.Role, link.To, spelt(filter), spelt(where)))
	if err != nil {
		return Related[N]{}, err
	}
	test, err := v.edgeTest(link, filter, where)
	if err != nil {
		return Related[N]{}, err
	}
	return relate[N](v, edgeList{v.snap.Edges(n.id(), link.Role), test}, link.Role.Opposite(), w), nil
}

// relate cuts a page out of a list of edges.
func relate[N Record](v *View, all edgeList, other catalogue.End, w window) Related[N] {
	ids, info := all.page(w)
	r := Related[N]{all: all, Info: info, Edges: make([]RelatedEdge[N], 0, len(ids))}
	for _, id := range ids {
		edge, _ := v.snap.Edge(id)
		if node, ok := v.at(edge.At(other)).(N); ok {
			r.Edges = append(r.Edges, RelatedEdge[N]{Statement{v, edge}, w.cursor(position{id: uint32(id)}), node})
		}
	}
	return r
}

// edgeTest says which edges of a link are meant: those the view sees, that lead
// to the wanted kind and pass both filters.
func (v *View) edgeTest(link Link, filter Filter, where EdgeFilter) (func(catalogue.EdgeID) bool, error) {
	facts, err := v.edgeFilter(where)
	if err != nil {
		return nil, err
	}
	// The kind alone needs no set where the role leads to one kind only.
	var targets snapshot.Set
	narrow := len(filter) > 0
	if narrow {
		if targets, err = v.Matching(link.To, filter); err != nil {
			return nil, err
		}
	} else if len(targetsOf(link.From, link.Role)) > 1 {
		targets, narrow = v.snap.Kind(link.To), true
	}
	other := link.Role.Opposite()
	return func(e catalogue.EdgeID) bool {
		return v.seesEdge(e) && (!narrow || targets.Has(v.snap.EdgeAt(e, other))) && facts(e)
	}, nil
}

// narrowByLink leaves the records that have related records as the filter says.
func (v *View) narrowByLink(set snapshot.Set, link Link, value map[string]any, depth int) (snapshot.Set, error) {
	where := object(value["where"])
	for _, name := range sortedKeys(value) {
		if absent(value[name]) || name == "where" {
			continue
		}
		inner, err := v.matching(link.To, object(value[name]), depth-1)
		if err != nil {
			return set, err
		}
		test, err := v.edgeTest(link, nil, where)
		if err != nil {
			return set, err
		}
		if set, err = v.quantify(set, link, name, inner, test); err != nil {
			return set, err
		}
	}
	return set, nil
}

// quantify holds any, all and none: whether one, every or no statement leads to
// a record of inner. All holds where there is no statement, as logic has it.
func (v *View) quantify(set snapshot.Set, link Link, quantifier string, inner snapshot.Set, test func(catalogue.EdgeID) bool) (snapshot.Set, error) {
	other := link.Role.Opposite()
	exists := func(id catalogue.ID, wanted bool) bool {
		for _, e := range v.snap.Edges(id, link.Role) {
			if inner.Has(v.snap.EdgeAt(e, other)) == wanted && test(e) {
				return true
			}
		}
		return false
	}
	switch quantifier {
	case "any":
		return keep(set, func(id catalogue.ID) bool { return exists(id, true) }), nil
	case "none":
		return keep(set, func(id catalogue.ID) bool { return !exists(id, true) }), nil
	case "all":
		return keep(set, func(id catalogue.ID) bool { return !exists(id, false) }), nil
	}
	return set, badFilter(link.Field, fmt.Sprintf("%q is not any, all or none", quantifier))
}
