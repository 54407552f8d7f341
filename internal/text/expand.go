package text

import (
	"cmp"
	"slices"
)

const (
	// maxExpansions bounds the words a term stands for. More are cut, the
	// longest of the worst manner first, and the result says so.
	maxExpansions = 1024
	// maxCandidates bounds the words compared with a term. If a prefix, a part
	// or a piece is in more, it is not expanded at all, and the result says so:
	// a choice among them would depend on the order in which words came.
	maxCandidates = 1 << 15
)

// expansion is a word of the vocabulary that a term stands for.
type expansion struct {
	number uint32
	manner Manner
	typos  uint8
}

// expand returns the words p matches, best first, Fuzzy ones left out.
func (x *Index) expand(p *pattern) (found []expansion, cut bool) {
	var candidates []uint32
	for _, v := range x.hashed(p.stemHash()) {
		candidates = append(candidates, uint32(v)<<payloadBits)
	}
	var grams [maxWord]uint32
	if p.prefix {
		var buf [maxWord]byte
		start := p.needle[:min(len(p.needle), keyGrams)]
		keys := appendGrams(grams[:0], appendStrip(append(buf[:0], wordStart), start))
		candidates, cut = x.containing(candidates, keys)
	}
	if p.infix {
		var tooMany bool
		candidates, tooMany = x.containing(candidates, appendGrams(grams[:0], []byte(p.grams)))
		cut = cut || tooMany
	}
	slices.Sort(candidates)
	for _, v := range slices.Compact(candidates) {
		if manner, ok := p.match(*x.words.at(id(v))); ok {
			found = append(found, expansion{id(v), manner, 0})
		}
	}
	found, tooMany := x.best(found)
	return found, cut || tooMany
}

// expandTypos returns the words a typing error or two away from p.
func (x *Index) expandTypos(p *pattern) (found []expansion, cut bool) {
	if p.typos == 0 {
		return nil, false
	}
	candidates, cut := x.similar(nil, p.bare, p.typos)
	slices.Sort(candidates)
	for _, v := range slices.Compact(candidates) {
		if d, ok := p.distance(*x.words.at(id(v))); ok {
			found = append(found, expansion{id(v), Fuzzy, uint8(d)})
		}
	}
	found, tooMany := x.best(found)
	return found, cut || tooMany
}

// similar appends all words at most d errors from s, and others. Cut s into
// d+1 pieces: d errors leave one piece as it is, unless one of them swaps the
// letters across a cut; with that swap undone there is one error less.
func (x *Index) similar(dst []uint32, s []rune, d int) (_ []uint32, cut bool) {
	var grams [4 * maxWord]uint32
	for i := range d + 1 {
		from, to := len(s)*i/(d+1), len(s)*(i+1)/(d+1)
		piece := string(s[from:to])
		if i == 0 {
			piece = string(wordStart) + piece
		}
		var tooMany bool
		dst, tooMany = x.containing(dst, appendGrams(grams[:0], []byte(piece)))
		cut = cut || tooMany
		if i == 0 {
			continue
		}
		swapped := slices.Clone(s)
		swapped[from-1], swapped[from] = swapped[from], swapped[from-1]
		dst, tooMany = x.similar(dst, swapped, d-1)
		cut = cut || tooMany
	}
	return dst, cut
}

// containing appends the words that have the two rarest of the trigrams: the
// caller compares them anyway, and a third seldom takes out more.
func (x *Index) containing(dst []uint32, grams []uint32) (_ []uint32, cut bool) {
	var rare, other list
	n, m := -1, -1
	for _, g := range grams {
		l := x.having(g)
		switch size := l.len(); {
		case size == 0:
			return dst, false
		case n < 0 || size < n:
			other, m = rare, n
			rare, n = l, size
		case m < 0 || size < m:
			other, m = l, size
		}
	}
	if n > maxCandidates {
		return dst, true
	}
	if m < 0 {
		for _, block := range rare {
			dst = append(dst, block...)
		}
		return dst, false
	}
	a, b := rare.cursor(), other.cursor()
	for a.value != done && b.value != done {
		switch {
		case a.value < b.value:
			a.seek(b.value)
		case a.value > b.value:
			b.seek(a.value)
		default:
			dst = append(dst, a.value)
			a.next()
			b.next()
		}
	}
	return dst, false
}

// best sorts expansions by manner, errors, length and alphabet, and cuts them.
func (x *Index) best(found []expansion) (_ []expansion, cut bool) {
	type ranked struct {
		rank uint64
		expansion
	}
	all := make([]ranked, len(found))
	for i, e := range found {
		all[i] = ranked{e.rank(x.words.at(e.number).canon), e}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		if c := cmp.Compare(a.rank, b.rank); c != 0 {
			return c
		}
		return cmp.Compare(x.words.at(a.number).canon, x.words.at(b.number).canon)
	})
	cut = len(all) > maxExpansions
	all = all[:min(len(all), maxExpansions)]
	for i, r := range all {
		found[i] = r.expansion
	}
	return found[:len(all)], cut
}

// rank orders expansions; the beginning of the word spares most comparisons.
func (e expansion) rank(canon string) uint64 {
	r := uint64(e.manner)<<10 | uint64(e.typos)<<8 | uint64(min(len(canon), 255))
	for i := range 6 {
		r <<= 8
		if i < len(canon) {
			r |= uint64(canon[i])
		}
	}
	return r
}
