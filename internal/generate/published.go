package generate

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// published are the figures from which the scale Niedersachsen2025 is made; the package
// comment says what they are answers to. All else is made up, and chosen so that nothing
// else is implied: which authorities there are (about as many districts and
// municipalities as the state has, and offices in municipalities for the rest), what
// they execute, and how far those are that are not done.
type published struct {
	statewide, municipal int           // services
	focus, rolling       int           // services, the first; those in rollout, the first of them
	executing            int           // authorities
	by                   catalogue.Day // until when all offers began
}

var niedersachsen = published{statewide: 1069, municipal: 742, focus: 16, rolling: 14, executing: 2283, by: mustDay("2025-08-01")}

// The focus services in rollout are each executed by authorities of one sort, so that
// what one offers for its land says nothing of another's. The state has offered the
// others for all.
//
//	tier       land                            services      done
//	unitary    joint municipalities, and the   0 to 4        60 of 428
//	           municipalities that are in none
//	member     municipalities in one           5 and 6       142 of 626
//	district   districts                       7 to 9        0 of 45: some try them in a part
//	office     a municipality                  10 to 13      300 of 1,184
type tier uint8

const (
	unitary tier = iota
	member
	district
	office
	tiers
)

// done are how many authorities of each tier have all that they execute: 502.
var done = [tiers]int{60, 142, 0, 300}

// ofTier are the focus services that a tier executes, those in rollout first.
var ofTier = [tiers][]int{{0, 1, 2, 3, 4, 14}, {5, 6}, {7, 8, 9, 14}, {10, 11, 12, 13, 15}}

// executor is an authority that executes focus services in an area.
type executor struct {
	authority, area int
	tier            tier
	services        []int // that it executes
	done            bool  // all of them are live
	barred          bool  // none of those in rollout is live: so no district is filled by chance
}

// executors are the authorities that execute focus services, by number.
func (c *Catalogue) executors() []executor {
	var out []executor
	for a := 1; a <= c.published.executing; a++ {
		out = append(out, c.executor(a))
	}
	var byTier [tiers][]int
	for i, e := range out {
		if !e.barred {
			byTier[e.tier] = append(byTier[e.tier], i)
		}
	}
	for t, among := range byTier {
		// Which of them are done is drawn; how many is not.
		slices.SortStableFunc(among, func(i, j int) int {
			return cmp.Compare(mix(c.seed, out[i].authority), mix(c.seed, out[j].authority))
		})
		for _, i := range among[:done[t]] {
			out[i].done = true
		}
	}
	return out
}

func (c *Catalogue) executor(authority int) executor {
	e := executor{authority: authority, area: c.areaOf(authority)}
	level, number, _ := c.level(e.area)
	whole, _ := c.parent(e.area)
	wholeLevel, wholeNumber, _ := c.level(whole)
	switch {
	case authority >= c.of(catalogue.KindArea):
		e.tier = office
	case level == 1:
		e.tier = district
	case level == 2 || wholeLevel == 1:
		e.tier = unitary
	default:
		e.tier = member
	}
	e.services = ofTier[e.tier]
	if e.tier == office {
		// Those of one municipality execute different ones.
		at := authority % (len(e.services) - 1)
		e.services = []int{e.services[at], e.services[len(e.services)-1]}
	}
	// The first joint municipality of each district, and its members.
	e.barred = level == 2 && number < c.districts || level == 3 && wholeLevel == 2 && wholeNumber < c.districts
	return e
}

// How far an executor is with a service that it does not have live.
const (
	percentLive      = 15 // of those that are not done, one service or another is live
	percentInRollout = 45
	percentPlanned   = 65 // of the others nothing is said
	percentTrying    = 30 // of districts that try a service in a joint municipality
)

// competentFor are who executes the focus services, and a few for each of the others.
func (w *walk) competentFor() {
	for _, e := range w.executors() {
		for _, s := range e.services {
			if !w.edge(w.competence(e.authority, s, e.area)) {
				return
			}
		}
	}
	for s := w.published.focus; s < w.services; s++ {
		for _, authority := range w.some(s) {
			if !w.edge(w.competence(authority, s, authority)) {
				return
			}
		}
	}
}

