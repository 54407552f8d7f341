package dossier

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"fundus/internal/catalogue"
)

// plain is text on one line without what is no text: controls become spaces, what XML
// does not allow becomes �, and marks that turn the direction of writing are left out,
// since they make a line read other than it is.
func plain(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\u200E', r == '\u200F', r == '\u061C', r == '\uFEFF':
			return -1
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case r == '\uFFFE', r == '\uFFFF':
			return utf8.RuneError
		}
		return r
	}, s))
}

// paragraphs are the lines of a text that say something, each plain.
func paragraphs(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if p := plain(line); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// plainAll are texts that are plain each.
func plainAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = plain(s)
	}
	return out
}

// cut keeps so many characters, the last of them an … where there were more.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:most-1]), " ") + "…"
}

// germanDay is "31.12.2025", "" for no day.
func germanDay(d catalogue.Day) string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("02.01.2006")
}

// euros is an amount as people write it, "1.250.000,00 €"; "" for none.
func euros(m *catalogue.Money) string {
	if m == nil {
		return ""
	}
	return comma(m.String()) + euro
}

// euro stands behind an amount, and on the same line.
const euro = "\u00a0€"

// comma is a decimal number as people write it: "1250.5" is "1.250,5".
func comma(number string) string {
	digits, negative := strings.CutPrefix(number, "-")
	whole, places, hasPlaces := strings.Cut(digits, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "." + whole[at:]
	}
	if hasPlaces {
		whole += "," + places
	}
	if negative {
		return "−" + whole
	}
	return whole
}

// interval is "40 bis 60", or one number where both are the same.
func interval(low, high catalogue.Decimal) string {
	if low == high {
		return comma(low.String())
	}
	return comma(low.String()) + " bis " + comma(high.String())
}

// counted is "1 Nachweis", "2 Nachweise".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// label is what a code is called in German; what is no code stands for itself.
func label[C ~string](list *catalogue.CodeList, code C) string {
	if c, ok := list.Find(string(code)); ok {
		return c.Label.String()
	}
	return string(code)
}
