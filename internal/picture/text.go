package picture

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is how many characters of a label a picture shows, and longestNote how
// many of a sentence beside it. Formats for programs have them whole.
const (
	longest     = 120
	longestNote = 400
)

// plain is text on one line without what is no text: controls become spaces, what
// XML does not allow becomes �, and marks that turn the direction of writing are
// left out, since they make a line read other than it is.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case turning(r):
			return -1
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case r == '\uFFFE', r == '\uFFFF':
			return utf8.RuneError
		}
		return r
	}, s)
}

// isPlain says for most texts at once that there is nothing to do.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// turning says of a character that it changes the direction of writing, or is a
// byte order mark.
func turning(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' ||
		r == '\u200E' || r == '\u200F' || r == '\u061C' || r == '\uFEFF'
}

// cut keeps so many characters, the last of them an … where there were more.
func cut(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	kept := 0
	for at := range s {
		if kept++; kept == most {
			return strings.TrimRight(s[:at], " ") + "…"
		}
	}
	return s
}

// caption is a text as a picture shows it.
func caption(s string) string { return cut(strings.TrimSpace(plain(s)), longest) }

// note is a sentence as a picture shows it.
func note(s string) string { return cut(strings.TrimSpace(plain(s)), longestNote) }

// spelling is how a format spells ids: letters, digits and what is kept stay, any
// other byte becomes mark and two hexadecimal digits. So no two ids are spelt alike.
type spelling struct {
	mark byte
	keep string // without mark
}

var (
	inURN    = spelling{'%', "-_.:"}
	inXML    = spelling{'.', "-_"}
	inSymbol = spelling{'_', ""}
)

// of is an id in this spelling.
func (s spelling) of(id string) string {
	if s.stays(id) {
		return id
	}
	const hex = "0123456789abcdef"
	var b strings.Builder
	for i := range len(id) {
		if s.allows(id[i]) {
			b.WriteByte(id[i])
			continue
		}
		b.WriteByte(s.mark)
		b.WriteByte(hex[id[i]>>4])
		b.WriteByte(hex[id[i]&15])
	}
	return b.String()
}

func (s spelling) stays(id string) bool {
	for i := range len(id) {
		if !s.allows(id[i]) {
			return false
		}
	}
	return true
}

func (s spelling) allows(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(s.keep, c) >= 0
}
