package explore

import (
	"cmp"
	"slices"
)

// What the filter leaves out is walked through. Where a chain of steps leads from one
// shown slot to another through nothing but records that are left out, there is a
// bridge: an edge without a statement that says how many they are, the fewest of all
// such chains. Of two slots that statements join there is none.

// bridges adds the bridges, until the budget is spent. A step along a chain costs as
// much as a statement: there can be as many bridges as hops of slots.
func (n *vicinity) bridges(m *meter) {
	if len(n.hops) == 0 {
		return
	}
	c := crossing{vicinity: n, meter: m, hops: hopsOf(n.hops), joined: n.joined(), reached: make([]slot, len(n.entries)+1)}
	if n.direction == Both {
		c.hops = hopsOf(slices.Concat(n.hops, back(n.hops)))
	}
	for i := range n.entries {
		if e := &n.entries[i]; !e.leftOut && !e.group() && !c.from(slot(i+1)) {
			return
		}
	}
}

// crossing looks for bridges.
type crossing struct {
	*vicinity
	meter   *meter
	hops    hops
	joined  hops
	reached []slot // from which a slot was reached last
	queue   []chain
}

// chain leads to a slot that is left out, the last of so many.
type chain struct {
	to     slot
	elided int
}

// from adds the bridges from a slot; it says whether the budget sufficed. Bridges
// that can be walked either way are found from the slot that was met first.
func (c *crossing) from(p slot) bool {
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

func (c *crossing) bridge(from, to slot, elided int) {
	if c.direction == Incoming {
		from, to = to, from
	}
	c.ties = append(c.ties, tie{from: from, to: to, count: 1, elided: elided})
}

// joined are the slots that statements join, each with the other.
func (n *vicinity) joined() hops {
	var out []hop
	for _, t := range n.ties {
		out = append(out, hop{t.from, t.to}, hop{t.to, t.from})
	}
	return hopsOf(out)
}

// hops are hops in order, each once.
type hops []hop

func hopsOf(hops []hop) hops {
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

// from are those that begin at a slot.
func (p hops) from(at slot) hops {
	begin, _ := slices.BinarySearchFunc(p, at, func(h hop, at slot) int { return cmp.Compare(h.from, at) })
	end := begin
	for end < len(p) && p[end].from == at {
		end++
	}
	return p[begin:end]
}
