package territory

import (
	"math/bits"
	"slices"
)

// Tally gathers regions and counts the people in them, each once however often their
// land is added. It belongs to one goroutine.
type Tally struct {
	in      *Territory
	has     []uint64 // a bit for each piece
	people  int
	unknown []piece // those that have no number of their own
}

// NewTally begins with no land.
func (t *Territory) NewTally() *Tally {
	return &Tally{in: t, has: make([]uint64, (len(t.pieces)+63)/64)}
}

// Add adds a region. What is there already costs next to nothing.
func (y *Tally) Add(r Region) {
	for _, s := range r.spans {
		for at := s.from; at < s.end; {
			word, end := at/64, min(s.end, at/64*64+64)
			all := ^uint64(0) >> (64 - (end - at)) << (at % 64)
			y.addWord(word, all&^y.has[word])
			at = end
		}
	}
}

func (y *Tally) addWord(word piece, fresh uint64) {
	y.has[word] |= fresh
	for ; fresh != 0; fresh &= fresh - 1 {
		p := word*64 + piece(bits.TrailingZeros64(fresh))
		if l := &y.in.pieces[p]; l.known {
			y.people += l.people
		} else {
			y.unknown = append(y.unknown, p)
		}
	}
}

// People is how many inhabitants there are, and in how many areas their number is
// not known. An area of unknown population whose whole is there is no gap: its people
// are among those of the whole.
func (y *Tally) People() (people, unknown int) { return y.people, len(y.untold()) }

// untold are the pieces whose people are in no number.
func (y *Tally) untold() []piece {
	var out []piece
	for _, p := range y.unknown {
		if !slices.ContainsFunc(y.in.pieces[p].within, y.holds) {
			out = append(out, p)
		}
	}
	return out
}

func (y *Tally) holds(p piece) bool { return y.has[p/64]&(1<<(p%64)) != 0 }
