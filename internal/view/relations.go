package view

import (
	"slices"

	"fundus/internal/catalogue"
)

// RoleCount is how many statements a record has in a role.
type RoleCount struct {
	Role  catalogue.Role
	Count int
}

// Label is the role in German, read from the record.
func (r RoleCount) Label() string { return roleLabel(r.Role) }

func roleLabel(role catalogue.Role) string {
	f := role.Relation().Facts()
	if role.End() == catalogue.EndFrom {
		return f.German
	}
	if role.End() == catalogue.EndTo {
		return f.InverseGerman
	}
	return f.German + " (beteiligt)"
}

// RelationCounts are the roles in which the record has statements, with their number.
func (n node) RelationCounts() []RoleCount {
	var out []RoleCount
	n.in.snap.RolesOf(n.id(), func(role catalogue.Role, _ int) bool {
		list := edgeList{n.in.snap.Edges(n.id(), role), n.in.seesEdge}
		if count := list.count(); count > 0 {
			out = append(out, RoleCount{role, count})
		}
		return true
	})
	slices.SortFunc(out, func(a, b RoleCount) int { return int(a.Role) - int(b.Role) })
	return out
}

// GenericEdge is a related record of any kind with the role that relates it.
type GenericEdge struct {
	Statement
	Cursor string
	Node   Record
	role   catalogue.Role
}

// Role is the role in which the record at hand has the statement.
func (e GenericEdge) Role() catalogue.Role { return e.role }

// Generic is a page of the statements of a record in any role.
type Generic struct {
	all   counter
	Edges []GenericEdge
	Info  PageInfo
}

// TotalCount is the number of statements.
func (g Generic) TotalCount() int { return g.all.count() }

// Relations are the statements of the record in the wanted roles, all by
// default, ordered by role and then as they were made.
func (n node) Relations(roles []catalogue.Role, first *int, after *string, last *int, before *string, where EdgeFilter) (Generic, error) {
	paging := Paging{First: first, After: after, Last: last, Before: before}
	w, err := paging.window(question(n.id(), roles, spelt(where)))
	if err != nil {
		return Generic{}, err
	}
	facts, err := n.in.edgeFilter(where)
	if err != nil {
		return Generic{}, err
	}
	test := func(e catalogue.EdgeID) bool { return n.in.seesEdge(e) && facts(e) }
	all := roleLists{}
	n.in.snap.RolesOf(n.id(), func(role catalogue.Role, _ int) bool {
		if len(roles) == 0 || slices.Contains(roles, role) {
			all = append(all, roleList{role, edgeList{n.in.snap.Edges(n.id(), role), test}})
		}
		return true
	})
	slices.SortFunc(all, func(a, b roleList) int { return int(a.role) - int(b.role) })
	return n.in.generic(all, w), nil
}

// roleLists are the edges of a record by role, in the order of roles.
type roleLists []roleList

type roleList struct {
	role catalogue.Role
	list edgeList
}

func (r roleLists) count() int {
	total := 0
	for _, l := range r {
		total += l.list.count()
	}
	return total
}

// generic cuts a page out of lists by role. A position is (role, edge).
func (v *View) generic(all roleLists, w window) Generic {
	g := Generic{all: all}
	lists := slices.Clone(all)
	if w.backward {
		slices.Reverse(lists)
	}
	more := false
	for _, l := range lists {
		part, skip := l.window(w, w.size-len(g.Edges))
		if skip {
			continue
		}
		ids, info := l.list.page(part)
		if w.backward {
			slices.Reverse(ids)
		}
		for _, id := range ids {
			g.Edges = append(g.Edges, v.genericEdge(l.role, id, w))
		}
		if more = info.HasNextPage && !w.backward || info.HasPreviousPage && w.backward; more {
			break
		}
	}
	g.Info = PageInfo{HasNextPage: more, HasPreviousPage: w.from != nil}
	if w.backward {
		slices.Reverse(g.Edges)
		g.Info = PageInfo{HasNextPage: w.from != nil, HasPreviousPage: more}
	}
	if n := len(g.Edges); n > 0 {
		g.Info.StartCursor, g.Info.EndCursor = g.Edges[0].Cursor, g.Edges[n-1].Cursor
	}
	return g
}

// window is what is left of a window for one role: nothing of a role that the
// cursor has passed, the rest of the role that it stands in, all of the others.
func (l roleList) window(w window, size int) (part window, skip bool) {
	part = window{size: size, backward: w.backward, question: w.question}
	if w.from == nil {
		return part, false
	}
	passed := int64(l.role) < w.from.number
	if w.backward {
		passed = int64(l.role) > w.from.number
	}
	if int64(l.role) == w.from.number {
		part.from = w.from
	}
	return part, passed
}

