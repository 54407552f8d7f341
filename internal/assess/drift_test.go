package assess_test

import (
	"strings"
	"testing"

	"fundus/internal/assess"
	"fundus/internal/catalogue"
)

// decided is a case that was decided yesterday for reusing a solution, with a plan.
type decided struct {
	*world
	solution, model, decision, evidence catalogue.ID
}

func newDecided() decided {
	d := decided{world: &world{}}
	d.add(&catalogue.Ladder{PolicyStatus: "ENACTED", Rungs: []catalogue.Rung{
		{Key: "shared", Name: catalogue.T("gemeinsam"), Origins: []catalogue.Origin{"FEDERAL_STANDARD"}},
		{Key: "build", Name: catalogue.T("selbst"), OptionKinds: []catalogue.OptionKind{"BUILD"}},
	}})
	d.solution = d.add(&catalogue.Solution{Meta: catalogue.Meta{Name: catalogue.T("Portal")}, Development: "FEDERAL", Lifecycle: []catalogue.Phase{{Phase: "PRODUCTIVE"}}})
	d.file = d.add(&catalogue.Case{Lane: "S", Step: catalogue.CaseInEffect, Steps: []catalogue.CaseStep{{To: catalogue.CaseDecided, By: "gremium", On: today - 1, Revision: 1}}})
	option := d.fileIn(&catalogue.Option{OptionKind: "SOLUTION"})
	d.relate(catalogue.Proposes, option, d.solution)
	d.fileIn(&catalogue.Option{OptionKind: "BUILD"})
	d.model = d.fileIn(&catalogue.CostModel{PriceFunction: "PER_AUTHORITY", Years: 5, Yearly: new(catalogue.Money(1_000_00))})
	d.relate(catalogue.Prices, d.model, option)
	d.evidence = d.fileIn(&catalogue.Evidence{Meta: catalogue.Meta{Name: catalogue.T("Zusage")}, EvidenceKind: "STATEMENT", Grade: "B"})
	d.decision = d.fileIn(&catalogue.Decision{Outcome: "REUSE", Reason: "so", Expires: today, PlannedAdopters: 3, PlannedYearly: new(catalogue.Money(3_000_00))})
	d.relate(catalogue.Chooses, d.decision, option)
	d.relate(catalogue.RestsOn, d.decision, d.evidence)
	return d
}

// assessed files the assessment of now.
func (d decided) assessed(t *testing.T) decided {
	d.fileIn(filled(t, d.world, d.at(t, 1, all)))
	return d
}

