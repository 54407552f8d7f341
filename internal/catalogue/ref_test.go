package catalogue_test

import (
	"testing"

	"fundus/internal/catalogue"
)

func TestARefToAnIdentifierNamesThatIdentifier(t *testing.T) {
	for _, text := range []string{"leika:99050012104000", "dcat:https://beispiel.invalid/a:b/c", "name:id:local:x", "identity:1"} {
		i, err := catalogue.ParseIdentifier(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, ref := range []catalogue.Ref{catalogue.RefTo(i), catalogue.RefToKind(catalogue.KindLegalBasis, i)} {
			if target, err := ref.Parse(); err != nil || target.Identifier != i {
				t.Errorf("%s: %+v, %v", ref, target, err)
			}
		}
	}
}

func TestASchemeThatARefWouldTakeForSomethingElseIsRefused(t *testing.T) {
	for _, text := range []string{"id:1", "local:1", "a/b:1", ":1"} {
		if _, err := catalogue.ParseIdentifier(text); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: got %v", text, err)
		}
	}
}
