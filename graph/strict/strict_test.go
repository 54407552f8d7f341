package strict_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/graph/strict"
)

func TestOnlyWhatAllReadAlikeIsJSON(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"an object":               {`{"a":[1,"b",{"a":null}],"b":{"a":1e9}}`, ""},
		"a text":                  {`"a"`, ""},
		"white space":             {" \t\r\n{ \"a\" : 1 } ", ""},
		"a pair":                  {`"\ud83d\ude00"`, ""},
		"a character itself":      {`"😀"`, ""},
		"an escaped backslash":    {`"\\ud800"`, ""},
		"quotes and brackets":     {`{"\"}{":"\\","b":"}]"}`, ""},
		"a name beside itself":    {`[{"a":1},{"a":1}]`, ""},
		"a name below itself":     {`{"a":{"a":{"a":1}}}`, ""},
		"a name as a value":       {`{"a":"b","b":"a"}`, ""},
		"nothing":                 {``, "one JSON value"},
		"two values":              {`{}{}`, "one JSON value"},
		"a comma too many":        {`{"a":1,}`, "one JSON value"},
		"a comment":               {`{}//`, "one JSON value"},
		"a number of another":     {`{"a":NaN}`, "one JSON value"},
		"Latin-1":                 {"\"\xfc\"", "UTF-8"},
		"a surrogate in UTF-8":    {"\"\xed\xa0\x80\"", "UTF-8"},
		"a byte order mark":       {"\ufeff{}", "byte order mark"},
		"the first half":          {`"\ud83d"`, "half"},
		"the second half":         {`"\ude00"`, "half"},
		"halves turned round":     {`"\ude00\ud83d"`, "half"},
		"the first half twice":    {`"\ud83d\ud83d"`, "half"},
		"a half and a text":       {`"\ud83dxxxxxx"`, "half"},
		"a half and an escape":    {`"\ud83d\n"`, "half"},
		"a half in a name":        {`{"\ud83d":1}`, "half"},
		"a half, deep":            {`[[[{"a":["\udead"]}]]]`, "half"},
		"a name twice":            {`{"a":1,"b":2,"a":1}`, `"a" twice`},
		"a name twice, escaped":   {`{"a":1,"\u0061":1}`, `"a" twice`},
		"a name twice, deep":      {`{"x":[0,{"a":{},"a":[]}]}`, `"a" twice`},
		"a long name, twice":      {`{"` + strings.Repeat("a", 100) + `":1,"` + strings.Repeat("a", 100) + `":1}`, `"` + strings.Repeat("a", 40) + `" twice`},
		"a name twice past a row": {`{"a":[1,2],"a":1}`, `"a" twice`},
	} {
		err := strict.Check([]byte(c.text))
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// What encoding/json has written is taken, and is what it was.
func TestWhatIsWrittenAsJSONIsTaken(t *testing.T) {
	value := rapid.Deferred(anyValue)
	rapid.Check(t, func(t *rapid.T) {
		text, err := json.Marshal(value.Draw(t, "value"))
		if err != nil {
			t.Fatal(err)
		}
		if err := strict.Check(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	})
}

func anyValue() *rapid.Generator[any] {
	return rapid.OneOf(
		rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.Int().AsAny(), rapid.String().AsAny(),
		rapid.SliceOfN(rapid.Deferred(anyValue), 0, 3).AsAny(),
		rapid.MapOfN(rapid.String(), rapid.Deferred(anyValue), 0, 3).AsAny(),
	)
}

// What is taken encoding/json reads without replacing anything.
func FuzzNothingIsReplaced(f *testing.F) {
	for _, seed := range []string{`{}`, `"\ud83d\ude00"`, `"\ud83d"`, `{"a":1,"a":2}`, `"\\\ud800"`, "\ufeff0", `["\u00e4","ä"]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if strict.Check(text) != nil {
			return
		}
		var value any
		if err := json.Unmarshal(text, &value); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		again, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		lost := strings.Count(string(again), "\ufffd") + strings.Count(string(again), `\ufffd`)
		sent := strings.Count(string(text), "\ufffd") + strings.Count(strings.ToLower(string(text)), `\ufffd`)
		if lost > sent {
			t.Errorf("%q is read as %q", text, again)
		}
	})
}
