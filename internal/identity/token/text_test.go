package token

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// Scanners of repositories look for this; docs/identity.md names it.
var form = regexp.MustCompile(`^fundus_[a-z2-7]{8}_[a-z2-7]{59}$`)

func TestATokenIsKnownByItsForm(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		s := invent(newID())
		if !form.MatchString(s.text) || seen[s.text] {
			t.Errorf("%s", s.text)
		}
		seen[s.text] = true
		if again, ok := read(s.text); !ok || again != s {
			t.Errorf("%s is read as %v, %v", s.text, again, ok)
		}
	}
	if first := invent(first); !form.MatchString(first.text) {
		t.Errorf("%s", first.text)
	}
}

// One letter that is another, one that is missing, or two that have changed places are
// found before anybody is asked.
func TestASlipOfThePenIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(invent(newID()).text)
		at := rapid.IntRange(0, len(text)-2).Draw(t, "at")
		wrong := append([]byte(nil), text...)
		switch rapid.IntRange(0, 2).Draw(t, "slip") {
		case 0:
			wrong[at] = rapid.Byte().Draw(t, "letter")
		case 1:
			wrong = append(wrong[:at], wrong[at+1:]...)
		default:
			wrong[at], wrong[at+1] = wrong[at+1], wrong[at]
		}
		if _, ok := read(string(wrong)); ok != (string(wrong) == string(text)) {
			t.Errorf("%s, of %s, is read: %v", wrong, text, ok)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(invent("aaaaaaaa").text)
	f.Add("fundus_")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		if s, ok := read(text); ok && (s.text != text || Prefix+s.id != text[:len(Prefix)+idLength]) {
			t.Errorf("%q is read as %v", text, s)
		}
	})
}
