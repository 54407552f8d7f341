package catalogue_test

import (
	"testing"

	"fundus/internal/catalogue"
)

func TestVisibilitiesAreAScale(t *testing.T) {
	if len(catalogue.Visibilities.Codes) != catalogue.VisibilityLevels {
		t.Errorf("%d visibilities have %d levels", len(catalogue.Visibilities.Codes), catalogue.VisibilityLevels)
	}
	for i, c := range catalogue.Visibilities.Codes {
		v := catalogue.Visibility(c.Name)
		if v.Level() != i || v.Above(v) || catalogue.Public.Above(v) || v.Above(catalogue.Confidential) {
			t.Errorf("%s is at level %d", v, v.Level())
		}
		for _, other := range []catalogue.Visibility{catalogue.Public, catalogue.Internal, catalogue.Confidential} {
			if s := v.Stricter(other); s != other.Stricter(v) || v.Above(s) || other.Above(s) {
				t.Errorf("of %s and %s, %s is the stricter", v, other, s)
			}
		}
	}
}

// Amounts of money, and what is examined and drafted in a case, are not public unless
// somebody says so.
func TestAmountsAndCasesAreNotPublicByThemselves(t *testing.T) {
	for _, r := range []catalogue.Record{
		new(catalogue.Project), new(catalogue.BudgetLine), new(catalogue.CostModel), new(catalogue.Case), new(catalogue.Need),
		new(catalogue.GateResult), new(catalogue.Evidence), new(catalogue.Decision), new(catalogue.Deviation), new(catalogue.FollowUp),
	} {
		if v := catalogue.VisibilityOf(r); v != catalogue.Internal {
			t.Errorf("a %s is %s", r.Kind().Noun(), v)
		}
		if r.Base().Visibility = catalogue.Public; catalogue.VisibilityOf(r) != catalogue.Public {
			t.Errorf("a %s that is made public is not", r.Kind().Noun())
		}
	}
	for _, r := range []catalogue.Record{new(catalogue.Service), new(catalogue.Solution), new(catalogue.Source), new(catalogue.Rule), new(catalogue.Ladder)} {
		if v := catalogue.VisibilityOf(r); v != catalogue.Public {
			t.Errorf("a %s is %s", r.Kind().Noun(), v)
		}
	}
}

func TestVisibilityIsChecked(t *testing.T) {
	named := catalogue.Meta{Name: catalogue.T("x")}
	unknown, examples := &catalogue.Area{Meta: named}, &catalogue.Source{Meta: named, SourceKind: catalogue.SourceIllustrative}
	unknown.Visibility, examples.Visibility = "SECRET", catalogue.Internal
	for _, r := range []catalogue.Record{unknown, examples} {
		if err := catalogue.Check(r); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s with visibility %s: %v", r.Kind().Noun(), r.Base().Visibility, err)
		}
	}
	if err := catalogue.CheckEdgeFacts("statement", catalogue.Uses, &catalogue.EdgeFacts{Visibility: "SECRET"}); catalogue.KindOf(err) != catalogue.Invalid {
		t.Errorf("a statement of an unknown visibility: %v", err)
	}
}
