package casework_test

import (
	"testing"

	"fundus/internal/catalogue"
)

// remove is a record removed with its statements.
func remove(noun, name string) catalogue.Remove {
	return catalogue.Remove{Target: ref(noun, name), Cascade: true, Seen: catalogue.AnyRevision}
}

// unrelate withdraws every statement of a relation that begins at a record.
func (d *desk) unrelate(noun, name string, r catalogue.Relation) []catalogue.Change {
	var out []catalogue.Change
	for e := range d.Edges(d.id(noun, name), r.Role(catalogue.EndFrom)).All() {
		out = append(out, catalogue.Unrelate{ID: e, Seen: catalogue.AnyRevision})
	}
	return out
}

// ended is a statement that held until yesterday.
func ended(r catalogue.Relate) catalogue.Relate {
	r.ValidUntil = today - 1
	return r
}

func TestAFrozenNeedNeverChanges(t *testing.T) {
	for _, state := range []catalogue.CaseState{catalogue.CaseNeedFrozen, catalogue.CaseGated, catalogue.CaseReady, catalogue.CaseDecided} {
		d := at(t, state)
		d.do(t, "referat", "anderes", put("andere", &catalogue.Service{}))
		for _, attack := range [][]catalogue.Change{
			{put("bedarf", &catalogue.Need{Requirements: []catalogue.Requirement{{Key: "R1", Level: catalogue.LevelMust, Text: "neu"}}})},
			{relate(catalogue.Concerns, ref("need", "bedarf"), ref("service", "andere"))},
			d.unrelate("need", "bedarf", catalogue.Concerns),
			d.unrelate("need", "bedarf", catalogue.FiledIn),
			{ended(relate(catalogue.Concerns, ref("need", "bedarf"), ref("service", "leistung")))},
			{remove("need", "bedarf")},
			{put("zweiter", &catalogue.Need{}), filed("need", "zweiter")},
			{put("fall", &catalogue.Case{Lane: catalogue.LaneSmall, Step: d.file(t).Case.Step, Meta: catalogue.Meta{Description: german("Was nutzen wir?")}})},
			{put("fall", &catalogue.Case{Lane: catalogue.LaneMedium, Step: d.file(t).Case.Step, Meta: catalogue.Meta{Description: german("Etwas anderes?")}})},
		} {
			d.refuse(t, "", "referat", attack...)
		}
	}
}

func TestTheNeedIsFrozenBeforeTheFirstSearch(t *testing.T) {
	d := opened(t)
	d.laid(t, reused[0])
	d.refuse(t, "frozen before the first search", "referat", reused[1].files()...)
	d.refuse(t, "frozen before the first search", "referat", append(reused[1].files(), step(catalogue.CaseNeedFrozen))...)
}

func TestAForgedReceiptNeverEnters(t *testing.T) {
	d := at(t, catalogue.CaseNeedFrozen)
	forged := &catalogue.SearchReceipt{AtRevision: int(d.Revision()), AtDay: today, Considered: 1, TakenBy: "referat"}
	d.refuse(t, "found something else", "referat", put("recherche", forged), filed("searchReceipt", "recherche"))
	d.refuse(t, "filed in one case", "referat", put("recherche", &catalogue.SearchReceipt{}))
}

func TestReceiptsAndAssessmentsNeverChange(t *testing.T) {
	d := at(t, catalogue.CaseAssessed)
	for _, attack := range [][]catalogue.Change{
		{put("recherche", &catalogue.SearchReceipt{Elsewhere: []catalogue.SearchedPlace{{Place: "x", On: today, Query: "y", Found: "z"}}})},
		{put("recherche", &catalogue.SearchReceipt{Considered: 7})},
		{put("bewertung", &catalogue.Assessment{AtRevision: 1})},
		{remove("searchReceipt", "recherche")},
		{remove("assessment", "bewertung")},
		d.unrelate("searchReceipt", "recherche", catalogue.FiledIn),
		d.unrelate("assessment", "bewertung", catalogue.FiledIn),
	} {
		d.refuse(t, "", "referat", attack...)
	}
	before := d.Revision()
	d.do(t, "anderer", "noch einmal", put("recherche", &catalogue.SearchReceipt{}), put("bewertung", &catalogue.Assessment{}), put("fall", &catalogue.Case{
		Lane: catalogue.LaneMedium, Step: catalogue.CaseAssessed, Meta: catalogue.Meta{Description: german("Was nutzen wir?")},
	}))
	if d.Revision() != before {
		t.Error("what is put again as people wrote it makes a new revision")
	}
}

