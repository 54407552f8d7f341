package snapshot

import (
	"iter"
	"math/bits"

	"fundus/internal/catalogue"
)

const (
	setBits  = 4096 // members a chunk can hold; 512 bytes, a size class of its own
	setWords = setBits / 64
)

// Set is an immutable set of record ids: a bitmap cut into chunks, in which an
// empty chunk is nil. It is a value, cheap to pass on, and the zero Set is empty.
// Operations share the chunks they do not change, so a union with a small set
// costs what the small set costs. Sets of one catalogue are dense in few chunks,
// because the ids of one import lie together; hence no run or array containers.
type Set struct{ chunks []*setChunk }

type setChunk [setWords]uint64

// FromIDs returns the set of the given ids, in any order, repeated or not.
func FromIDs(ids ...catalogue.ID) Set {
	e := NewSet()
	for _, id := range ids {
		e.Add(id)
	}
	return e.Set()
}

// Has reports whether id is a member.
func (s Set) Has(id catalogue.ID) bool {
	c := s.chunk(int(id / setBits))
	return c != nil && c[id/64%setWords]&(1<<(id%64)) != 0
}

func (s Set) chunk(i int) *setChunk {
	if i >= len(s.chunks) {
		return nil
	}
	return s.chunks[i]
}

// Count returns the number of members.
func (s Set) Count() int {
	n := 0
	for _, c := range s.chunks {
		if c != nil {
			n += c.count()
		}
	}
	return n
}

func (c *setChunk) count() int {
	n := 0
	for _, w := range c {
		n += bits.OnesCount64(w)
	}
	return n
}

// Empty reports whether s has no member.
func (s Set) Empty() bool {
	for _, c := range s.chunks {
		if c != nil && *c != (setChunk{}) {
			return false
		}
	}
	return true
}

// And returns the members of both.
func (s Set) And(t Set) Set {
	out := make([]*setChunk, min(len(s.chunks), len(t.chunks)))
	for i := range out {
		out[i] = both(s.chunks[i], t.chunks[i])
	}
	return Set{out}
}

func both(a, b *setChunk) *setChunk {
	if a == b {
		return a
	}
	if a == nil || b == nil {
		return nil
	}
	c, left := new(setChunk), uint64(0)
	for i := range c {
		c[i] = a[i] & b[i]
		left |= c[i]
	}
	if left == 0 {
		return nil
	}
	return c
}

// AndCount returns And(t).Count() without building the set.
func (s Set) AndCount(t Set) int {
	n := 0
	for i := range min(len(s.chunks), len(t.chunks)) {
		a, b := s.chunks[i], t.chunks[i]
		if a == nil || b == nil {
			continue
		}
		for j := range a {
			n += bits.OnesCount64(a[j] & b[j])
		}
	}
	return n
}

// AndAnyCount returns how many members are in any of the sets, building none.
func (s Set) AndAnyCount(sets []Set) int {
	n := 0
	for i, c := range s.chunks {
		if c == nil {
			continue
		}
		var any setChunk
		for _, t := range sets {
			if b := t.chunk(i); b != nil {
				any.add(b)
			}
		}
		for j := range any {
			n += bits.OnesCount64(c[j] & any[j])
		}
	}
	return n
}

func (c *setChunk) add(b *setChunk) {
	for i, w := range b {
		c[i] |= w
	}
}

// Or returns the members of either.
func (s Set) Or(t Set) Set {
	out := make([]*setChunk, max(len(s.chunks), len(t.chunks)))
	for i := range out {
		out[i] = either(s.chunk(i), t.chunk(i))
	}
	return Set{out}
}

func either(a, b *setChunk) *setChunk {
	switch {
	case a == nil || a == b:
		return b
	case b == nil:
		return a
	}
	c := *a
	c.add(b)
	return &c
}

// AndNot returns the members of s that t lacks.
func (s Set) AndNot(t Set) Set {
	out := make([]*setChunk, len(s.chunks))
	for i, a := range s.chunks {
		out[i] = without(a, t.chunk(i))
	}
	return Set{out}
}

func without(a, b *setChunk) *setChunk {
	if a == nil || b == nil {
		return a
	}
	c, left := new(setChunk), uint64(0)
	for i := range c {
		c[i] = a[i] &^ b[i]
		left |= c[i]
	}
	if left == 0 {
		return nil
	}
	return c
}

