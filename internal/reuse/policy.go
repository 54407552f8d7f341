package reuse

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// policy is what is in force, as this package asks it.
type policy struct{ casefile.Policy }

type policyKey struct{}

// policyOf is the policy in force, found once for a view.
func policyOf(v *view.View) policy {
	p, _ := view.Kept(v, policyKey{}, func() (policy, error) { return policy{casefile.InForce(v)}, nil })
	return p
}

// rung is a place of the ladder, false for none.
func (p policy) rung(place int) (view.Rung, bool) {
	if p.Ladder.ID == 0 || place >= len(p.Ladder.Rungs) {
		return view.Rung{}, false
	}
	return view.Rung{Rung: &p.Ladder.Rungs[place]}, true
}

// reuseRule is the rule that decides between classes of solutions, else the one that
// asks for a search; of several the one with the lowest number.
func (p policy) reuseRule() (casefile.Rule, bool) {
	for _, test := range []catalogue.RuleTest{catalogue.RuleTestBetterRung, catalogue.RuleTestSearch} {
		for _, r := range p.Rules {
			if r.RuleTest == test {
				return r, true
			}
		}
	}
	return casefile.Rule{}, false
}
