package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
)

// offers are the offers of one service, as the chains of its pairs need them. Its
// tables are as long as the catalogue and used for one service after the other.
type offers struct {
	*estate
	land *land

	turn    int32
	offered []int32          // by authority: the last turn in which it had a live offer
	reached *territory.Tally // where the service is live
	own     []ownOffer       // the live offers
	live    []uint64         // solution and authority of live offers, ascending
	ahead   []uint64         // authority and solution of offers that are planned or in rollout, ascending
	lives   []int32          // by solution: how many authorities are live through it
}

func newOffers(s *estate, l *land) *offers {
	last := s.view.Snapshot().MaxRecord()
	return &offers{estate: s, land: l, offered: make([]int32, last+1), lives: make([]int32, last+1)}
}

// ownOffer is a live offer of an authority, and where it holds.
type ownOffer struct {
	authority catalogue.ID
	where     territory.Region
}

// read reads the offers of the next service.
func (o *offers) read(service catalogue.ID) {
	o.forget()
	looks := 0
	for e := range o.view.Rows(service, catalogue.Offers.Role(catalogue.EndTo)) {
		if looks++; looks%looksAtOnce == 0 && o.view.Stopped() != nil {
			break
		}
		authority, solution := e.At(catalogue.EndFrom), e.At(catalogue.EndVia)
		switch e.Status() {
		case catalogue.OfferLive:
			where := o.land.where(e.ID)
			o.offered[authority] = o.turn
			o.own = append(o.own, ownOffer{authority, where})
			o.reached.Add(where)
			if solution != 0 {
				o.live = append(o.live, both(solution, authority))
			}
		case catalogue.OfferPlanned, catalogue.OfferInRollout:
			if solution != 0 {
				o.ahead = append(o.ahead, both(authority, solution))
			}
		case catalogue.OfferRetired: // as if it had never been made
		}
	}
	o.count()
}

func (o *offers) forget() {
	for _, p := range o.live {
		solution, _ := apart(p)
		o.lives[solution] = 0
	}
	o.turn++
	o.reached, o.own, o.live, o.ahead = o.land.NewTally(), o.own[:0], o.live[:0], o.ahead[:0]
}

// count counts an authority once for each solution through which it is live.
func (o *offers) count() {
	for _, list := range []*[]uint64{&o.live, &o.ahead} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	for _, p := range o.live {
		solution, _ := apart(p)
		o.lives[solution]++
	}
}

// offering says whether an authority has a live offer itself.
func (o *offers) offering(authority catalogue.ID) bool { return o.offered[authority] == o.turn }

// offeringIn says whether an authority has a live offer itself that reaches some land;
// one of which nobody says where it holds reaches any.
func (o *offers) offeringIn(authority catalogue.ID, where territory.Region) bool {
	return o.offering(authority) && slices.ContainsFunc(o.own, func(x ownOffer) bool {
		return x.authority == authority && (x.where.Empty() || x.where.Touches(where))
	})
}

// aheadOf visits the solutions of the offers that an authority has planned or in rollout.
func (o *offers) aheadOf(authority catalogue.ID, visit func(solution catalogue.ID)) {
	i, _ := slices.BinarySearch(o.ahead, both(authority, 0))
	for ; i < len(o.ahead); i++ {
		a, solution := apart(o.ahead[i])
		if a != authority {
			return
		}
		visit(solution)
	}
}

// candidates are the solutions through which the service could be offered, best
// first: those through which it is live somewhere, and those that support it, as far
// as they can be used on the day. A line-of-business application is what stands
// behind an offer, so it is one only where it carries offers itself; a solution of
// which no phase is known, only where it is live.
func (o *offers) candidates(service catalogue.ID) []catalogue.ID {
	var out []catalogue.ID
	for _, p := range o.live {
		solution, _ := apart(p)
		if n := len(out); (n == 0 || out[n-1] != solution) && o.use[solution] != unusable {
			out = append(out, solution)
		}
	}
	for _, solution := range o.supporters.of(service) {
		if o.lives[solution] == 0 && o.use[solution] == usable && !o.application[solution] {
			out = append(out, solution)
		}
	}
	slices.SortFunc(out, func(a, b catalogue.ID) int {
		return o.better(a, b, func(id catalogue.ID) int { return int(o.lives[id]) })
	})
	return out
}

// prospect is the line-of-business application that an authority without one could
// take: the best of those that support the service, 0 where there is none. The
// order is that of candidates, with users in place of offers.
func (o *offers) prospect(service catalogue.ID) (best catalogue.ID) {
	for _, solution := range o.supporters.of(service) {
		switch {
		case !o.application[solution] || o.use[solution] == unusable:
		case o.use[solution] == untold && o.users(solution) == 0:
		case best == 0 || o.better(solution, best, o.users) < 0:
			best = solution
		}
	}
	return best
}
