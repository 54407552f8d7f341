package text

// A search walks the records in windows: for each window every leaf (a word of
// the query) notes which records it matches and how well, and the windows are
// then joined. Many short lists and few long ones cost the same this way, no
// list is sorted, and the room needed does not grow with the index.
const (
	windowBits = 10
	windowSize = 1 << windowBits
)

// rank is the best match of a leaf and a record in one comparable number:
//
//	score 16 bits | expansion, best highest, 14 bits | class 2 bits
type rank = uint32

// points by manner and class. A name that only contains the term comes before
// a text that has it exactly: descriptions mention everything.
var points = [manners][classes]uint32{
	ExactKey: {Key: 1000},
	Exact:    {Text: 40, Tag: 80, Name: 160},
	Stem:     {Text: 34, Tag: 68, Name: 136},
	Prefix:   {Text: 20, Tag: 40, Name: 80, Key: 100},
	Infix:    {Text: 12, Tag: 24, Name: 48},
	Fuzzy:    {Text: 4, Tag: 8, Name: 16},
}

// brevityPoints are for names that say little else, below any step of points.
const brevityPoints = 4

// values maps the payload of a posting to score and class; zero: no match.
var values = func() (t [manners][1 << payloadBits]rank) {
	for m := range manners {
		for payload := range rank(1 << payloadBits) {
			t[m][payload] = value(m, payload)
		}
	}
	return t
}()

func value(m Manner, payload rank) rank {
	for c := Key; ; c-- {
		manner := m
		if m == Exact && c == Key {
			manner = ExactKey
		}
		if payload&(1<<c) != 0 && points[manner][c] > 0 {
			score := points[manner][c]
			if c == Name {
				score += brevityPoints * (payload >> classes)
			}
			return score<<16 | rank(c)
		}
		if c == Text {
			return 0
		}
	}
}

// leaf is one word of a query under search.
type leaf struct {
	pattern *pattern
	words   []expansion
	cursors []cursor
	least   uint32 // no cursor is below it

	bits [windowSize / 64]uint64
	best [windowSize]rank // valid where bits is set
}

func (x *Index) newLeaf(p *pattern, words []expansion) *leaf {
	l := &leaf{pattern: p, words: words, cursors: make([]cursor, len(words)), least: done}
	for i, e := range words {
		l.cursors[i] = x.posts.at(e.number).cursor()
		l.least = min(l.least, l.cursors[i].value)
	}
	return l
}

// fill notes the matches in the window that begins with posting from.
func (l *leaf) fill(from posting) {
	clear(l.bits[:])
	end := from + windowSize<<payloadBits
	if l.least >= end {
		return
	}
	l.least = done
	for i := range l.cursors {
		c := &l.cursors[i]
		c.seek(from)
		if c.value < end {
			l.read(c, i, end)
		}
		l.least = min(l.least, c.value)
	}
}

// read notes the postings of one expansion below end.
func (l *leaf) read(c *cursor, i int, end posting) {
	manner := l.words[i].manner
	table, tie := &values[manner], rank(1<<14-1-i)<<2
	penalty := rank(0)
	if l.words[i].typos > 1 {
		penalty = 2 << 16
	}
	for c.value < end {
		n := 0
		for n < len(c.block) && c.block[n] < end {
			p := c.block[n]
			n++
			v := table[p&payloadMask]
			if v == 0 {
				continue
			}
			v = v + tie - penalty
			at := p >> payloadBits & (windowSize - 1)
			if bit := uint64(1) << (at & 63); l.bits[at/64]&bit == 0 {
				l.bits[at/64] |= bit
				l.best[at] = v
			} else if v > l.best[at] {
				l.best[at] = v
			}
		}
		c.block = c.block[n:]
		c.load()
	}
}

// at returns the rank at a place of the window, 0 if the leaf does not match.
func (l *leaf) at(place uint32) rank {
	if l.bits[place/64]>>(place&63)&1 == 0 {
		return 0
	}
	return l.best[place]
}

// match says in words what a rank means.
func (l *leaf) match(x *Index, r rank) Match {
	e, class := l.words[1<<14-1-(r>>2&(1<<14-1))], Class(r&3)
	if e.manner == Exact && class == Key {
		e.manner = ExactKey
	}
	return Match{Term: l.pattern.text, Word: x.words.at(e.number).canon, Class: class, Manner: e.manner}
}

// visible reports whether a kept record matches one of the words.
func (x *Index) visible(words []expansion, keep func(uint32) bool) bool {
	for _, e := range words {
		for _, block := range *x.posts.at(e.number) {
			for _, p := range block {
				if values[e.manner][p&payloadMask] != 0 && (keep == nil || keep(id(p))) {
					return true
				}
			}
		}
	}
	return false
}
