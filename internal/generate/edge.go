package generate

import (
	"iter"
	"slices"
	"strconv"

	"fundus/internal/catalogue"
)

// Edges makes the edges of a relation. They have no ids: Into numbers them.
func (c *Catalogue) Edges(r catalogue.Relation) iter.Seq[catalogue.Edge] {
	return func(yield func(catalogue.Edge) bool) {
		w := &walk{Catalogue: c, relation: r, chance: newChance(c.seed, r.String(), 0), yield: yield}
		switch {
		case r == catalogue.Offers && c.published != nil:
			w.publishedOffers()
		case r == catalogue.Offers:
			w.offers()
		case r == catalogue.CompetentFor && c.published != nil:
			w.competentFor()
		case r == catalogue.CompetentFor:
			w.competent()
		case r == catalogue.PartOf:
			w.parts()
		case r == catalogue.Covers:
			w.covered()
		default:
			w.ofCases() // of the others there is nothing but links
		}
		for _, l := range links[r] {
			w.links(l)
		}
	}
}

// walk makes the edges of one relation.
type walk struct {
	*Catalogue
	chance
	relation catalogue.Relation
	yield    func(catalogue.Edge) bool
	stopped  bool
}

// edge yields an edge and says whether to go on.
func (w *walk) edge(e catalogue.Edge) bool {
	e.Relation, e.Source = w.relation, w.source()
	if e.Evidence == "" {
		e.Evidence = w.evidence()
	}
	w.stopped = w.stopped || !w.yield(e)
	return !w.stopped
}

var grades = [...]catalogue.EvidenceGrade{catalogue.EvidenceRecorded, catalogue.EvidenceClaimed, catalogue.EvidenceConfirmed, catalogue.EvidenceProven}

func (w *walk) evidence() catalogue.EvidenceGrade { return grades[w.skewed(len(grades))] }

// link is a relation that records of one kind have with a few of another. The
// other end is drawn anew until it is another one; how skewed is by few: then
// the first of the kind are hubs.
type link struct {
	each, other catalogue.Kind
	backwards   bool // each is the second end, not the first
	least, most int  // edges of each
	few         bool
	share       int  // of each that have edges at all, percent; 0 is all
	below       bool // the other is numbered below: no cycles
	note        string
}

