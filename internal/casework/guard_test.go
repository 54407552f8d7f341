package casework_test

import (
	"testing"

	"fundus/internal/casework"
	"fundus/internal/catalogue"
)

func TestTheAuthorDoesNotDecideAndNobodyDecidesWhatHeMadeReady(t *testing.T) {
	d := at(t, catalogue.CaseReady)
	d.refuse(t, "neither opened the case nor made it ready", "referat", step(catalogue.CaseDecided))

	d = at(t, catalogue.CaseAssessed)
	d.laid(t, reused[4])
	d.do(t, "gremium", "bereit", step(catalogue.CaseReady))
	d.refuse(t, "neither opened the case nor made it ready", "gremium", step(catalogue.CaseDecided))
	d.do(t, "vorsitz", "beschlossen", step(catalogue.CaseDecided))
}

func TestTheAuthorDoesNotConfirm(t *testing.T) {
	d := at(t, catalogue.CaseReviewDue)
	d.refuse(t, "who confirms has not opened the case", "referat", step(catalogue.CaseConfirmed))
}

func TestNobodyWritesStepsOrAuthorsHimself(t *testing.T) {
	d := opened(t)
	whole := func(edit func(*catalogue.Case)) catalogue.Put {
		c := d.file(t).Case.Clone().(*catalogue.Case)
		edit(c)
		return catalogue.Put{Record: c, Seen: catalogue.AnyRevision}
	}
	d.refuse(t, "written by the program", "gremium", whole(func(c *catalogue.Case) { c.Author = "gremium" }))
	d.refuse(t, "written by the program", "gremium", whole(func(c *catalogue.Case) { c.Steps[0].By = "gremium" }))
	d.refuse(t, "written by the program", "gremium", whole(func(c *catalogue.Case) {
		c.Steps = append(c.Steps, catalogue.CaseStep{To: catalogue.CaseNeedFrozen, By: "gremium", On: today, Revision: 2})
	}))
	d.refuse(t, "fundus backup", "gremium", put("zweiter", &catalogue.Case{Lane: catalogue.LaneSmall, Step: catalogue.CaseDecided}))
	d.refuse(t, "fundus backup", "gremium", put("zweiter", &catalogue.Case{Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft, Author: "referat"}))
}

func TestWhoAsksForADeviationDoesNotApproveIt(t *testing.T) {
	deviation := func(status catalogue.DeviationStatus) catalogue.Put {
		return put("abweichung", &catalogue.Deviation{DeviationStatus: status, Reason: "Frist", Compensation: "Ausstieg", Expires: today + 100})
	}
	d := at(t, catalogue.CaseGated)
	d.refuse(t, "requested first", "gremium", deviation(catalogue.DeviationApproved))
	d.do(t, "referat", "beantragt", deviation(catalogue.DeviationRequested), filed("deviation", "abweichung"), relate(catalogue.DeviatesFrom, ref("deviation", "abweichung"), ref("rule", "vorrang")))
	d.refuse(t, "does not approve it", "referat", deviation(catalogue.DeviationApproved))
	d.do(t, "gremium", "genehmigt", deviation(catalogue.DeviationApproved))
	if got := d.file(t).Deviations[0]; got.RequestedBy != "referat" || got.ApprovedBy != "gremium" || got.ApprovedOn != today {
		t.Errorf("the deviation says %+v", got.Deviation)
	}
	longer := deviation(catalogue.DeviationApproved)
	longer.Record.(*catalogue.Deviation).Expires = today + 1000
	d.refuse(t, "can only be closed", "gremium", longer)
}