// TestWhatMakesADecisionDue says of each event what drifts: its trigger, and words that
// its sentence has.
func TestWhatMakesADecisionDue(t *testing.T) {
	for _, c := range []struct {
		name  string
		event func(decided)
		want  catalogue.TriggerKind // empty: nothing
		words string
	}{
		{"nothing", func(decided) {}, "", ""},
		{"the chosen solution phases out", func(d decided) {
			d.records[d.solution-1].(*catalogue.Solution).Lifecycle = []catalogue.Phase{{Phase: "PHASE_OUT"}}
		}, catalogue.TriggerPhaseOut, "„Portal“: Phase war produktiv und ist jetzt"},
		{"its licence changes", func(d decided) {
			d.records[d.solution-1].(*catalogue.Solution).Licence = "MIT"
		}, catalogue.TriggerFact, "Lizenz ist jetzt MIT"},
		{"the decision expires", func(d decided) {
			d.records[d.decision-1].(*catalogue.Decision).Expires = today - 1
		}, catalogue.TriggerExpiry, "Die Entscheidung galt bis"},
		{"what the decision rests on expires", func(d decided) {
			d.records[d.evidence-1].(*catalogue.Evidence).ValidUntil = today - 1
		}, catalogue.TriggerExpiry, "Nachweis „Zusage“ galt bis"},
		{"a deviation expires", func(d decided) {
			d.fileIn(&catalogue.Deviation{DeviationStatus: "APPROVED", Reason: "so", Compensation: "so", Expires: today - 1})
		}, catalogue.TriggerExpiry, "Die Abweichung"},
		{"a rule comes into force", func(d decided) {
			d.add(&catalogue.Rule{Meta: catalogue.Meta{Name: catalogue.T("Bund zuerst")}, Level: "SHOULD", RuleTest: "JUDGED", PolicyStatus: "ENACTED"})
		}, catalogue.TriggerRule, "„Bund zuerst“ gilt neu."},
		{"the ladder changes", func(d decided) {
			d.records[0].(*catalogue.Ladder).Rungs[0].Name = catalogue.T("zusammen")
		}, catalogue.TriggerRule, "anderen Inhalt"},
		{"the ladder is proposed no longer, but enacted", func(d decided) {
			d.records[0].(*catalogue.Ladder).PolicyStatus = "PROPOSED"
		}, "", ""},
		{"fewer adopters than planned were counted", func(d decided) {
			d.fileIn(&catalogue.FollowUp{FollowUpMeasure: "ADOPTERS", Due: today, Planned: new(catalogue.DecimalFromInt(3)), Actual: new(catalogue.DecimalFromInt(2)), MeasuredOn: today})
		}, catalogue.TriggerAdopters, "Geplant waren 3 nutzende Behörden, bestätigt sind 2."},
		{"as many adopters as planned were counted", func(d decided) {
			d.fileIn(&catalogue.FollowUp{FollowUpMeasure: "ADOPTERS", Due: today, Planned: new(catalogue.DecimalFromInt(3)), Actual: new(catalogue.DecimalFromInt(3)), MeasuredOn: today})
		}, "", ""},
		{"nobody counted adopters and one is confirmed", func(d decided) {
			d.fileIn(&catalogue.FollowUp{FollowUpMeasure: "ADOPTERS", Due: today - 1, Planned: new(catalogue.DecimalFromInt(3))})
			d.relate(catalogue.Uses, d.add(&catalogue.Authority{}), d.solution).Evidence = "A"
			d.relate(catalogue.Uses, d.add(&catalogue.Authority{}), d.solution).Evidence = "D"
		}, catalogue.TriggerAdopters, "bestätigt sind 1."},
		{"a count of adopters is not due yet", func(d decided) {
			d.fileIn(&catalogue.FollowUp{FollowUpMeasure: "ADOPTERS", Due: today + 1, Planned: new(catalogue.DecimalFromInt(3))})
		}, "", ""},
		{"the last follow-up is over and nobody uses it", func(d decided) {
			d.fileIn(&catalogue.FollowUp{FollowUpMeasure: "OTHER", Due: today - 1, Planned: new(catalogue.DecimalFromInt(1))})
		}, catalogue.TriggerAdopters, "bestätigt sind 0."},
		{"it cost a third more", func(d decided) {
			d.fileIn(&catalogue.FollowUp{FollowUpMeasure: "YEARLY_COST", Due: today, Planned: new(catalogue.DecimalFromInt(3000)), Actual: new(catalogue.DecimalFromInt(4000)), MeasuredOn: today})
		}, catalogue.TriggerPrice, "geplant 3000, gemessen 4000."},
		{"the plan was another one", func(d decided) {
			d.records[d.decision-1].(*catalogue.Decision).PlannedYearly = new(catalogue.Money(2_000_00))
		}, catalogue.TriggerPrice, "Geplant waren 2000.00 Euro jährliche Kosten; nach dem Kostenmodell sind es jetzt 3000.00 Euro."},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDecided().assessed(t)
			c.event(d)
			got := assess.Drift(d.read(t, d.at(t, 2, all)))
			if c.want == "" && len(got) > 0 {
				t.Fatalf("drifted: %+v", got)
			}
			if c.want != "" && (len(got) != 1 || got[0].Trigger != c.want || !strings.Contains(got[0].Sentence, c.words)) {
				t.Fatalf("want %s with %q, got %+v", c.want, c.words, got)
			}
		})
	}
}

func TestTheSameDriftHasTheSameDigestAndAnotherAnother(t *testing.T) {
	d := newDecided().assessed(t)
	d.records[d.solution-1].(*catalogue.Solution).Licence = "MIT"
	once := digest(t, d)
	if once != digest(t, d) {
		t.Error("two digests of one drift")
	}
	d.records[d.solution-1].(*catalogue.Solution).Licence = "Apache-2.0"
	if once == digest(t, d) {
		t.Error("one digest of two drifts")
	}
}

func digest(t *testing.T, d decided) catalogue.Digest {
	out, err := assess.DriftDigest(assess.Drift(d.read(t, d.at(t, 2, all))))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestWhatIsMissingIsNotNamed removes evidence on which a judgement rests: that it has
// gone is said once, and the judgement says what follows from it.
func TestWhatIsMissingIsNotNamed(t *testing.T) {
	d := newDecided()
	gate := d.add(&catalogue.Gate{GateKind: "LEGAL", GateTest: "JUDGED", PolicyStatus: "ENACTED"})
	hidden := d.fileIn(&catalogue.Evidence{Meta: catalogue.Meta{Name: catalogue.T("geheim"), ValidUntil: today}, EvidenceKind: "STATEMENT", Grade: "B"})
	result := d.fileIn(&catalogue.GateResult{Verdict: "PASS", Reason: "so"})
	d.relate(catalogue.Judges, result, d.of(catalogue.KindOption)[0])
	d.relate(catalogue.Applies, result, gate)
	d.relate(catalogue.RestsOn, result, hidden)
	d = d.assessed(t)
	removed := d.at(t, 2, func(_, until catalogue.Day) bool { return until != today })
	got := assess.Drift(d.read(t, removed))
	if len(got) != 2 || got[0].Trigger != catalogue.TriggerFact || !strings.Contains(got[0].Sentence, "war erfüllt und ist jetzt ungeklärt") ||
		got[1].Trigger != catalogue.TriggerExpiry || got[1].Subject != d.file || strings.Contains(got[1].Sentence, "geheim") {
		t.Errorf("got %+v", got)
	}
}
