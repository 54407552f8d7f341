package explore

import (
	"cmp"
	"fmt"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// What Common may be asked.
const (
	leastCompared, mostCompared = 2, 20
	mostCommonHops              = 4
)

// CommonQuery asks what several records have in common.
type CommonQuery struct {
	Of     []string
	Hops   *int
	Scope  Scope             // seen from the records asked about
	Filter view.RecordFilter // which are listed and counted; the walks go through all
	Budget Budget
	First  *int
	After  *string
}

// Common is what is near each of several records, nearest to all of them together
// first. The records asked about are not among it.
type Common struct {
	Outcome
	drawing
	Edges []CommonEdge
	Info  view.PageInfo

	in     *view.View
	of     []catalogue.ID
	shared []sharing // those that are meant, in order
	found  snapshot.Set
}

// CommonEdge is a record on a page, with how far it is from each.
type CommonEdge struct {
	Cursor string
	sharing
	in *view.View
}

// CommonTo answers a CommonQuery.
func CommonTo(v *view.View, q CommonQuery, clock Clock) (Common, error) {
	out := Common{in: v}
	hops, err := numberWithin("hops", q.Hops, 1, 1, mostCommonHops)
	if err != nil {
		return out, err
	}
	if out.of, err = compared(v, q.Of); err != nil {
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
	n := &near{view: v, meter: m, scope: q.Scope, of: out.of, hops: hops, walks: make([]*walk, len(out.of))}
	if err := n.gather(); err != nil {
		return out, err
	}
	out.Outcome = m.outcome()
	out.keep(n.shared, isMeant)
	out.drawing = drawing{func() picture.Graph { return out.drawn(n.walks) }}
	return out, out.page(q, hops)
}

// compared are the records that are named: some, and each once.
func compared(v *view.View, named []string) ([]catalogue.ID, error) {
	if len(named) < leastCompared || len(named) > mostCompared {
		return nil, &catalogue.Error{
			Kind: catalogue.Invalid, Field: "of", Value: fmt.Sprint(len(named)),
			Message: fmt.Sprintf("%d to %d records, not %d", leastCompared, mostCompared, len(named)),
		}
	}
	var out []catalogue.ID
	for _, name := range named {
		id, err := v.Named("of", name)
		if err != nil {
			return nil, err
		}
		if slices.Contains(out, id) {
			return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "of", Value: name, Message: "each record is named once: with itself it has everything in common"}
		}
		out = append(out, id)
	}
	return out, nil
}

// keep takes what is meant of what they share, in the order of the list.
func (c *Common) keep(shared []sharing, isMeant func(catalogue.ID) bool) {
	found := snapshot.NewSet()
	for _, s := range shared {
		if isMeant(s.id) && !slices.Contains(c.of, s.id) {
			c.shared = append(c.shared, s)
			found.Add(s.id)
		}
	}
	c.found = found.Set()
	slices.SortFunc(c.shared, func(a, b sharing) int {
		return cmp.Or(cmp.Compare(a.Distance(), b.Distance()), cmp.Compare(a.id, b.id))
	})
}

// page cuts the page that is asked for.
func (c *Common) page(q CommonQuery, hops int) error {
	of, relations := slices.Sorted(slices.Values(c.of)), slices.Sorted(slices.Values(q.Scope.Relations))
	page, err := view.Cut(c.in, view.Paging{First: q.First, After: q.After}, c.shared, sharing.place, "common", of, hops, relations, q.Scope.Direction, q.Filter, q.Scope.Where)
	if err != nil {
		return err
	}
	c.Info = page.Info
	for _, e := range page.Edges {
		c.Edges = append(c.Edges, CommonEdge{e.Cursor, e.Node, c.in})
	}
	return nil
}

// place is that in the list: nearest to all of them together first.
func (s sharing) place() view.Place { return view.Place{Number: int64(s.Distance()), ID: s.id} }

// Of are the records asked about, in the order in which they were named.
func (c Common) Of() []view.Record {
	out := make([]view.Record, len(c.of))
	for i, id := range c.of {
		out[i] = c.in.At(id)
	}
	return out
}

// TotalCount is how many records they have in common, those of other pages too.
func (c Common) TotalCount() int { return len(c.shared) }

// Kinds are how these divide by kind.
func (c Common) Kinds() []view.KindCount { return byKind(c.in, c.found) }

// Nodes are the records of the page.
func (c Common) Nodes() []view.Record {
	out := make([]view.Record, len(c.Edges))
	for at, e := range c.Edges {
		out[at] = e.Node()
	}
	return out
}

// drawn are the records asked about and what they have in common, with the statements
// by which each was first reached and the records on the way.
func (c Common) drawn(walks []*walk) picture.Graph {
	records := c.Of()
	for _, s := range c.shared {
		records = append(records, c.in.At(s.id))
	}
	var statements []view.Statement
	for _, w := range walks {
		if w == nil {
			continue
		}
		for _, e := range w.chains(c.found) {
			if s, ok := c.in.StatementAt(e); ok {
				statements = append(statements, s)
				records = append(records, joinedBy(s)...)
			}
		}
	}
	return graphOf("Was "+namesOf(c.Of())+" gemeinsam haben", account(entries(len(c.shared)), c.Outcome), records, statements)
}

// Node is the record.
func (e CommonEdge) Node() view.Record { return e.in.At(e.id) }