var links = map[catalogue.Relation][]link{
	catalogue.Uses:     {{each: catalogue.KindAuthority, other: catalogue.KindSolution, least: 5, most: 60, few: true}},
	catalogue.Operates: {{each: catalogue.KindSolution, other: catalogue.KindAuthority, backwards: true, least: 1, most: 2, few: true}},
	catalogue.Develops: {{each: catalogue.KindSolution, other: catalogue.KindAuthority, backwards: true, least: 1, most: 1, few: true, share: 60}},
	catalogue.Owns: {
		{each: catalogue.KindSolution, other: catalogue.KindAuthority, backwards: true, least: 1, most: 1},
		{each: catalogue.KindProject, other: catalogue.KindAuthority, backwards: true, least: 1, most: 1, few: true},
		{each: catalogue.KindBudgetLine, other: catalogue.KindAuthority, backwards: true, least: 1, most: 1, few: true},
		{each: catalogue.KindCase, other: catalogue.KindAuthority, backwards: true, least: 1, most: 1, few: true},
		{each: catalogue.KindDeviation, other: catalogue.KindAuthority, backwards: true, least: 1, most: 1, few: true},
	},
	catalogue.Supports: {{each: catalogue.KindSolution, other: catalogue.KindService, least: 1, most: 12}},
	catalogue.Provides: {{each: catalogue.KindSolution, other: catalogue.KindCapability, least: 1, most: 4}},
	catalogue.Needs: {
		{each: catalogue.KindService, other: catalogue.KindCapability, least: 1, most: 3, few: true},
		{each: catalogue.KindNeed, other: catalogue.KindCapability, least: 1, most: 3, few: true},
	},
	catalogue.Implements: {{each: catalogue.KindSolution, other: catalogue.KindStandard, least: 0, most: 4, few: true}},
	catalogue.Requires: {
		{each: catalogue.KindService, other: catalogue.KindStandard, least: 0, most: 2, few: true},
		{each: catalogue.KindNeed, other: catalogue.KindStandard, least: 0, most: 2, few: true},
	},
	catalogue.DependsOn: {{each: catalogue.KindSolution, other: catalogue.KindSolution, least: 0, most: 3, few: true, below: true}},
	catalogue.Exposes:   {{each: catalogue.KindInterface, other: catalogue.KindSolution, backwards: true, least: 1, most: 1, few: true}},
	catalogue.Consumes:  {{each: catalogue.KindSolution, other: catalogue.KindInterface, least: 0, most: 4, few: true}},
	catalogue.Reads:     {{each: catalogue.KindSolution, other: catalogue.KindDataset, least: 0, most: 4, few: true}},
	catalogue.Writes:    {{each: catalogue.KindSolution, other: catalogue.KindDataset, least: 0, most: 2}},
	catalogue.Holds:     {{each: catalogue.KindDataset, other: catalogue.KindSolution, backwards: true, least: 1, most: 1, few: true, share: 20}},
	catalogue.Takes:     {{each: catalogue.KindService, other: catalogue.KindDataset, least: 0, most: 3, few: true}},
	catalogue.Yields:    {{each: catalogue.KindService, other: catalogue.KindDataset, least: 0, most: 1, few: true}},
	catalogue.Publishes: {{each: catalogue.KindDataset, other: catalogue.KindAuthority, backwards: true, least: 1, most: 1, few: true}},
	catalogue.Covers:    {{each: catalogue.KindDataset, other: catalogue.KindArea, least: 1, most: 1, few: true, share: 80}},
	catalogue.DerivedFrom: {
		{each: catalogue.KindDataset, other: catalogue.KindDataset, least: 1, most: 1, few: true, share: 10, below: true},
	},
	catalogue.ConformsTo: {
		{each: catalogue.KindDataset, other: catalogue.KindStandard, least: 1, most: 1, few: true, share: 20},
		{each: catalogue.KindInterface, other: catalogue.KindStandard, least: 1, most: 1},
	},
	catalogue.BasedOn:   {{each: catalogue.KindService, other: catalogue.KindLegalBasis, least: 1, most: 2}},
	catalogue.Funds:     {{each: catalogue.KindProject, other: catalogue.KindBudgetLine, backwards: true, least: 1, most: 1}},
	catalogue.Delivers:  {{each: catalogue.KindProject, other: catalogue.KindSolution, least: 1, most: 3}},
	catalogue.Succeeds:  {{each: catalogue.KindAuthority, other: catalogue.KindAuthority, least: 1, most: 1, share: 1, below: true}},
	catalogue.Replaces:  {{each: catalogue.KindSolution, other: catalogue.KindSolution, least: 1, most: 1, share: 3, below: true}},
	catalogue.Concerns:  {{each: catalogue.KindNeed, other: catalogue.KindAuthority, least: 5, most: 40}},
	catalogue.DecidedBy: {{each: catalogue.KindCase, other: catalogue.KindAuthority, least: 1, most: 1, few: true}},
	catalogue.KeptApart: {{each: catalogue.KindSolution, other: catalogue.KindSolution, least: 1, most: 1, share: 1, note: "Künstlicher Grund."}},
}

func (w *walk) links(l link) {
	var drawn []int
	for i := range w.of(l.each) {
		if w.stopped {
			return
		}
		if l.share > 0 && !w.percent(l.share) {
			continue
		}
		drawn = w.draw(drawn[:0], i, l)
		for _, other := range drawn {
			e := catalogue.Edge{From: w.id(l.each, i), To: w.id(l.other, other), EdgeFacts: catalogue.EdgeFacts{Note: l.note}}
			if l.backwards {
				e.From, e.To = e.To, e.From
			}
			if !w.edge(e) {
				return
			}
		}
	}
}

// draw draws different records for the other ends of the i-th record's edges.
func (w *walk) draw(into []int, i int, l link) []int {
	among := w.of(l.other)
	if l.below {
		among = min(among, i)
	}
	for range min(l.least+w.below(l.most-l.least+1), among/2) {
		x := w.below(among)
		if l.few {
			x = w.skewed(among)
		}
		for slices.Contains(into, x) {
			x = (x + 1) % among
		}
		into = append(into, x)
	}
	return into
}

