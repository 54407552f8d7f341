package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/german"
)

const (
	// maxWord bounds a word in bytes; a longer run of letters is no word.
	maxWord = 64
	// maxKey bounds a whole key in bytes; a longer one is found by its parts.
	maxKey = 256
)

// word is a folded word and its stem, canon[:stem].
//
// The stem is compared without umlauts, because German bends them (Haus,
// Häuser), unless kept is set: a derived noun keeps its vowel, and Förderung
// must not find Forderung.
type word struct {
	canon string
	stem  uint16
	kept  bool
	plain bool // letters only, and short: may match by infix and typing error
}

// irregular words are cut wrongly by the stemmer: Bürger became Burg.
var irregular = map[string]string{
	"buerger": "buerger", "buergern": "buerger", "buergers": "buerger",
}

// derivations are the endings after which an umlaut belongs to the word.
var derivations = []string{"ung", "heit", "keit", "lich", "isch", "ig", "end"}

// stemmer makes words. It is not safe for concurrent use.
type stemmer struct {
	env *snowballstem.Env
	buf []byte
}

func newStemmer() *stemmer { return &stemmer{env: snowballstem.NewEnv("")} }

// word analyses a folded word. It keeps canon.
func (s *stemmer) word(canon string) word {
	w := word{canon: canon, stem: uint16(len(canon)), kept: true, plain: plain(canon)}
	if !w.plain {
		return w
	}
	if stem, ok := irregular[canon]; ok {
		w.stem = uint16(len(stem))
		return w
	}
	s.buf = appendUmlauts(s.buf[:0], canon)
	s.env.SetCurrent(string(s.buf))
	german.Stem(s.env)
	n := letterOffset(canon, utf8.RuneCountInString(s.env.Current()))
	w.stem, w.kept = uint16(n), derived(canon[n:])
	return w
}

func plain(canon string) bool {
	if len(canon) > maxWord {
		return false
	}
	for _, r := range canon {
		if unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

func derived(ending string) bool {
	for _, d := range derivations {
		if strings.HasPrefix(ending, d) {
			return true
		}
	}
	return false
}

// umlautAt reports whether canon[i:i+2] stands for an umlaut. After a vowel or
// a q it does not: Steuer, Bauer, Quelle. Where it errs (Israel) it errs in the
// same way in documents and queries.
func umlautAt(canon string, i int) bool {
	if i+1 >= len(canon) || canon[i+1] != 'e' {
		return false
	}
	if c := canon[i]; c != 'a' && c != 'o' && c != 'u' {
		return false
	}
	return i == 0 || strings.IndexByte("aeiouyq", canon[i-1]) < 0
}

// appendUmlauts appends canon with its umlauts restored, as the stemmer wants.
func appendUmlauts(dst []byte, canon string) []byte {
	for i := 0; i < len(canon); i++ {
		if !umlautAt(canon, i) {
			dst = append(dst, canon[i])
			continue
		}
		switch canon[i] {
		case 'a':
			dst = append(dst, "ä"...)
		case 'o':
			dst = append(dst, "ö"...)
		case 'u':
			dst = append(dst, "ü"...)
		}
		i++
	}
	return dst
}

// letterOffset returns where the n-th letter of canon ends, an umlaut being one.
func letterOffset(canon string, n int) int {
	i := 0
	for ; n > 0 && i < len(canon); n-- {
		if umlautAt(canon, i) {
			i += 2
			continue
		}
		_, size := utf8.DecodeRuneInString(canon[i:])
		i += size
	}
	return i
}

// letters counts the letters of canon, an umlaut being one.
func letters(canon string) int {
	n := 0
	for i := 0; i < len(canon); n++ {
		if umlautAt(canon, i) {
			i += 2
			continue
		}
		_, size := utf8.DecodeRuneInString(canon[i:])
		i += size
	}
	return n
}

// appendStrip appends canon without each e after a, o or u: no umlauts left,
// and, since the rule looks one letter back only, the stripped form of a part
// is a part of the stripped form (but for a leading e). Trigrams rely on it.
func appendStrip(dst []byte, canon string) []byte {
	prev := byte(0)
	for i := 0; i < len(canon); i++ {
		c := canon[i]
		if c != 'e' || (prev != 'a' && prev != 'o' && prev != 'u') {
			dst = append(dst, c)
		}
		prev = c
	}
	return dst
}

// appendStem appends the stem as it is compared.
func (w word) appendStem(dst []byte) []byte {
	if w.kept {
		return append(dst, w.canon[:w.stem]...)
	}
	return appendStrip(dst, w.canon[:w.stem])
}
