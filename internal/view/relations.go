package view

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
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
func (n node) RelationCounts() (out []RoleCount, err error) {
	n.in.snap.RolesOf(n.id(), func(role catalogue.Role, _ int) bool {
		var count int
		if count, err = n.in.seen(n.id(), role); count > 0 {
			out = append(out, RoleCount{role, count})
		}
		return err == nil
	})
	slices.SortFunc(out, func(a, b RoleCount) int { return int(a.Role) - int(b.Role) })
	return out, err
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
	count func() (int, error)
	Edges []GenericEdge
	Info  PageInfo
}

// TotalCount is the number of statements.
func (g Generic) TotalCount() (int, error) { return g.count() }

// Relations are the statements of the record in the wanted roles, all by
// default, ordered by role and then as they were made.
func (n node) Relations(roles []catalogue.Role, first *int, after *string, last *int, before *string, where EdgeFilter) (Generic, error) {
	paging := Paging{First: first, After: after, Last: last, Before: before}
	w, err := n.in.window(paging, question(n.id(), roles, spelt(where)))
	if err != nil {
		return Generic{}, err
	}
	facts, err := n.in.edgeFilter(where)
	if err != nil {
		return Generic{}, err
	}
	test := func(e catalogue.EdgeID) bool { return n.in.seesEdge(e) && facts(e) }
	var all roleLists
	n.in.snap.RolesOf(n.id(), func(role catalogue.Role, _ int) bool {
		if len(roles) == 0 || slices.Contains(roles, role) {
			all = append(all, roleList{role, edgeList{n.in, posted(n.in.snap.Edges(n.id(), role)), test}})
		}
		return true
	})
	slices.SortFunc(all, func(a, b roleList) int { return int(a.role) - int(b.role) })
	g := n.in.generic(all, w)
	g.count = func() (int, error) { return n.countAll(all, where) }
	return g, n.in.stopped()
}

// roleLists are the edges of a record by role, in the order of roles.
type roleLists []roleList

type roleList struct {
	role catalogue.Role
	list edgeList
}

// countAll counts the statements of a record in several roles.
func (n node) countAll(lists roleLists, where EdgeFilter) (total int, err error) {
	for _, l := range lists {
		var count int
		if len(where) == 0 {
			count, err = n.in.seen(n.id(), l.role)
		} else {
			of := counted{id: n.id(), role: l.role, written: spelt(where)}
			count, err = n.in.counts.once(of, l.list, n.in.snap.Edges(n.id(), l.role).Len())
		}
		if err != nil {
			return 0, err
		}
		total += count
	}
	return total, nil
}

// walk visits role after role. A place is (role, edge).
func (r roleLists) walk(from *position, backward bool, visit func(position) bool) {
	goOn := true
	for i := range r {
		l := r[i]
		if backward {
			l = r[len(r)-1-i]
		}
		number := int64(l.role)
		if from != nil && (number < from.number) != backward && number != from.number {
			continue // the cursor has passed this role
		}
		start := from
		if from != nil && number != from.number {
			start = nil
		}
		l.list.walked(number)(start, backward, func(p position) bool {
			goOn = visit(p)
			return goOn
		})
		if !goOn {
			return
		}
	}
}

// generic cuts a page out of lists by role.
func (v *View) generic(all roleLists, w window) Generic {
	p := w.cut(all.walk)
	g := Generic{Info: p.info(w), Edges: make([]GenericEdge, len(p.entries))}
	for i, at := range p.entries {
		edge, _ := v.snap.Edge(catalogue.EdgeID(at.id))
		role := catalogue.Role(at.number)
		g.Edges[i] = GenericEdge{Statement{v, edge}, w.cursor(at), v.at(edge.At(role.Opposite())), role}
	}
	return g
}

// Statements is a page of statements of the whole catalogue.
type Statements struct {
	count func() (int, error)
	Edges []StatementEdge
	Info  PageInfo
}

// StatementEdge is a statement on a page.
type StatementEdge struct {
	Cursor string
	Node   Statement
}

// TotalCount is the number of statements.
func (s Statements) TotalCount() (int, error) { return s.count() }

