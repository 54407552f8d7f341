package rdf

import "hash/maphash"

// interner gives back the same string for the same bytes while it remembers them. Documents repeat properties,
// classes, datatypes and subjects; each repetition then costs a hash instead of an allocation. It is a direct-mapped
// table: an entry is overwritten by the next that falls on it, so it never grows, whatever the input.
type interner struct {
	seed  maphash.Seed
	slots [1 << 10]string
}

func newInterner() *interner { return &interner{seed: maphash.MakeSeed()} }

func (n *interner) string(b []byte) string {
	slot := &n.slots[maphash.Bytes(n.seed, b)%uint64(len(n.slots))]
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}
