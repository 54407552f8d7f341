package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// NeighbourhoodQuery asks what is near a record.
type NeighbourhoodQuery struct {
	Of        string
	Depth     *int
	Scope     Scope
	Filter    view.RecordFilter // which records are shown; the others are walked through
	FoldAbove *int
	RollUp    RollUp // "" for none
	Budget    Budget
	After     *string // where an answer to the same question was left
}

// How far and how wide a neighbourhood can be.
const (
	defaultDepth, mostDepth                    = 1, 6
	defaultFoldAbove, leastFold, MostFoldAbove = 25, 1, 1000
)

// Neighbourhood is what is within some steps of a record, the centre.
//
// What is met is met in this order: record by record as they were met, beginning at
// the centre; of each its roles in their order; in each role kind by kind, and those
// of a kind by number. So the nearest come first, and how a record was first reached
// is the first way to it in this order.
//
// Folded are the records that are first reached from the same record in the same role
// and are of the same kind, if they are more than FoldAbove: they are one group, are
// not walked on from, and count as one record of the budget. Records that the filter
// leaves out are never folded, nor are kinds that are rolled up, nor is the centre.
//
// Left out by the filter are records, but not the ways through them (bridges). They
// count as steps and as records of the budget, since they are met.
//
// Rolled up are, at the end, all records but the centre that have the attribute: one
// group for each kind and value.
//
// Edges are all statements that were asked for between two records that are shown for
// themselves; and, between one that was walked on from and a group of folded ones,
// those with its members. Statements with one direction between the same two ends of
// the same role are one edge with a count.
//
// Of a role all is looked at or nothing. So whatever ends the walk early, the nodes of
// the answer are the first of those of the whole.
type Neighbourhood struct {
	Outcome
	drawing
	Nodes  []NeighbourhoodNode
	Groups []NeighbourhoodGroup
	Edges  []NeighbourhoodEdge

	in     *view.View
	of     catalogue.ID
	resume string
}

// Of is the centre.
func (n Neighbourhood) Of() view.Record { return n.in.At(n.of) }

// Resume is where the answer was left, false when it is whole or as large as one can be.
func (n Neighbourhood) Resume() (string, bool) { return n.resume, n.resume != "" }

// NeighbourhoodNode is a record that was met.
type NeighbourhoodNode struct {
	entry
	in    *view.View
	first catalogue.ID // from which it was first reached
}

// Record is the record.
func (n NeighbourhoodNode) Record() view.Record { return n.in.At(n.id) }

// Distance is how many steps it is from the centre.
func (n NeighbourhoodNode) Distance() int { return n.distance }

// ReachedFrom is the record from which it was first reached, false for the centre.
func (n NeighbourhoodNode) ReachedFrom() (view.Record, bool) {
	return n.in.At(n.first), n.first != 0
}

// Role is the role in which that record has the statement, false for the centre.
func (n NeighbourhoodNode) Role() (catalogue.Role, bool) { return n.role, n.first != 0 }

// Statement is the statement by which it was first reached, false for the centre.
func (n NeighbourhoodNode) Statement() (view.Statement, bool) { return n.in.StatementAt(n.edge) }

// NeighbourhoodOf answers a NeighbourhoodQuery.
func NeighbourhoodOf(v *view.View, q NeighbourhoodQuery, clock Clock) (Neighbourhood, error) {
	a, err := requestOf(v, q)
	if err != nil {
		return Neighbourhood{}, err
	}
	m, err := newMeter(v, a.budget, clock)
	if err != nil {
		return Neighbourhood{}, err
	}
	if a.left, err = a.resumed(m); err != nil {
		return Neighbourhood{}, err
	}
	s, err := newSteps(v, m, a.scope)
	if err != nil {
		return Neighbourhood{}, err
	}
	n := &vicinity{steps: s, direction: a.scope.Direction, foldAbove: a.foldAbove, unfolded: a.rollUp.has, shown: a.shown}
	n.begin(a.of)
	n.walk(a.depth)
	rest := m.rest()
	n.amid(a.scope.Relations, rest)
	n.bridges(rest)
	outcome := m.outcome().and(rest.outcome())
	out := shownOf(n, a.rollUp, a.left.Told)
	out.in, out.of, out.Outcome = v, a.of, outcome
	out.resume = a.resume(outcome, len(n.entries), m)
	out.drawing = drawing{out.drawn}
	return out, nil
}

// request is a NeighbourhoodQuery, checked.
type request struct {
	of        catalogue.ID
	depth     int
	foldAbove int
	scope     Scope
	shown     func(catalogue.ID) bool
	rollUp    *rollUp
	budget    Budget
	after     *string
	left      view.Resume
	question  []any // what binds a cursor
}

func requestOf(v *view.View, q NeighbourhoodQuery) (a request, err error) {
	if a.of, err = v.Named("of", q.Of); err != nil {
		return a, err
	}
	if a.depth, err = numberWithin("depth", q.Depth, defaultDepth, 0, mostDepth); err != nil {
		return a, err
	}
	if a.foldAbove, err = numberWithin("foldAbove", q.FoldAbove, defaultFoldAbove, leastFold, MostFoldAbove); err != nil {
		return a, err
	}
	if a.shown, err = meant(v, q.Filter); err != nil {
		return a, err
	}
	centre, filtered := a.of, a.shown
	a.shown = func(id catalogue.ID) bool { return id == centre || filtered(id) }
	if a.rollUp, err = rollUpOf(v, q.RollUp); err != nil {
		return a, err
	}
	a.scope = q.Scope.plain()
	a.budget = q.Budget
	a.after = q.After
	a.question = []any{"neighbourhood", a.of, a.depth, a.scope.Relations, a.scope.Direction, a.foldAbove, a.rollUp.by, q.Filter, q.Scope.Where}
	return a, nil
}

// plain is a scope that names what it means. The relations are in their order and each
// once, so that the same question is the same however it is put.
func (s Scope) plain() Scope {
	if s.Relations = slices.Compact(slices.Sorted(slices.Values(s.Relations))); len(s.Relations) == 0 {
		s.Relations = catalogue.AllRelations()
	}
	s.Direction = cmp.Or(s.Direction, Both)
	return s
}
