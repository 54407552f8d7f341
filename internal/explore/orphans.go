package explore

import (
	"fmt"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// OrphanQuery asks for records of a kind that no statement of some relations joins
// with anything.
type OrphanQuery struct {
	view.Paging
	Kind      catalogue.Kind
	Filter    view.RecordFilter
	Relations []catalogue.Relation // all where none is named
	Where     view.EdgeFilter
}

// RecordConnection is a page of records of any kind.
type RecordConnection = view.Listed[view.Record]

// RecordEdge is a record on such a page.
type RecordEdge = view.ListedEdge[view.Record]

// Orphans are the records of a kind that take part in no statement of the relations,
// at whichever of its ends. A relation in which the kind has no end is Invalid: it
// would make orphans of all.
func Orphans(v *view.View, q OrphanQuery) (RecordConnection, error) {
	roles, err := rolesOf(q.Kind, q.Relations)
	if err != nil {
		return RecordConnection{}, err
	}
	meant, err := meantOf(v, q.Kind, q.Filter)
	if err != nil {
		return RecordConnection{}, err
	}
	facts, err := v.Facts(q.Where)
	if err != nil {
		return RecordConnection{}, err
	}
	found, b := snapshot.NewSet(), &breath{view: v}
	for id := range meant.All() {
		if !takesPart(b, id, roles, facts) {
			found.Add(id)
		}
	}
	if b.err != nil {
		return RecordConnection{}, b.err
	}
	named, err := view.Some[view.Record](v, q.Kind, found.Set(), q.Paging, "orphans", q.Filter, q.Relations, q.Where)
	return named.Listed(), err
}

// rolesOf are the roles that a kind can have in relations.
func rolesOf(kind catalogue.Kind, relations []catalogue.Relation) ([]catalogue.Role, error) {
	fitting := slices.DeleteFunc(catalogue.AllRoles(), func(r catalogue.Role) bool { return !r.Fits(kind) })
	if len(relations) == 0 {
		return fitting, nil
	}
	var out []catalogue.Role
	for _, relation := range relations {
		before := len(out)
		for _, role := range fitting {
			if role.Relation() == relation {
				out = append(out, role)
			}
		}
		if len(out) == before {
			return nil, &catalogue.Error{
				Kind: catalogue.Invalid, Field: "relations", Value: relation.String(),
				Message: fmt.Sprintf("no %s takes part in %s, so all would be orphans of it", kind.Code(), relation),
			}
		}
	}
	return out, nil
}

// meantOf are the records of one kind that a filter of all kinds means.
func meantOf(v *view.View, kind catalogue.Kind, f view.RecordFilter) (snapshot.Set, error) {
	own := view.RecordFilter{"kinds": []catalogue.Kind{kind}}
	for name, value := range f {
		if name != "kinds" {
			own[name] = value
		}
	}
	meant, err := v.Meant(own)
	if err != nil || f["kinds"] == nil {
		return meant, err
	}
	// The kinds of the filter may only say again what the question says.
	among, err := v.Meant(view.RecordFilter{"kinds": f["kinds"]})
	if all := v.All(kind); err == nil && !all.Empty() && all.And(among).Empty() {
		err = &catalogue.Error{Kind: catalogue.Invalid, Field: "filter.kinds", Value: kind.Code(), Message: kind.Code() + " is asked for and not among them"}
	}
	return meant, err
}

// takesPart says whether a record takes part in a statement that is meant.
func takesPart(b *breath, id catalogue.ID, roles []catalogue.Role, facts func(catalogue.EdgeID) bool) bool {
	snap := b.view.Snapshot()
	for _, role := range roles {
		for e := range snap.Edges(id, role).All() {
			if b.over() || b.view.SeesStatement(e) && facts(e) {
				return true
			}
		}
	}
	return false
}
