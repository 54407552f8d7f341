package publiccode_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/publiccode"
)

func refusal(data string) ([]catalogue.Change, error) {
	return publiccode.Read(context.Background(), interchange.Input{Name: "p.yml", Reader: strings.NewReader(data)}, &interchange.Findings{})
}

func TestABrokenFileIsRefusedWithItsPlaceAndNothingIsKept(t *testing.T) {
	whole := miniature(t)
	swap := func(old, new string) string {
		if !strings.Contains(whole, old) {
			t.Fatalf("the miniature has no %q", old)
		}
		return strings.Replace(whole, old, new, 1)
	}
	for name, c := range map[string]struct{ data, want string }{
		"empty":             {"", "p.yml: the file is empty"},
		"a comment":         {"# nothing\n", "p.yml: the file is empty"},
		"not YAML":          {"a: [\n", "p.yml:1: not YAML: did not find expected node content"},
		"no mapping":        {"- a\n", "p.yml:1: must be a section of keys and values"},
		"two documents":     {whole + "---\nname: x\n", "a second document"},
		"not UTF-8":         {swap("Anträge", "Antr\xe4ge"), "p.yml:48: not UTF-8"},
		"UTF-16":            {"\xff\xfea\x00", "p.yml:1: not UTF-8"},
		"too large":         {whole + strings.Repeat("#", 1<<20), "p.yml: the file is larger than 1048576 bytes"},
		"a key twice":       {swap("name: Antragswerk\n", "name: Antragswerk\nname: Antragswerk\n"), "p.yml:4: name: the same key twice"},
		"a misspelt key":    {swap("softwareVersion", "softwareVersoin"), "p.yml:10: softwareVersoin: not a key of publiccode.yml; did you mean softwareVersion?"},
		"no such version":   {swap(`"0.7"`, `"1.0"`), `p.yml:2: publiccodeYmlVersion: "1.0": not a version of the standard; the newest is 0.7`},
		"no such day":       {swap("2024-02-29", "2023-02-29"), `p.yml:11: releaseDate: "2023-02-29": not a date`},
		"no such alias":     {swap("alias:eidas", "alias:nope"), `p.yml:32: supports/id: "alias:nope": not in the list of aliases`},
		"no such language":  {swap("[de, en,", "[de, xx_yy,"), `p.yml:80: localisation/availableLanguages: "xx_yy": not a language tag`},
		"no such licence":   {swap("EUPL-1.2 OR  MIT", "EUPL 1.2"), `p.yml:62: legal/license: "EUPL 1.2": not an SPDX licence expression`},
		"a secret address":  {swap("max.mustermann@example.org", "max.mustermann"), "p.yml:75: maintenance/contacts/email: not an e-mail address"},
		"a control letter":  {swap("name: Antragswerk", `name: "Antrags\0werk"`), "contains a control character"},
		"not the web":       {swap("https://git.example.org/amt/antragswerk.git", "git@example.org:amt/antragswerk.git"), "p.yml:5: url:"},
		"self-containing":   {"name: &a [*a]\n", "p.yml:1: name: must be a text"},
		"undefined alias":   {"name: *a\n", "not YAML: unknown anchor 'a' referenced"},
		"billion laughs":    {bomb(), "p.yml:2: a0: not a key of publiccode.yml"},
		"laughs where read": {"categories: &c [" + strings.Repeat("office,", 60_000) + "]\n" + languages(30, "features: *c"), "more than 1048576 values by way of aliases"},
	} {
		changes, err := refusal(c.data)
		if changes != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %d changes, error\n  %.500v\nwant one that says\n  %s", name, len(changes), err, c.want)
		}
		if err != nil && catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: kind %s, want INVALID", name, catalogue.KindOf(err))
		}
	}
}

// bomb is ten levels of nine references each to the level below.
func bomb() string {
	var b strings.Builder
	b.WriteString("publiccodeYmlVersion: \"0\"\na0: &a0 lol\n")
	for i := range 10 {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 9), ","))
	}
	return b.String()
}

// languages are descriptions in n languages with the same line each.
func languages(n int, line string) string {
	var b strings.Builder
	b.WriteString("description:\n")
	for i := range n {
		b.WriteString("  a" + string(rune('a'+i%26)) + "-x-" + string(rune('a'+i/26)) + "b:\n    " + line + "\n")
	}
	return b.String()
}

func TestAllThatIsWrongIsNamedInTheOrderOfTheFile(t *testing.T) {
	_, err := refusal("publiccodeYmlVersion: \"0\"\nplatforms: []\nurl: nowhere\nfoo: 1\n")
	last := -1
	for _, want := range []string{"p.yml:1: name: missing", "p.yml:1: legal/license: missing", "p.yml:2: platforms: missing", `p.yml:3: url: "nowhere"`, "p.yml:4: foo: not a key"} {
		at := strings.Index(err.Error(), want)
		if at < last || at < 0 {
			t.Errorf("%q is not where it belongs in\n%v", want, err)
		}
		last = at
	}
}

func TestAFileOfANewerVersionMayHaveUnknownKeys(t *testing.T) {
	_, report := read(t, strings.Replace(miniature(t), `"0.7"`, "\"0.12\"\nnovelty: 1", 1), nil)
	if n := times(report, "novelty", interchange.Omitted); n != 1 {
		t.Errorf("%d findings, want 1", n)
	}
}

// Whatever the bytes: no panic, and what is accepted is sound.
func FuzzRead(f *testing.F) {
	f.Add(miniature(f))
	f.Add(bomb())
	f.Add("a: &a [*a]\n? [x]\n: y\n<<: *a\n")
	f.Fuzz(func(t *testing.T, data string) {
		changes, err := refusal(data)
		if (err == nil) == (changes == nil) {
			t.Fatalf("%d changes and error %v", len(changes), err)
		}
		for _, change := range changes {
			switch c := change.(type) {
			case catalogue.Put:
				if err := catalogue.Check(c.Record); err != nil {
					t.Fatal(err)
				}
			case catalogue.Relate:
				if err := catalogue.CheckEdgeFacts("edge", c.Relation, &c.EdgeFacts); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
