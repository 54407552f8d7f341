package rollout

import (
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// serving is which solutions serve which services: those that support a service, and
// those through which it is live somewhere, whether or not it is also said that they
// support it.
type serving struct {
	solutions joined // of a service
	services  joined // of a solution
}

// newServing reads what serves some services.
func newServing(v *view.View, meant snapshot.Set) serving {
	snap := v.Snapshot()
	var pairs []uint64
	// A solution carries the offers of many authorities: it is noted once for each service.
	noted := make([]catalogue.ID, snap.MaxRecord()+1)
	for service := range meant.All() {
		if v.Stopped() != nil {
			break
		}
		for _, solution := range v.Others(service, catalogue.Supports.Role(catalogue.EndTo)) {
			noted[solution] = service
			pairs = append(pairs, both(service, solution))
		}
		for e := range v.Rows(service, catalogue.Offers.Role(catalogue.EndTo)) {
			solution := e.At(catalogue.EndVia)
			if solution != 0 && noted[solution] != service && e.Status() == catalogue.OfferLive {
				noted[solution] = service
				pairs = append(pairs, both(service, solution))
			}
		}
	}
	back := make([]uint64, len(pairs))
	for i, p := range pairs {
		service, solution := apart(p)
		back[i] = both(solution, service)
	}
	return serving{joinedOf(snap.MaxRecord(), pairs), joinedOf(snap.MaxRecord(), back)}
}
