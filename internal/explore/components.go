package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// ComponentQuery asks which records hang together.
type ComponentQuery struct {
	view.Paging
	Relations []catalogue.Relation // all where none is named
	Filter    view.RecordFilter    // among which records; the others join nothing
	Where     view.EdgeFilter
}

// Components are the connected components of the records that are meant: the largest
// sets in which each is joined with each other by steps (see the package comment) in
// either direction. The largest come first, and of equal ones that with the least id.
type Components struct {
	view.Listed[Component]
	Records    int // that are meant
	Singletons int // those that are joined with none; they are no components here
	Sizes      []ComponentSize
	largest    *Component
}

// ComponentSize is how many components there are of a size.
type ComponentSize struct{ Size, Count int }

// Component is a set of records that hang together.
type Component struct {
	drawing
	view    *view.View
	asked   []any
	members []catalogue.ID
}

// ComponentEdge is a component on a page.
type ComponentEdge = view.ListedEdge[Component]

// Largest is the first component, also on other pages; false where there is none.
func (c Components) Largest() (Component, bool) {
	if c.largest == nil {
		return Component{}, false
	}
	return *c.largest, true
}

// ComponentsOf are the connected components.
func ComponentsOf(v *view.View, q ComponentQuery) (Components, error) {
	meant, err := v.Meant(q.Filter)
	if err != nil {
		return Components{}, err
	}
	facts, err := v.Facts(q.Where)
	if err != nil {
		return Components{}, err
	}
	j := &joiner{breath: breath{view: v}, numbers: numberingOf(meant, v.Snapshot().MaxRecord()), facts: facts}
	j.sets = newUnions(len(j.numbers.ids))
	for _, r := range relationsOr(q.Relations) {
		j.joinAll(r)
	}
	if j.err != nil {
		return Components{}, j.err
	}
	return j.components(q)
}

// relationsOr are the relations that are named, each once, or all.
func relationsOr(named []catalogue.Relation) []catalogue.Relation {
	if len(named) == 0 {
		return catalogue.AllRelations()
	}
	out := slices.Clone(named)
	slices.Sort(out)
	return slices.Compact(out)
}

// joiner joins the records of statements.
type joiner struct {
	breath
	numbers numbering
	facts   func(catalogue.EdgeID) bool
	sets    *unions
}

// joinAll joins what the statements of a relation join, until the time is over.
func (j *joiner) joinAll(r catalogue.Relation) {
	j.view.Snapshot().RelationEdges(r, 0, func(e catalogue.EdgeID) bool {
		if j.view.SeesStatement(e) && j.facts(e) {
			j.join(e)
		}
		return !j.over()
	})
}

// join joins the records of a statement as steps would: along every arrow both of
// whose ends are meant. Who is meant decides, since a record that is not joins nothing.
func (j *joiner) join(e catalogue.EdgeID) {
	snap := j.view.Snapshot()
	for _, a := range outward {
		from, there := j.numbers.of(snap.EdgeAt(e, a.from))
		to, also := j.numbers.of(snap.EdgeAt(e, a.to))
		if there && also {
			j.sets.join(from, to)
		}
	}
}

// components is the answer once all is joined.
func (j *joiner) components(q ComponentQuery) (Components, error) {
	asked := []any{"component", q.Relations, q.Filter, q.Where}
	var all []Component
	joined := 0
	for _, group := range j.sets.groups(2) {
		c := Component{view: j.view, asked: asked, members: make([]catalogue.ID, len(group))}
		for i, number := range group {
			c.members[i] = j.numbers.ids[number]
		}
		c.drawing = drawing{part{j.view, "Zusammenhang", "Einträge, die zusammenhängen", c.members, relationsOr(q.Relations), j.facts}.graph}
		joined += len(group)
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b Component) int {
		return cmp.Or(cmp.Compare(len(b.members), len(a.members)), cmp.Compare(a.members[0], b.members[0]))
	})
	out := Components{Records: len(j.numbers.ids), Singletons: len(j.numbers.ids) - joined, Sizes: sizesOf(all)}
	if len(all) > 0 {
		out.largest = &all[0]
	}
	var err error
	out.Listed, err = view.Cut(j.view, q.Paging, all, Component.place, asked...)
	return out, err
}

// sizesOf counts components by size; they come with the largest first.
func sizesOf(all []Component) []ComponentSize {
	out := []ComponentSize{}
	for _, c := range all {
		if n := len(out); n > 0 && out[n-1].Size == len(c.members) {
			out[n-1].Count++
			continue
		}
		out = append(out, ComponentSize{len(c.members), 1})
	}
	return out
}

func (c Component) place() view.Place {
	return view.Place{Number: -int64(len(c.members)), ID: c.members[0]}
}

// Size is how many records there are in it.
func (c Component) Size() int { return len(c.members) }

// Kinds is how it divides by kind, in the order of kinds.
func (c Component) Kinds() []view.KindCount { return byKind(c.view, snapshot.FromIDs(c.members...)) }

// Members are its records, kind by kind and by their ids.
func (c Component) Members(first *int, after *string) (RecordConnection, error) {
	return membersOf(c.view, c.members, view.Paging{First: first, After: after}, c.asked...)
}

// membersOf is a page of records, kind by kind and by their ids. They are ascending.
func membersOf(v *view.View, ids []catalogue.ID, p view.Paging, asked ...any) (RecordConnection, error) {
	snap := v.Snapshot()
	place := func(id catalogue.ID) view.Place {
		return view.Place{Number: int64(snap.Record(id).Kind()), ID: id}
	}
	sorted := slices.Clone(ids)
	slices.SortFunc(sorted, func(a, b catalogue.ID) int {
		return cmp.Or(cmp.Compare(place(a).Number, place(b).Number), cmp.Compare(a, b))
	})
	page, err := view.Cut(v, p, sorted, place, append([]any{"members", ids[0]}, asked...)...)
	if err != nil {
		return RecordConnection{}, err
	}
	return view.Map(page, v.At), nil
}