func (v *View) genericEdge(role catalogue.Role, id catalogue.EdgeID, w window) GenericEdge {
	edge, _ := v.snap.Edge(id)
	return GenericEdge{
		Statement: Statement{v, edge},
		Cursor:    w.cursor(position{number: int64(role), id: uint32(id)}),
		Node:      v.at(edge.At(role.Opposite())),
		role:      role,
	}
}

// Statements is a page of statements of the whole catalogue.
type Statements struct {
	all   counter
	Edges []StatementEdge
	Info  PageInfo
}

// StatementEdge is a statement on a page.
type StatementEdge struct {
	Cursor string
	Node   Statement
}

// TotalCount is the number of statements.
func (s Statements) TotalCount() int { return s.all.count() }

// Statements lists the statements of the whole catalogue that a filter means,
// in the order in which they were made.
func (v *View) Statements(paging Paging, where EdgeFilter) (Statements, error) {
	w, err := paging.window(question("relations", spelt(where)))
	if err != nil {
		return Statements{}, err
	}
	facts, err := v.edgeFilter(where)
	if err != nil {
		return Statements{}, err
	}
	all := edgeList{v.candidates(where), func(e catalogue.EdgeID) bool { return v.seesEdge(e) && facts(e) }}
	ids, info := all.page(w)
	out := Statements{all: all, Info: info, Edges: make([]StatementEdge, len(ids))}
	for i, id := range ids {
		edge, _ := v.snap.Edge(id)
		out.Edges[i] = StatementEdge{w.cursor(position{id: uint32(id)}), Statement{v, edge}}
	}
	return out, nil
}

// candidates are the edges that a filter may mean, in ascending order: those of
// the records it names, else those of the relations it names, else all.
func (v *View) candidates(where EdgeFilter) []catalogue.EdgeID {
	relations := v.relationsOf(where)
	var out []catalogue.EdgeID
	for _, end := range []string{"from", "to", "via", "area"} {
		if absent(where[end]) {
			continue
		}
		// A bad id has been refused by the filter already.
		records, _ := v.ids(where[end])
		for id := range records.All() {
			for _, r := range relations {
				out = append(out, v.snap.Edges(id, r.Role(ends[end]))...)
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	for _, r := range relations {
		v.snap.RelationEdges(r, 0, func(id catalogue.EdgeID) bool {
			out = append(out, id)
			return true
		})
	}
	slices.Sort(out)
	return out
}

func (v *View) relationsOf(where EdgeFilter) []catalogue.Relation {
	if absent(where["relation"]) {
		return catalogue.AllRelations()
	}
	var out []catalogue.Relation
	for _, s := range values(object(where["relation"])["in"]) {
		if r, ok := catalogue.RelationByName(str(s)); ok {
			out = append(out, r)
		}
	}
	return out
}

// Statement is a statement by its global id, false when there is none.
func (v *View) Statement(globalID string) (Statement, bool, error) {
	id, err := catalogue.ParseGlobalEdgeID(globalID)
	if err != nil {
		return Statement{}, false, err
	}
	edge, ok := v.snap.Edge(id)
	if !ok || !v.seesEdge(id) {
		return Statement{}, false, nil
	}
	return Statement{v, edge}, true, nil
}

// Nodes are the statements of the page.
func (s Statements) Nodes() []Statement {
	out := make([]Statement, len(s.Edges))
	for i, e := range s.Edges {
		out[i] = e.Node
	}
	return out
}

// StatementAt is a statement by its number, false when it cannot be seen.
func (v *View) StatementAt(id catalogue.EdgeID) (Statement, bool) {
	edge, ok := v.snap.Edge(id)
	if !ok || !v.seesEdge(id) {
		return Statement{}, false
	}
	return Statement{v, edge}, true
}

// Stated is the statement that a change would make and that stands already: the
// same relation, ends, via, area and first day.
func (v *View) Stated(r catalogue.Relate) (Statement, bool) {
	from := v.resolve(r.From)
	to, via, area := v.resolve(r.To), v.resolve(r.Via), v.resolve(r.Area)
	for _, f := range from {
		for _, id := range v.snap.Edges(f, r.Relation.Role(catalogue.EndFrom)) {
			edge, _ := v.snap.Edge(id)
			if slices.Contains(to, edge.To) && slices.Contains(via, edge.Via) && slices.Contains(area, edge.Area) && edge.ValidFrom == r.ValidFrom {
				return v.StatementAt(id)
			}
		}
	}
	return Statement{}, false
}

// resolve are the records that a reference may name; the empty one names none, 0.
func (v *View) resolve(ref catalogue.Ref) []catalogue.ID {
	if ref == "" {
		return []catalogue.ID{0}
	}
	target, err := ref.Parse()
	if err != nil {
		return nil
	}
	if target.ID != 0 {
		return []catalogue.ID{target.ID}
	}
	return v.snap.Lookup(target.Kind, target.Identifier)
}
