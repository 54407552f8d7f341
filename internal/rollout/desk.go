package rollout

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
)

// desk is where one goroutine works off the services of a scene, one after the other.
// Nothing on it is allocated for a pair.
type desk struct {
	*scene
	panes        []*pane
	withoutPairs int
	given        []pair // the pairs of every service, where those are given

	// Of the service at hand:
	pairs  []pair
	at     []int32 // by place: which pair the authority has, from 1
	offers []offer
	own    []notes                    // by place: what the authority itself says it offers
	by     [statuses]*territory.Cover // land with an offer of a status
	said   *territory.Cover           // land with any offer
	lit    *territory.Cover           // land with a live offer that a lens shows
}

// pair is a service that is asked of an authority.
type pair struct {
	body   int32
	basis  uint8
	land   territory.Region // for which it is asked; empty where the authority covers none
	people int              // of the land, or of the authority where there is none
}

// offer is an offer that is seen.
type offer struct {
	status status
	origin lens
	body   int32
	land   territory.Region
}

// status is the place of the status of an offer.
type status uint8

const (
	live status = iota
	inRollout
	planned
	retired
	statuses
)

func statusOf(s catalogue.OfferStatus) status {
	switch s {
	case catalogue.OfferLive:
		return live
	case catalogue.OfferInRollout:
		return inRollout
	case catalogue.OfferPlanned:
		return planned
	default:
		return retired
	}
}

// notes are what one authority says of a service: a bit for each status, and behind
// them one for each lens through which it has a live offer.
type notes uint16

func ofStatus(s status) notes { return 1 << s }

func (l lens) notes() notes {
	if l == wholeLens {
		return ofStatus(live)
	}
	return 1 << (notes(statuses) + notes(l))
}

func newDesk(s *scene, plan panes) *desk {
	d := &desk{scene: s, at: make([]int32, len(s.bodies)), own: make([]notes, len(s.bodies)), said: s.land.NewCover(), lit: s.land.NewCover()}
	for i := range d.by {
		d.by[i] = s.land.NewCover()
	}
	for _, l := range plan.lasting {
		d.panes = append(d.panes, newPane(s, l))
	}
	for _, l := range plan.passing {
		d.panes = append(d.panes, newPane(s, l))
	}
	return d
}

// work counts the pairs of a service in all panes.
func (d *desk) work(r *reader) {
	d.take(r)
	if len(d.pairs) == 0 {
		d.withoutPairs++
		return
	}
	for _, p := range d.panes {
		p.lit = d.light(p.lens) || p.lit
		for i := range d.pairs {
			p.count(&d.pairs[i], d.look(&d.pairs[i], p.lens))
		}
	}
}

// take puts the pairs of a service on the desk, and its offers if there are any.
func (d *desk) take(r *reader) {
	d.pairs = d.pairs[:0]
	d.findPairs(r)
	if len(d.pairs) > 0 {
		d.takeOffers(r)
		d.paint()
	}
}

// findPairs finds of whom a service is asked, and for what land.
func (d *desk) findPairs(r *reader) {
	basis := d.query.basis()
	if basis == ofGiven {
		if d.given == nil {
			d.ask(d.meant, ofGiven)
			d.given = d.pairs
		}
		d.pairs = d.given // which are the same for every service
		return
	}
	stated := false
	for i := range r.asked {
		if x := &r.asked[i]; d.view.Day().Valid(x.from, x.until) {
			stated = true
			d.competent(x)
		}
	}
	for i := range d.pairs {
		d.at[d.pairs[i].body] = 0
	}
	if stated || basis == ofCompetence {
		return
	}
	for _, level := range executing(d.snap.Record(r.service).(*catalogue.Service).RegulationType) {
		d.ask(d.levels[level], ofLevel)
	}
}

// ask makes a pair of each of some authorities, for all that they cover.
func (d *desk) ask(bodies []int32, basis uint8) {
	for _, at := range bodies {
		b := &d.bodies[at]
		d.pairs = append(d.pairs, pair{at, basis, b.land, b.people})
	}
}

