package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// runs gathers which solutions are run for the services of an authority.
type runs struct {
	breath
	compared snapshot.Set // services
	own      []run
	peers    map[run]int32 // how many run it
	found    []run         // of the authority at hand; kept to be used again
}

// run is a solution that is run for a service.
type run struct{ service, solution catalogue.ID }

func (r run) compare(s run) int {
	return cmp.Or(cmp.Compare(r.service, s.service), cmp.Compare(r.solution, s.solution))
}

func newRuns(v *view.View, authority catalogue.ID) *runs {
	r := &runs{breath: breath{view: v}, peers: map[run]int32{}}
	r.compared = beyondOf(v, []catalogue.ID{authority}, catalogue.CompetentFor.Role(catalogue.EndFrom), catalogue.Offers.Role(catalogue.EndFrom))
	r.own = slices.Clone(r.of(authority))
	return r
}

// count counts what a peer runs.
func (r *runs) count(peer catalogue.ID) error {
	for _, x := range r.of(peer) {
		r.peers[x]++
	}
	return r.err
}

// of is what an authority runs, each once, in order; it holds until the next call.
func (r *runs) of(authority catalogue.ID) []run {
	r.found = r.found[:0]
	r.carried(authority)
	r.used(authority)
	slices.SortFunc(r.found, run.compare)
	r.found = slices.Compact(r.found)
	return r.found
}

// carried takes the solutions through which an authority offers.
func (r *runs) carried(authority catalogue.ID) {
	snap := r.view.Snapshot()
	for e := range snap.Edges(authority, catalogue.Offers.Role(catalogue.EndFrom)).All() {
		if r.over() {
			return
		}
		service, via := snap.EdgeAt(e, catalogue.EndTo), snap.EdgeAt(e, catalogue.EndVia)
		if via != 0 && r.compared.Has(service) && snap.EdgeStatus(e) != catalogue.OfferRetired && r.view.SeesStatement(e) {
			r.found = append(r.found, run{service, via})
		}
	}
}

// used takes the solutions that an authority uses, for the services they support.
func (r *runs) used(authority catalogue.ID) {
	snap := r.view.Snapshot()
	for e := range snap.Edges(authority, catalogue.Uses.Role(catalogue.EndFrom)).All() {
		if !r.view.SeesStatement(e) {
			continue
		}
		solution := snap.EdgeAt(e, catalogue.EndTo)
		for s := range snap.Edges(solution, catalogue.Supports.Role(catalogue.EndFrom)).All() {
			if r.over() {
				return
			}
			if service := snap.EdgeAt(s, catalogue.EndTo); r.compared.Has(service) && r.view.SeesStatement(s) {
				r.found = append(r.found, run{service, solution})
			}
		}
	}
}

// services are all that are compared, each with what is run for it.
func (r *runs) services() []PeerService {
	byService := map[catalogue.ID][]PeerSolution{}
	add := func(x run, own bool) {
		byService[x.service] = append(byService[x.service], PeerSolution{Peers: int(r.peers[x]), own: own, view: r.view, id: x.solution})
	}
	own := map[run]bool{}
	for _, x := range r.own {
		own[x] = true
		add(x, true)
	}
	for x := range r.peers {
		if !own[x] {
			add(x, false)
		}
	}
	var out []PeerService
	for service := range r.compared.All() {
		solutions := byService[service]
		slices.SortFunc(solutions, func(a, b PeerSolution) int {
			return cmp.Or(cmp.Compare(b.Peers, a.Peers), cmp.Compare(a.id, b.id))
		})
		out = append(out, PeerService{r.view, service, solutions})
	}
	return out
}

// leastShared is from how many peers on they share a solution.
const leastShared = 2

// Service is the service.
func (s PeerService) Service() view.Service {
	service, _ := view.Handle[view.Service](s.view, s.service)
	return service
}

// Ours are the solutions that the authority runs for it, what most peers run first.
func (s PeerService) Ours() []PeerSolution { return s.those(true) }

// Theirs are the first of the solutions that peers run for it and the authority does
// not, what most run first; ten by default.
func (s PeerService) Theirs(first *int) ([]PeerSolution, error) {
	n, err := numberWithin("first", first, 10, 0, view.MaxPage)
	if err != nil {
		return nil, err
	}
	all := s.those(false)
	return all[:min(n, len(all))], nil
}

// TheirCount is how many there are of these.
func (s PeerService) TheirCount() int { return len(s.those(false)) }

func (s PeerService) those(own bool) []PeerSolution {
	out := []PeerSolution{}
	for _, x := range s.solution {
		if x.own == own {
			out = append(out, x)
		}
	}
	return out
}

// BuiltAlone says whether the authority runs an in-house build while two peers or
// more share a solution that it does not run.
func (s PeerService) BuiltAlone() bool {
	return s.shared() >= leastShared && slices.ContainsFunc(s.solution, func(x PeerSolution) bool {
		solution, ok := x.Solution(), x.own
		return ok && solution.InHouse()
	})
}

// shared is how many peers run the solution that most of them run and the authority
// does not.
func (s PeerService) shared() int {
	most := 0
	for _, x := range s.solution {
		if !x.own {
			most = max(most, x.Peers)
		}
	}
	return most
}

// place puts in-house builds for which there is something shared first, then what
// most peers share.
func (s PeerService) place() view.Place {
	const first = 1 << 32 // no group is as large
	number := -int64(s.shared())
	if s.BuiltAlone() {
		number -= first
	}
	return view.Place{Number: number, ID: s.service}
}

// Solution is the solution.
func (x PeerSolution) Solution() view.Solution {
	solution, _ := view.Handle[view.Solution](x.view, x.id)
	return solution
}
