package catalogue

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"unicode/utf8"
)

// Lang is a BCP 47 language tag, such as "de", "en" or "de-x-leichte-sprache".
type Lang string

// German is the language of the catalogue: every name has it unless its source does not.
const German Lang = "de"

// Text is a text in one or more languages, ordered by tag, each tag once. In
// JSON it is an object from tag to text, or a bare string for German alone.
type Text []Localized

// Localized is a text in one language.
type Localized struct {
	Lang  Lang   `json:"lang"`
	Value string `json:"value"`
}

// T is a German text.
func T(german string) Text {
	if german == "" {
		return nil
	}
	return Text{{German, german}}
}

// In is the text in the wanted language, else in German, else in the first
// language there is, else "".
func (t Text) In(lang Lang) string {
	for _, wanted := range []Lang{lang, German} {
		for _, l := range t {
			if l.Lang == wanted {
				return l.Value
			}
		}
	}
	if len(t) > 0 {
		return t[0].Value
	}
	return ""
}

func (t Text) String() string { return t.In(German) }

// With is the text with one language set, in order; t itself stays as it is.
func (t Text) With(lang Lang, value string) Text {
	out := slices.DeleteFunc(slices.Clone(t), func(l Localized) bool { return l.Lang == lang })
	if value != "" {
		out = append(out, Localized{lang, value})
	}
	out.sort()
	return out
}

func (t Text) sort() {
	slices.SortStableFunc(t, func(a, b Localized) int { return cmp.Compare(a.Lang, b.Lang) })
}

// MarshalJSON writes the short form where it can.
func (t Text) MarshalJSON() ([]byte, error) {
	if len(t) == 1 && t[0].Lang == German {
		return json.Marshal(t[0].Value)
	}
	m := make(map[Lang]string, len(t))
	for _, l := range t {
		m[l.Lang] = l.Value
	}
	return json.Marshal(m)
}

// UnmarshalJSON reads both forms.
func (t *Text) UnmarshalJSON(data []byte) error {
	if german, plain := plainString(data); plain {
		*t = T(german)
		return nil
	}
	if len(data) > 0 && data[0] == '"' {
		var german string
		if err := json.Unmarshal(data, &german); err != nil {
			return err
		}
		*t = T(german)
		return nil
	}
	m := map[Lang]string{}
	if err := json.Unmarshal(data, &m); err != nil {
		return err
	}
	out := make(Text, 0, len(m))
	for _, lang := range slices.Sorted(maps.Keys(m)) {
		out = append(out, Localized{lang, m[lang]})
	}
	*t = out
	return nil
}

// plainString reads a JSON string without escapes, which nearly all texts are: a
// catalogue reads hundreds of thousands of them when it starts.
func plainString(data []byte) (string, bool) {
	if len(data) < 2 || data[0] != '"' {
		return "", false
	}
	inner := data[1 : len(data)-1]
	if bytes.IndexByte(inner, '\\') >= 0 || !utf8.Valid(inner) {
		return "", false
	}
	return string(inner), true
}
