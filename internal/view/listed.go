package view

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// What packages need that answer with lists of their own (explore, rollout): pages
// and cursors as every other list has them. A list that is computed whole is Cut; one
// that is too long for it goes Forward; a walk has no list and goes on by a Resume.

// Place is where an entry stands in a list: by number, then by key, then by id, each
// ascending. Two entries of a list differ in it.
type Place struct {
	Number int64
	Key    string
	ID     catalogue.ID
}

func (p Place) position() position { return position{p.Number, p.Key, uint32(p.ID)} }

// Listed is a page of a list that was computed whole.
type Listed[T any] struct {
	total int
	Edges []ListedEdge[T]
	Info  PageInfo
}

// ListedEdge is an entry on a page.
type ListedEdge[T any] struct {
	Cursor string
	Node   T
}

// TotalCount is the number of entries of the whole list.
func (l Listed[T]) TotalCount() int { return l.total }

// Nodes are the entries of the page without their cursors.
func (l Listed[T]) Nodes() []T {
	out := make([]T, len(l.Edges))
	for i, e := range l.Edges {
		out[i] = e.Node
	}
	return out
}

// Map shows the entries of a page as something else.
func Map[T, U any](l Listed[T], shown func(T) U) Listed[U] {
	out := Listed[U]{total: l.total, Info: l.Info, Edges: make([]ListedEdge[U], len(l.Edges))}
	for i, e := range l.Edges {
		out.Edges[i] = ListedEdge[U]{e.Cursor, shown(e.Node)}
	}
	return out
}

// Listed is the connection as a list of no certain kind.
func (c Connection[N]) Listed() Listed[N] {
	out := Listed[N]{total: c.TotalCount(), Info: c.Info, Edges: make([]ListedEdge[N], len(c.Edges))}
	for i, e := range c.Edges {
		out.Edges[i] = ListedEdge[N](e)
	}
	return out
}

// Cut cuts a page out of a list, which is in the order of its places. What was asked
// binds the cursors: with another question they are refused.
func Cut[T any](v *View, p Paging, list []T, place func(T) Place, asked ...any) (Listed[T], error) {
	w, err := v.window(p, question(spelling(asked)...))
	if err != nil {
		return Listed[T]{}, err
	}
	at := func(i int) position { return place(list[i]).position() }
	cut := w.cut(func(from *position, backward bool, visit func(position) bool) {
		i, step := 0, 1
		if backward {
			i, step = len(list)-1, -1
		}
		if from != nil {
			i = beyond(list, place, *from, backward)
		}
		for ; i >= 0 && i < len(list) && visit(at(i)); i += step {
			continue
		}
	})
	out := Listed[T]{total: len(list), Info: cut.info(w), Edges: make([]ListedEdge[T], 0, len(cut.entries))}
	for _, entry := range cut.entries {
		if i, found := placed(list, place, entry); found {
			out.Edges = append(out.Edges, ListedEdge[T]{w.cursor(entry), list[i]})
		}
	}
	return out, nil
}

// beyond is the entry next to a place, which need not be that of an entry.
func beyond[T any](list []T, place func(T) Place, from position, backward bool) int {
	i, found := placed(list, place, from)
	switch {
	case backward:
		return i - 1
	case found:
		return i + 1
	}
	return i
}

func placed[T any](list []T, place func(T) Place, at position) (int, bool) {
	return slices.BinarySearchFunc(list, at, func(entry T, at position) int {
		own := place(entry).position()
		return cmp.Or(cmp.Compare(own.number, at.number), cmp.Compare(own.key, at.key), cmp.Compare(own.id, at.id))
	})
}

// spelling writes filters in one way, however their fields come.
func spelling(asked []any) []any {
	out := make([]any, len(asked))
	for i, part := range asked {
		if f, ok := part.(map[string]any); ok {
			part = spelt(f)
		}
		out[i] = part
	}
	return out
}
