package reuse

import (
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// affected are the authorities whom a need affects: those that it names, else those
// that are competent for its services.
func affected(v *view.View, need Need) snapshot.Set {
	found := snapshot.NewSet()
	for _, id := range need.Authorities {
		found.Add(id)
	}
	if len(need.Authorities) > 0 {
		return found.Set()
	}
	for _, service := range need.Services {
		for e := range v.Rows(service, catalogue.CompetentFor.Role(catalogue.EndTo)) {
			found.Add(e.At(catalogue.EndFrom))
		}
	}
	return found.Set()
}

// desk is what is known of whom a need affects, read once for all candidates. Any
// number of goroutines may read it.
type desk struct {
	affected snapshot.Set
	known    snapshot.Set                   // those of whom an application is known
	users    map[catalogue.ID]snapshot.Set  // by solution: those that use it
	clients  map[catalogue.ID]snapshot.Set  // by authority: those of whose applications it operates one
	live     map[catalogue.ID]snapshot.Set  // by solution: all authorities that offer a service of the need live through it
	peers    func() func(catalogue.ID) bool // whether an authority is like one that is affected
}

// newDesk reads who uses what, and who operates it. Who operates a base service
// operates it for everybody, and is nobody's provider for that.
func newDesk(v *view.View, need Need) *desk {
	d := &desk{affected: affected(v, need)}
	users, clients, known := sets{}, sets{}, snapshot.NewSet()
	operators := map[catalogue.ID][]catalogue.ID{}
	for authority := range d.affected.All() {
		if v.Stopped() != nil {
			break
		}
		for e := range v.Rows(authority, catalogue.Uses.Role(catalogue.EndFrom)) {
			application := e.At(catalogue.EndTo)
			users.add(application, authority)
			known.Add(authority)
			by, read := operators[application]
			if !read {
				by = operatorsOf(v, application)
				operators[application] = by
			}
			for _, operator := range by {
				clients.add(operator, authority)
			}
		}
	}
	d.users, d.clients, d.known = users.built(), clients.built(), known.Set()
	d.live = liveThrough(v, need.Services)
	d.peers = sync.OnceValue(func() func(catalogue.ID) bool { return likeOneOf(v, d.affected) })
	return d
}

// operatorsOf are who operates an application, none for a base service.
func operatorsOf(v *view.View, application catalogue.ID) []catalogue.ID {
	s, ok := v.Snapshot().Record(application).(*catalogue.Solution)
	if !ok || s.SolutionKind == catalogue.SolutionBaseService {
		return nil
	}
	return v.Others(application, catalogue.Operates.Role(catalogue.EndTo))
}

// liveThrough are the authorities that offer some services live, by the solution
// through which they do.
func liveThrough(v *view.View, services []catalogue.ID) map[catalogue.ID]snapshot.Set {
	live := sets{}
	for _, service := range services {
		for e := range v.Rows(service, catalogue.Offers.Role(catalogue.EndTo)) {
			if via := e.At(catalogue.EndVia); via != 0 && e.Status() == catalogue.OfferLive {
				live.add(via, e.At(catalogue.EndFrom))
			}
		}
	}
	return live.built()
}

// sets are sets under construction, by a record.
type sets map[catalogue.ID]*snapshot.SetBuilder

func (s sets) add(of, member catalogue.ID) {
	b, ok := s[of]
	if !ok {
		b = snapshot.NewSet()
		s[of] = b
	}
	b.Add(member)
}

func (s sets) built() map[catalogue.ID]snapshot.Set {
	out := make(map[catalogue.ID]snapshot.Set, len(s))
	for id, b := range s {
		out[id] = b.Set()
	}
	return out
}

// ConnectionEffort (Anbindungsaufwand) says how many of the affected authorities are
// connected to a solution already.
type ConnectionEffort struct {
	Affected  int
	Connected int
	Unknown   int // of whom no application is known, the connected aside
}

// PerMille is the share of the connected in thousandths of the affected, rounded down;
// false where nobody is affected.
func (c ConnectionEffort) PerMille() (int, bool) {
	if c.Affected == 0 {
		return 0, false
	}
	return 1000 * c.Connected / c.Affected, true
}

// effort counts who is connected to a solution: who uses it or offers a service of the
// need live through it; whose application consumes an interface of the solution or
// depends on it; and whose provider, which operates one of its applications, operates
// the solution or something that is connected to it in this way.
func (d *desk) effort(v *view.View, solution catalogue.ID) ConnectionEffort {
	connected := d.live[solution]
	near := append(dependents(v, solution), solution)
	for _, id := range near {
		connected = connected.Or(d.users[id])
		for _, provider := range v.Others(id, catalogue.Operates.Role(catalogue.EndTo)) {
			connected = connected.Or(d.clients[provider])
		}
	}
	connected = connected.And(d.affected)
	return ConnectionEffort{
		Affected: d.affected.Count(), Connected: connected.Count(),
		Unknown: d.affected.AndNot(d.known).AndNot(connected).Count(),
	}
}

// dependents are the solutions that consume an interface of one, or depend on it.
func dependents(v *view.View, solution catalogue.ID) []catalogue.ID {
	out := v.Others(solution, catalogue.DependsOn.Role(catalogue.EndTo))
	for _, i := range v.Others(solution, catalogue.Exposes.Role(catalogue.EndFrom)) {
		out = append(out, v.Others(i, catalogue.Consumes.Role(catalogue.EndTo))...)
	}
	return out
}
