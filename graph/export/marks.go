package export

// marks are numbers that have been met, a bit for each up to the highest: records and
// statements are numbered without gaps worth speaking of.
type marks []uint64

// add says whether a number is met for the first time.
func (m *marks) add(n uint32) bool {
	if m.has(n) {
		return false
	}
	for uint32(len(*m)) <= n/64 {
		*m = append(*m, 0)
	}
	(*m)[n/64] |= 1 << (n % 64)
	return true
}

func (m marks) has(n uint32) bool {
	return n/64 < uint32(len(m)) && m[n/64]&(1<<(n%64)) != 0
}
