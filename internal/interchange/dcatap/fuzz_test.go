package dcatap

import (
	"bytes"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// FuzzImport holds what is true of every document: no panic, no run-away, records that keep the rules of the catalogue,
// the same changes twice, and an answer to each statement.
func FuzzImport(f *testing.F) {
	f.Add("a.ttl", mustRead(f, "testdata/catalogue.ttl"))
	f.Add("a.jsonld", jsonText(f, graphOf(f, "a.ttl", mustRead(f, "testdata/catalogue.ttl"))))
	f.Add("a.rdf", xmlText(f, graphOf(f, "a.ttl", mustRead(f, "testdata/catalogue.ttl"))))
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		if len(text) > 20_000 {
			return
		}
		report := new(interchange.Findings)
		changes, err := Importer(anything)(t.Context(), interchange.Input{Name: name, Reader: bytes.NewReader(text)}, report)
		if err != nil {
			if changes != nil {
				t.Fatal("an error and changes")
			}
			return
		}
		for _, c := range changes {
			if p, ok := c.(catalogue.Put); ok {
				if err := catalogue.Check(p.Record); err != nil {
					t.Fatal(err)
				}
			}
		}
		x := imported{changes, report}
		if !slices.Equal(x.lines(t), importText(t, name, text, anything).lines(t)) {
			t.Fatal("the same file twice is not the same")
		}
	})
}
