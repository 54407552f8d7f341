package territory

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// cutter lays the pieces in a line: depth first, wholes after their parts, by number.
type cutter struct {
	*Territory
	entered map[catalogue.ID]bool
	path    []branch
}

// branch is an area whose parts are being cut.
type branch struct {
	area  catalogue.ID
	parts []catalogue.ID // all of them
	next  int
}

func cut(v *view.View) *Territory {
	areas := v.All(catalogue.KindArea)
	c := &cutter{
		Territory: &Territory{view: v, regions: make(map[catalogue.ID]Region, areas.Count())},
		entered:   make(map[catalogue.ID]bool, areas.Count()),
	}
	for area := range areas.All() {
		if len(c.joined(area, catalogue.EndFrom)) == 0 {
			c.tree(area)
		}
	}
	// Nothing is left, since no area lies in itself. If one did, it would be cut here.
	for area := range areas.All() {
		c.tree(area)
	}
	return c.Territory
}

// joined are the areas that an area is joined with by PART_OF: its wholes, in which
// it stands first, or its parts; each once, by number.
func (c *cutter) joined(area catalogue.ID, end catalogue.End) []catalogue.ID {
	snap, role := c.view.Snapshot(), catalogue.PartOf.Role(end)
	var out []catalogue.ID
	for e := range snap.Edges(area, role).All() {
		if c.view.SeesStatement(e) {
			out = append(out, snap.EdgeAt(e, role.Opposite()))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// tree cuts an area and all that lies in it, as far as that is not done.
func (c *cutter) tree(root catalogue.ID) {
	c.enter(root)
	for len(c.path) > 0 {
		b := &c.path[len(c.path)-1]
		if b.next == len(b.parts) {
			c.leave(*b)
			c.path = c.path[:len(c.path)-1]
			continue
		}
		b.next++
		c.enter(b.parts[b.next-1])
	}
}

func (c *cutter) enter(area catalogue.ID) {
	if !c.entered[area] {
		c.entered[area] = true
		c.path = append(c.path, branch{area: area, parts: c.joined(area, catalogue.EndTo)})
	}
}

// leave makes the region of an area whose parts have theirs.
func (c *cutter) leave(b branch) {
	people := c.population(b.area)
	if len(b.parts) == 0 {
		c.regions[b.area] = Region{[]span{c.lay(land{area: b.area, known: people > 0, people: people})}}
		return
	}
	var spans []span
	for _, part := range b.parts {
		spans = append(spans, c.regions[part].spans...)
	}
	parts := regionOf(spans)
	if rest, ok := c.rest(b.area, people, parts); ok {
		parts = parts.Union(Region{[]span{rest}})
	}
	c.regions[b.area] = parts
}

// rest lays what of an area is in none of its parts; false where there is no such
// thing, or nothing is known of it.
func (c *cutter) rest(area catalogue.ID, people int, parts Region) (span, bool) {
	if people == 0 {
		return span{}, false
	}
	tally := c.NewTally()
	tally.Add(parts)
	untold := tally.untold()
	if people <= tally.people && len(untold) == 0 {
		return span{}, false
	}
	rest := c.lay(land{area: area, rest: true, known: true, people: max(0, people-tally.people)})
	for _, p := range untold {
		c.pieces[p].within = append(c.pieces[p].within, rest.from)
	}
	return rest, true
}

// lay puts a piece at the end of the line.
func (c *cutter) lay(l land) span {
	p := piece(len(c.pieces))
	c.pieces = append(c.pieces, l)
	return span{p, p + 1}
}

// population is that of an area, 0 where it is not known.
func (c *cutter) population(area catalogue.ID) int {
	if a, ok := c.view.Snapshot().Record(area).(*catalogue.Area); ok {
		return a.Population
	}
	return 0
}
