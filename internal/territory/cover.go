package territory

// Cover is land that is painted and then measured against: whether a region lies in
// it, and how many of its people. It is for questions that ask thousands of regions
// about one union of many: to paint costs what the region has of runs, to dry once
// what the territory has of pieces, and then each measure what the region has of runs.
//
//	Clear ─► Paint … ─► Dry ─► Measure …
//
// It belongs to one goroutine; once it is dry, any number of them may measure.
type Cover struct {
	in      *Territory
	steps   []int32 // by piece: runs that begin there less runs that ended before it
	painted bool
	before  []sum // by piece: what is painted before it
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
func (t *Territory) NewCover() *Cover {
	return &Cover{in: t, steps: make([]int32, len(t.pieces)+1), before: make([]sum, len(t.pieces)+1)}
}

// Clear begins anew with no land. The cover must be dry; what was measured before is
// overwritten when it dries again.
func (c *Cover) Clear() { c.painted = false }

// Paint adds a region, before the cover is dry.
func (c *Cover) Paint(r Region) {
	for _, s := range r.spans {
		c.steps[s.from]++
		c.steps[s.end]--
		c.painted = true
	}
}

// Dry ends the painting.
func (c *Cover) Dry() {
	if !c.painted {
		return
	}
	layers, total := int32(0), sum{}
	for p := range c.in.pieces {
		layers += c.steps[p]
		c.steps[p] = 0
		if layers > 0 {
			total.pieces++
			total.people += c.in.pieces[p].people
		}
		c.before[p+1] = total
	}
	c.steps[len(c.in.pieces)] = 0
}

// Measure says how much of a region is painted, and how many people live there. The
// people of an area whose population is not known are none.
func (c *Cover) Measure(r Region) (Extent, int) {
	if !c.painted {
		return Nowhere, 0
	}
	size, both := 0, sum{}
	for _, s := range r.spans {
		size += int(s.end - s.from)
		both.pieces += c.before[s.end].pieces - c.before[s.from].pieces
		both.people += c.before[s.end].people - c.before[s.from].people
	}
	switch both.pieces {
	case 0:
		return Nowhere, 0
	case size:
		return Wholly, both.people
	}
	return Partly, both.people
}
