package explore

import (
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// reachScan gathers the LIVE offers of authorities: through which solutions each unit
// (a service, an authority, a piece of land) is reached. What hangs on whom follows
// from that afterwards, since offers are many and these few.
type reachScan struct {
	breath
	reliance *reliance
	services snapshot.Set
	units    units
	pairs    pairs

	offers, unknown int
	carried         []int // offers by solution
	tallies         []tally
	whole           int

	some, each bitset // subjects on which some way, or each, of the unit at hand hangs
}

// tally is what was counted of a subject.
type tally struct{ reached, lost, pairsReached, pairsLost int }

// units are what an offer reaches.
type units interface {
	// offer notes an offer. via is the number of a solution, or unknownRoute.
	offer(service, authority, area catalogue.ID, via int32)
	// reached visits all that offers reach, with their weights.
	reached(visit func(weight int, w *routes))
	// gaps is how many units have a weight that is not known.
	gaps() int
}

func newReachScan(v *view.View, r *reliance, m Metric, services snapshot.Set) *reachScan {
	solutions := len(r.solutions.ids)
	return &reachScan{
		breath: breath{view: v}, reliance: r, services: services,
		units: unitsOf(v, m, solutions), pairs: pairsOf(v, services, solutions),
		carried: make([]int, solutions), tallies: make([]tally, len(r.subjects)),
		some: newBitset(len(r.subjects)), each: newBitset(len(r.subjects)),
	}
}

// authority takes the offers of an authority.
func (s *reachScan) authority(id catalogue.ID) error {
	for e := range s.view.Rows(id, catalogue.Offers.Role(catalogue.EndFrom)) {
		if s.over() {
			return s.err
		}
		if e.Status() == catalogue.OfferLive && s.services.Has(e.At(catalogue.EndTo)) {
			s.offer(&e)
		}
	}
	s.pairs.settle(s.pair)
	return nil
}

func (s *reachScan) offer(e *snapshot.EdgeRow) {
	service, via := e.At(catalogue.EndTo), int32(unknownRoute)
	if id := e.At(catalogue.EndVia); id != 0 {
		via, _ = s.reliance.solutions.of(id)
		s.carried[via]++
	}
	s.offers++
	if via == unknownRoute || len(s.reliance.own[via]) == 0 {
		s.unknown++
	}
	s.units.offer(service, e.At(catalogue.EndFrom), e.At(catalogue.EndArea), via)
	s.pairs.add(service, via)
}

// pair counts a pair of an authority and a service with several routes.
func (s *reachScan) pair(w *routes) {
	s.hang(w)
	for subject := range s.some.all() {
		s.tallies[subject].pairsReached++
	}
	for subject := range s.each.all() {
		s.tallies[subject].pairsLost++
	}
}

// unit counts a unit.
func (s *reachScan) unit(weight int, w *routes) {
	s.whole += weight
	s.hang(w)
	for subject := range s.some.all() {
		s.tallies[subject].reached += weight
	}
	for subject := range s.each.all() {
		s.tallies[subject].lost += weight
	}
}

// hang finds on whom some way, and on whom each way, of a unit hangs.
func (s *reachScan) hang(w *routes) {
	clear(s.some)
	clear(s.each)
	first, left := true, !w.unknown
	for via := range w.via.all() {
		on := s.reliance.on[via]
		s.some.or(on)
		switch {
		case first && left:
			copy(s.each, on)
		case left:
			left = s.each.and(on)
		}
		first = false
	}
}

// finish counts what was gathered. Most pairs have one way, so these are counted by
// solution.
func (s *reachScan) finish() error {
	for via, n := range s.pairs.single {
		for subject := range s.reliance.on[via].all() {
			s.tallies[subject].pairsReached += n
			s.tallies[subject].pairsLost += n
		}
	}
	s.units.reached(func(weight int, w *routes) {
		if !s.over() {
			s.unit(weight, w)
		}
	})
	return s.err
}

// concentration is the answer, its entries in the order of subjects.
func (s *reachScan) concentration() (Concentration, []ConcentrationEntry, error) {
	if err := s.finish(); err != nil {
		return Concentration{}, nil, err
	}
	out := Concentration{
		Whole: s.whole, Offers: s.offers, OffersUnknown: s.unknown,
		PeopleUnknown: s.units.gaps(), HerfindahlHirschman: herfindahlHirschman(s.shares()),
	}
	var all []ConcentrationEntry
	for i, t := range s.tallies {
		if t.pairsReached == 0 {
			continue
		}
		all = append(all, ConcentrationEntry{
			Reached: Proportion{t.reached, s.whole}, Lost: Proportion{t.lost, s.whole},
			PairsReached: Proportion{t.pairsReached, s.pairs.total}, PairsLost: Proportion{t.pairsLost, s.pairs.total},
			view: s.view, subject: s.reliance.subjects[i], number: i,
		})
	}
	return out, all, nil
}

// shares are the offers made through solutions of each subject itself.
func (s *reachScan) shares() []int {
	out := make([]int, len(s.tallies))
	for via, n := range s.carried {
		for _, subject := range s.reliance.own[via] {
			out[subject] += n
		}
	}
	return out
}
