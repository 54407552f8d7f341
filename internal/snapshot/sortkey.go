package snapshot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestSortKey bounds a key in bytes. Names that agree so far stand in the order
// of their ids.
const longestSortKey = 256

// SortKey is what names are ordered by: as DIN 5007-1 orders words, letters
// without case and accents (ä as a, ß as ss), digits before letters, everything
// else only as a gap between words. Equal names have equal keys on every machine;
// the locale of none is asked. It allocates the key.
func SortKey(name string) string {
	var b strings.Builder
	b.Grow(min(len(name), longestSortKey) + utf8.UTFMax)
	gap := false
	for _, r := range name {
		if b.Len() >= longestSortKey {
			break
		}
		switch {
		case unicode.Is(unicode.Mn, r): // the accent of a decomposed letter
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		writeBase(&b, unicode.ToLower(r))
	}
	return b.String()
}

// writeBase writes a lower-case letter without its accents.
func writeBase(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		b.WriteByte(byte(r))
		return
	}
	if base, ok := bases[r]; ok {
		b.WriteString(base)
		return
	}
	b.WriteRune(r)
}

// bases are the Latin letters of Europe with accents, as DIN SPEC 91379 wants them
// handled, and the letters they are sorted as.
var bases = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ĳ': "ij", 'þ': "th"}
	for base, letters := range map[string]string{
		"a": "àáâãäåāăąǎ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęěẽ", "g": "ĝğġģǧ", "h": "ĥħ",
		"i": "ìíîïĩīĭįıǐ", "j": "ĵ", "k": "ķĸ", "l": "ĺļľŀł", "n": "ñńņňŉŋ", "o": "òóôõöøōŏőǒ",
		"r": "ŕŗř", "s": "śŝşšșſ", "t": "ţťŧț", "u": "ùúûüũūŭůűųǔ", "w": "ŵẁẃẅ", "y": "ýÿŷỳỹ", "z": "źżž",
	} {
		for _, r := range letters {
			m[r] = base
		}
	}
	return m
}()
