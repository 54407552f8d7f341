package view

import (
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Connection is a page of a list of records of one kind. What it is asked for
// beyond the page (TotalCount, Facets) is computed when it is asked for.
type Connection[N Record] struct {
	in    *View
	kind  catalogue.Kind
	set   snapshot.Set
	Edges []Edge[N]
	Info  PageInfo
}

// Edge is a record on a page.
type Edge[N Record] struct {
	Cursor string
	Node   N
}

// TotalCount is the number of records of the whole list.
func (c Connection[N]) TotalCount() int { return c.set.Count() }

// Nodes are the records of the page without their cursors.
func (c Connection[N]) Nodes() []N {
	out := make([]N, len(c.Edges))
	for i, e := range c.Edges {
		out[i] = e.Node
	}
	return out
}

// Query is what a list can be asked.
type Query struct {
	Paging
	Filter Filter
	Order  *Order // nil: by relevance where Search is set, else by name
	Search string // words that the records match, blank for none
	// Within, where it is given, are the only records that are listed. By Why a cursor
	// knows that it was made for them.
	Within *snapshot.Set
	Why    string
}

// List is the list of the records of a kind.
func List[N Record](v *View, kind catalogue.Kind, q Query) (Connection[N], error) {
	c := Connection[N]{in: v, kind: kind}
	q.Search = strings.TrimSpace(q.Search)
	written := spelt(q.Filter)
	asked := question(kind, written, q.Search, q.Order.spelt())
	if q.Within != nil {
		asked = question(kind, written, q.Search, q.Order.spelt(), q.Why)
	}
	w, err := v.window(q.Paging, asked)
	if err != nil {
		return c, err
	}
	meant, err := v.narrow.once(v, kind, q.Filter, written)
	if err != nil {
		return c, err
	}
	c.set = *meant
	if q.Within != nil {
		c.set = c.set.And(*q.Within)
	}
	page, err := c.page(q, w)
	if err != nil {
		return c, err
	}
	c.fill(page, w)
	return c, nil
}

// Some is a list of some records of a kind, by name. They are records that the view
// sees; what was asked binds the cursors.
func Some[N Record](v *View, kind catalogue.Kind, set snapshot.Set, p Paging, asked ...any) (Connection[N], error) {
	c := Connection[N]{in: v, kind: kind, set: set}
	w, err := v.window(p, question(spelling(append([]any{kind}, asked...))...))
	if err != nil {
		return c, err
	}
	page, err := v.ordered(kind, set, nil, w)
	if err != nil {
		return c, err
	}
	c.fill(page, w)
	return c, nil
}

// fill shows a page.
func (c *Connection[N]) fill(p page, w window) {
	c.Info = p.info(w)
	c.Edges = make([]Edge[N], 0, len(p.entries))
	for _, at := range p.entries {
		if n, ok := c.in.at(catalogue.ID(at.id)).(N); ok {
			c.Edges = append(c.Edges, Edge[N]{w.cursor(at), n})
		}
	}
}

// page cuts the page out of the list; with a search it first narrows the set.
func (c *Connection[N]) page(q Query, w window) (page, error) {
	if q.Search == "" {
		return c.in.ordered(c.kind, c.set, q.Order, w)
	}
	words, err := c.in.search(q.Search)
	if err != nil {
		return page{}, err
	}
	if q.Order != nil {
		c.set = words.among(c.set)
		return c.in.ordered(c.kind, c.set, q.Order, w)
	}
	found, err := words.hits(c.set, w)
	c.set = found.set
	return found.page(w), err
}
