package settings_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity/settings"
)

const full = `
anonymous: {read: true, clearance: internal}
issuers:
  - issuer: https://login.example/realms/land
    audience: fundus
    skew: 30s
    name: preferred_username
    prefix: "land:"
    grants:
      - claim: realm_access.roles
        value: fundus-editor
        role: editor
        kinds: [service, dataset]
        under: ["ars:03241"]
        clearance: confidential
      - {claim: groups, value: "007", role: board}
  - issuer: https://login.other.example
    audience: fundus
    prefix: "kommune:"
`

func read(text string) (settings.Settings, error) {
	return settings.Read("identity.yaml", strings.NewReader(text), access.Anonymous(catalogue.Public))
}

func TestTheFileSaysWhoMaySignIn(t *testing.T) {
	s, err := read(full)
	if err != nil {
		t.Fatal(err)
	}
	if s.Anonymous.Clearance != catalogue.Internal || s.Anonymous.May(access.Read) != nil || len(s.Issuers) != 2 {
		t.Fatalf("%+v", s)
	}
	first, second := s.Issuers[0], s.Issuers[1]
	if first.Issuer != "https://login.example/realms/land" || first.Audience != "fundus" || first.Skew != 30*time.Second || first.Prefix != "land:" {
		t.Errorf("%+v", first)
	}
	if got := fmt.Sprint(first.Grants); got != "[{{[realm_access roles]} fundus-editor editor of service, dataset under ars:03241 CONFIDENTIAL} {{[groups]} 007 board CONFIDENTIAL}]" {
		t.Errorf("%s", got)
	}
	if got := fmt.Sprintf("%v %s %s", second.Name, second.Skew, second.Otherwise.Clearance); got != "{[sub]} 1m0s INTERNAL" {
		t.Errorf("what is not said: %s", got)
	}
}

func TestReadingWithoutSigningInCanBeSwitchedOff(t *testing.T) {
	s, err := read("anonymous: {read: false}")
	if err != nil || s.Anonymous.May(access.Read) == nil {
		t.Errorf("%+v, %v", s, err)
	}
}

// The example for operators is a file that can be read.
func TestTheExampleOfTheDocumentationIsRight(t *testing.T) {
	text, err := os.ReadFile("../../../docs/identity.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```yaml\n")
	example, _, ended := strings.Cut(rest, "```")
	if !found || !ended {
		t.Fatal("docs/identity.md has no example")
	}
	if s, err := read(example); err != nil || len(s.Issuers) == 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

// Nothing in the file is overlooked. What is wrong is told with file, line, value and rule.
func TestWhatIsWrongInTheFileIsToldWithItsLine(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"an unknown key":       {"skew: 30s", "skwe: 30s", "identity.yaml: line 6: field skwe is not known"},
		"an unknown key above": {"anonymous:", "anonymus:", "identity.yaml: line 2: field anonymus is not known"},
		"a key twice":          {"skew: 30s", "audience: x", `identity.yaml: line 6: mapping key "audience" already defined at line 5`},
		"no YAML":              {"skew: 30s", "skew: [", "identity.yaml: line 5: did not find expected"},
		"a list for a text":    {"skew: 30s", "skew: [a]", "identity.yaml: line 6: a text is wanted"},
		"nothing for a text":   {"skew: 30s", "skew:", "identity.yaml: line 6: nothing is said here"},
		"no kinds":             {"[service, dataset]", "[]", "line 13: nothing is said here"},
		"no kinds at all":      {"[service, dataset]", "", "line 13: nothing is said here"},
		"a reference":          {"[service, dataset]", "&a [service]", "line 13: write everything out"},
		"a word for yes or no": {"read: true", "read: maybe", "identity.yaml: line 2: cannot unmarshal"},
		"no clearance":         {"clearance: internal", "clearance: secret", `identity.yaml: line 2: anonymous: clearance: "secret": a clearance is one of public, internal, confidential`},
		"plain HTTP":           {"https://login.example/", "http://login.example/", `identity.yaml: line 4: issuers[0].issuer: "http://login.example/realms/land": an issuer is asked over https`},
		"no address":           {"https://login.example/realms/land", "login.example", `line 4: issuers[0].issuer: "login.example": not an address`},
		"no audience":          {"    audience: fundus\n    skew", "    skew", "issuers[0].audience: is needed"},
		"no time":              {"skew: 30s", "skew: 30", `line 6: issuers[0].skew: "30": 0s to 10m0s`},
		"too much time":        {"skew: 30s", "skew: 11m", `line 6: issuers[0].skew: "11m": 0s to 10m0s`},
		"no claim":             {"claim: realm_access.roles", "claim: realm_access..roles", `line 10: issuers[0].grants[0].claim: "realm_access..roles": a claim is named by`},
		"no value":             {"        value: fundus-editor\n", "", "issuers[0].grants[0].value: is needed"},
		"no role":              {"role: editor", "role: king", `line 12: issuers[0].grants[0].role: "king": a role is one of reader, editor`},
		"no kind":              {"[service, dataset]", "[service, car]", `line 12: issuers[0].grants[0].kinds: "car": an editor keeps`},
		"no authority":         {"ars:03241", "Hannover", `line 12: issuers[0].grants[0].under: "Hannover": an authority is named by`},
		"a board with kinds":   {"role: editor", "role: board", "only an editor is limited to kinds"},
		"no prefix":            {"    prefix: \"land:\"\n", "", "line 4: issuers: prefix: "},
		"prefixes alike":       {"kommune:", "land:x", `line 19: prefix: "land:x": begins as that of another issuer does`},
		"an issuer twice":      {"https://login.other.example", "https://login.example/realms/land", "is there twice"},
		"two documents":        {"\nissuers:", "\n---\nissuers:", "more than one document"},
	} {
		if !strings.Contains(full, c.old) {
			t.Fatalf("%s: nothing to change", name)
		}
		s, err := read(strings.Replace(full, c.old, c.new, 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
		if s.Issuers != nil || s.Anonymous.Grants != nil {
			t.Errorf("%s: settings in spite of it", name)
		}
	}
}

func TestAFileHasABound(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "says nothing",
		"# nur ein Kommentar\n":           "says nothing",
		"# " + strings.Repeat("x", 1<<20): "larger than 1048576 bytes, the limit",
		"issuers: [" + strings.Repeat("{audience: a},", 11) + "]": "11 issuers, at most 10 are taken",
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want %s", text, err, want)
		}
	}
}

// Whatever a file says, it gives rights by complete issuers only, and an error is readable.
func FuzzRead(f *testing.F) {
	f.Add(full)
	f.Add("anonymous: {read: false}")
	f.Add("issuers: [{issuer: https://a, audience: b}]")
	f.Add("a: &a [*a]")
	f.Add("issuers: !!binary aa")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := read(text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "identity.yaml: ") || strings.Contains(err.Error(), "settings.") {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		for _, i := range s.Issuers {
			if i.Issuer == "" || i.Audience == "" || i.Skew < 0 || i.Skew > 10*time.Minute {
				t.Errorf("%q: %+v", text, i)
			}
		}
	})
}
