package casework_test

import (
	"testing"

	"fundus/internal/catalogue"
)

// Attacks are what somebody tries who knows the rules and wants to get round them.

func TestAnotherSpellingIsNotAnotherPerson(t *testing.T) {
	for _, author := range []string{"Referat", "referat ", " REFERAT"} {
		d := at(t, catalogue.CaseReady)
		d.refuse(t, "neither opened the case nor made it ready", author, step(catalogue.CaseDecided))
		d = at(t, catalogue.CaseReviewDue)
		d.refuse(t, "who confirms has not opened the case", author, step(catalogue.CaseConfirmed))
	}
	d := at(t, catalogue.CaseGated)
	d.do(t, "gremium", "beantragt", requested(catalogue.DeviationRequested))
	d.refuse(t, "does not approve it", "Gremium ", requested(catalogue.DeviationApproved))
}

func requested(status catalogue.DeviationStatus) catalogue.Put {
	return put("abweichung", &catalogue.Deviation{DeviationStatus: status, Reason: "Frist", Compensation: "Ausstieg", Expires: today + 10})
}

// The author lets somebody else ask, and approves: before or after it is filed.
func TestTheAuthorDoesNotApproveADeviationInHisCase(t *testing.T) {
	file := []catalogue.Change{filed("deviation", "abweichung"), relate(catalogue.DeviatesFrom, ref("deviation", "abweichung"), ref("rule", "vorrang"))}
	d := build(t, true)
	d.do(t, "helfer", "beantragt", append(file, requested(catalogue.DeviationRequested))...)
	d.refuse(t, "who opened a case does not approve", "referat", requested(catalogue.DeviationApproved))

	d = build(t, true)
	d.do(t, "helfer", "beantragt", requested(catalogue.DeviationRequested), file[1])
	d.do(t, "referat", "genehmigt", requested(catalogue.DeviationApproved))
	d.do(t, "helfer", "abgelegt", file[0])
	d.refuse(t, "every option on a better rung is excluded", "referat", step(catalogue.CaseReady))
}

// What lies in a case neither goes nor comes by itself on a day that nobody looks at.
func TestWhatLiesInACaseHoldsAsLongAsTheCase(t *testing.T) {
	until := func(r catalogue.Relate) catalogue.Relate { r.ValidUntil = today + 1; return r }
	from := func(r catalogue.Relate) catalogue.Relate { r.ValidFrom = today + 1; return r }
	held := func(p catalogue.Put, m catalogue.Meta) catalogue.Put {
		p.Record.Base().ValidFrom, p.Record.Base().ValidUntil = m.ValidFrom, m.ValidUntil
		return p
	}
	d := at(t, catalogue.CaseAssessed)
	d.laid(t, reused[4])
	d.do(t, "referat", "auch bauen", sets(option("bauen", catalogue.OptionBuild), answer("bauen", catalogue.VerdictUnknown))...)
	chooses := func(o string) catalogue.Relate {
		return relate(catalogue.Chooses, ref("decision", "beschluss"), ref("option", o))
	}
	for _, attack := range [][]catalogue.Change{
		{from(chooses("bauen")), until(chooses("nutzen"))}, // tomorrow it chooses something else
		{until(filed("exclusion", "aus-nichts"))},
		{until(relate(catalogue.Judges, ref("exclusion", "aus-nichts"), ref("option", "nichts")))},
		{until(relate(catalogue.Proposes, ref("option", "nutzen"), ref("solution", "standard")))},
		{until(relate(catalogue.Applies, ref("case", "fall"), ref("weightSet", "gewichte")))},
		{held(put("bauen", &catalogue.Option{OptionKind: catalogue.OptionBuild}), catalogue.Meta{ValidUntil: today - 1})},
		{held(put("bauen", &catalogue.Option{OptionKind: catalogue.OptionBuild}), catalogue.Meta{ValidFrom: today + 1})},
		{held(put("spaeter", &catalogue.Option{OptionKind: catalogue.OptionBuild}), catalogue.Meta{ValidFrom: today + 1}), filed("option", "spaeter")},
		{held(put("aus-nichts", &catalogue.Exclusion{Ground: catalogue.GroundGate, Reason: "Recht"}), catalogue.Meta{ValidUntil: today - 1})},
	} {
		d.refuse(t, "holds as long as the case", "referat", attack...)
	}
	d.do(t, "referat", "außerhalb", held(put("lose", &catalogue.Option{OptionKind: catalogue.OptionBuild}), catalogue.Meta{ValidUntil: today + 1}))
	d.refuse(t, "holds as long as the case", "referat", filed("option", "lose"))
}

func TestEvidenceOfTomorrowProvesNothingToday(t *testing.T) {
	d := at(t, catalogue.CaseSearched)
	d.do(t, "referat", "Optionen", reused[2].files()...)
	d.do(t, "referat", "ab morgen", put("nachweis", &catalogue.Evidence{EvidenceKind: "STATEMENT", Grade: "B", Meta: catalogue.Meta{ValidFrom: today + 1}}))
	d.refuse(t, "rests on evidence that holds", "referat", step(catalogue.CaseGated))
}

