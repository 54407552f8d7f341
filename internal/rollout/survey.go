package rollout

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
	"fundus/internal/view"
)

// Scope is which pairs of a service and an authority that is competent for it are
// meant: all where no filter is given.
type Scope struct {
	Services    view.Filter
	Authorities view.Filter
}

// survey is the chains of all pairs that are meant and not served, by service and
// then by authority.
//
// A pair is served where live offers of anybody reach all the land for which the
// authority is competent: its own, those of the district, of the state. That is what a
// coverage calls covered. And it is served where the authority has a live offer itself
// in some of that land: then the chain is there, whatever part it leaves out. An
// authority of which no land is known is served by its own offer, or by one of an
// authority that it is part of.
type survey struct {
	*estate
	land   *land
	pairs  int // all that are meant, the served ones too
	chains []chain
}

// surveyKey is the scope of a survey, as it is spelt.
type surveyKey string

// surveyOf is that of a scope, made once for a view: blockers, their pages and levers
// that are asked for together are of the same survey. Nobody changes it.
func surveyOf(v *view.View, scope Scope) (*survey, error) {
	return view.Kept(v, surveyKey(fmt.Sprintf("%#v", scope)), func() (*survey, error) { return newSurvey(v, scope) })
}

// newSurvey looks at the services in turn, each by one hand.
func newSurvey(v *view.View, scope Scope) (*survey, error) {
	services, err := v.Matching(catalogue.KindService, scope.Services)
	if err != nil {
		return nil, err
	}
	authorities, err := v.Matching(catalogue.KindAuthority, scope.Authorities)
	if err != nil {
		return nil, err
	}
	s := &survey{estate: newEstate(v), land: newLand(v)}
	ids := slices.Collect(services.All())
	parts := make([]surveyor, hands)
	var done sync.WaitGroup
	for i := range parts {
		parts[i] = surveyor{offers: newOffers(s.estate, s.land), meant: authorities, place: make([]int32, v.Snapshot().MaxRecord()+1)}
		done.Go(func() { parts[i].look(ids, i) })
	}
	done.Wait()
	for i := range parts {
		s.pairs += parts[i].pairs
		s.chains = append(s.chains, parts[i].chains...)
	}
	slices.SortFunc(s.chains, func(a, b chain) int { return cmp.Compare(a.key(), b.key()) })
	return s, v.Stopped()
}

func (c *chain) key() uint64 { return both(c.service, c.authority) }

// surveyor looks at services, one after the other.
type surveyor struct {
	*offers
	meant  snapshot.Set
	place  []int32 // by solution: its place among the candidates of the service, from 1
	pairs  int
	chains []chain
}

// look looks at every so manieth service.
func (s *surveyor) look(services []catalogue.ID, from int) {
	for i := from; i < len(services); i += hands {
		if s.view.Stopped() != nil {
			return
		}
		s.service(services[i])
	}
}

// competence is an authority that is competent for the service at hand, and where.
type competence struct {
	authority catalogue.ID
	statement catalogue.EdgeID
	where     territory.Region
}

func (s *surveyor) service(service catalogue.ID) {
	competences := s.competences(service)
	if len(competences) == 0 {
		return
	}
	s.pairs += len(competences)
	s.read(service)
	candidates, prospect := s.candidates(service), s.prospect(service)
	for i, id := range candidates {
		s.place[id] = int32(i + 1)
	}
	for _, c := range competences {
		if !s.served(c) {
			s.chains = append(s.chains, s.chain(service, c, candidates, prospect))
		}
	}
	for _, id := range candidates {
		s.place[id] = 0
	}
}

// competences are the authorities that are competent for a service and meant, each
// once, by number.
func (s *surveyor) competences(service catalogue.ID) []competence {
	var out []competence
	for e := range s.view.Rows(service, catalogue.CompetentFor.Role(catalogue.EndTo)) {
		if authority := e.At(catalogue.EndFrom); s.meant.Has(authority) {
			out = append(out, competence{authority, e.ID, s.land.where(e.ID)})
		}
	}
	slices.SortStableFunc(out, func(a, b competence) int { return cmp.Compare(a.authority, b.authority) })
	joined := out[:0]
	for _, c := range out {
		if n := len(joined); n > 0 && joined[n-1].authority == c.authority {
			joined[n-1].where = joined[n-1].where.Union(c.where)
			continue
		}
		joined = append(joined, c)
	}
	return joined
}

func (s *surveyor) served(c competence) bool {
	if !c.where.Empty() {
		return s.reached.Holds(c.where) || s.offeringIn(c.authority, c.where)
	}
	return s.offering(c.authority) || slices.ContainsFunc(wholes(s.view, c.authority), s.offering)
}

// chain finds what there is between an authority and a service. What the authority
// has already comes before what would be better: a candidate that it uses, or with
// which an offer is planned or in rollout, goes before all others.
func (s *surveyor) chain(service catalogue.ID, of competence, candidates []catalogue.ID, prospect catalogue.ID) chain {
	c := chain{service: service, authority: of.authority, competence: of.statement, where: of.where}
	own := int32(0)
	take := func(solution catalogue.ID) {
		if at := s.place[solution]; at != 0 && (own == 0 || at < own) {
			own = at
		}
	}
	for _, solution := range s.uses.of(c.authority) {
		take(solution)
	}
	s.aheadOf(c.authority, take)
	switch {
	case own != 0:
		c.candidate = candidates[own-1]
	case len(candidates) > 0:
		c.candidate = candidates[0]
	}
	c.application = s.applicationOf(&c)
	if c.provider = s.provider[c.authority]; c.application != 0 {
		if operator := s.providerOf(c.authority, c.application); operator != 0 {
			c.provider = operator
		}
	} else {
		c.prospect = prospect
	}
	c.judge(s.estate, own != 0)
	return c
}

// applicationOf is the line-of-business application with which an authority works on
// a service: of several one that exchanges with the candidate, else the one that
// most use.
func (s *estate) applicationOf(c *chain) (best catalogue.ID) {
	exchanging := false
	for _, solution := range s.uses.of(c.authority) {
		if !s.application[solution] || !s.supporters.has(c.service, solution) {
			continue
		}
		fits := false
		if c.candidate != 0 {
			_, fits = s.exchange(solution, c.candidate)
		}
		if best == 0 || fits && !exchanging || fits == exchanging && s.users(solution) > s.users(best) {
			best, exchanging = solution, fits
		}
	}
	return best
}
