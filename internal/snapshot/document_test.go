package snapshot

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/text"
)

func TestAnIdentifierMadeFromANameIsNoKey(t *testing.T) {
	for scheme, want := range map[string]text.Class{
		catalogue.SchemeLeika: text.Key, catalogue.SchemeARS: text.Key,
		catalogue.SchemeName: text.Text, "sample": text.Text,
	} {
		r := &catalogue.Service{Meta: catalogue.Meta{Identifiers: []catalogue.Identifier{{Scheme: scheme, Value: "reisepass"}}}}
		if got := Document(r).Fields[0].Class; got != want {
			t.Errorf("%s:reisepass is searched as %v, want %v", scheme, got, want)
		}
	}
}
