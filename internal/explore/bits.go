package explore

import (
	"iter"
	"math/bits"
)

// bitset is a set of small numbers, of a size that is known beforehand.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

// bitsets are many of the same size in one piece of memory.
func bitsets(many, size int) []bitset {
	words := (size + 63) / 64
	all := make(bitset, many*words)
	out := make([]bitset, many)
	for i := range out {
		out[i] = all[i*words : (i+1)*words : (i+1)*words]
	}
	return out
}

func (b bitset) add(i int32) { b[i/64] |= 1 << (i % 64) }

func (b bitset) or(other bitset) {
	for i, w := range other {
		b[i] |= w
	}
}

// and keeps what is in both, and says whether there is anything.
func (b bitset) and(other bitset) bool {
	var any uint64
	for i, w := range other {
		b[i] &= w
		any |= b[i]
	}
	return any != 0
}

func (b bitset) all() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i, w := range b {
			for ; w != 0; w &= w - 1 {
				if !yield(int32(i*64 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}