// Next returns the smallest member that is at least id.
func (s Set) Next(id catalogue.ID) (catalogue.ID, bool) {
	word, mask := int(id/64%setWords), ^uint64(0)<<(id%64)
	for i := int(id / setBits); i < len(s.chunks); i++ {
		if c := s.chunks[i]; c != nil {
			for ; word < setWords; word++ {
				if w := c[word] & mask; w != 0 {
					return catalogue.ID(i*setBits + word*64 + bits.TrailingZeros64(w)), true
				}
				mask = ^uint64(0)
			}
		}
		word, mask = 0, ^uint64(0)
	}
	return 0, false
}

// Prev returns the largest member that is at most id.
func (s Set) Prev(id catalogue.ID) (catalogue.ID, bool) {
	at, word, mask := int(id/setBits), int(id/64%setWords), ^uint64(0)>>(63-id%64)
	if at >= len(s.chunks) {
		at, word, mask = len(s.chunks)-1, setWords-1, ^uint64(0)
	}
	for ; at >= 0; at-- {
		if c := s.chunks[at]; c != nil {
			for ; word >= 0; word-- {
				if w := c[word] & mask; w != 0 {
					return catalogue.ID(at*setBits + word*64 + bits.Len64(w) - 1), true
				}
				mask = ^uint64(0)
			}
		}
		word, mask = setWords-1, ^uint64(0)
	}
	return 0, false
}

// All yields the members in ascending order.
func (s Set) All() iter.Seq[catalogue.ID] {
	return func(yield func(catalogue.ID) bool) {
		for i, c := range s.chunks {
			if c != nil && !c.each(catalogue.ID(i*setBits), yield) {
				return
			}
		}
	}
}

func (c *setChunk) each(base catalogue.ID, yield func(catalogue.ID) bool) bool {
	for i, w := range c {
		for ; w != 0; w &= w - 1 {
			if !yield(base + catalogue.ID(i*64+bits.TrailingZeros64(w))) {
				return false
			}
		}
	}
	return true
}

// SetBuilder makes a set member by member, from nothing or from another set: it
// copies a chunk when it first touches it and never afterwards, and the set it
// began from stays as it was. It belongs to one goroutine.
type SetBuilder struct {
	chunks []*setChunk
	owned  []bool // nil until the first change: the chunks are still the base's
}

// NewSet begins an empty set.
func NewSet() *SetBuilder { return new(SetBuilder) }

// Edit begins with the members of s.
func (s Set) Edit() *SetBuilder { return &SetBuilder{chunks: s.chunks} }

// Has reports whether id is a member so far.
func (e *SetBuilder) Has(id catalogue.ID) bool { return Set{e.chunks}.Has(id) }

// Add makes id a member.
func (e *SetBuilder) Add(id catalogue.ID) {
	e.chunk(int(id / setBits))[id/64%setWords] |= 1 << (id % 64)
}

// Remove makes id no member.
func (e *SetBuilder) Remove(id catalogue.ID) {
	if e.Has(id) {
		e.chunk(int(id / setBits))[id/64%setWords] &^= 1 << (id % 64)
	}
}

// chunk returns chunk i, the edit's own.
func (e *SetBuilder) chunk(i int) *setChunk {
	if e.owned == nil || i >= len(e.chunks) {
		e.grow(i + 1)
	}
	if !e.owned[i] {
		c := new(setChunk)
		if old := e.chunks[i]; old != nil {
			*c = *old
		}
		e.chunks[i], e.owned[i] = c, true
	}
	return e.chunks[i]
}

func (e *SetBuilder) grow(n int) {
	n = max(n, len(e.chunks))
	if cap(e.owned) < n {
		size := max(n, len(e.owned)*2)
		e.chunks = append(make([]*setChunk, 0, size), e.chunks...)
		e.owned = append(make([]bool, 0, size), e.owned...)
	}
	e.chunks, e.owned = e.chunks[:n], e.owned[:n]
}

// Set returns the set; the builder must not be used afterwards.
func (e *SetBuilder) Set() Set {
	for i, own := range e.owned {
		if own && *e.chunks[i] == (setChunk{}) {
			e.chunks[i] = nil
		}
	}
	return Set{e.chunks}
}
