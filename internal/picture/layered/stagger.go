package layered

// mostLeaves is how many boxes stand one above the other that hang on the same box
// and on nothing else.
const mostLeaves = 10

// stagger moves every other leaf of a box with many leaves one layer further from it:
// its edge passes between the others, which takes less height than the leaf would.
func (d *drawing) stagger() {
	before, after := d.straightRows()
	for i := range d.Boxes {
		v := int32(i)
		d.staggerLeaves(after.of(v), before, after, +1)
		d.staggerLeaves(before.of(v), after, before, -1)
	}
	d.fromZero()
}

// staggerLeaves looks at the edges of a box on one side. Leaves have edges towards it,
// and none away from it.
func (d *drawing) staggerLeaves(edges []int32, towards, away rows, by int32) {
	var leaves []int32
	for _, e := range edges {
		from, to := d.ahead(int(e))
		if by < 0 {
			from, to = to, from
		}
		leaf := int32(to)
		if own := towards.of(leaf); own[0] == e && len(away.of(leaf)) == 0 && d.allJoin(own, from) {
			leaves = append(leaves, leaf)
		}
	}
	if len(leaves) <= mostLeaves {
		return
	}
	for i := 1; i < len(leaves); i += 2 {
		d.vertices[leaves[i]].layer += by
	}
}

// allJoin says whether all edges join the same box.
func (d *drawing) allJoin(edges []int32, box int) bool {
	for _, e := range edges {
		if from, to := d.ahead(int(e)); from != box && to != box {
			return false
		}
	}
	return true
}
