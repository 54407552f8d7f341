package dcatap

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/rdf"
)

// The longest texts that the catalogue takes, in characters.
const (
	longestName        = 1000
	longestTitle       = 2000
	longestDescription = 50_000
	longestLegalBasis  = 10_000
	longestLine        = 4000

	mostLanguages = 100 // of one text
)

// The reasons that many fields share.
const (
	onlyOne      = "one value is kept, the least in the order of values"
	wantText     = "a text is wanted, not a resource"
	cleaned      = "control characters and what goes beyond the longest text are left out"
	otherwise    = "spelt otherwise than in the list, read as the code that is meant"
	noCode       = "no code of the list"
	noField      = "the catalogue has no field for it"
	notDescribed = "described nowhere in the document"
)

func control(r rune) bool { return r < 0x20 && r != '\n' && r != '\r' && r != '\t' || r == 0x7F }

// clean makes a text one that the catalogue takes.
func clean(text string, longest int) string {
	text = strings.ReplaceAll(text, "\r\n", "\n") // which of the two it is depends on the syntax, not on the writer
	if strings.ContainsFunc(text, control) {
		text = strings.Map(func(c rune) rune {
			if control(c) {
				return ' '
			}
			return c
		}, text)
	}
	text = strings.TrimSpace(text)
	if len(text) > longest && utf8.RuneCountInString(text) > longest {
		text = strings.TrimSpace(string([]rune(text)[:longest]))
	}
	return text
}

// text is what is said in each language. A text without a language is German: so DCAT-AP.de is written.
func (r *reader) text(n node, name string, longest int) catalogue.Text {
	var out catalogue.Text
	for _, s := range r.all(n, name) {
		value := r.value(s)
		if !value.IsLiteral() {
			r.find(s, interchange.Refused, wantText)
			continue
		}
		lang, err := catalogue.ParseLang(value.Language())
		if err != nil {
			lang = catalogue.German
		}
		text := clean(value.Value(), longest)
		switch {
		case text == "":
			r.find(s, interchange.Omitted, "an empty text says nothing")
			continue
		case len(out) >= mostLanguages:
			r.find(s, interchange.Omitted, fmt.Sprintf("at most %d languages are kept", mostLanguages))
			continue
		case hasLang(out, lang):
			if out.In(lang) != text {
				r.find(s, interchange.Omitted, "one text a language is kept, the least in the order of values")
			}
			continue
		case strings.ContainsFunc(value.Value(), control) || len(text) > longest-utf8.UTFMax && text != clean(value.Value(), math.MaxInt):
			r.find(s, interchange.Normalised, cleaned)
		}
		out = out.With(lang, text)
	}
	return out
}

func hasLang(t catalogue.Text, lang catalogue.Lang) bool {
	for _, l := range t {
		if l.Lang == lang {
			return true
		}
	}
	return false
}

// line is a value of one line: the text of a literal or an IRI.
func (r *reader) line(s *statement) (string, bool) {
	value := r.value(s)
	if value.Kind() == rdf.Blank {
		r.find(s, interchange.Omitted, "a nameless resource has no value")
		return "", false
	}
	line := clean(strings.Join(strings.FieldsFunc(value.Value(), isLineEnd), " "), longestLine)
	if line == "" {
		r.find(s, interchange.Omitted, "an empty text says nothing")
		return "", false
	}
	if line != clean(value.Value(), math.MaxInt) {
		r.find(s, interchange.Normalised, cleaned)
	}
	return line, true
}

func isLineEnd(c rune) bool { return c == '\n' || c == '\r' }

// lines are all values of a property, each once.
func (r *reader) lines(n node, name string) []string {
	const most = 1000 // entries of a list of the catalogue
	var out []string
	for _, s := range r.all(n, name) {
		line, ok := r.line(s)
		switch {
		case !ok:
		case len(out) > 0 && out[len(out)-1] == line: // the same as a text and as a resource
		case len(out) >= most:
			r.find(s, interchange.Omitted, fmt.Sprintf("at most %d values are kept", most))
		default:
			out = append(out, line)
		}
	}
	return out
}