// build makes the case choose to build, with all that is better out of the choice but
// for what is named.
func build(t *testing.T, left bool) *desk {
	d := at(t, catalogue.CaseSearched)
	changes := sets(proof("nachweis"), option("nichts", catalogue.OptionNoSystem), option("nutzen", catalogue.OptionSolution), option("bauen", catalogue.OptionBuild),
		[]catalogue.Change{relate(catalogue.Proposes, ref("option", "nutzen"), ref("solution", "standard")), relate(catalogue.Applies, ref("case", "fall"), ref("weightSet", "gewichte"))},
		answer("nichts", catalogue.VerdictFail), exclude("nichts"), answer("bauen", catalogue.VerdictPass))
	if left {
		changes = append(changes, answer("nutzen", catalogue.VerdictUnknown)...)
	} else {
		changes = append(changes, sets(answer("nutzen", catalogue.VerdictFail), exclude("nutzen"))...)
	}
	d.do(t, "referat", "Optionen", changes...)
	d.do(t, "referat", "geprüft", step(catalogue.CaseGated))
	for _, o := range []string{"nutzen", "bauen"} {
		d.do(t, "referat", "Kosten", put("kosten-"+o, &catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Yearly: money(100), Years: 5}), filed("costModel", "kosten-"+o),
			relate(catalogue.Prices, ref("costModel", "kosten-"+o), ref("option", o)))
	}
	d.do(t, "referat", "bewertet", put("bewertung", &catalogue.Assessment{}), filed("assessment", "bewertung"), step(catalogue.CaseAssessed))
	d.do(t, "referat", "Entwurf", put("beschluss", &catalogue.Decision{Outcome: catalogue.OutcomeBuild, Reason: "nichts passt", Expires: today + 300}), filed("decision", "beschluss"),
		relate(catalogue.Chooses, ref("decision", "beschluss"), ref("option", "bauen")))
	return d
}

func TestNothingIsBuiltWhileSomethingBetterIsLeft(t *testing.T) {
	d := build(t, true)
	d.refuse(t, "every option on a better rung is excluded", "referat", step(catalogue.CaseReady))
	request := put("abweichung", &catalogue.Deviation{DeviationStatus: catalogue.DeviationRequested, Reason: "Frist", Compensation: "Ausstieg", Expires: today + 10})
	d.do(t, "referat", "beantragt", request, filed("deviation", "abweichung"), relate(catalogue.DeviatesFrom, ref("deviation", "abweichung"), ref("rule", "vorrang")))
	d.refuse(t, "every option on a better rung is excluded", "referat", step(catalogue.CaseReady))
	approval := put("abweichung", &catalogue.Deviation{DeviationStatus: catalogue.DeviationApproved, Reason: "Frist", Compensation: "Ausstieg", Expires: today + 10})
	d.do(t, "gremium", "genehmigt", approval)
	expired := *d
	expired.day = today + 11
	expired.refuse(t, "every option on a better rung is excluded", "referat", step(catalogue.CaseReady))
	d.do(t, "referat", "bereit", step(catalogue.CaseReady))
}

func TestSomethingIsBuiltOnceAllThatIsBetterIsExcluded(t *testing.T) {
	build(t, false).do(t, "referat", "bereit", step(catalogue.CaseReady))
}

func TestWhatIsUnknownIsNotMet(t *testing.T) {
	d := at(t, catalogue.CaseSearched)
	d.do(t, "referat", "Optionen", reused[2].files()...)
	d.do(t, "referat", "ungeklärt", put("pruefung-nutzen", &catalogue.GateResult{Verdict: catalogue.VerdictUnknown, Reason: "offen"}))
	d.do(t, "referat", "geprüft", step(catalogue.CaseGated))
	d.laid(t, reused[3])
	d.do(t, "referat", "bewertet", step(catalogue.CaseAssessed))
	d.laid(t, reused[4])
	d.refuse(t, "what is unknown is not met", "referat", step(catalogue.CaseReady))
}

func TestEvidenceThatGoesOrExpiresReopensWhatRestedOnIt(t *testing.T) {
	d := at(t, catalogue.CaseReady)
	d.do(t, "referat", "zurückgezogen", remove("evidence", "nachweis"))
	if got := d.state(t); got != catalogue.CaseSearched {
		t.Errorf("without its evidence the case is %s", got)
	}
	d.refuse(t, "no state is skipped", "gremium", step(catalogue.CaseDecided))

	d = at(t, catalogue.CaseReady)
	d.do(t, "referat", "befristet", put("nachweis", &catalogue.Evidence{EvidenceKind: "STATEMENT", Grade: "B", Meta: catalogue.Meta{ValidUntil: today + 5}}))
	d.day = today + 6
	if got := d.state(t); got != catalogue.CaseSearched {
		t.Errorf("with expired evidence the case is %s", got)
	}
	d.refuse(t, "no state is skipped", "gremium", step(catalogue.CaseDecided))
}

