package reuse_test

import (
	"fmt"
	"slices"
	"testing"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"

	"pgregory.net/rapid"
)

// TestAGateKnowsNoMoreThanIsStated reads each verdict by hand.
func TestAGateKnowsNoMoreThanIsStated(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, need reuse.Need) {
		v := w.view(t, false)
		for _, id := range w.seen(catalogue.KindSolution) {
			for _, g := range reuse.Gates(v, casefile.InForce(v), id, need) {
				test := w.records[g.GateID-1].(*catalogue.Gate).GateTest
				if want := w.verdict(test, id, need); g.Verdict != want {
					t.Fatalf("%s of %d is %s (%s), want %s", test, id, g.Verdict, g.Reason, want)
				}
				if g.Reason == "" || g.Verdict != catalogue.VerdictUnknown && len(g.On) == 0 {
					t.Fatalf("%s of %d rests on nothing", test, id)
				}
			}
		}
	})
}

func (w *world) verdict(test catalogue.GateTest, id catalogue.ID, need reuse.Need) catalogue.Verdict {
	s := w.solution(id)
	switch test {
	case catalogue.GateTestStandards:
		return w.standards(id, need)
	case catalogue.GateTestOperator:
		if slices.ContainsFunc(w.stated(catalogue.Operates), func(e catalogue.Edge) bool { return e.To == id }) {
			return catalogue.VerdictPass
		}
	case catalogue.GateTestLifecycle:
		return map[catalogue.LifecyclePhase]catalogue.Verdict{"": "UNKNOWN", "PLANNED": "PASS", "PILOT": "PASS", "PRODUCTIVE": "PASS", "PHASE_OUT": "FAIL", "RETIRED": "FAIL"}[s.PhaseOn(today)]
	case catalogue.GateTestTime:
		if len(need.Constraints) == 0 {
			return catalogue.VerdictUnknown
		}
		later := slices.ContainsFunc(s.Lifecycle, func(p catalogue.Phase) bool { return p.From > today+3 && p.Phase == "PRODUCTIVE" })
		switch phase := s.PhaseOn(today + 3); {
		case phase == "PRODUCTIVE":
			return catalogue.VerdictPass
		case phase == "PHASE_OUT", phase == "RETIRED", later:
			return catalogue.VerdictFail
		}
	case catalogue.GateTestBudget, catalogue.GateTestJudged:
	}
	return catalogue.VerdictUnknown
}

func (w *world) standards(id catalogue.ID, need reuse.Need) catalogue.Verdict {
	asked, all := 0, true
	for _, x := range w.seen(catalogue.KindStandard) {
		required := slices.Contains(need.Standards, x) ||
			slices.ContainsFunc(need.Services, func(s catalogue.ID) bool { return w.says(catalogue.Requires, s, x) }) ||
			w.says(catalogue.Requires, id, x) && w.records[x-1].(*catalogue.Standard).Bindingness == "BINDING"
		if required {
			asked++
			all = all && w.says(catalogue.Implements, id, x)
		}
	}
	if asked > 0 && all {
		return catalogue.VerdictPass
	}
	return catalogue.VerdictUnknown
}

// TestABudgetIsKeptOnlyIfAllThatItCostsIsKnown prices a solution in each way. Two
// authorities are affected.
func TestABudgetIsKeptOnlyIfAllThatItCostsIsKnown(t *testing.T) {
	euros := func(n int64) *catalogue.Money { return new(catalogue.Money(n * 100)) }
	whole := catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Once: euros(100), Yearly: euros(10), Connection: euros(5), OwnYearly: euros(1), Years: 5}
	each, shared, lacking := whole, whole, whole
	each.PriceFunction, shared.PriceFunction, lacking.OwnYearly = catalogue.PricePerAuthority, catalogue.PriceCostShare, nil
	for _, c := range []struct {
		name   string
		limit  int64 // 0: none
		models []catalogue.CostModel
		want   catalogue.Verdict
	}{
		{"no limit", 0, []catalogue.CostModel{whole}, "UNKNOWN"},
		{"no model", 1000, nil, "UNKNOWN"},
		{"fixed, at the limit", 170, []catalogue.CostModel{whole}, "PASS"}, // 100 + 5*10 + 2*5 + 2*5*1
		{"fixed, a euro above it", 169, []catalogue.CostModel{whole}, "FAIL"},
		{"for each, at the limit", 320, []catalogue.CostModel{each}, "PASS"}, // 2*(100 + 5*10 + 5 + 5*1)
		{"for each, above it", 319, []catalogue.CostModel{each}, "FAIL"},
		{"shared, and even the whole is within", 170, []catalogue.CostModel{shared}, "PASS"},
		{"shared, and the whole is not", 100, []catalogue.CostModel{shared}, "UNKNOWN"},
		{"not all is given", 1000, []catalogue.CostModel{lacking}, "UNKNOWN"},
		{"what is given is too much", 159, []catalogue.CostModel{lacking}, "FAIL"},
		{"two that contradict each other", 200, []catalogue.CostModel{whole, each}, "UNKNOWN"},
		{"two that agree", 400, []catalogue.CostModel{whole, each}, "PASS"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &world{}
			service := w.add(&catalogue.Service{Meta: catalogue.Meta{Name: catalogue.T("Dienst")}})
			solution := w.add(&catalogue.Solution{Meta: catalogue.Meta{Name: catalogue.T("Lösung")}})
			for range 2 {
				a := w.add(&catalogue.Authority{Meta: catalogue.Meta{Name: catalogue.T("Amt")}})
				w.relate(catalogue.Edge{Relation: catalogue.CompetentFor, From: a, To: service})
			}
			for i, m := range c.models {
				m.Name = catalogue.T(fmt.Sprint("Modell ", i))
				w.relate(catalogue.Edge{Relation: catalogue.Prices, From: w.add(&m), To: solution})
			}
			addPolicy(w)
			need := reuse.Need{Services: []catalogue.ID{service}}
			if c.limit > 0 {
				need.Constraints = []catalogue.Constraint{{Key: "C1", ConstraintKind: catalogue.ConstraintBudget, Money: euros(c.limit)}}
			}
			v := w.view(t, false)
			for _, g := range reuse.Gates(v, casefile.InForce(v), solution, need) {
				if w.records[g.GateID-1].(*catalogue.Gate).GateTest == catalogue.GateTestBudget && g.Verdict != c.want {
					t.Errorf("%s: %s, want %s", g.Verdict, g.Reason, c.want)
				}
			}
		})
	}
}
