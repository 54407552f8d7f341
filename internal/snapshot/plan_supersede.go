package snapshot

import (
	"fmt"

	"fundus/internal/catalogue"
)

// editions are the Supersedes of a change set at work. Before the first change
// they mark what may end; a Relate takes off its mark what it says again; after
// the last change what is still marked ends. It costs what is in the posting
// lists of the records in question.
type editions struct {
	aspects map[aspect]said
	// standing is the first day of the marked statements of editions with a day, by
	// their keys without one.
	standing map[catalogue.EdgeKey]catalogue.Day
	pending  map[catalogue.EdgeID]catalogue.Day // the marked statements, and the day of the edition
}

// aspect is a record in a role, as a source sees it: what it says there is stated
// whole.
type aspect struct {
	record, source catalogue.ID
	role           catalogue.Role
}

// said is what is known of an aspect.
type said struct {
	by     int // the Supersede
	asOf   catalogue.Day
	before bool // whether the source has said something there
}

func (p *planner) openEditions() {
	for i, c := range p.changes {
		if c, ok := c.(catalogue.Supersede); ok && !p.full {
			if p.editions.aspects == nil {
				p.editions = editions{map[aspect]said{}, map[catalogue.EdgeKey]catalogue.Day{}, map[catalogue.EdgeID]catalogue.Day{}}
			}
			p.at = i
			p.supersede(&c)
		}
	}
}

// supersede marks what a Supersede may end.
func (p *planner) supersede(c *catalogue.Supersede) {
	may, ok := p.checkEdition(c)
	if !ok {
		return
	}
	source, ok := p.resolve("source", c.Source, maskOf(catalogue.KindSource))
	for _, ref := range c.Records {
		if !ok || p.full {
			return
		}
		r, known := p.resolve("records", ref, may)
		if !known {
			continue
		}
		ok = !p.outdated(c, ref, r.id, source.id)
		for _, role := range c.Roles {
			ok = ok && (!role.Fits(r.kind) || p.mark(c, ref, aspect{r.id, source.id, role}))
		}
	}
}

// checkEdition holds a Supersede against the rules that it breaks by itself, and
// says which kinds its records may have.
func (p *planner) checkEdition(c *catalogue.Supersede) (may kindMask, ok bool) {
	before := len(p.errs)
	for _, role := range c.Roles {
		if !role.Relation().Known() || role.String() == "" {
			p.fail(catalogue.Invalid, "roles", fmt.Sprint(role), "role %d is not known", role)
		}
		for _, k := range catalogue.Kinds() {
			if role.Fits(k) {
				may |= maskOf(k)
			}
		}
	}
	switch {
	case c.Source == "":
		p.fail(catalogue.Invalid, "source", "", "names the source whose statements end")
	case len(c.Roles) == 0:
		p.fail(catalogue.Invalid, "roles", "", "names at least one role")
	case len(c.Records)*len(c.Roles) > MostChanges:
		p.fail(catalogue.Invalid, "records", "", "%d records in %d roles; a change set has at most %d of both", len(c.Records), len(c.Roles), MostChanges)
	case c.AsOf < 0:
		p.fail(catalogue.Invalid, "asOf", "", "not a day")
	}
	return may, len(p.errs) == before
}

// outdated notes a Conflict where the source spoke of an area as of a later day.
func (p *planner) outdated(c *catalogue.Supersede, ref catalogue.Ref, id, source catalogue.ID) bool {
	area, is := p.Record(id).(*catalogue.Area)
	if !is || c.AsOf == 0 || area.AsOf <= c.AsOf || area.Source != source {
		return false
	}
	p.older(c, ref, "it is known from this source as of "+area.AsOf.String())
	return true
}

func (p *planner) older(c *catalogue.Supersede, ref catalogue.Ref, why string) {
	p.fail(catalogue.Conflict, "asOf", c.AsOf.String(), "%s: %s; the edition of %s is older and would undo the newer. Editions are taken in their order", ref, why, c.AsOf)
}

