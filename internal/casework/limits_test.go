package casework_test

import (
	"testing"

	"fundus/internal/casework"
	"fundus/internal/catalogue"
)

// limited is a case whose need has a budget and that chooses an option which costs 5 euros
// for one authority, with nothing recorded about the budget.
func limited(t *testing.T, budget int64, more ...catalogue.Change) *desk {
	t.Helper()
	d := opened(t)
	d.do(t, "gremium", "Haushalt", put("haushalt", &catalogue.Rule{Level: catalogue.LevelMust, RuleTest: catalogue.RuleTestBudgetAndTime, PolicyStatus: catalogue.PolicyEnacted}),
		put("geld", &catalogue.Gate{GateKind: "BUDGET", GateTest: catalogue.GateTestBudget, PolicyStatus: catalogue.PolicyEnacted}), put("stadt", &catalogue.Authority{}))
	need := &catalogue.Need{Constraints: []catalogue.Constraint{{Key: "C1", ConstraintKind: catalogue.ConstraintBudget, Text: "alles", Money: money(budget)}}}
	d.do(t, "referat", "Bedarf", put("bedarf", need), filed("need", "bedarf"),
		relate(catalogue.Concerns, ref("need", "bedarf"), ref("service", "leistung")), relate(catalogue.Concerns, ref("need", "bedarf"), ref("authority", "stadt")))
	d.do(t, "referat", "steht fest", step(catalogue.CaseNeedFrozen))
	d.laid(t, reused[1])
	d.do(t, "referat", "gesucht", step(catalogue.CaseSearched))
	d.laid(t, reused[2])
	d.laid(t, reused[4])
	whole := &catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Once: money(0), Yearly: money(100), Connection: money(0), OwnYearly: money(0), Years: 5}
	d.do(t, "referat", "Kosten", put("kosten", whole), filed("costModel", "kosten"), relate(catalogue.Prices, ref("costModel", "kosten"), ref("option", "nutzen")))
	if len(more) > 0 {
		d.do(t, "referat", "dazu", more...)
	}
	return d
}

// budgetRule is what is known of the rule about budget and time.
func (d *desk) budgetRule(t *testing.T) catalogue.Verdict {
	t.Helper()
	for _, r := range casework.RuleFindings(d.file(t)) {
		if r.Rule.ID == d.id("rule", "haushalt") {
			return r.Verdict
		}
	}
	t.Fatal("the rule is not in force")
	return ""
}

func TestTheBudgetIsHeldAgainstCostsUntilSomebodyRecordsAVerdict(t *testing.T) {
	for budget, want := range map[int64]catalogue.Verdict{500: catalogue.VerdictPass, 499: catalogue.VerdictFail} {
		if got := limited(t, budget).budgetRule(t); got != want {
			t.Errorf("with a budget of %d cents the rule is %s, want %s", budget, got, want)
		}
	}
	judged := func(verdict catalogue.Verdict) []catalogue.Change {
		return sets([]catalogue.Change{put("geld-nutzen", &catalogue.GateResult{Verdict: verdict, Reason: "geprüft"}), filed("gateResult", "geld-nutzen"),
			relate(catalogue.Judges, ref("gateResult", "geld-nutzen"), ref("option", "nutzen")), relate(catalogue.Applies, ref("gateResult", "geld-nutzen"), ref("gate", "geld"))})
	}
	if got := limited(t, 500, judged(catalogue.VerdictPass)...).budgetRule(t); got != catalogue.VerdictUnknown {
		t.Errorf("a verdict that rests on nothing makes it %s", got)
	}
	proven := append(judged(catalogue.VerdictPass), relate(catalogue.RestsOn, ref("gateResult", "geld-nutzen"), ref("evidence", "nachweis")))
	if got := limited(t, 499, proven...).budgetRule(t); got != catalogue.VerdictPass {
		t.Errorf("what people found on evidence makes it %s", got)
	}
	if got := limited(t, 500, judged(catalogue.VerdictUnknown)...).budgetRule(t); got != catalogue.VerdictPass {
		t.Errorf("what people left open makes it %s", got)
	}
}
