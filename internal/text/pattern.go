package text

import (
	"strings"
	"unicode/utf8"
)

// Manner says how a term and a word match; a lower one is a better match.
type Manner uint8

const (
	ExactKey Manner = iota
	Exact
	Stem
	Prefix
	Infix
	Fuzzy
	manners
)

func (m Manner) String() string {
	return [...]string{"EXACT_KEY", "EXACT", "STEM", "PREFIX", "INFIX", "FUZZY"}[m]
}

const (
	infixLetters = 5 // shorter terms are in too many words by chance
	tailStem     = 4 // shorter stems end too many words: art
	needleStem   = 6 // shorter stems are: schul is in Schule and Entschuldigung
	typoLetters1 = 5
	typoLetters2 = 9
)

// pattern is a word of a query, ready to be compared.
type pattern struct {
	word
	text   string
	lemma  string // the stem as it is compared
	needle string // what a longer word begins with or contains
	tail   bool   // a compound may also end in an inflected form
	infix  bool
	prefix bool
	grams  string // stripped text that all words matching by INFIX contain
	bare   []rune // stripped, for typing errors
	typos  int
}

func newPattern(text string, w word) pattern {
	p := pattern{word: w, text: text, needle: w.canon}
	p.lemma = string(w.appendStem(nil))
	stem := w.canon[:w.stem]
	if w.plain && letters(stem) >= needleStem {
		p.needle = stem
	}
	p.bare = []rune(string(appendStrip(nil, w.canon)))
	p.prefix = utf8.RuneCount(appendStrip(nil, p.needle)) >= 2
	if !w.plain {
		return p
	}
	p.typos = allowedTypos(len(p.bare))
	grams := w.canon
	switch {
	case len(p.lemma) >= infixLetters:
		p.tail, grams = true, stem
	case letters(stem) >= tailStem && len(stem) < len(w.canon):
		p.tail, grams = true, w.canon[:len(stem)+1] // endings alike begin alike
	}
	p.grams = strings.TrimPrefix(string(appendStrip(nil, grams)), "e")
	p.infix = letters(w.canon) >= infixLetters && len(p.grams) >= 3
	return p
}

// allowedTypos counts in stripped letters, in which ü is one however written.
func allowedTypos(letters int) int {
	switch {
	case letters >= typoLetters2:
		return 2
	case letters >= typoLetters1:
		return 1
	}
	return 0
}

// match returns the best manner but Fuzzy in which p matches w, and is the one
// place that says so: the index only has to propose candidates.
func (p *pattern) match(w word) (Manner, bool) {
	switch {
	case p.canon == w.canon:
		return Exact, true
	case p.isStemOf(w):
		return Stem, true
	case p.prefix && strings.HasPrefix(w.canon, p.needle):
		return Prefix, true
	case p.infix && w.plain && (strings.Contains(w.canon, p.needle) || p.endsIn(w)):
		return Infix, true
	}
	return 0, false
}

// isStemOf reports whether p and w are forms of one word. Most words are told
// apart by their first letter, which no stem changes.
func (p *pattern) isStemOf(w word) bool {
	if int(w.stem) < len(p.lemma) || w.canon[0] != p.lemma[0] {
		return false
	}
	var buf [maxWord]byte
	return string(w.appendStem(buf[:0])) == p.lemma
}

// endsIn reports a compound whose last part is a form of p: Wohngeldanträge for
// Antrag. At the end only the stems need to agree; elsewhere a bent vowel would
// let Förderung find Rückforderung. A short stem needs a like ending besides:
// Steuern finds Hundesteuer, but Rente must not find Konkurrent.
func (p *pattern) endsIn(w word) bool {
	if !p.tail || int(w.stem) < len(p.lemma) {
		return false
	}
	if len(p.lemma) < infixLetters && !alike(p.canon[p.word.stem:], w.canon[w.stem:]) {
		return false
	}
	var buf [maxWord]byte
	return strings.HasSuffix(string(w.appendStem(buf[:0])), p.lemma)
}

// alike reports endings of which one goes on where the other stops: er, ern.
func alike(a, b string) bool {
	return a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// distance returns how many typing errors lie between p and w, if they are few
// enough.
func (p *pattern) distance(w word) (int, bool) {
	if p.typos == 0 || !w.plain {
		return 0, false
	}
	var (
		buf   [maxWord]byte
		runes [maxWord]rune
		n     int
	)
	for _, r := range string(appendStrip(buf[:0], w.canon)) {
		runes[n] = r
		n++
	}
	if n > len(p.bare)+p.typos || n < len(p.bare)-p.typos {
		return 0, false
	}
	d := distance(p.bare, runes[:n])
	return d, d <= p.typos
}

// distance is the optimal string alignment distance: a letter missing, extra or
// wrong, or two neighbours swapped, count one each. Both are of maxWord at most.
func distance(a, b []rune) int {
	var rows [3][maxWord + 1]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, up, upper := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(up[j]+1, row[j-1]+1, up[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], upper[j-2]+1)
			}
		}
	}
	return rows[len(a)%3][len(b)]
}