// mark marks the statements of an aspect that may end.
func (p *planner) mark(c *catalogue.Supersede, ref catalogue.Ref, of aspect) bool {
	if first, taken := p.editions.aspects[of]; taken {
		if first.by != p.at {
			p.fail(catalogue.Invalid, "records", string(ref), "%s as %s: changes[%d] supersedes it already", ref, of.role, first.by)
		}
		return first.by == p.at
	}
	now := said{by: p.at, asOf: c.AsOf}
	if p.SourceUses(of.source) == 0 { // as one that this set makes
		p.editions.aspects[of] = now
		return true
	}
	for id := range p.Edges(of.record, of.role).All() {
		if !p.goOn() {
			return false
		}
		r := p.edges.row(id)
		if r.source != of.source {
			continue
		}
		if now.before = true; c.AsOf == 0 {
			p.editions.pending[id] = 0
			continue
		}
		if r.validFrom() > c.AsOf {
			p.older(c, ref, fmt.Sprintf("a statement of this source (%s) holds from %s on", catalogue.GlobalEdgeID(id), r.validFrom()))
			return false
		}
		if until := r.validUntil(); until == 0 || until >= c.AsOf {
			p.editions.pending[id] = c.AsOf
			p.editions.stand(r)
		}
	}
	p.editions.aspects[of] = now
	return true
}

// stand notes when a statement began; of several the one that began first is meant.
func (e *editions) stand(r *row) {
	key := r.key()
	key.ValidFrom = 0
	if first, stands := e.standing[key]; !stands || r.validFrom() < first {
		e.standing[key] = r.validFrom()
	}
}

// saidOf is what is known of the aspects that a statement has, and whether there
// are any.
func (p *planner) saidOf(x *catalogue.Edge) (said, bool) {
	all, found := said{}, false
	if len(p.editions.aspects) == 0 || x.Source == 0 {
		return all, found
	}
	for end := catalogue.EndFrom; end <= catalogue.EndArea; end++ {
		if s, known := p.editions.aspects[aspect{x.At(end), x.Source, x.Relation.Role(end)}]; known {
			s.before = s.before || all.before
			all, found = s, true
		}
	}
	return all, found
}

// date gives a statement of an edition with a day, made without a first day, that
// of the statement which it says again, or else the day of the edition if the
// source has spoken there before.
func (p *planner) date(x *catalogue.Edge) bool {
	s, found := p.saidOf(x)
	switch {
	case !found || s.asOf == 0:
	case x.ValidFrom > s.asOf:
		p.fail(catalogue.Invalid, "validFrom", x.ValidFrom.String(), "begins after %s, as of which this set speaks (changes[%d])", s.asOf, s.by)
		return false
	case x.ValidFrom != 0 || x.ValidUntil != 0 && x.ValidUntil < s.asOf:
	default:
		if first, stands := p.editions.standing[x.Key()]; stands {
			x.ValidFrom = first
		} else if s.before {
			x.ValidFrom = s.asOf
		}
	}
	return true
}

// saysAgain says whether a Relate needs no Seen, since an edition that the set
// states has seen all that it may end.
func (p *planner) saysAgain(c *catalogue.Relate, id catalogue.EdgeID) bool {
	_, marked := p.editions.pending[id]
	return marked && c.Seen == 0
}

// sayAgain takes the mark off a statement.
func (p *planner) sayAgain(id catalogue.EdgeID) { delete(p.editions.pending, id) }

// holds is when a statement holds, as far as the changes so far say so.
func (p *planner) holds(x *catalogue.Edge) (from, until catalogue.Day, holds bool) {
	asOf, marked := p.editions.pending[x.ID]
	if !marked {
		return x.ValidFrom, x.ValidUntil, true
	}
	until, ends := lastDay(x, asOf)
	return x.ValidFrom, until, ends
}

// lastDay is the last day of a statement that an edition ends, false where it is
// withdrawn.
func lastDay(x *catalogue.Edge, asOf catalogue.Day) (catalogue.Day, bool) {
	until := asOf - 1
	return until, until > 0 && until >= x.ValidFrom
}

// closeEditions ends what was not said again.
func (p *planner) closeEditions() {
	for id, asOf := range p.editions.pending {
		x, there := p.edge(id)
		if !there {
			continue
		}
		if until, ends := lastDay(&x, asOf); ends {
			x.ValidUntil = until
			p.setEdge(id, x)
		} else {
			p.removeEdge(id)
		}
	}
}
