package explore

import (
	"encoding/base64"
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// NeighbourhoodGroup is records that stand as one: folded, or rolled up.
type NeighbourhoodGroup struct {
	in       *view.View
	kind     catalogue.Kind
	distance int
	members  []catalogue.ID

	// Of those that were folded.
	anchor catalogue.ID
	role   catalogue.Role

	// Of those that were rolled up.
	rollUp *rollUp
	value  string
}

// ID names the group in its neighbourhood, and is the same in that of any other moment.
// It is the id of nothing in the catalogue.
func (g NeighbourhoodGroup) ID() string {
	name := fmt.Sprintf("fold:%d:%s:%s", g.anchor, g.role, g.kind.Code())
	if g.rollUp != nil {
		name = fmt.Sprintf("rollUp:%s:%s:%s", g.rollUp.by, g.kind.Code(), g.value)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(name))
}

// Label says in German what the members have in common.
func (g NeighbourhoodGroup) Label() string {
	if g.rollUp != nil {
		return g.rollUp.label(g.value)
	}
	return view.RoleCount{Role: g.role}.Label()
}

// Kind is the kind of all members.
func (g NeighbourhoodGroup) Kind() catalogue.Kind { return g.kind }

// Distance is how many steps the nearest member is from the centre.
func (g NeighbourhoodGroup) Distance() int { return g.distance }

// Anchor is the record from which folded members were reached, false of others.
func (g NeighbourhoodGroup) Anchor() (view.Record, bool) {
	return g.in.At(g.anchor), g.rollUp == nil
}

// Role is the role in which the anchor has the statements, false where there is none.
func (g NeighbourhoodGroup) Role() (catalogue.Role, bool) { return g.role, g.rollUp == nil }

// Value is what rolled up members have, false where it is not known and of others.
func (g NeighbourhoodGroup) Value() (string, bool) { return g.value, g.value != "" }

// Count is how many members there are.
func (g NeighbourhoodGroup) Count() int { return len(g.members) }

// Members are a page of the members, by name.
func (g NeighbourhoodGroup) Members(first *int, after *string) (RecordConnection, error) {
	page, err := view.Some[view.Record](g.in, g.kind, snapshot.FromIDs(g.members...), view.Paging{First: first, After: after}, "members", g.ID())
	return page.Listed(), err
}
