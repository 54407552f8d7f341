package bundle

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzJSONIsReadAsTheStandardLibraryReadsIt holds that our reader accepts what
// encoding/json accepts and gives the same values, but for what it refuses on
// purpose: keys given twice (later), depth, and half a surrogate pair.
func FuzzJSONIsReadAsTheStandardLibraryReadsIt(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"a":[1,-0.5e+3,true,false,null,"x\u00e4\ud83c\udfdb\n"],"b":{"c":{}}}`, ` {"a" : [ ] } `,
		`{"a":01}`, `{"a":-}`, `{"a":1.}`, `{"a":.5}`, `{"a":+1}`, `{"a":1e}`, `{"a":"\u12g4"}`, `{"a":}`, `{,}`, `{"a":1,}`, `[]`, `{"a":1}x`,
		`{"a":0x1}`, `{"a":1_0}`, `{"a":Infinity}`, `{"a":truex}`, `{"a":"` + "\t" + `"}`, `{"a":00}`, `{"a":-01}`, `{"a":1e999}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if !utf8.ValidString(line) || strings.Contains(line, `\ud`) || strings.Contains(line, `\uD`) {
			return // refused before, or on purpose
		}
		var want map[string]any
		dec := json.NewDecoder(strings.NewReader(line))
		dec.UseNumber()
		wanted := json.Valid([]byte(line)) && dec.Decode(&want) == nil && want != nil
		n, err := new(jsonReader).read(line, 1)
		if err != nil {
			if wanted && !strings.Contains(err.Error(), "deeper") {
				t.Fatalf("%s: %v", line, err)
			}
			return
		}
		if !wanted {
			t.Fatalf("%s: accepted", line)
		}
		if !same(&n, want) {
			t.Fatalf("%s: %+v, want %v", line, n, want)
		}
	})
}

func same(n *node, want any) bool {
	switch x := want.(type) {
	case map[string]any:
		last := map[string]*node{} // encoding/json keeps the last of a name
		for i := range n.fields {
			last[n.fields[i].name] = &n.fields[i].value
		}
		for name, value := range x {
			if last[name] == nil || !same(last[name], value) {
				return false
			}
		}
		return n.form == object && len(last) == len(x)
	case []any:
		for i := range x {
			if i >= len(n.items) || !same(&n.items[i], x[i]) {
				return false
			}
		}
		return n.form == list && len(n.items) == len(x)
	case string:
		return n.form == quoted && n.text == x
	case json.Number:
		return n.form == bare && n.text == x.String()
	case bool:
		return n.form == bare && (n.text == "true") == x
	}
	return n.form == null
}