// Evidence that was judged by may expire or go, which is seen. It may not become another.
func TestEvidenceThatWasJudgedByIsNotReplacedUnderItsName(t *testing.T) {
	better := put("nachweis", &catalogue.Evidence{EvidenceKind: "STATEMENT", Grade: "A"})
	at(t, catalogue.CaseGated).do(t, "referat", "besser", better)
	for _, state := range []catalogue.CaseState{catalogue.CaseReady, catalogue.CaseDecided, catalogue.CaseInEffect} {
		d := at(t, state)
		d.refuse(t, "stays as it is", "referat", better)
		d.do(t, "referat", "abgelaufen", put("nachweis", &catalogue.Evidence{EvidenceKind: "STATEMENT", Grade: "B", Meta: catalogue.Meta{ValidUntil: today - 1}}))
	}
	d := at(t, catalogue.CaseReady)
	d.do(t, "referat", "abgelaufen", put("nachweis", &catalogue.Evidence{EvidenceKind: "STATEMENT", Grade: "B", Meta: catalogue.Meta{ValidUntil: today - 1}}))
	d.refuse(t, "no state is skipped", "gremium", step(catalogue.CaseDecided))
}

// Two weight sets pinned at the start would let one be dropped once the points are known.
func TestACaseAppliesOneWeightSet(t *testing.T) {
	other := put("andere", &catalogue.WeightSet{PolicyStatus: catalogue.PolicyProposed, Criteria: []catalogue.Criterion{{Key: "nutzen", Name: german("Nutzen"), Weight: 100, Measure: catalogue.MeasureJudged}}})
	applies := relate(catalogue.Applies, ref("case", "fall"), ref("weightSet", "andere"))
	d := at(t, catalogue.CaseGated)
	d.do(t, "referat", "andere Gewichte", other)
	d.refuse(t, "applies one ladder and one weight set", "referat", applies)
	d.do(t, "referat", "getauscht", append(d.unrelate("case", "fall", catalogue.Applies), applies)...)
	d = at(t, catalogue.CaseAssessed)
	d.do(t, "referat", "andere Gewichte", other)
	d.do(t, "referat", "getauscht", append(d.unrelate("case", "fall", catalogue.Applies), applies)...)
	if got := d.state(t); got != catalogue.CaseGated {
		t.Errorf("with weights pinned after the points it is %s", got)
	}
}

func TestAPolicyIsNotReplacedInTheCommitThatMovesACase(t *testing.T) {
	d := at(t, catalogue.CaseAssessed)
	d.laid(t, reused[4])
	d.do(t, "gremium", "weitere Prüfung", put("neu", &catalogue.Gate{GateKind: "LEGAL", GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyWithdrawn}))
	d.refuse(t, "make two commits", "referat", step(catalogue.CaseReady), relate(catalogue.Replaces, ref("gate", "neu"), ref("gate", "recht")))
}

// Another ladder makes another ranking: what was ready is to be assessed anew.
func TestAnotherLadderReopensWhatIsReady(t *testing.T) {
	d := at(t, catalogue.CaseReady)
	d.do(t, "referat", "andere Leiter", put("leiter", &catalogue.Ladder{PolicyStatus: catalogue.PolicyEnacted, Rungs: []catalogue.Rung{
		{Key: "bauen", Name: german("Eigenentwicklung"), OptionKinds: []catalogue.OptionKind{catalogue.OptionBuild}},
		{Key: "spaet", Name: german("Standard"), Origins: []catalogue.Origin{"FEDERAL_STANDARD"}},
		{Key: "nichts", Name: german("kein System"), OptionKinds: []catalogue.OptionKind{catalogue.OptionNoSystem}},
	}}))
	if got := d.state(t); got != catalogue.CaseAssessed {
		t.Errorf("with another ladder it is %s", got)
	}
	d.refuse(t, "no state is skipped", "gremium", step(catalogue.CaseDecided))
}

// An option that was judged as one solution does not become another.
func TestAnOptionThatProposesSomethingElseIsToBeAssessedAnew(t *testing.T) {
	d := at(t, catalogue.CaseAssessed)
	d.laid(t, reused[4])
	d.do(t, "referat", "andere Lösung", put("eigen", &catalogue.Solution{Development: "STATE", Operation: "STATE"}))
	d.do(t, "referat", "getauscht", append(d.unrelate("option", "nutzen", catalogue.Proposes), relate(catalogue.Proposes, ref("option", "nutzen"), ref("solution", "eigen")))...)
	if got := d.state(t); got != catalogue.CaseSearched { // what the search found is no option any more
		t.Errorf("with another solution it is %s", got)
	}
	d = at(t, catalogue.CaseReady)
	d.refuse(t, "stays as it is", "referat", d.unrelate("option", "nutzen", catalogue.Proposes)...)
}

