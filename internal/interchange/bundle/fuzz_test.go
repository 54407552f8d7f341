package bundle_test

import (
	"bytes"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
)

// FuzzAnyFileIsReadOrRefused holds that whatever a file holds, the answer is a
// change set or a refusal that a user can act on.
func FuzzAnyFileIsReadOrRefused(f *testing.F) {
	for _, seed := range []string{
		"- name: A\n", "- {name: {de: A, en: B}, tags: [x, y]}\n", "%YAML 1.1\n---\n- name: 'A'\n...\n", "? a\n: b\n", "- |\n  x\n- >-\n  y\n",
		"- &a [*a]\n", "- !!set {x}\n", "\t- x", "- \"\\uD83D\"", "{\"name\":\"A\"}\n", "PK\x03\x04", "\x1f\x8b\x08",
	} {
		f.Add("areas.yaml", []byte(seed))
		f.Add("relations.jsonl", []byte(seed))
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		in := interchange.Input{Name: name, Reader: bytes.NewReader(content)}
		b, err := bundle.FromFile(t.Context(), in, new(interchange.Findings))
		if (b == nil) == (err == nil) || err != nil && catalogue.KindOf(err) != catalogue.Invalid {
			t.Fatalf("got %v, %v", b, err)
		}
	})
}
