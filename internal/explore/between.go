package explore

import (
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// turned is a step taken the other way, to the record that it left.
func (s step) turned(left catalogue.ID) step {
	relation := s.role.Relation()
	return step{edge: s.edge, role: relation.Role(s.end), end: s.role.End(), to: left}
}

// against is the scope as it is seen from the other end of each step.
func (s Scope) against() Scope {
	switch s.Direction {
	case Outgoing:
		s.Direction = Incoming
	case Incoming:
		s.Direction = Outgoing
	case Both:
	}
	return s
}

// between visits the steps from one record to another, by role and then as the
// statements were made, until told to stop or the budget is spent; it says whether
// all were visited.
func (s *steps) between(from, to catalogue.ID, visit func(step) bool) bool {
	snap, whole := s.view.Snapshot(), true
	s.lists(from, to, func(role catalogue.Role, end catalogue.End, fewer snapshot.EdgeList) bool {
		for e := range fewer.All() {
			seen := s.view.SeesStatement(e)
			if whole = s.meter.sees(seen); !whole {
				return false
			}
			joins := snap.EdgeAt(e, role.End()) == from && snap.EdgeAt(e, end) == to
			if !joins || !seen || !s.facts(e) {
				continue
			}
			if whole = visit(step{e, role, end, to}); !whole {
				return false
			}
		}
		return true
	})
	return whole
}

// apart is how many statements between looks at.
func (s *steps) apart(from, to catalogue.ID) (total int) {
	s.lists(from, to, func(_ catalogue.Role, _ catalogue.End, fewer snapshot.EdgeList) bool {
		total += fewer.Len()
		return true
	})
	return total
}

// lists visits the lists in which the steps from one record to another are found: in
// each role those of whichever of the two has fewer.
func (s *steps) lists(from, to catalogue.ID, visit func(catalogue.Role, catalogue.End, snapshot.EdgeList) bool) {
	snap := s.view.Snapshot()
	snap.RolesOf(from, func(role catalogue.Role, _ int) bool {
		for _, end := range s.ways[role] {
			fewer := snap.Edges(from, role)
			if other := snap.Edges(to, role.Relation().Role(end)); other.Len() < fewer.Len() {
				fewer = other
			}
			if !visit(role, end, fewer) {
				return false
			}
		}
		return true
	})
}
