package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded lists the words of a text, the words of a chunk joined by +.
func folded(text string) []string {
	var (
		s   scanner
		out []string
	)
	s.scan(text)
	for parts := s.parts; len(parts) > 0; {
		var chunk []part
		chunk, parts = next(parts)
		var words []string
		for _, p := range chunk {
			words = append(words, string(s.word(p)))
		}
		out = append(out, strings.Join(words, "+"))
	}
	return out
}

func TestSpellingsFoldTogether(t *testing.T) {
	for text, want := range map[string]string{
		"Straße STRASSE Straẞe ſtraße":               "strasse strasse strasse strasse",
		"Fuehrung Führung Fu\u0308hrung FÜHRUNG":     "fuehrung fuehrung fuehrung fuehrung",
		"Cafe\u0301 Café cafe":                       "cafe cafe cafe",
		"Kfz-Zulassung Antrag/Anzeige Bürger*innen":  "kfz+zulassung antrag+anzeige buerger+innen",
		"Wohn\u00ADgeld, (Kranken- und Pflegekasse)": "wohngeld kranken und pflegekasse",
		"99 050 012 104 000":                         "99+050+012+104+000",
		"ab 1 2 3 4 5 6 7 8 9 10":                    "ab 1 2 3 4 5 6 7 8 9 10",
		"§ 35a VwVfG":                                "35a vwvfg",
		"Åse \u212Bse":                               "ase ase",
		"\xff\xfeAmt\xc3":                            "amt",
		"Αθήνα Łódź":                                 "αθηνα łodz",
		" \t\n- – …":                                 "",
	} {
		if got := strings.Join(folded(text), " "); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
}

func TestStems(t *testing.T) {
	stem := newStemmer()
	same := func(a, b string) bool {
		p := newPattern(a, stem.word(folded(a)[0]))
		return p.isStemOf(stem.word(folded(b)[0]))
	}
	for _, forms := range [][]string{
		{"Haus", "Häuser", "Haeuser", "Häusern"}, {"Personalausweis", "Personalausweise", "Personalausweises"},
		{"Antrag", "Anträge", "Anträgen"}, {"anmelden", "Anmeldung", "Anmeldungen"}, {"Steuer", "Steuern"},
		{"Förderung", "Förderungen"}, {"Bürger", "Bürgern"}, {"Zuschuss", "Zuschüsse", "Zuschuß"}, {"Amt", "Ämter"},
	} {
		for _, form := range forms[1:] {
			if !same(forms[0], form) || !same(form, forms[0]) {
				t.Errorf("%s and %s are two words", forms[0], form)
			}
		}
	}
	for _, two := range [][2]string{
		{"Haus", "Haushalt"}, {"Förderung", "Forderung"}, {"Bürger", "Burg"}, {"Schule", "Schulden"}, {"Steuer", "Steuerung"},
	} {
		if same(two[0], two[1]) {
			t.Errorf("%s and %s are one word", two[0], two[1])
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"amt", "", 3}, {"wohnung", "wohnnug", 1}, {"wohnung", "wonung", 1}, {"amt", "akt", 1}, {"ca", "abc", 3}} {
		if got := distance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSpansPointIntoTheOriginal(t *testing.T) {
	for _, c := range []struct{ text, word, want string }{
		{"Eine Fu\u0308hrung, DIE Führung.", "fuehrung", "Fu\u0308hrung|Führung"},
		{"Die Kfz-Zulassung", "kfzzulassung", "Kfz-Zulassung"},
		{"Leistung 99 050 012 104 000.", "99050012104000", "99 050 012 104 000"},
		{"https://example.org/a-b/c?d=e", "httpsexampleorgabcde", "https://example.org/a-b/c?d=e"},
		{"nichts", "etwas", ""},
	} {
		var got []string
		for _, s := range (Match{Word: c.word}).Spans(c.text) {
			got = append(got, c.text[s.From:s.To])
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q in %q: %q, want %q", c.word, c.text, got, c.want)
		}
	}
}

// Whatever the text: folding does not depend on its Unicode form, does not
// change what is folded, and spans lie in the text; stems are beginnings.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"Führungszeugnis", "99 050 012 104 000", "Kfz-Zulassung/Straße", "a\u0308\u0308 ǟ ạ\u0308", "aeaeeuue", "한글 ß"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := folded(text)
		if utf8.ValidString(text) {
			for _, form := range []norm.Form{norm.NFC, norm.NFD} {
				if got := folded(form.String(text)); !slices.Equal(got, words) {
					t.Fatalf("%q folds to %q, in another form to %q", text, words, got)
				}
			}
		}
		var s scanner
		s.scan(text)
		stem, end := newStemmer(), 0
		for _, p := range s.parts {
			if p.from < end || p.to <= p.from || p.to > len(text) {
				t.Fatalf("%q: part %+v after %d", text, p, end)
			}
			end = p.to
			w := stem.word(string(s.word(p)))
			if int(w.stem) > len(w.canon) || w.canon == "" {
				t.Fatalf("%q: word %+v", text, w)
			}
			if again := folded(w.canon); len(again) != 1 || again[0] != w.canon {
				t.Fatalf("%q folds again to %q", w.canon, again)
			}
		}
	})
}

// Whatever is put and asked: an index finds a document by its own words, and
// agrees with the oracle.
func FuzzSearch(f *testing.F) {
	f.Add("Führungszeugnis beantragen", "zeugnis")
	f.Add("99 050 012 104 000", "99050012104000")
	f.Add("Bauüberwachung aeaea eeuro", "euro überwachung")
	f.Fuzz(func(t *testing.T, text, query string) {
		docs := []Document{{1, []Field{{Name, "name", text}}}, {2, []Field{{Text, "text", text + " " + query}}}, {3, []Field{{Key, "key", query}}}}
		o := oracle{}
		for _, doc := range docs {
			o.put(doc)
		}
		x := Build(slices.Values(docs))
		for _, ask := range []string{query, text} {
			q, err := Parse(ask)
			if err != nil {
				continue
			}
			checkAgainst(t, ask, x, q, o, everything)
		}
	})
}
