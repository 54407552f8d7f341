package explore

import (
	"cmp"
	"slices"
)

// What the filter leaves out is walked through. Where a chain of steps leads from one
// shown place to another through nothing but records that are left out, there is a
// bridge: an edge without a statement that says how many they are, the fewest of all
// such chains. Of two places that statements join there is none.

// bridges adds the bridges, until the budget is spent. A step along a chain costs as
// much as a statement: there can be as many bridges as pairs of places.
func (n *vicinity) bridges(m *meter) {
	if len(n.hops) == 0 {
		return
	}
	c := crossing{vicinity: n, meter: m, hops: pairsOf(n.hops), joined: n.joined(), reached: make([]place, len(n.entries)+1)}
	if n.direction == Both {
		c.hops = pairsOf(slices.Concat(n.hops, back(n.hops)))
	}
	for i := range n.entries {
		if e := &n.entries[i]; !e.leftOut && !e.group() && !c.from(place(i+1)) {
			return
		}
	}
}

// crossing looks for bridges.
type crossing struct {
	*vicinity
	meter   *meter
	hops    pairs
	joined  pairs
	reached []place // from which a place was reached last
	queue   []chain
}

// chain leads to a place that is left out, the last of so many.
type chain struct {
	to     place
	elided int
}

// from adds the bridges from a place; it says whether the budget sufficed. Bridges
// that can be walked either way are found from the place that was met first.
func (c *crossing) from(p place) bool {
	c.reached[p] = p
	for _, j := range c.joined.from(p) {
		c.reached[j.to] = p
	}
	c.queue = append(c.queue[:0], chain{to: p})
	for i := 0; i < len(c.queue); i++ {
		at := c.queue[i]
		for _, h := range c.hops.from(at.to) {
			if !c.meter.edge() {
				return false
			}
			if c.reached[h.to] == p {
				continue
			}
			c.reached[h.to] = p
			switch e := c.entry(h.to); {
			case e.leftOut:
				c.queue = append(c.queue, chain{h.to, at.elided + 1})
			case c.direction != Both || e.group() || h.to > p:
				c.bridge(p, h.to, at.elided)
			}
		}
	}
	return true
}

func (c *crossing) bridge(from, to place, elided int) {
	if c.direction == Incoming {
		from, to = to, from
	}
	c.ties = append(c.ties, tie{from: from, to: to, count: 1, elided: elided})
}

// joined are the places that statements join, each with the other.
func (n *vicinity) joined() pairs {
	var out []hop
	for _, t := range n.ties {
		out = append(out, hop{t.from, t.to}, hop{t.to, t.from})
	}
	return pairsOf(out)
}

// pairs are hops in order, each once.
type pairs []hop

func pairsOf(hops []hop) pairs {
	sorted := slices.Clone(hops)
	slices.SortFunc(sorted, func(a, b hop) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	return slices.Compact(sorted)
}

func back(hops []hop) []hop {
	out := make([]hop, len(hops))
	for i, h := range hops {
		out[i] = hop{h.to, h.from}
	}
	return out
}

// from are those that begin at a place.
func (p pairs) from(at place) pairs {
	begin, _ := slices.BinarySearchFunc(p, at, func(h hop, at place) int { return cmp.Compare(h.from, at) })
	end := begin
	for end < len(p) && p[end].from == at {
		end++
	}
	return p[begin:end]
}
