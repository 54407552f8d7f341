package text

import "sort"

const (
	// blockMax is the number of values a block holds: what an edit copies for a
	// frequent word (2 KiB), and how far its directory is from growing long.
	blockMax = 512
	// blockFill is what a bulk build puts into a block, so that the first edits
	// find room.
	blockFill = 384
)

// list is a sorted set of ids, each with its payload in the low bits, cut into
// blocks. Blocks and directory are immutable; no block is empty.
type list [][]uint32

func (l list) len() int {
	n := 0
	for _, b := range l {
		n += len(b)
	}
	return n
}

// change sets or, if gone, removes the value with the id of value.
type change struct {
	value uint32
	gone  bool
}

func id(value uint32) uint32 { return value >> payloadBits }

// apply returns l with changes, which are ascending by id and one for an id.
// Only blocks that change are copied.
func (l list) apply(changes []change) list {
	next := make(list, 0, len(l)+1+len(changes)/blockFill)
	for i := 0; i < len(l) || len(changes) > 0; i++ {
		var block []uint32
		n := len(changes)
		if i < len(l) {
			block = l[i]
		}
		if i+1 < len(l) {
			limit := id(l[i+1][0])
			n = sort.Search(n, func(j int) bool { return id(changes[j].value) >= limit })
		}
		if n == 0 {
			next = append(next, block)
			continue
		}
		next = next.append(merge(block, changes[:n]))
		changes = changes[n:]
	}
	return next
}

// append adds a merged block, halved if too long, joined with its neighbour if
// both are short, left out if empty.
func (l list) append(block []uint32) list {
	if len(block) == 0 {
		return l
	}
	if n := len(l); n > 0 && len(l[n-1])+len(block) <= blockMax/2 {
		l[n-1] = append(append(make([]uint32, 0, len(l[n-1])+len(block)), l[n-1]...), block...)
		return l
	}
	if len(block) <= blockMax {
		return append(l, block)
	}
	for pieces := (len(block) + blockFill - 1) / blockFill; pieces > 0; pieces-- {
		n := len(block) / pieces
		l = append(l, block[:n:n])
		block = block[n:]
	}
	return l
}

func merge(block []uint32, changes []change) []uint32 {
	out := make([]uint32, 0, len(block)+len(changes))
	for _, c := range changes {
		n := sort.Search(len(block), func(i int) bool { return id(block[i]) >= id(c.value) })
		out = append(out, block[:n]...)
		block = block[n:]
		if len(block) > 0 && id(block[0]) == id(c.value) {
			block = block[1:]
		}
		if !c.gone {
			out = append(out, c.value)
		}
	}
	return append(out, block...)
}

// cursor reads a list upwards. At the end its value is done.
type cursor struct {
	rest  list
	block []uint32
	value uint32
}

// done is above every value of a list.
const done = ^uint32(0)

func (l list) cursor() cursor {
	c := cursor{rest: l, value: done}
	c.load()
	return c
}

func (c *cursor) load() {
	if len(c.block) == 0 && len(c.rest) > 0 {
		c.block, c.rest = c.rest[0], c.rest[1:]
	}
	c.value = done
	if len(c.block) > 0 {
		c.value = c.block[0]
	}
}

func (c *cursor) next() {
	c.block = c.block[1:]
	c.load()
}

// seek moves to the first value of at least v.
func (c *cursor) seek(v uint32) {
	if c.value >= v {
		return
	}
	if c.block[len(c.block)-1] < v {
		n := sort.Search(len(c.rest), func(i int) bool { return c.rest[i][len(c.rest[i])-1] >= v })
		c.block, c.rest = nil, c.rest[n:]
		c.load()
		if c.value >= v {
			return
		}
	}
	c.block = c.block[gallop(c.block, v):]
	c.value = c.block[0]
}

// gallop finds the first value of at least v, near the beginning quickly. The
// last value of b is at least v.
func gallop(b []uint32, v uint32) int {
	high := 1
	for high < len(b) && b[high] < v {
		high *= 2
	}
	low := high / 2
	high = min(high, len(b))
	return low + sort.Search(high-low, func(i int) bool { return b[low+i] >= v })
}
