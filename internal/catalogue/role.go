package catalogue

// End is a place that a record can have in an edge.
type End uint8

// The places.
const (
	EndFrom End = iota
	EndTo
	EndVia
	EndArea
)

// Role is a relation as seen from one of its ends. Every way to go on from a
// record is a role; the generic relations of a record are its edges in all roles.
type Role uint8

// Role is the relation as seen from an end.
func (r Relation) Role(end End) Role { return Role(uint8(r)<<2 | uint8(end)) }

// Relation is the relation of the role.
func (r Role) Relation() Relation { return Relation(r >> 2) }

// End is the place that a record in this role has.
func (r Role) End() End { return End(r & 3) }

// Opposite is the place of the record that an edge leads to in this role: from
// the first record to the second, from any other to the first.
func (r Role) Opposite() End {
	if r.End() == EndFrom {
		return EndTo
	}
	return EndFrom
}

// String is the role's name in the schema; "" where the relation has no such end.
func (r Role) String() string {
	f := r.Relation().Facts()
	switch r.End() {
	case EndFrom:
		return f.Name
	case EndTo:
		return f.Inverse
	case EndVia:
		return f.ViaName
	default:
		return f.AreaName
	}
}

// AllRoles are the roles that exist.
func AllRoles() []Role {
	var out []Role
	for _, relation := range AllRelations() {
		for _, end := range []End{EndFrom, EndTo, EndVia, EndArea} {
			if role := relation.Role(end); role.String() != "" {
				out = append(out, role)
			}
		}
	}
	return out
}

// RoleByName finds a role by its name.
func RoleByName(name string) (Role, bool) {
	for _, r := range AllRoles() {
		if r.String() == name {
			return r, true
		}
	}
	return 0, false
}

// Fits says whether a record of a kind can have the role.
func (r Role) Fits(kind Kind) bool {
	f := r.Relation().Facts()
	switch r.End() {
	case EndVia:
		return f.Via == kind
	case EndArea:
		return f.Area && kind == KindArea
	case EndFrom, EndTo:
	}
	for _, e := range f.Ends {
		if r.End() == EndFrom && e.From == kind || r.End() == EndTo && e.To == kind {
			return true
		}
	}
	return false
}