func TestWeightsAreFrozenBeforeTheFirstScore(t *testing.T) {
	d := at(t, catalogue.CaseAssessed)
	d.do(t, "referat", "andere Gewichte", put("gewichte", &catalogue.WeightSet{PolicyStatus: catalogue.PolicyEnacted, Criteria: []catalogue.Criterion{
		{Key: "nutzen", Name: german("Nutzen"), Weight: 50, Measure: catalogue.MeasureJudged}, {Key: "risiko", Name: german("Risiko"), Weight: 50, Measure: catalogue.MeasureJudged},
	}}))
	if got := d.state(t); got != catalogue.CaseGated {
		t.Errorf("with weights chosen after the points the case is %s", got)
	}
}

func TestADecisionThatExpiredOrDriftedIsDueForReviewByItself(t *testing.T) {
	d := at(t, catalogue.CaseInEffect)
	d.day = today + 301
	if got := d.state(t); got != catalogue.CaseReviewDue {
		t.Errorf("after its last day it is %s", got)
	}
	d.refuse(t, "has not expired", "gremium", step(catalogue.CaseConfirmed))
	d.do(t, "gremium", "erledigt", step(catalogue.CaseLapsed))

	d = at(t, catalogue.CaseInEffect)
	d.do(t, "betrieb", "anderes Modell", put("standard", &catalogue.Solution{Development: "STATE", Operation: "STATE"}))
	if got := d.state(t); got != catalogue.CaseReviewDue {
		t.Errorf("with another origin of what was chosen it is %s", got)
	}
	d.do(t, "gremium", "gesehen", step(catalogue.CaseConfirmed))
	if got := d.state(t); got != catalogue.CaseConfirmed {
		t.Errorf("what the review has seen makes it %s again", got)
	}
}

func TestADecisionIsCorrectedBySupersession(t *testing.T) {
	d := at(t, catalogue.CaseDecided)
	d.do(t, "referat", "neue Akte", put("neu", &catalogue.Case{Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft}), relate(catalogue.Replaces, ref("case", "neu"), ref("case", "fall")))
	d.refuse(t, "a case that is decided replaces this one", "gremium", step(catalogue.CaseSuperseded))
}

func TestPolicyDoesNotChangeInTheCommitThatMovesACase(t *testing.T) {
	d := opened(t)
	d.laid(t, reused[0])
	d.refuse(t, "make two commits", "referat", step(catalogue.CaseNeedFrozen), put("recht", &catalogue.Gate{GateKind: "LEGAL", GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyWithdrawn}))
}

func TestAMoveToTheSideNeedsAReason(t *testing.T) {
	d := at(t, catalogue.CaseReady)
	if err := d.try("gremium", "", step(catalogue.CaseDeferred)); err == nil {
		t.Error("it is deferred without a reason")
	}
	d.do(t, "gremium", "Haushalt offen", step(catalogue.CaseDeferred))
	d.do(t, "referat", "Haushalt steht", step(catalogue.CaseReady))
	d.do(t, "gremium", "Punkte fehlen", step(catalogue.CaseReturned))
	d.do(t, "referat", "nachgebessert", step(catalogue.CaseAssessed))
	d.do(t, "referat", "wieder bereit", step(catalogue.CaseReady))
}

// What is shown of the next moves is what then happens.
func TestAllowedMovesAreThoseThatSucceed(t *testing.T) {
	for _, state := range []catalogue.CaseState{catalogue.CaseDraft, catalogue.CaseSearched, catalogue.CaseAssessed, catalogue.CaseReady, catalogue.CaseInEffect, catalogue.CaseReviewDue} {
		d := at(t, state)
		for _, move := range casework.Transitions(d.file(t)) {
			attempt := *d
			err := attempt.try("vorsitz", "weil", step(move.To))
			if (err == nil) != move.Allowed() {
				t.Errorf("%s → %s: allowed %v, but %v", state, move.To, move.Allowed(), err)
			}
		}
	}
}
