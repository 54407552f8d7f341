package rollout

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
)

// pair is a service that is asked of an authority.
type pair struct {
	body   int32
	basis  uint8
	land   territory.Region // for which it is asked; empty where the authority covers none
	people int              // of the land, or of the authority where there is none
}

// findPairs finds of whom the service is asked on a day, and for what land.
func (d *desk) findPairs(day catalogue.Day) {
	basis := d.query.basis()
	if basis == ofGiven {
		if d.given == nil {
			d.ask(d.meant, ofGiven)
			d.given = d.pairs
		}
		d.pairs = d.given // which are the same for every service
		return
	}
	d.pairs = d.pairs[:0]
	stated := false
	for i := range d.claims {
		if x := &d.claims[i]; x.on(day) {
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
	for _, level := range executing(d.service.RegulationType) {
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
func (d *desk) competent(x *claim) {
	body := x.body
	if !d.bodies[body].meant {
		return
	}
	if d.at[body] == 0 {
		d.pairs = append(d.pairs, pair{body: body, basis: ofCompetence, people: d.bodies[body].people})
		d.at[body] = int32(len(d.pairs))
	}
	p := &d.pairs[d.at[body]-1]
	p.land = p.land.Union(x.land)
	if !p.land.Empty() {
		_, p.people = d.all.Measure(p.land)
	}
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
