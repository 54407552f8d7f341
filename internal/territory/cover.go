package territory

import (
	"cmp"
	"slices"
)

// Cover is land that is painted and then measured against: whether a region lies in
// it, and how many of its people. It is for questions that ask many regions about one
// union of many.
//
//	Clear ─► Paint or Stroke … ─► Dry ─► Measure …
//
// It keeps the painted land as runs that neither touch nor overlap, and of each what is
// painted before it. So a measure searches among the runs twice for each run of the
// region, and painting costs what is painted, whatever the size of the territory: next
// to nothing where it is painted in order.
//
// It dries at the first measure, if nobody dries it before. It belongs to one goroutine;
// once it is dry, any number of them may measure.
type Cover struct {
	in   *Territory
	runs []run
	wet  bool // the runs are not in order yet
}

// run is painted land, and how much is painted before it.
type run struct {
	span
	before sum
}

// sum is so much painted land.
type sum struct{ pieces, people int }

// Extent is how much of a region is meant.
type Extent uint8

// The extents. The empty region is covered by nothing.
const (
	Nowhere Extent = iota
	Partly
	Wholly
)

// NewCover begins with no land, dry.
func (t *Territory) NewCover() *Cover { return &Cover{in: t} }

// Clear begins anew with no land.
func (c *Cover) Clear() { c.runs, c.wet = c.runs[:0], false }

// Paint adds a region.
func (c *Cover) Paint(r Region) {
	for _, s := range r.spans {
		c.paint(s)
	}
}

// paint adds a run: to the last one, or behind it where it comes in order.
func (c *Cover) paint(s span) {
	n := len(c.runs)
	if n == 0 {
		c.runs = append(c.runs, run{span: s})
		return
	}
	last := &c.runs[n-1]
	switch {
	case s.from < last.from:
		c.wet = true
		c.runs = append(c.runs, run{span: s})
	case s.from <= last.end:
		last.end = max(last.end, s.end)
	default:
		c.runs = append(c.runs, run{s, c.upTo(last, last.end)})
	}
}

// upTo is what is painted before a piece that lies in a run or at its end.
func (c *Cover) upTo(r *run, p piece) sum {
	return sum{r.before.pieces + int(p-r.from), r.before.people + c.in.before[p] - c.in.before[r.from]}
}

// Dry ends the painting.
func (c *Cover) Dry() {
	if !c.wet {
		return
	}
	c.wet = false
	slices.SortFunc(c.runs, func(a, b run) int { return cmp.Compare(a.from, b.from) })
	painted := c.runs
	c.runs = c.runs[:0] // which grows no faster than what is painted is read
	for _, r := range painted {
		c.paint(r.span)
	}
}

// Measure says how much of a region is painted, and how many people live there. The
// people of an area whose population is not known are none.
func (c *Cover) Measure(r Region) (Extent, int) {
	if len(c.runs) == 0 {
		return Nowhere, 0
	}
	c.Dry()
	size, both := 0, sum{}
	for _, s := range r.spans {
		size += int(s.end - s.from)
		first := c.find(0, s.from)
		last := first
		if n := len(c.runs) - first; n > 0 && c.runs[first].from < s.end { // else none begins in it
			last = c.find(first+1, s.end)
		}
		from, until := c.before(first, s.from), c.before(last, s.end)
		both.pieces += until.pieces - from.pieces
		both.people += until.people - from.people
	}
	switch both.pieces {
	case 0:
		return Nowhere, 0
	case size:
		return Wholly, both.people
	}
	return Partly, both.people
}

// find is the first run from one on that does not begin before a piece.
func (c *Cover) find(from int, p piece) int {
	until := len(c.runs)
	for from < until {
		if middle := int(uint(from+until) / 2); c.runs[middle].from < p {
			from = middle + 1
		} else {
			until = middle
		}
	}
	return from
}

// before is what is painted before a piece, given the first run that does not begin
// before it.
func (c *Cover) before(next int, p piece) sum {
	if next == 0 {
		return sum{}
	}
	last := &c.runs[next-1]
	return c.upTo(last, min(p, last.end))
}

// Stroke is a run of a region, with the number of what it is the land of.
type Stroke struct {
	span
	Of int32
}

// Strokes adds the runs of a region to a list.
func (r Region) Strokes(to []Stroke, of int32) []Stroke {
	for _, s := range r.spans {
		to = append(to, Stroke{s, of})
	}
	return to
}

// SortStrokes brings strokes in the order in which they are quickly painted.
func SortStrokes(strokes []Stroke) {
	slices.SortFunc(strokes, func(a, b Stroke) int { return cmp.Compare(a.from, b.from) })
}

// Stroke paints a stroke.
func (c *Cover) Stroke(s Stroke) { c.paint(s.span) }
