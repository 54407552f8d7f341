package explore

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// drawn is the island with its drawing.
func (i Island) drawn() Island {
	i.drawing = drawing{i.graph}
	return i
}

// graph is its solutions, and the interfaces and datasets with which they have to do.
func (i Island) graph() picture.Graph {
	v := i.in.view
	var roles []catalogue.Role
	for _, r := range exchanging {
		roles = append(roles, r.Role(catalogue.EndFrom))
	}
	ids := slices.Clone(i.members)
	for id := range beyondOf(v, i.members, roles...).AndNot(snapshot.FromIDs(i.members...)).All() {
		ids = append(ids, id)
	}
	return part{v, "Insel", "Lösungen, Schnittstellen und Datensätze", ids, exchanging, always}.graph()
}

// always is the test of a filter that means everything.
func always(catalogue.EdgeID) bool { return true }

// Members are the solutions of the island, by name.
func (i Island) Members(first *int, after *string) (view.Connection[view.Solution], error) {
	return islandPage[view.Solution](i, catalogue.KindSolution, snapshot.FromIDs(i.members...), first, after)
}

// Owners are the authorities that own or operate a solution of the island.
func (i Island) Owners(first *int, after *string) (view.Connection[view.Authority], error) {
	owners := beyondOf(i.in.view, i.members,
		catalogue.Owns.Role(catalogue.EndTo), catalogue.Operates.Role(catalogue.EndTo))
	return islandPage[view.Authority](i, catalogue.KindAuthority, owners, first, after)
}

// Services are those that a solution of the island supports, or through which it is
// offered, whatever the status of the offer.
func (i Island) Services(first *int, after *string) (view.Connection[view.Service], error) {
	v := i.in.view
	services := beyondOf(v, i.members, catalogue.Supports.Role(catalogue.EndFrom))
	carried := services.Edit()
	for _, id := range i.members {
		for e := range v.Snapshot().Edges(id, catalogue.Offers.Role(catalogue.EndVia)).All() {
			if v.SeesStatement(e) {
				carried.Add(v.Snapshot().EdgeAt(e, catalogue.EndTo))
			}
		}
	}
	return islandPage[view.Service](i, catalogue.KindService, carried.Set(), first, after)
}

// Interfaces are those that its solutions expose, by which others could join it.
func (i Island) Interfaces(first *int, after *string) (view.Connection[view.Interface], error) {
	exposed := beyondOf(i.in.view, i.members, catalogue.Exposes.Role(catalogue.EndFrom))
	return islandPage[view.Interface](i, catalogue.KindInterface, exposed, first, after)
}

// Standards are those that it has in common with the mainland.
func (i Island) Standards(first *int, after *string) (view.Connection[view.Standard], error) {
	common := standardsOf(i.in.view, i.members).And(i.in.spoken())
	return islandPage[view.Standard](i, catalogue.KindStandard, common, first, after)
}

func islandPage[N view.Record](i Island, kind catalogue.Kind, set snapshot.Set, first *int, after *string) (view.Connection[N], error) {
	return view.Some[N](i.in.view, kind, set, view.Paging{First: first, After: after}, "island", i.members[0])
}

// standardsOf are the standards that solutions implement, or to which an interface
// conforms that they expose or call.
func standardsOf(v *view.View, solutions []catalogue.ID) snapshot.Set {
	interfaces := beyondOf(v, solutions, catalogue.Exposes.Role(catalogue.EndFrom), catalogue.Consumes.Role(catalogue.EndFrom))
	var conforming []catalogue.ID
	for id := range interfaces.All() {
		conforming = append(conforming, id)
	}
	implemented := beyondOf(v, solutions, catalogue.Implements.Role(catalogue.EndFrom))
	return implemented.Or(beyondOf(v, conforming, catalogue.ConformsTo.Role(catalogue.EndFrom)))
}

// beyondOf are the records at the other ends of what records state in some roles.
func beyondOf(v *view.View, ids []catalogue.ID, roles ...catalogue.Role) snapshot.Set {
	out, snap := snapshot.NewSet(), v.Snapshot()
	for _, id := range ids {
		for _, role := range roles {
			for e := range snap.Edges(id, role).All() {
				if v.SeesStatement(e) {
					out.Add(snap.EdgeAt(e, role.Opposite()))
				}
			}
		}
	}
	return out.Set()
}