// Statements lists the statements of the whole catalogue that a filter means,
// in the order in which they were made.
func (v *View) Statements(paging Paging, where EdgeFilter) (Statements, error) {
	w, err := v.window(paging, question("relations", spelt(where)))
	if err != nil {
		return Statements{}, err
	}
	facts, err := v.edgeFilter(where)
	if err != nil {
		return Statements{}, err
	}
	all := edgeList{v, v.candidates(where), func(e catalogue.EdgeID) bool { return v.seesEdge(e) && facts(e) }}
	p := w.cut(all.walked(0))
	out := Statements{count: all.count, Info: p.info(w), Edges: make([]StatementEdge, len(p.entries))}
	if len(where) == 0 {
		out.count = func() (int, error) { return v.statements(), nil }
	}
	for i, at := range p.entries {
		edge, _ := v.snap.Edge(catalogue.EdgeID(at.id))
		out.Edges[i] = StatementEdge{w.cursor(at), Statement{v, edge}}
	}
	return out, v.stopped()
}

// candidates walks the edges that a filter may mean: those of the records it
// names at the end where there are fewest, else those of its relations, else all.
func (v *View) candidates(where EdgeFilter) edgeWalk {
	// What the filter names badly has been refused by edgeFilter already.
	wanted, _ := relations(where["relation"])
	if absent(where["relation"]) {
		wanted = catalogue.AllRelations()
	}
	if lists, named := v.fewest(where, wanted); named {
		return merged(lists)
	}
	if absent(where["relation"]) {
		return v.everyEdge
	}
	var set snapshot.Set
	for _, r := range wanted {
		set = set.Or(v.snap.Relation(r))
	}
	return members(set)
}

// fewest are the posting lists of the records that a filter names, at the end
// where they hold the fewest edges. The lists of one end have none in common.
func (v *View) fewest(where EdgeFilter, wanted []catalogue.Relation) (lists []snapshot.EdgeList, named bool) {
	least := 0
	for _, name := range []string{"from", "to", "via", "area"} {
		if absent(where[name]) {
			continue
		}
		records, _ := idSet(where[name])
		at, sum := v.postings(records, wanted, ends[name])
		if !named || sum < least {
			lists, least, named = at, sum, true
		}
	}
	return lists, named
}

// postings are the lists of records at one end of relations, and how many edges
// they hold.
func (v *View) postings(records snapshot.Set, of []catalogue.Relation, end catalogue.End) (lists []snapshot.EdgeList, sum int) {
	for id := range records.All() {
		v.snap.RolesOf(id, func(role catalogue.Role, n int) bool {
			if role.End() == end && slices.Contains(of, role.Relation()) {
				lists, sum = append(lists, v.snap.Edges(id, role)), sum+n
			}
			return true
		})
	}
	return lists, sum
}

// everyEdge walks all ids that were ever given.
func (v *View) everyEdge(from catalogue.EdgeID, backward bool, visit func(catalogue.EdgeID) bool) {
	last := v.snap.MaxEdge()
	if !backward {
		for id := from; id < last && visit(id+1); id++ {
			continue
		}
		return
	}
	if from == 0 || from > last {
		from = last + 1
	}
	for id := from - 1; id > 0 && visit(id); id-- {
		continue
	}
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
// one that it names, or the one with the same key.
func (v *View) Stated(r catalogue.Relate) (Statement, bool) {
	if r.ID != 0 {
		return v.StatementAt(r.ID)
	}
	at := map[catalogue.End][]catalogue.ID{}
	for end, ref := range map[catalogue.End]catalogue.Ref{catalogue.EndTo: r.To, catalogue.EndVia: r.Via, catalogue.EndArea: r.Area} {
		at[end] = v.resolve(ref)
	}
	sources := v.resolve(r.Source)
	for _, from := range v.resolve(r.From) {
		for id := range v.snap.Edges(from, r.Relation.Role(catalogue.EndFrom)).All() {
			x, _ := v.snap.Edge(id)
			meant := x.ValidFrom == r.ValidFrom && slices.Contains(sources, x.Source)
			for end, ids := range at {
				meant = meant && slices.Contains(ids, x.At(end))
			}
			if meant {
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
	return v.carriers(target.Kind, target.Identifier)
}