// What a decision chose, or what it was about, does not go with its statements.
func TestTheEstateOfADecidedCaseIsNotRemovedFromUnderIt(t *testing.T) {
	for _, state := range []catalogue.CaseState{catalogue.CaseReady, catalogue.CaseDecided, catalogue.CaseInEffect, catalogue.CaseConfirmed} {
		d := at(t, state)
		for _, r := range []catalogue.Remove{
			remove("solution", "standard"), remove("service", "leistung"), remove("gate", "recht"), remove("weightSet", "gewichte"),
			remove("need", "bedarf"), remove("option", "nutzen"), remove("case", "fall"), remove("decision", "beschluss"),
		} {
			if state == catalogue.CaseReady && r.Target == ref("case", "fall") {
				continue // which is withdrawn, and nothing was decided
			}
			d.refuse(t, "", "referat", r)
		}
	}
}

// An option of one case in another does not loosen it, and the judgement of another
// case does not count.
func TestAnOptionInTwoCasesIsClosedByBoth(t *testing.T) {
	other := []catalogue.Change{
		put("zweiter", &catalogue.Case{Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft}),
		relate(catalogue.FiledIn, ref("option", "bauen"), ref("case", "zweiter")), put("bauen", &catalogue.Option{OptionKind: catalogue.OptionBuild}),
	}
	d := at(t, catalogue.CaseDecided)
	d.do(t, "referat", "zweite Akte", other...)
	d.refuse(t, "correct it by another case", "referat", filed("option", "bauen"))
	d.refuse(t, "correct it by another case", "referat", relate(catalogue.FiledIn, ref("option", "nutzen"), ref("case", "zweiter")))

	d = build(t, true)
	d.do(t, "referat", "zweite Akte", other[0], put("fremd", &catalogue.Exclusion{Ground: catalogue.GroundGate, Reason: "Recht"}),
		relate(catalogue.FiledIn, ref("exclusion", "fremd"), ref("case", "zweiter")),
		relate(catalogue.Judges, ref("exclusion", "fremd"), ref("option", "nutzen")), relate(catalogue.RestsOn, ref("exclusion", "fremd"), ref("evidence", "nachweis")))
	d.refuse(t, "every option on a better rung is excluded", "referat", step(catalogue.CaseReady))
}

// Of two who saw the same version one moves the case.
func TestOfTwoWhoSawTheSameOneMovesTheCase(t *testing.T) {
	d := at(t, catalogue.CaseReady)
	seen := d.file(t).Case.Revision
	move := func(to catalogue.CaseState) catalogue.Put { p := step(to); p.Seen = seen; return p }
	d.do(t, "gremium", "beschlossen", move(catalogue.CaseDecided))
	if err := d.try("vorsitz", "zurück", move(catalogue.CaseReturned)); catalogue.KindOf(err) != catalogue.Conflict {
		t.Errorf("the second is told %v", err)
	}
}

// A source whose statements end takes none of a case with it.
func TestASourceThatIsSupersededEndsNothingInACase(t *testing.T) {
	d := opened(t)
	d.do(t, "referat", "Quelle", put("quelle", &catalogue.Source{SourceKind: "LAW"}))
	d.laid(t, reused[0])
	concerns := relate(catalogue.Concerns, ref("need", "bedarf"), ref("service", "leistung"))
	concerns.Source = ref("source", "quelle")
	d.do(t, "referat", "laut Quelle", concerns)
	d.do(t, "referat", "steht fest", step(catalogue.CaseNeedFrozen))
	d.refuse(t, "the need of the case is frozen", "referat", catalogue.Supersede{
		Source: ref("source", "quelle"), Records: []catalogue.Ref{ref("need", "bedarf")}, Roles: []catalogue.Role{catalogue.Concerns.Role(catalogue.EndFrom)}, AsOf: today,
	})
}

// Without gates every option would pass all of them.
func TestNothingPassesWhereNoGateIsInForce(t *testing.T) {
	d := at(t, catalogue.CaseSearched)
	d.laid(t, reused[2])
	d.do(t, "referat", "keine Prüfung", put("recht", &catalogue.Gate{GateKind: "LEGAL", GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyWithdrawn}))
	d.refuse(t, "at least one gate is in force", "referat", step(catalogue.CaseGated))
}

// Guards see everything: what is made secret is not out of their sight.
func TestWhatIsMadeSecretStillCounts(t *testing.T) {
	d := build(t, true)
	d.do(t, "referat", "geheim",
		put("nutzen", &catalogue.Option{OptionKind: catalogue.OptionSolution, Meta: catalogue.Meta{Visibility: catalogue.Confidential}}),
		put("recht", &catalogue.Gate{GateKind: "LEGAL", GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyEnacted, Meta: catalogue.Meta{Visibility: catalogue.Confidential}}))
	d.refuse(t, "every option on a better rung is excluded", "referat", step(catalogue.CaseReady))
	d.do(t, "referat", "ungeklärt", put("pruefung-bauen", &catalogue.GateResult{Verdict: catalogue.VerdictUnknown, Reason: "offen"}))
	d.refuse(t, "what is unknown is not met", "referat", step(catalogue.CaseReady))
}
