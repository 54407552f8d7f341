package explore

import (
	"fmt"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// ImpactDirection is which way dependences are followed.
type ImpactDirection string

// The directions.
const (
	Dependents   ImpactDirection = "DEPENDENTS"   // what depends on the record
	Dependencies ImpactDirection = "DEPENDENCIES" // what the record depends on
)

// How far an impact is followed.
const (
	defaultImpactHops = 4
	mostImpactHops    = 10
)

// ImpactQuery asks what happens to others if something happens to a record, or what
// must not happen to others so that it stays as it is.
type ImpactQuery struct {
	Of        string
	Direction *ImpactDirection
	Hops      *int
	Relations []catalogue.Relation // all that make dependences where none is named
	Filter    view.RecordFilter    // which are listed and counted; the walk goes through all
	Where     view.EdgeFilter
	Budget    Budget
	First     *int
	After     *string
}

// Impact is what depends on a record, or what it depends on, each record once and at
// its least distance. What is a dependence is a table (catalogue.Relation.Dependences).
//
// An authority ends a chain, unless it is the record asked about: it depends on what
// it uses, but whether all that it does suffers from that nobody can say, and through
// the authorities everything would depend on everything.
type Impact struct {
	Outcome
	drawing
	Edges []ImpactEdge
	Info  view.PageInfo

	in        *view.View
	of        catalogue.ID
	direction ImpactDirection
	met       []meeting // those that are meant, nearest first
	found     snapshot.Set
}

// ImpactEdge is a record on a page, with the statement by which it was first reached.
type ImpactEdge struct {
	Cursor string
	meeting
	in *view.View
}

// ImpactOf answers an ImpactQuery.
func ImpactOf(v *view.View, q ImpactQuery, clock Clock) (Impact, error) {
	out := Impact{in: v, direction: Dependents}
	if q.Direction != nil {
		out.direction = *q.Direction
	}
	hops, err := numberWithin("hops", q.Hops, defaultImpactHops, 1, mostImpactHops)
	if err != nil {
		return out, err
	}
	if out.of, err = v.Named("of", q.Of); err != nil {
		return out, err
	}
	isMeant, err := meant(v, q.Filter)
	if err != nil {
		return out, err
	}
	m, err := newMeter(v, q.Budget, clock)
	if err != nil {
		return out, err
	}
	chains, err := dependenceSteps(v, m, q, out.direction)
	if err != nil {
		return out, err
	}
	w := newWalk(chains, out.of, v.Snapshot().Kind(catalogue.KindAuthority).Has)
	w.within(hops)
	out.Outcome = m.outcome()
	out.keep(w.met[1:], isMeant)
	out.drawing = drawing{out.drawn}
	return out, out.page(q, hops)
}

// dependenceSteps are the steps along dependences.
func dependenceSteps(v *view.View, m *meter, q ImpactQuery, way ImpactDirection) (*steps, error) {
	facts, err := v.Facts(q.Where)
	if err != nil {
		return nil, err
	}
	relations := q.Relations
	if len(relations) == 0 {
		relations = catalogue.AllRelations()
	}
	var w ways
	for _, r := range relations {
		for _, d := range r.Dependences() {
			if way == Dependencies {
				w.add(r, d.Dependent, d.On)
			} else {
				w.add(r, d.On, d.Dependent)
			}
		}
		if len(q.Relations) > 0 && len(r.Dependences()) == 0 {
			return nil, &catalogue.Error{
				Kind: catalogue.Invalid, Field: "relations", Value: r.String(),
				Message: fmt.Sprintf("nothing depends on anything by %s: its records merely belong together", r),
			}
		}
	}
	return &steps{v, m, &w, facts}, nil
}

// keep takes what is meant of what was met.
func (i *Impact) keep(met []meeting, isMeant func(catalogue.ID) bool) {
	found := snapshot.NewSet()
	for _, m := range met {
		if isMeant(m.by.to) {
			i.met = append(i.met, m)
			found.Add(m.by.to)
		}
	}
	i.found = found.Set()
}

// page cuts the page that is asked for.
func (i *Impact) page(q ImpactQuery, hops int) error {
	relations := slices.Sorted(slices.Values(q.Relations))
	page, err := view.Cut(i.in, view.Paging{First: q.First, After: q.After}, i.met, meeting.place, "impact", i.of, i.direction, hops, relations, q.Filter, q.Where)
	if err != nil {
		return err
	}
	i.Info = page.Info
	for _, e := range page.Edges {
		i.Edges = append(i.Edges, ImpactEdge{e.Cursor, e.Node, i.in})
	}
	return nil
}

// place is that in the list: nearest first.
func (m meeting) place() view.Place { return view.Place{Number: int64(m.distance), ID: m.by.to} }

// Of is the record asked about.
func (i Impact) Of() view.Record { return i.in.At(i.of) }

// TotalCount is how many records were found, those of other pages too.
func (i Impact) TotalCount() int { return len(i.met) }

// Nodes are the records of the page.
func (i Impact) Nodes() []view.Record {
	out := make([]view.Record, len(i.Edges))
	for at, e := range i.Edges {
		out[at] = e.Node()
	}
	return out
}

// drawn are the records that were found, each with the statement that first reached it.
func (i Impact) drawn() picture.Graph {
	records := []view.Record{i.Of()}
	var statements []view.Statement
	for _, m := range i.met {
		records = append(records, i.in.At(m.by.to))
		if s, ok := i.in.StatementAt(m.by.edge); ok {
			statements = append(statements, s)
		}
	}
	title := "Was von " + nameOf(i.Of()) + " abhängt"
	if i.direction == Dependencies {
		title = "Wovon " + nameOf(i.Of()) + " abhängt"
	}
	return graphOf(title, account(entries(len(i.met)), i.Outcome), records, statements)
}

// Node is the record.
func (e ImpactEdge) Node() view.Record { return e.in.At(e.by.to) }

// Distance is over how many dependences it was reached.
func (e ImpactEdge) Distance() int { return e.distance }

// ReachedFrom is the record from which it was reached, one step nearer.
func (e ImpactEdge) ReachedFrom() view.Record { return e.in.At(e.from) }

// Role is the role in which that record has the statement.
func (e ImpactEdge) Role() catalogue.Role { return e.by.role }

// Statement is the statement by which it was reached.
func (e ImpactEdge) Statement() view.Statement {
	s, _ := e.in.StatementAt(e.by.edge)
	return s
}
