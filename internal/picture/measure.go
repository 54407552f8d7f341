package picture

import (
	"strings"
	"unicode"
)

// How wide text is cannot be known: the reader's font is not. The table has the
// widths of a wide one (DejaVu Sans), so that text in any other has room to spare.

// widthOf is how wide a text is in letters of a size, rounded up.
func widthOf(s string, size int) int {
	sum := 0
	for _, r := range s {
		sum += wide(r)
	}
	return (sum*size + 999) / 1000
}

// bold is how wide a text is in bold letters.
func bold(s string, size int) int { return widthOf(s, size) * 112 / 100 }

// wide is the width of a character in thousandths of the size.
func wide(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case strings.ContainsRune("ijlI.,:;'|! ", r):
		return 330
	case strings.ContainsRune("frt()[]-/\"", r):
		return 420
	case strings.ContainsRune("mMwW@%—…", r):
		return 1000
	case unicode.IsUpper(r):
		return 740
	case r > 0x2E7F:
		return 1050 // East Asian
	case unicode.IsDigit(r) || unicode.IsLower(r):
		return 640
	}
	return 820
}

// wrap breaks a text into lines of a width, measured by measure. What does not fit
// into so many lines ends with an …; a word that fits into no line is broken with a
// hyphen.
func wrap(s string, most, width int, measure func(string) int) (lines []string) {
	words := strings.Fields(s)
	line := ""
	for len(words) > 0 {
		word := words[0]
		joined := strings.TrimSpace(line + " " + word)
		if measure(joined) <= width {
			line, words = joined, words[1:]
			continue
		}
		if line == "" || measure(word) > width {
			head, tail := breakWord(line, word, width, measure)
			if head != "" {
				line, words[0] = strings.TrimSpace(line+" "+head), tail
			}
		}
		if len(lines)+1 == most {
			return append(lines, shortened(line, width, measure))
		}
		lines, line = append(lines, line), ""
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// least is how many letters of a word a line begins or ends with.
const least = 4

// joints are where German compounds are often joined: a word is rather broken there.
var joints = []string{"ungs", "heits", "keits", "schafts", "tions", "täts", "amts", "staats", "landes", "bundes", "haupt"}

// breakWord takes off a word what still fits behind a line: up to a hyphen or a slash
// of its own, or else with one.
func breakWord(line, word string, width int, measure func(string) int) (head, tail string) {
	before := line
	if before != "" {
		before += " "
	}
	fits := func(head string) bool { return measure(before+head) <= width }
	letters := []rune(word)
	for n := len(letters) - 1; n > 0; n-- {
		if strings.ContainsRune("-/", letters[n-1]) && fits(string(letters[:n])) {
			return string(letters[:n]), string(letters[n:])
		}
	}
	most := len(letters) - least
	for most >= least && !fits(string(letters[:most])+"-") {
		most--
	}
	if most >= least {
		most = joint(letters, most)
		return string(letters[:most]) + "-", string(letters[most:])
	}
	if line == "" {
		return string(letters[:1]), string(letters[1:])
	}
	return "", word
}

// joint is the last place up to most where a compound is joined, unless that leaves
// more than half of the room; else most.
func joint(letters []rune, most int) int {
	for n := most; n > most/2; n-- {
		for _, j := range joints {
			if n >= least && strings.HasSuffix(strings.ToLower(string(letters[:n])), j) {
				return n
			}
		}
	}
	return most
}

// shortened is a line that ends with an … and still fits.
func shortened(line string, width int, measure func(string) int) string {
	letters := []rune(strings.TrimSuffix(line, "-"))
	for len(letters) > 0 && measure(string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ") + "…"
}
