package catalogue_test

import (
	"slices"
	"testing"

	"fundus/internal/catalogue"
)

// belonging are the relations whose records merely belong together. A relation is
// either here or in the table of dependences, so that nobody forgets to decide.
var belonging = []catalogue.Relation{
	catalogue.CompetentFor, catalogue.Owns, catalogue.Provides, catalogue.Needs, catalogue.Covers,
	catalogue.Succeeds, catalogue.Replaces,
	catalogue.Concerns, catalogue.Judges, catalogue.Prices, catalogue.DecidedBy, catalogue.KeptApart,
}

func TestEveryRelationIsADependenceOrMerelyBelongs(t *testing.T) {
	for _, r := range catalogue.AllRelations() {
		if merely := slices.Contains(belonging, r); merely != (len(r.Dependences()) == 0) {
			t.Errorf("%s: dependences %v, merely belongs: %v", r, r.Dependences(), merely)
		}
	}
}

func TestADependenceIsBetweenEndsThatTheRelationHas(t *testing.T) {
	for _, r := range catalogue.AllRelations() {
		for _, d := range r.Dependences() {
			if r.Role(d.Dependent).String() == "" || r.Role(d.On).String() == "" {
				t.Errorf("%s has no such ends: %v", r, d)
			}
		}
	}
}

func TestNothingDependsOnItselfByAStatement(t *testing.T) {
	for _, r := range catalogue.AllRelations() {
		for i, d := range r.Dependences() {
			back := catalogue.Dependence{Dependent: d.On, On: d.Dependent}
			if d.Dependent == d.On || slices.Contains(r.Dependences(), back) || slices.Contains(r.Dependences()[:i], d) {
				t.Errorf("%s: %v is a circle, or stands twice", r, d)
			}
		}
	}
}

// No chain leads through an authority: what does depend on one depends on what it
// operates, develops, publishes or has as a part, never on what it offers or uses.
func TestNoServiceDependsOnAnAuthority(t *testing.T) {
	for _, r := range catalogue.AllRelations() {
		for _, d := range r.Dependences() {
			if r.Role(d.On).Fits(catalogue.KindAuthority) && r.Role(d.Dependent).Fits(catalogue.KindService) && r != catalogue.PartOf {
				t.Errorf("%s makes services depend on authorities", r)
			}
		}
	}
}

func TestWhatIsNoRelationHasNoDependences(t *testing.T) {
	for _, r := range []catalogue.Relation{0, catalogue.Relation(catalogue.Relations), 255} {
		if d := r.Dependences(); d != nil {
			t.Errorf("%d: %v", r, d)
		}
	}
}