// parts are the trees of areas, authorities and capabilities.
func (w *walk) parts() {
	for i := range w.of(catalogue.KindArea) {
		over, ok := w.parent(i)
		if !ok {
			continue
		}
		for _, kind := range []catalogue.Kind{catalogue.KindArea, catalogue.KindAuthority} {
			if !w.edge(catalogue.Edge{From: w.id(kind, i), To: w.id(kind, over), EdgeFacts: catalogue.EdgeFacts{Evidence: catalogue.EvidenceRecorded}}) {
				return
			}
		}
	}
	for i := w.of(catalogue.KindArea); i < w.authorities; i++ {
		if !w.edge(catalogue.Edge{From: w.id(catalogue.KindAuthority, i), To: w.id(catalogue.KindAuthority, w.over(i))}) {
			return
		}
	}
	const branches = 8
	for i := branches; i < w.capabilities; i++ {
		if !w.edge(catalogue.Edge{From: w.id(catalogue.KindCapability, i), To: w.id(catalogue.KindCapability, i/branches-1)}) {
			return
		}
	}
}

// covered are the areas that authorities govern.
func (w *walk) covered() {
	for i := range w.of(catalogue.KindArea) {
		if !w.edge(catalogue.Edge{From: w.id(catalogue.KindAuthority, i), To: w.id(catalogue.KindArea, i)}) {
			return
		}
	}
}

// competent are the authorities that a service has in some areas each.
func (w *walk) competent() {
	areas := w.of(catalogue.KindArea)
	for s := range w.services {
		at := w.below(areas)
		for range min(1+w.skewed(40), areas) {
			at = (at + 1) % areas
			e := catalogue.Edge{From: w.id(catalogue.KindAuthority, at), To: w.id(catalogue.KindService, s), Area: w.id(catalogue.KindArea, at)}
			if !w.edge(e) {
				return
			}
		}
	}
}

var statuses = [...]catalogue.OfferStatus{
	catalogue.OfferLive, catalogue.OfferLive, catalogue.OfferLive, catalogue.OfferLive, catalogue.OfferLive, catalogue.OfferPlanned, catalogue.OfferPlanned,
	catalogue.OfferPlanned, catalogue.OfferInRollout, catalogue.OfferInRollout, catalogue.OfferRetired,
}

// offers are the rollout: each authority offers its part of all, services that
// many offer and some that few do, mostly through the service's main solution.
func (w *walk) offers() {
	taken := make([]int, w.services) // by which authority last, plus one
	part := newParts(w.seed, w.authorities, w.sizes.offers)
	for a := range w.authorities {
		for range min(part.next(a), w.services*3/4) {
			s := w.skewedTwice(w.services)
			for taken[s] == a+1 {
				s = (s + 1) % w.services
			}
			taken[s] = a + 1
			if !w.edge(w.offer(a, s)) {
				return
			}
		}
	}
}

// skewedTwice is less skewed than skewed: the smaller of two draws.
func (w *walk) skewedTwice(n int) int { return min(w.below(n), w.below(n)) }

func (w *walk) offer(a, s int) catalogue.Edge {
	e := catalogue.Edge{From: w.id(catalogue.KindAuthority, a), To: w.id(catalogue.KindService, s)}
	e.Status = statuses[w.below(len(statuses))]
	e.ValidFrom = w.day()
	switch n := w.below(100); {
	case n < 65:
		e.Via = w.id(catalogue.KindSolution, w.main(s))
	case n < 90:
		e.Via = w.id(catalogue.KindSolution, w.skewed(w.solutions))
	}
	if w.percent(12) {
		e.Area = w.id(catalogue.KindArea, w.areaOf(a))
	}
	if w.percent(1) {
		e.URL = address("behoerde", a) + "leistung/" + strconv.Itoa(s+1)
	}
	return e
}

// main is the solution that most offers of a service go through.
func (c *Catalogue) main(service int) int { return skew(mix(c.seed, -service-1), c.solutions) }

// parts divides a number among many, unevenly: the largest part is fourteen
// times the smallest.
type parts struct {
	seed       uint64
	total, sum uint64 // of what is divided, and of all weights
	weight     uint64 // of the parts so far
}

func newParts(seed uint64, among, total int) *parts {
	p := &parts{seed: seed, total: uint64(total)}
	for i := range among {
		p.sum += p.weightOf(i)
	}
	return p
}

func (p *parts) weightOf(i int) uint64 { return uint64(300 + skew(mix(p.seed+1, i), 4000)) }

// next is the i-th part; ask in order.
func (p *parts) next(i int) int {
	before := p.weight * p.total / p.sum
	p.weight += p.weightOf(i)
	return int(p.weight*p.total/p.sum - before)
}