func TestADecidedCaseIsImmutable(t *testing.T) {
	for _, state := range []catalogue.CaseState{catalogue.CaseDecided, catalogue.CaseInEffect, catalogue.CaseReviewDue, catalogue.CaseConfirmed} {
		d := at(t, state)
		for _, attack := range [][]catalogue.Change{
			{put("nutzen", &catalogue.Option{OptionKind: catalogue.OptionBuild})},
			option("spaeter", catalogue.OptionBuild),
			{put("pruefung-nutzen", &catalogue.GateResult{Verdict: catalogue.VerdictFail, Reason: "doch nicht"})},
			{put("punkte", &catalogue.Score{Criterion: "nutzen", Points: decimal(10), Reason: "doch"})},
			{put("beschluss", &catalogue.Decision{Outcome: catalogue.OutcomeReuse, Reason: "anders", Expires: today + 9000})},
			{put("kosten", &catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Yearly: money(1), Years: 5})},
			{put("teuer", &catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Yearly: money(1), Years: 5}), relate(catalogue.Prices, ref("costModel", "teuer"), ref("option", "nutzen"))},
			d.unrelate("decision", "beschluss", catalogue.Chooses),
			{relate(catalogue.Chooses, ref("decision", "beschluss"), ref("option", "nichts"))},
			d.unrelate("case", "fall", catalogue.Applies),
			{remove("option", "nichts")}, {remove("exclusion", "aus-nichts")}, {remove("case", "fall")},
			{ended(filed("exclusion", "aus-nichts"))},
		} {
			d.refuse(t, "correct it by another case", "gremium", attack...)
		}
		d.do(t, "referat", "Nachweis", proof("spaeter")...)
	}
}

func TestWhatWasPlannedToBeCheckedStaysPlanned(t *testing.T) {
	d := at(t, catalogue.CaseInEffect)
	d.refuse(t, "correct it by another case", "referat", put("kontrolle", &catalogue.FollowUp{FollowUpMeasure: catalogue.FollowUpOther, Due: today + 200, Planned: decimal(1)}))
	d.refuse(t, "correct it by another case", "referat", remove("followUp", "kontrolle"))
	d.do(t, "referat", "gemessen", put("kontrolle", &catalogue.FollowUp{FollowUpMeasure: catalogue.FollowUpOther, Due: today + 200, Planned: decimal(5), Actual: decimal(4), MeasuredOn: today}))
}

func TestWhatADecisionRestsOnStaysWhileItIsReady(t *testing.T) {
	d := at(t, catalogue.CaseReady)
	for _, attack := range [][]catalogue.Change{
		{put("punkte", &catalogue.Score{Criterion: "nutzen", Points: decimal(99), Reason: "doch"})},
		option("spaeter", catalogue.OptionBuild),
		{put("zweite", &catalogue.Assessment{}), filed("assessment", "zweite")},
		{put("beschluss", &catalogue.Decision{Outcome: catalogue.OutcomeBuild, Reason: "anders"})},
		{relate(catalogue.Chooses, ref("decision", "beschluss"), ref("option", "nichts"))},
	} {
		d.refuse(t, "ready for decision", "referat", attack...)
	}
	d.do(t, "gremium", "Stimmen", put("beschluss", &catalogue.Decision{
		Outcome: catalogue.OutcomeReuse, Reason: "erste Stufe", Expires: today + 300, Votes: []catalogue.Vote{{Seat: "A", Vote: catalogue.VoteFor}},
	}))
	if got := d.state(t); got != catalogue.CaseReady {
		t.Errorf("with votes it is %s", got)
	}
}
