package console

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestAnExampleIsItsHeadingAndItsQuery(t *testing.T) {
	const query = "query Offers($key: String!) {\n  # stays\n  offers(key: $key) { totalCount }\n}\n"
	for name, text := range map[string]string{
		"unix":    "# Wer bietet sie an?\n# Zeigt je Behörde\n# die Lösung.\n# variables: {\"key\": \"99050012104000\"}\n\n" + query,
		"windows": strings.ReplaceAll("\ufeff# Wer bietet sie an?\n#\n#   Zeigt je Behörde\n#die Lösung.\n# variables: {\"key\": \"99050012104000\"}\n"+query, "\n", "\r\n"),
	} {
		got, err := ParseExample("offers.graphql", text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.Name != "offers" || got.Title != "Wer bietet sie an?" || got.Description != "Zeigt je Behörde die Lösung." {
			t.Errorf("%s: heading is %q, %q, %q", name, got.Name, got.Title, got.Description)
		}
		if got.Query != query || string(got.Variables) != `{"key": "99050012104000"}` {
			t.Errorf("%s: query %q, variables %s", name, got.Query, got.Variables)
		}
	}
}

func TestAnExampleNeedsOnlyTitleAndQuery(t *testing.T) {
	got, err := ParseExample("short", "#Wie viele?\n{ services { totalCount } }")
	if err != nil || got.Description != "" || string(got.Variables) != "{}" || got.Query != "{ services { totalCount } }\n" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestAnExampleNamesItsReaderOrIsForAll(t *testing.T) {
	for text, want := range map[string]string{
		"# Was hängt woran?\n# Eine Erklärung.\n#  Für:  Architekturrat \n# variables: {}\n{ a }": "Architekturrat",
		"# Was hängt woran?\n# Eine Erklärung.\n{ a }":                                            "Überblick",
	} {
		got, err := ParseExample("x", text)
		if err != nil || got.Reader != want || got.Description != "Eine Erklärung." {
			t.Errorf("%q: reader %q, description %q, %v; want %q", text, got.Reader, got.Description, err, want)
		}
	}
}

func TestAnExampleThatCannotBeReadSaysWhere(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", `"empty": line 1: no title`},
		{"bare", "{ services { totalCount } }", "line 1: no title"},
		{"untitled", "#\n# Beschreibung\n{ a }", "line 1: no title"},
		{"heading", "# Titel\n# Beschreibung\n\n  \n", "line 3: no query"},
		{"list", "# Titel\n# variables: [1]\n{ a }", "line 2: variables are not a JSON object"},
		{"broken", "# Titel\n# Text\n# variables: {\"a\": }\n{ a }", "line 3: variables are not a JSON object"},
		{"null", "# Titel\n# variables: null\n{ a }", "line 2: variables are null"},
		{"nobody", "# Titel\n# Für:\n{ a }", `line 2: no reader behind "Für:"`},
		{"latin", "# Beh\xf6rde\n{ a }", "not UTF-8"},
		{"long", "# Titel\n" + strings.Repeat(" ", maxExample), "at most 65536"},
	} {
		_, err := ParseExample(c.name, c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

// FuzzParseExample holds the law: whatever is accepted can be written as JSON, and written again as a file it is
// the same example.
func FuzzParseExample(f *testing.F) {
	f.Add("# Titel\n# Text\n# variables: {\"a\": 1}\n{ a }")
	f.Add("##\n#")
	f.Add("# a\r\n\r\n{")
	f.Add("#0\n0\r") // a lone carriage return once became another line end on the second reading
	f.Fuzz(func(t *testing.T, text string) {
		example, err := ParseExample("x", text)
		if err != nil {
			return
		}
		if _, err := json.Marshal(example); err != nil {
			t.Fatalf("%q is accepted but no JSON: %v", text, err)
		}
		again, err := ParseExample("x", "# "+example.Title+"\n# "+example.Description+"\n\n"+example.Query)
		if err != nil || again.Title != example.Title || again.Query != example.Query {
			t.Fatalf("%q: read again as %+v, %v", text, again, err)
		}
	})
}