// oneLine is the least value of a property.
func (r *reader) oneLine(n node, name string) string {
	kept := ""
	for _, s := range r.all(n, name) {
		line, ok := r.line(s)
		switch {
		case !ok || line == kept:
		case kept != "":
			r.find(s, interchange.Omitted, onlyOne)
		default:
			kept = line
		}
	}
	return kept
}

// codes are the codes that the values of a property name, in the order of the list.
func (r *reader) codes(n node, name string, c coded) []string {
	named := make(map[string]bool)
	for _, s := range r.all(n, name) {
		code, canonical := c.find(strings.TrimSpace(r.value(s).Value()))
		switch {
		case code == "":
			r.find(s, interchange.Omitted, noCode)
		case !canonical:
			r.find(s, interchange.Normalised, otherwise)
		}
		named[code] = true
	}
	var out []string
	for _, code := range c.list.Codes {
		if named[code.Name] {
			out = append(out, code.Name)
		}
	}
	return out
}

// code is the first code in the order of the list.
func (r *reader) code(n node, name string, c coded) string {
	codes := r.codes(n, name, c)
	if len(codes) == 0 {
		return ""
	}
	for _, s := range r.all(n, name) {
		if code, _ := c.find(strings.TrimSpace(r.value(s).Value())); code != "" && code != codes[0] {
			r.find(s, interchange.Omitted, "one value is kept, the first in the order of the list")
		}
	}
	return codes[0]
}

// day is the earliest day of a property.
func (r *reader) day(n node, name string) catalogue.Day {
	var kept catalogue.Day
	for _, s := range r.all(n, name) {
		day, whole := dayOf(r.value(s).Value())
		switch {
		case day == 0:
			r.find(s, interchange.Refused, "not a day of the calendar")
		case kept != 0 && day != kept:
			r.find(s, interchange.Omitted, onlyOne)
		default:
			kept = day
			if !whole {
				r.find(s, interchange.Normalised, "read as its first day")
			}
		}
	}
	return kept
}

// dayOf reads the day of a date, of a date with a time, or the first of a month or a year; whole says that a day was
// given.
func dayOf(lexical string) (day catalogue.Day, whole bool) {
	text := strings.TrimSpace(lexical)
	if len(text) >= len("2006-01-02") {
		text, whole = text[:len("2006-01-02")], true
	}
	switch len(text) {
	case len("2006"):
		text += "-01-01"
	case len("2006-01"):
		text += "-01"
	}
	day, err := catalogue.ParseDay(text)
	if err != nil {
		return 0, false
	}
	return day, whole
}

// count is the least whole number of a property.
func (r *reader) count(n node, name string) int {
	kept := -1
	for _, s := range r.all(n, name) {
		number, err := strconv.ParseFloat(strings.TrimSpace(r.value(s).Value()), 64)
		switch {
		case err != nil || number < 0 || number > math.MaxInt32*4096.0 || number != math.Trunc(number):
			r.find(s, interchange.Refused, "not a whole number from 0 on")
		case kept >= 0 && int(number) != kept:
			r.find(s, interchange.Omitted, onlyOne)
		default:
			kept = int(number)
		}
	}
	return max(kept, 0)
}

// languagesOf are the languages of a dataset.
func (r *reader) languagesOf(n node) []catalogue.Lang {
	named := make(map[string]bool)
	var out []catalogue.Lang
	for _, s := range r.all(n, "dct:language") {
		lang, ok := languageOf(strings.TrimSpace(r.value(s).Value()))
		switch {
		case !ok:
			r.find(s, interchange.Omitted, noCode)
		case !named[string(lang)]:
			named[string(lang)] = true
			out = append(out, lang)
		}
	}
	return sorted(out)
}
