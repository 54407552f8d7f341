package rdf

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// nameRange is a range of characters, both ends included.
type nameRange struct{ low, high rune }

// nameStarts is PN_CHARS_BASE of Turtle beyond ASCII, which is NameStartChar of XML 1.0.
var nameStarts = [...]nameRange{
	{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F},
	{0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
func isDigit(r rune) bool  { return r >= '0' && r <= '9' }
func isHex(r rune) bool    { return isDigit(r) || r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F' }

// isNameBase is PN_CHARS_BASE: what a prefix may begin with.
func isNameBase(r rune) bool {
	if r < 0x80 {
		return isLetter(r)
	}
	for _, n := range nameStarts {
		if r <= n.high {
			return r >= n.low
		}
	}
	return false
}

// isNameStart is PN_CHARS_U: what a local name or a blank node label may begin with, digits apart.
func isNameStart(r rune) bool { return r == '_' || isNameBase(r) }

// isNameChar is PN_CHARS: what a name may go on with, the dot apart.
func isNameChar(r rune) bool {
	return isNameStart(r) || isDigit(r) || r == '-' || r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040
}

// isNCName tells whether s is a name without colon of Namespaces in XML 1.0, as rdf:ID and rdf:nodeID want it.
func isNCName(s string) bool {
	for i, r := range s {
		if !isNameStart(r) && (i == 0 || !isNameChar(r) && r != '.') {
			return false
		}
	}
	return s != ""
}

// parseRune reads the number of a character of Unicode.
func parseRune(digits string, base int) (rune, error) {
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, fmt.Errorf("%q is the number of no character", digits)
	}
	return rune(n), nil
}
