package text

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// digitGroups bounds how many groups of digits are read as one key: the LeiKa
// key is printed in five. A longer row of numbers is a table, not a key.
const digitGroups = 8

// part is one folded word: scanner.buf[start:end], read from source bytes
// [from, to) of the text.
type part struct {
	start, end int
	from, to   int
	chunk      int
	digits     bool
}

// scanner folds a text into words. It is reused from text to text; what it
// holds is valid until the next scan.
//
// All folded words lie in buf without gaps, so the joined form of
// neighbouring parts is a slice of buf too.
type scanner struct {
	buf   []byte
	parts []part

	chunk int
	open  bool // the last part is still being read
	base  bool // the last letter may still take a diaeresis
}

// ascii maps a byte to its folded letter or digit, 0 for what separates words.
var ascii = func() (t [utf8.RuneSelf]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	return t
}()

// scan reads the words of s into s.parts.
func (s *scanner) scan(text string) {
	s.buf, s.parts = s.buf[:0], s.parts[:0]
	s.chunk, s.open, s.base = 0, false, false
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if ascii[c] == 0 {
				s.separator(rune(c))
				i++
				continue
			}
			i = s.letters(text, i)
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		s.rune(r, text[i:i+size], i)
		i += size
	}
	joinDigits(s.parts)
}

// letters adds the ASCII letters and digits from text[from] on, and returns
// where they end. Most of every text is read here.
func (s *scanner) letters(text string, from int) int {
	p := s.grow(from, from)
	to := from
	for to < len(text) && text[to] < utf8.RuneSelf && ascii[text[to]] != 0 {
		f := ascii[text[to]]
		s.buf = append(s.buf, f)
		p.digits = p.digits && f <= '9'
		to++
	}
	p.to, p.end = to, len(s.buf)
	f := s.buf[p.end-1]
	s.base = f == 'a' || f == 'o' || f == 'u'
	return to
}

// letter adds one folded ASCII letter or digit.
func (s *scanner) letter(f byte, from, to int) {
	p := s.grow(from, to)
	s.buf = append(s.buf, f)
	p.end = len(s.buf)
	p.digits = p.digits && f <= '9'
	s.base = f == 'a' || f == 'o' || f == 'u'
}

// grow returns the part being read and stretches it over source [.., to).
func (s *scanner) grow(from, to int) *part {
	if !s.open {
		s.parts = append(s.parts, part{start: len(s.buf), end: len(s.buf), from: from, chunk: s.chunk, digits: true})
		s.open = true
	}
	p := &s.parts[len(s.parts)-1]
	p.to = to
	return p
}

func (s *scanner) separator(r rune) {
	s.open, s.base = false, false
	if r == ' ' || unicode.IsSpace(r) {
		s.chunk++
	}
}

// rune folds one rune beyond ASCII. Decomposing it and then treating its marks
// one by one makes composed and decomposed spellings equal by construction.
func (s *scanner) rune(r rune, source string, at int) {
	switch r {
	case 'ä', 'Ä':
		s.two('a', 'e', at)
	case 'ö', 'Ö':
		s.two('o', 'e', at)
	case 'ü', 'Ü':
		s.two('u', 'e', at)
	case 'ß', 'ẞ':
		s.two('s', 's', at)
	default:
		var buf [32]byte
		for d := norm.NFD.AppendString(buf[:0], source); len(d) > 0; {
			r, size := utf8.DecodeRune(d)
			s.simple(r, at, at+len(source))
			d = d[size:]
		}
	}
}

func (s *scanner) two(a, b byte, at int) {
	s.letter(a, at, at+2)
	s.letter(b, at, at+2)
	s.base = false
}

// simple folds one rune that has no decomposition.
func (s *scanner) simple(r rune, from, to int) {
	switch {
	case r == '\u0308' && s.open && s.base:
		s.letter('e', from, to)
		s.base = false
	case unicode.Is(unicode.Mn, r):
		if s.open {
			s.grow(from, to)
		}
	case invisible(r):
	case r == 'ß' || r == 'ẞ':
		s.letter('s', from, to)
		s.letter('s', from, to)
	case r < utf8.RuneSelf && ascii[r] != 0:
		s.letter(ascii[r], from, to)
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		s.foreign(lower(r), from, to)
	default:
		s.separator(r)
	}
}

func (s *scanner) foreign(r rune, from, to int) {
	if r < utf8.RuneSelf {
		s.letter(byte(r), from, to)
		return
	}
	p := s.grow(from, to)
	s.buf = utf8.AppendRune(s.buf, r)
	p.end = len(s.buf)
	p.digits = false
	s.base = false
}

// lower folds case. The long s is how ß began and stands in old statutes.
func lower(r rune) rune {
	if r == 'ſ' {
		return 's'
	}
	return unicode.ToLower(r)
}

// invisible reports runes that are written inside words and not seen: the soft
// hyphen, zero-width spaces and joiners, the byte order mark.
func invisible(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF':
		return true
	}
	return false
}

// word is the folded text of p.
func (s *scanner) word(p part) []byte { return s.buf[p.start:p.end] }

// joined is the folded text of parts without what stands between them.
func (s *scanner) joined(parts []part) []byte {
	return s.buf[parts[0].start:parts[len(parts)-1].end]
}

// joinDigits makes one chunk of chunks that are one group of digits each, unless
// they are too many to be a key.
func joinDigits(parts []part) {
	for i := 0; i < len(parts); {
		n := digitRow(parts[i:])
		if n > 1 && n <= digitGroups {
			for j := range n {
				parts[i+j].chunk = parts[i].chunk
			}
		}
		i += max(n, 1)
	}
}

// digitRow counts the leading chunks that are one group of digits each.
func digitRow(parts []part) int {
	n := 0
	for n < len(parts) && parts[n].digits {
		sharesPrevious := n > 0 && parts[n-1].chunk == parts[n].chunk
		sharesNext := n+1 < len(parts) && parts[n+1].chunk == parts[n].chunk
		if sharesPrevious || sharesNext {
			break
		}
		n++
	}
	return n
}

// next returns the parts of the first chunk of parts, and the rest.
func next(parts []part) (chunk, rest []part) {
	n := 1
	for n < len(parts) && parts[n].chunk == parts[0].chunk {
		n++
	}
	return parts[:n], parts[n:]
}

// joinable reports whether a chunk of a text is also known by its joined form.
// Longer ones are addresses and lists, which would only swell the vocabulary.
func joinable(chunk []part) bool {
	switch n := len(chunk); {
	case n <= 4:
		return n > 1
	case n <= digitGroups:
		return !slices.ContainsFunc(chunk, func(p part) bool { return !p.digits })
	}
	return false
}
