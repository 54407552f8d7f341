package explore

import (
	"math"

	"fundus/internal/catalogue"
)

// A walk has looked at all statements of the records that it went on from. What joins
// two of the others, those of the outermost distance and those at which the budget was
// spent, is still to be found: the statements amid them.
//
// They may be hubs, and a statement between two hubs stands with both. So it is counted
// first, relation by relation, at which ends there are the fewest to look at: of each
// two ends that a statement joins (package comment) one is enough.
//
//	            from  to     via        24 offers of two authorities are looked at,
//	statements    24   0  90,000        and not those that two solutions carry

// amid notes what joins records that were not gone on from, until the budget is spent.
func (n *vicinity) amid(relations []catalogue.Relation, m *meter) {
	among := n.open()
	var lengths [catalogue.Relations][len(fourEnds)]int
	for _, p := range among {
		n.view.Snapshot().RolesOf(n.entry(p).id, func(role catalogue.Role, statements int) bool {
			lengths[role.Relation()][role.End()] += statements
			return true
		})
	}
	for _, r := range relations {
		for _, end := range cheapest(lengths[r]) {
			for _, p := range among {
				if lengths[r][end] > 0 && !n.cross(p, r.Role(end), m) {
					return
				}
			}
		}
	}
}

// open are the slots from which something shown may still be joined with another.
// Who walked one way only has not seen what leads back to where it had been.
func (n *vicinity) open() (out []slot) {
	for i := range n.entries {
		if e := &n.entries[i]; !e.group() && !e.leftOut && (n.direction != Both || !e.whole) {
			out = append(out, slot(i+1))
		}
	}
	return out
}

// cross notes what a record's statements in a role say between slots; it says whether
// the budget sufficed.
func (n *vicinity) cross(p slot, role catalogue.Role, m *meter) bool {
	snap := n.view.Snapshot()
	for e := range snap.Edges(n.entry(p).id, role).All() {
		seen := n.view.SeesStatement(e)
		if !m.sees(seen) {
			return false
		}
		if !seen || !n.facts(e) {
			continue
		}
		for _, a := range outward {
			from, to := n.single(snap.EdgeAt(e, a.from)), n.single(snap.EdgeAt(e, a.to))
			if from > 0 && to > 0 && from != to {
				n.ties = append(n.ties, tie{from: from, to: to, role: role.Relation().Role(a.from), end: a.to, edge: e, count: 1})
			}
		}
	}
	return true
}

// single is the slot of a record that is shown for itself, 0 for any other.
func (n *vicinity) single(id catalogue.ID) slot {
	p := n.slots.at(id)
	if p <= 0 || n.entry(p).group() || n.entry(p).leftOut {
		return 0
	}
	return p
}

var fourEnds = [...]catalogue.End{catalogue.EndFrom, catalogue.EndTo, catalogue.EndVia, catalogue.EndArea}

// cheapest are the ends at which to look, so that of every two that a statement joins
// one is among them, and that there are the fewest statements to look at.
func cheapest(lengths [len(fourEnds)]int) (ends []catalogue.End) {
	best, least := 0, math.MaxInt
	for set := range 1 << len(fourEnds) {
		cost := 0
		for _, end := range fourEnds {
			if set>>end&1 == 1 {
				cost += lengths[end]
			}
		}
		if cost < least && covers(set, lengths) {
			best, least = set, cost
		}
	}
	for _, end := range fourEnds {
		if best>>end&1 == 1 {
			ends = append(ends, end)
		}
	}
	return ends
}

// covers says whether of every two ends at which there is something one is in a set.
func covers(set int, lengths [len(fourEnds)]int) bool {
	for _, a := range outward {
		if lengths[a.from] > 0 && lengths[a.to] > 0 && set>>a.from&1 == 0 && set>>a.to&1 == 0 {
			return false
		}
	}
	return true
}
