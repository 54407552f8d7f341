package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
)

// desk is where one goroutine works off the services of a scene, one after the other, and
// each on one day after the other. Nothing on it is allocated for a pair, and what is as
// it was on the day before is not looked at again.
type desk struct {
	*scene
	sheets []sheet // one for each day
	given  []pair  // the pairs of every service, where those are given

	// Of the service at hand:
	service *catalogue.Service
	claims  []claim
	offers  []offer
	strokes []territory.Stroke // the land of the offers, in order

	// Of the day at hand:
	pairs  []pair
	at     []int32                    // by place: which pair the authority has, from 1
	own    []notes                    // by place: what the authority itself says it offers
	by     [statuses]*territory.Cover // land with an offer of a status
	said   *territory.Cover           // land with any offer
	lit    *territory.Cover           // land with a live offer that a lens shows
	lens   *territory.Cover           // where that is painted, unless the lens shows all
	looked []look                     // by pane
}

// sheet is where the pairs of a day are counted.
type sheet struct {
	panes        []*pane
	withoutPairs int
}

// look is what is seen through a lens: whether there is a live offer, and what is true of
// each pair.
type look struct {
	lit      bool
	findings []finding
}

// claim is a statement of competence with its land.
type claim struct {
	period
	body int32
	land territory.Region
}

// offer is an offer with its land.
type offer struct {
	period
	holds  bool // on the day at hand
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
	d := &desk{
		scene: s, sheets: make([]sheet, len(s.days)),
		at: make([]int32, len(s.bodies)), own: make([]notes, len(s.bodies)),
		said: s.land.NewCover(), lens: s.land.NewCover(),
	}
	for i := range d.by {
		d.by[i] = s.land.NewCover()
	}
	lenses := slices.Concat(plan.lasting, plan.passing)
	for i := range d.sheets {
		for _, l := range lenses {
			d.sheets[i].panes = append(d.sheets[i].panes, newPane(s, l))
		}
	}
	d.looked = make([]look, len(lenses))
	return d
}

// work counts the pairs of a service on all days, in all panes, and says at how many it
// looked.
func (d *desk) work(r *reader) (looks int) {
	d.begin(r)
	before := noDay
	for i := range d.sheets {
		if !d.days[i].services.Has(r.service) {
			continue
		}
		news := d.turn(before, i)
		before = i
		if len(d.pairs) == 0 {
			d.sheets[i].withoutPairs++
			continue
		}
		for j, p := range d.sheets[i].panes {
			d.count(p, &d.looked[j], news)
			looks += len(d.pairs)
		}
	}
	return looks
}

// count counts the pairs in a pane, as they look, or where there is no news looked, through
// its lens.
func (d *desk) count(p *pane, l *look, news bool) {
	if news {
		l.lit = d.light(p.lens)
		l.findings = slices.Grow(l.findings[:0], len(d.pairs))[:len(d.pairs)]
	}
	p.lit = p.lit || l.lit
	onlyDay := len(d.days) == 1 // then nobody comes back to a finding, and one place is enough
	for i := range d.pairs {
		at := i
		if onlyDay {
			at = 0
		}
		if news {
			l.findings[at] = d.look(&d.pairs[i], p.lens)
		}
		p.count(&d.pairs[i], &l.findings[at])
	}
}

func (s *sheet) add(other *sheet) {
	s.withoutPairs += other.withoutPairs
	for i, p := range s.panes {
		p.add(other.panes[i])
	}
}

// open puts a service on the desk as it is on the first day.
func (d *desk) open(r *reader) {
	d.begin(r)
	d.turn(noDay, 0)
}

// begin puts what is said of a service on the desk.
func (d *desk) begin(r *reader) {
	d.service = d.snap.Record(r.service).(*catalogue.Service)
	d.claims = d.claims[:0]
	for i := range r.asked {
		x := &r.asked[i]
		d.claims = append(d.claims, claim{x.period, x.body, d.region(x)})
	}
	d.beginOffers(r)
}

// beginOffers puts the offers of a service on the desk.
func (d *desk) beginOffers(r *reader) {
	for i := range d.offers {
		d.own[d.offers[i].body] = 0
	}
	d.offers, d.strokes = d.offers[:0], d.strokes[:0]
	for i := range r.offers {
		x := &r.offers[i]
		o := offer{period: x.period, status: x.status, body: x.body, land: d.region(x)}
		if d.origins != nil {
			o.origin = lens(d.origins[x.via])
		}
		d.strokes = o.land.Strokes(d.strokes, int32(i))
		d.offers = append(d.offers, o)
	}
	territory.SortStrokes(d.strokes)
}

// noDay is no place of a day.
const noDay = -1

// turn goes from one day of the scene to a later one, and says whether pairs or offers
// are others then. From noDay all are.
func (d *desk) turn(from, to int) (news bool) {
	day := d.days[to].day
	asked, offered := true, true
	if from != noDay {
		last := d.days[from].day
		asked = slices.ContainsFunc(d.claims, func(c claim) bool { return c.turns(last, day) })
		offered = slices.ContainsFunc(d.offers, func(o offer) bool { return o.turns(last, day) })
	}
	if asked {
		d.findPairs(day)
	}
	if offered {
		d.takeOffers(day)
		d.paint()
	}
	return asked || offered
}

// takeOffers notes the offers that hold on a day.
func (d *desk) takeOffers(day catalogue.Day) {
	for i := range d.offers {
		d.own[d.offers[i].body] = 0
	}
	for i := range d.offers {
		o := &d.offers[i]
		if o.holds = o.on(day); !o.holds {
			continue
		}
		d.own[o.body] |= ofStatus(o.status)
		if o.status == live {
			d.own[o.body] |= o.origin.notes()
		}
	}
}

// paint paints the land of the offers that hold.
func (d *desk) paint() {
	for _, c := range d.by {
		c.Clear()
	}
	d.said.Clear()
	for _, s := range d.strokes {
		if o := &d.offers[s.Of]; o.holds {
			d.by[o.status].Stroke(s)
			d.said.Stroke(s)
		}
	}
}

// light brings the land of the live offers that a lens shows to light, and says whether
// there are any such offers.
func (d *desk) light(l lens) (any bool) {
	if l != wholeLens {
		return d.paintLit(l)
	}
	d.lit = d.by[live]
	return slices.ContainsFunc(d.offers, func(o offer) bool { return o.shown(l) })
}

// paintLit paints their land alone.
func (d *desk) paintLit(l lens) (any bool) {
	d.lit = d.lens
	d.lit.Clear()
	for _, s := range d.strokes {
		if d.offers[s.Of].shown(l) {
			d.lit.Stroke(s)
		}
	}
	return slices.ContainsFunc(d.offers, func(o offer) bool { return o.shown(l) })
}

// shown says whether it is live, and a lens shows it.
func (o *offer) shown(l lens) bool { return o.holds && o.status == live && l.shows(o.origin) }
