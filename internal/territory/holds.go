package territory

// Holds says whether all land of a region has been added. No land always has.
func (y *Tally) Holds(r Region) bool {
	for _, s := range r.spans {
		for at := s.from; at < s.end; {
			word, end := at/64, min(s.end, at/64*64+64)
			if all := ^uint64(0) >> (64 - (end - at)) << (at % 64); y.has[word]&all != all {
				return false
			}
			at = end
		}
	}
	return true
}
