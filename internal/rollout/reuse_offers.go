package rollout

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
)

// reached is an offer in a group.
type reached struct {
	group     *ReuseGroup
	order     int64
	class     uint8
	authority catalogue.ID
	where     territory.Region
}

// countOffers counts offers, and service by service the people whom they reach.
func (r *reuse) countOffers() {
	land := newLand(r.View)
	counted := make([]int32, r.Snapshot().MaxRecord()+1)
	turn := int32(0)
	var offers []reached
	for service := range r.services.All() {
		if r.Stopped() != nil {
			return
		}
		offers = r.offersOf(service, land, offers[:0])
		slices.SortFunc(offers, func(a, b reached) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.class, b.class)) })
		// Classes come in the order of reuse: who is reached already is with a better one.
		var tally *territory.Tally
		for i, o := range offers {
			if i == 0 || o.group != offers[i-1].group {
				tally = land.NewTally()
				turn++
			}
			before, _ := tally.People()
			tally.Add(o.where)
			after, _ := tally.People()
			if o.where.Empty() && counted[o.authority] != turn {
				counted[o.authority] = turn
				after += land.landless(o.authority)
			}
			m := &o.group.classes[o.class]
			m.Offers++
			m.People += after - before
		}
	}
}

// offersOf are the live offers of a service that are meant, one for each group.
func (r *reuse) offersOf(service catalogue.ID, land *land, out []reached) []reached {
	field := r.field(service)
	for e := range r.Rows(service, catalogue.Offers.Role(catalogue.EndTo)) {
		if e.Status() != catalogue.OfferLive {
			continue
		}
		solution := e.At(catalogue.EndVia)
		if solution == 0 && len(r.query.Solutions) > 0 || solution != 0 && !r.solutions.Has(solution) {
			continue
		}
		f := &r.facts[solution]
		for i, ministry := range f.ministries {
			k := r.key(ministry, field, r.since(&e))
			if i > 0 && k.ministry == 0 {
				break // ministries are not told apart
			}
			out = append(out, reached{r.group(k), k.order(), f.class, e.At(catalogue.EndFrom), land.where(e.ID)})
		}
	}
	return out
}

// since is the quarter since which an offer has its status, where quarters are told apart.
func (r *reuse) since(e *snapshot.EdgeRow) quarter {
	if !slices.Contains(r.query.GroupBy, ReuseByQuarter) {
		return 0
	}
	return quarterOf(e.ValidFrom())
}
