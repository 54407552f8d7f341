package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// shownOf is what a walk has met as it is shown: groups made, records rolled up, edges
// joined. Nodes that have been told are left out; groups and edges are those of all
// that was met, since what comes to them later changes them.
func shownOf(n *vicinity, by *rollUp, told int) Neighbourhood {
	s := &showing{vicinity: n, by: by, as: make([]slot, len(n.entries)+1), groups: map[slot]int{}, rolled: map[rolled]slot{}}
	for i := range n.entries {
		s.show(slot(i+1), told)
	}
	s.edges()
	return s.out
}

// showing makes the answer of a walk.
type showing struct {
	*vicinity
	by     *rollUp
	as     []slot       // the slot that a slot is shown as: its own, or that of the first of its group
	groups map[slot]int // of what is shown as a group
	rolled map[rolled]slot
	out    Neighbourhood
}

// rolled is what records have in common that are rolled up.
type rolled struct {
	kind  catalogue.Kind
	value string
}

func (s *showing) show(p slot, told int) {
	e := s.entry(p)
	s.as[p] = p
	switch {
	case e.leftOut:
	case e.group():
		s.groups[p] = len(s.out.Groups)
		s.out.Groups = append(s.out.Groups, NeighbourhoodGroup{
			in: s.view, kind: e.kind, distance: e.distance, members: e.members, anchor: s.entry(e.from).id, role: e.role,
		})
	case p > 1 && s.by.has(e.kind):
		s.rollUp(p, e)
	case int(p) > told:
		node := NeighbourhoodNode{entry: *e, in: s.view}
		if p > 1 {
			node.first = s.entry(e.from).id
		}
		s.out.Nodes = append(s.out.Nodes, node)
	}
}

// rollUp adds a record to the group of its value, which begins with the first.
func (s *showing) rollUp(p slot, e *entry) {
	common := rolled{e.kind, s.by.value(e.id)}
	first, ok := s.rolled[common]
	if !ok {
		first = p
		s.rolled[common] = p
		s.groups[p] = len(s.out.Groups)
		s.out.Groups = append(s.out.Groups, NeighbourhoodGroup{in: s.view, kind: e.kind, distance: e.distance, rollUp: s.by, value: common.value})
	}
	s.as[p] = first
	g := &s.out.Groups[s.groups[first]]
	g.members = append(g.members, e.id)
}

// edges joins ties that are shown as one. What joins two members of a group is not
// shown, as the members are not.
func (s *showing) edges() {
	ties := s.ties[:0]
	for _, t := range s.ties {
		if t.from, t.to = s.as[t.from], s.as[t.to]; t.from != t.to {
			ties = append(ties, t)
		}
	}
	slices.SortFunc(ties, tie.compare)
	var joined []tie
	for _, t := range slices.CompactFunc(ties, tie.same) {
		last := len(joined) - 1
		if last < 0 || !joined[last].like(t) {
			joined = append(joined, t)
			continue
		}
		joined[last].count += t.count
		joined[last].edge = 0
	}
	names := make([]string, len(s.as))
	for _, t := range joined {
		s.out.Edges = append(s.out.Edges, NeighbourhoodEdge{t, s.view, [2]string{s.name(t.from, names), s.name(t.to, names)}})
	}
}

// name is the id of what is shown at a slot, made once.
func (s *showing) name(p slot, names []string) string {
	if names[p] == "" {
		if g, ok := s.groups[p]; ok {
			names[p] = s.out.Groups[g].ID()
		} else {
			names[p] = catalogue.GlobalID(s.entry(p).kind, s.entry(p).id)
		}
	}
	return names[p]
}

// compare orders ties by what they join, those that are like each other together, of
// bridges that with the fewest left out first.
func (t tie) compare(u tie) int {
	return cmp.Or(
		cmp.Compare(t.from, u.from), cmp.Compare(t.to, u.to),
		cmp.Compare(t.role, u.role), cmp.Compare(t.end, u.end),
		cmp.Compare(t.elided, u.elided), cmp.Compare(t.edge, u.edge), cmp.Compare(t.count, u.count),
	)
}

// same says whether two ties are one statement, seen from either end.
func (t tie) same(u tie) bool { return t == u && t.edge != 0 }

// like says whether two ties are shown as one.
func (t tie) like(u tie) bool {
	return t.from == u.from && t.to == u.to && t.role == u.role && t.end == u.end
}
