package view

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// Restricted stands in for statements of a record that lead to what may not be seen: that
// they are there, and nothing of where they lead.
type Restricted struct {
	Role  catalogue.Role
	Count int
}

// Label is the role in German, read from the record.
func (r Restricted) Label() string { return roleLabel(r.Role) }

// Restricted are what stands in for the statements of the record that hold on the day and
// say of themselves that they may be known, by role.
func (n node) Restricted() []Restricted {
	counts := map[catalogue.Role]int{}
	for _, r := range n.in.snap.Restricted(n.id()) {
		if n.in.day.Valid(r.ValidFrom, r.ValidUntil) {
			counts[r.Role]++
		}
	}
	out := make([]Restricted, 0, len(counts))
	for role, n := range counts {
		out = append(out, Restricted{role, n})
	}
	slices.SortFunc(out, func(a, b Restricted) int { return cmp.Compare(a.Role, b.Role) })
	return out
}