// competence is that of an authority for a service in an area.
func (w *walk) competence(authority, service, area int) catalogue.Edge {
	return catalogue.Edge{From: w.id(catalogue.KindAuthority, authority), To: w.id(catalogue.KindService, service), Area: w.id(catalogue.KindArea, area)}
}

// some are a few joint municipalities, of the second and third in each district.
func (w *walk) some(service int) []int {
	among := w.associations - w.districts
	var out []int
	at := int(mix(w.seed, service)) % among
	for range 1 + skew(mix(w.seed, -service), min(40, among)) {
		out = append(out, w.begin(0, 2)+w.districts+at)
		at = (at + 1) % among
	}
	return out
}

// publishedOffers are the offers from which the figures follow.
func (w *walk) publishedOffers() {
	for _, e := range w.executors() {
		for _, s := range e.services {
			if s < w.published.rolling && !w.roll(e, s) {
				return
			}
		}
	}
	// Those of the state: the focus services that are finished, and others.
	others := w.published.statewide - (w.published.focus - w.published.rolling)
	for s := w.published.rolling; s < w.published.focus+others; s++ {
		if !w.edge(w.offered(0, s, catalogue.OfferLive)) {
			return
		}
	}
	w.municipal(w.published.focus + others)
}

// municipal are the services that some municipalities offer, and those that none does.
func (w *walk) municipal(from int) {
	live := w.published.municipal - w.published.rolling
	for s := from; s < w.services; s++ {
		for _, authority := range w.some(s) {
			status := catalogue.OfferLive
			if s >= from+live {
				if !w.percent(50) {
					continue
				}
				status = catalogue.OfferPlanned
			}
			if !w.edge(w.offered(authority, s, status)) {
				return
			}
		}
	}
}

// roll is what an executor says of a focus service in rollout.
func (w *walk) roll(e executor, service int) bool {
	chance := w.below(100)
	offer := w.offered(e.authority, service, catalogue.OfferLive)
	offer.Area = w.id(catalogue.KindArea, e.area)
	switch {
	case e.done:
		return w.edge(offer)
	case e.tier == district && chance < percentTrying:
		offer.Area = w.id(catalogue.KindArea, w.firstIn(e.area))
		return w.edge(offer)
	case e.tier != district && !e.barred && chance < percentLive && service != e.services[0]:
		return w.edge(offer)
	case chance < percentInRollout:
		offer.Status = catalogue.OfferInRollout
	case chance < percentPlanned:
		offer.Status = catalogue.OfferPlanned
	default:
		return true
	}
	return w.edge(offer)
}

// firstIn is the first area that lies in another.
func (w *walk) firstIn(whole int) int {
	for i := range w.of(catalogue.KindArea) {
		if over, ok := w.parent(i); ok && over == whole {
			return i
		}
	}
	return whole
}

// offered is an offer through the service's main solution.
func (w *walk) offered(authority, service int, status catalogue.OfferStatus) catalogue.Edge {
	e := catalogue.Edge{From: w.id(catalogue.KindAuthority, authority), To: w.id(catalogue.KindService, service), Via: w.id(catalogue.KindSolution, w.main(service))}
	e.Status = status
	e.ValidFrom = min(w.day(), w.published.by)
	return e
}

// inhabitants of an area above the municipalities are those of its municipalities, so
// that these fill it.
func (c *Catalogue) inhabitants(whole int) (people int) {
	for i := c.begin(0, 3); i < c.of(catalogue.KindArea); i++ {
		for over, ok := c.parent(i); ok; over, ok = c.parent(over) {
			if over == whole {
				people += c.population(i)
			}
		}
	}
	return people
}

// seat is the area of an office: the municipalities in turn for those that execute, the state for
// the others.
func (c *Catalogue) seat(office int) int {
	if office > c.published.executing {
		return c.begin(0, 0)
	}
	return c.begin(0, 3) + (office-c.of(catalogue.KindArea))%c.municipalities
}
