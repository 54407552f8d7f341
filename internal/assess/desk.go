package assess

import (
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// desk is what measurements of one case look things up in: all that the options have in
// common is found once.
type desk struct {
	v        *view.View
	need     casefile.Need
	affected []catalogue.ID                  // authorities, by number
	working  map[catalogue.ID][]catalogue.ID // what an authority works with
	running  map[catalogue.ID][]catalogue.ID // who operates a solution
	served   map[catalogue.ID][]catalogue.ID // who has a live offer of a service
	asked    map[catalogue.ID][]catalogue.ID // who is competent for a service
	through  map[catalogue.ID]carried        // what goes live through a solution
}

// carried is what live offers through a solution reach. stated says whether there are
// any offers at all.
type carried struct {
	services, authorities []catalogue.ID
	stated                bool
}

func newDesk(f *casefile.File) *desk {
	none := func() map[catalogue.ID][]catalogue.ID { return map[catalogue.ID][]catalogue.ID{} }
	d := &desk{v: f.View, need: f.Need, affected: f.Need.Authorities, working: none(), running: none(), served: none(), asked: none(), through: map[catalogue.ID]carried{}}
	if len(d.affected) == 0 {
		for _, s := range f.Need.Services {
			d.affected = append(d.affected, d.competent(s)...)
		}
		slices.Sort(d.affected)
		d.affected = slices.Compact(d.affected)
	}
	return d
}

// competent are the authorities that are competent for a service.
func (d *desk) competent(service catalogue.ID) []catalogue.ID {
	return kept(d.asked, service, func() []catalogue.ID {
		return d.v.Others(service, catalogue.CompetentFor.Role(catalogue.EndTo))
	})
}

// applications are the solutions that an authority works with.
func (d *desk) applications(authority catalogue.ID) []catalogue.ID {
	return kept(d.working, authority, func() []catalogue.ID {
		return d.v.Others(authority, catalogue.Uses.Role(catalogue.EndFrom))
	})
}

// operators are the authorities that operate a solution.
func (d *desk) operators(solution catalogue.ID) []catalogue.ID {
	return kept(d.running, solution, func() []catalogue.ID {
		return d.v.Others(solution, catalogue.Operates.Role(catalogue.EndTo))
	})
}

func kept(found map[catalogue.ID][]catalogue.ID, id catalogue.ID, find func() []catalogue.ID) []catalogue.ID {
	out, ok := found[id]
	if !ok {
		out = find()
		found[id] = out
	}
	return out
}

// from and to are the records that a solution states a relation of, and those that
// state it of the solution.
func (d *desk) from(solution catalogue.ID, r catalogue.Relation) []catalogue.ID {
	return d.v.Others(solution, r.Role(catalogue.EndFrom))
}

func (d *desk) to(solution catalogue.ID, r catalogue.Relation) []catalogue.ID {
	return d.v.Others(solution, r.Role(catalogue.EndTo))
}

// carries are the live offers through a solution: the services and the authorities.
func (d *desk) carries(solution catalogue.ID) carried {
	out, ok := d.through[solution]
	if !ok {
		out = carriedBy(d.v, solution)
		d.through[solution] = out
	}
	return out
}

func carriedBy(v *view.View, solution catalogue.ID) (out carried) {
	for r := range v.Rows(solution, catalogue.Offers.Role(catalogue.EndVia)) {
		out.stated = true
		if r.Status() == catalogue.OfferLive {
			out.services, out.authorities = append(out.services, r.At(catalogue.EndTo)), append(out.authorities, r.At(catalogue.EndFrom))
		}
	}
	out.services, out.authorities = set(out.services), set(out.authorities)
	return out
}

// confirmedUsers are the authorities that use a solution with evidence of grade A or B,
// or offer a service through it that is live. stated says whether anything is said of
// who uses it.
func confirmedUsers(v *view.View, solution catalogue.ID, offers carried) (users []catalogue.ID, stated bool) {
	users, stated = slices.Clone(offers.authorities), offers.stated
	for r := range v.Rows(solution, catalogue.Uses.Role(catalogue.EndTo)) {
		stated = true
		e, _ := v.Snapshot().Edge(r.ID)
		if e.Evidence == catalogue.EvidenceProven || e.Evidence == catalogue.EvidenceConfirmed {
			users = append(users, r.At(catalogue.EndFrom))
		}
	}
	return set(users), stated
}

// set are the ids in order, each once.
func set(ids []catalogue.ID) []catalogue.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// common are the ids that are in both; both in order.
func common(a, b []catalogue.ID) []catalogue.ID {
	return slices.DeleteFunc(slices.Clone(a), func(id catalogue.ID) bool {
		_, found := slices.BinarySearch(b, id)
		return !found
	})
}