// competent makes a pair of a statement, or adds its land to that of an earlier one.
func (d *desk) competent(x *statement) {
	body := x.body
	if !d.bodies[body].meant {
		return
	}
	if d.at[body] == 0 {
		d.pairs = append(d.pairs, pair{body: body, basis: ofCompetence, people: d.bodies[body].people})
		d.at[body] = int32(len(d.pairs))
	}
	p := &d.pairs[d.at[body]-1]
	p.land = p.land.Union(d.region(x))
	if !p.land.Empty() {
		_, p.people = d.all.Measure(p.land)
	}
}

// takeOffers puts the offers of a service that are seen on the desk, of all authorities.
func (d *desk) takeOffers(r *reader) {
	for _, o := range d.offers {
		d.own[o.body] = 0
	}
	d.offers = d.offers[:0]
	for i := range r.offers {
		x := &r.offers[i]
		if !d.view.Day().Valid(x.from, x.until) {
			continue
		}
		o := offer{status: x.status, body: x.body, land: d.region(x)}
		if d.origins != nil {
			o.origin = lens(d.origins[x.via])
		}
		d.offers = append(d.offers, o)
		d.own[o.body] |= ofStatus(o.status)
		if o.status == live {
			d.own[o.body] |= o.origin.notes()
		}
	}
}

// paint paints the land of the offers.
func (d *desk) paint() {
	for _, c := range d.by {
		c.Clear()
	}
	d.said.Clear()
	for _, o := range d.offers {
		d.by[o.status].Paint(o.land)
		d.said.Paint(o.land)
	}
}

// light paints the land of the live offers that a lens shows, and says whether there
// are any.
func (d *desk) light(l lens) (any bool) {
	d.lit.Clear()
	for _, o := range d.offers {
		if o.status == live && l.shows(o.origin) {
			d.lit.Paint(o.land)
			any = true
		}
	}
	return any
}

// sorted puts the pairs in the order of their authorities.
func (d *desk) sorted() []pair {
	slices.SortFunc(d.pairs, func(a, b pair) int { return cmp.Compare(a.body, b.body) })
	return d.pairs
}

// finding is what is true of a pair.
type finding struct {
	state                   state
	stage                   stage
	people, reached, untold int // people
}

// look finds out what is true of a pair.
func (d *desk) look(p *pair, l lens) finding {
	if p.land.Empty() {
		return d.lookAt(&d.bodies[p.body], d.own[p.body], l)
	}
	said, told := d.said.Measure(p.land)
	if said == territory.Nowhere { // and so lit nowhere: of most pairs nothing is said
		return finding{state: unknown, people: p.people, untold: p.people}
	}
	extent, reached := d.lit.Measure(p.land)
	f := finding{people: p.people, reached: reached, untold: p.people - told}
	switch extent {
	case territory.Wholly:
		f.state = covered
	case territory.Partly:
		f.state = partly
	default:
		f.state = notCovered
		f.stage = d.stage(func(s status) bool {
			extent, _ := d.by[s].Measure(p.land)
			return extent != territory.Nowhere
		})
	}
	return f
}

// lookAt finds out what is true of a pair of an authority without land: what it says
// itself, and what those say that it is part of.
func (d *desk) lookAt(b *body, own notes, l lens) finding {
	for _, whole := range b.wholes {
		own |= d.own[whole]
	}
	f := finding{people: b.people}
	switch {
	case own&l.notes() != 0:
		f.state, f.reached = covered, b.people
	case own == 0:
		f.state, f.untold = unknown, b.people
	default:
		f.state = notCovered
		f.stage = d.stage(func(s status) bool { return own&ofStatus(s) != 0 })
	}
	return f
}

// stage is how far a pair is that no live offer of a lens reaches: the furthest of its
// offers. A live one can only be of another origin.
func (d *desk) stage(has func(status) bool) stage {
	for s := range retired {
		if has(s) {
			return stage(s)
		}
	}
	return stage(retired)
}
