package rollout

import "fundus/internal/view"

// Page is a page of a list that was made of what a view sees. Only the entries of
// the page are more than numbers.
type Page[E any] struct {
	Edges []PageEdge[E]
	Info  view.PageInfo
	total int
}

// PageEdge is an entry of a page.
type PageEdge[E any] struct {
	Cursor string
	Node   E
}

// TotalCount is the number of entries of the whole list.
func (p Page[E]) TotalCount() int { return p.total }

// Nodes are the entries of the page without their cursors.
func (p Page[E]) Nodes() []E {
	out := make([]E, len(p.Edges))
	for i, e := range p.Edges {
		out[i] = e.Node
	}
	return out
}

// pageOf cuts a page out of a list that stands in the order of its places, and makes
// its entries.
func pageOf[K, E any](v *view.View, p view.Paging, list []K, place func(K) view.Place, entry func(K) E, asked ...any) (Page[E], error) {
	s, err := v.Section(p, len(list), func(i int) view.Place { return place(list[i]) }, asked...)
	if err != nil {
		return Page[E]{}, err
	}
	out := Page[E]{Info: s.Info, total: len(list), Edges: make([]PageEdge[E], 0, s.To-s.From)}
	for i := s.From; i < s.To; i++ {
		out.Edges = append(out.Edges, PageEdge[E]{s.Cursor(i), entry(list[i])})
	}
	return out, nil
}
