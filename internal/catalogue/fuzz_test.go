package catalogue

import (
	"errors"
	"fmt"
	"testing"
)

// A law of every written form: what is read is written, and read again as the same; what
// is not read is told as Invalid, in few words however long it was.
func wordLaw[V comparable](t *testing.T, what string, read func(string) (V, error), text string, write func(V) string) {
	t.Helper()
	v, err := read(text)
	if err != nil {
		if told, ok := errors.AsType[*Error](err); !ok || told.Kind != Invalid || len(err.Error()) > 1000 {
			t.Fatalf("%s %q: %v", what, text, err)
		}
		return
	}
	if again, err := read(write(v)); err != nil || again != v {
		t.Fatalf("%s %q is %v, written %q and read again %v (%v)", what, text, v, write(v), again, err)
	}
}

func written[V fmt.Stringer](v V) string { return v.String() }

func asItIs[V ~string](v V) string { return string(v) }

// subject is what ParseGlobalID reads.
type subject struct {
	kind Kind
	id   ID
}

func readSubject(s string) (subject, error) {
	kind, id, err := ParseGlobalID(s)
	return subject{kind, id}, err
}

// Whatever the text, as each thing that is written in a word.
func FuzzWords(f *testing.F) {
	for _, s := range []string{
		"", "leika:99050012104000", "99050012104000", "ozg:10058", "ars:120000000000", "12000000", "120000000000", "wikidata:Q1198", "c2VydmljZTox", "ZWRnZTox",
		"812", "812:5000", "18446744073709551616", "1:0", "0:1", "2025-12-31", "0001-01-01", "9999-12-31", "10000-01-01", "-0", "-62.5", "0.0001",
		"99999999999999.9999", "1250000.00", "-92233720368547758.08", "92233720368547758.07", "de", "de-x-leichte-sprache", "x-a", "EUPL-1.2", "MIT OR (Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0)",
		"((((((((((MIT))))))))))", "1e999999", "\x00", "\u202eabc", "٣", "publiccode:https://example.org/a",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		wordLaw(t, "identifier", ParseIdentifier, s, written)
		wordLaw(t, "id", readSubject, s, func(v subject) string { return GlobalID(v.kind, v.id) })
		wordLaw(t, "id of a statement", ParseGlobalEdgeID, s, GlobalEdgeID)
		wordLaw(t, "position", ParseFeedPosition, s, written)
		wordLaw(t, "day", ParseDay, s, written)
		wordLaw(t, "decimal", ParseDecimal, s, written)
		wordLaw(t, "money", ParseMoney, s, written)
		wordLaw(t, "language", ParseLang, s, asItIs)
		wordLaw(t, "licence", ParseSPDX, s, asItIs)
		wordLaw(t, "key of a service", ParseLeikaKey, s, asItIs)
		wordLaw(t, "ARS", ParseARS, s, asItIs)
		wordLaw(t, "AGS", ParseAGS, s, asItIs)
	})
}
