package strict

import (
	"strconv"
	"unicode/utf16"
)

// HalfPair says whether a string, written with the escapes of JSON or of GraphQL, has
// half a surrogate pair, which is no character.
func HalfPair[S ~string | ~[]byte](written S) bool {
	for at := 0; at < len(written); at++ {
		if written[at] != '\\' {
			continue
		}
		at++
		first, isEscape := escaped(written[at:])
		if !isEscape || !utf16.IsSurrogate(first) {
			continue
		}
		at += len(`ud83d`)
		if at >= len(written) || written[at] != '\\' {
			return true
		}
		second, isEscape := escaped(written[at+1:])
		if !isEscape || utf16.DecodeRune(first, second) == '\ufffd' {
			return true
		}
		at += len(`ude00`)
	}
	return false
}

// escaped is the unit that stands behind a backslash as u and four digits.
func escaped[S ~string | ~[]byte](text S) (rune, bool) {
	if len(text) < len(`ud83d`) || text[0] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(text[1:5]), 16, 16)
	return rune(unit), err == nil
}
