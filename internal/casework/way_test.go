package casework_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// stage is one move of the case with what has to be there for it: first what is filed,
// in a commit of its own, then the move.
type stage struct {
	to    catalogue.CaseState
	by    string
	files func() []catalogue.Change
}

// reused is a case in lane M that ends in reusing a solution, stage by stage.
var reused = []stage{
	{catalogue.CaseNeedFrozen, "referat", func() []catalogue.Change {
		return []catalogue.Change{
			put("bedarf", &catalogue.Need{}), filed("need", "bedarf"),
			relate(catalogue.Concerns, ref("need", "bedarf"), ref("service", "leistung")),
		}
	}},
	{catalogue.CaseSearched, "referat", func() []catalogue.Change {
		return []catalogue.Change{put("recherche", &catalogue.SearchReceipt{}), filed("searchReceipt", "recherche")}
	}},
	{catalogue.CaseGated, "referat", func() []catalogue.Change {
		return sets(proof("nachweis"), option("nichts", catalogue.OptionNoSystem), option("nutzen", catalogue.OptionSolution),
			[]catalogue.Change{relate(catalogue.Proposes, ref("option", "nutzen"), ref("solution", "standard"))},
			answer("nutzen", catalogue.VerdictPass), answer("nichts", catalogue.VerdictFail), exclude("nichts"),
			[]catalogue.Change{relate(catalogue.Applies, ref("case", "fall"), ref("weightSet", "gewichte"))})
	}},
	{catalogue.CaseAssessed, "referat", func() []catalogue.Change {
		return []catalogue.Change{
			put("punkte", &catalogue.Score{Criterion: "nutzen", Points: decimal(80), Reason: "geprüft"}), filed("score", "punkte"),
			relate(catalogue.Judges, ref("score", "punkte"), ref("option", "nutzen")),
			relate(catalogue.RestsOn, ref("score", "punkte"), ref("evidence", "nachweis")),
			put("kosten", &catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Yearly: money(100), Years: 5}), filed("costModel", "kosten"),
			relate(catalogue.Prices, ref("costModel", "kosten"), ref("option", "nutzen")),
			put("bewertung", &catalogue.Assessment{}), filed("assessment", "bewertung"),
		}
	}},
	{catalogue.CaseReady, "referat", func() []catalogue.Change {
		return []catalogue.Change{
			put("beschluss", &catalogue.Decision{Outcome: catalogue.OutcomeReuse, Reason: "erste Stufe", Expires: today + 300}), filed("decision", "beschluss"),
			relate(catalogue.Chooses, ref("decision", "beschluss"), ref("option", "nutzen")),
		}
	}},
	{catalogue.CaseDecided, "gremium", func() []catalogue.Change { return nil }},
	{catalogue.CaseInEffect, "referat", func() []catalogue.Change {
		return []catalogue.Change{
			put("kontrolle", &catalogue.FollowUp{FollowUpMeasure: catalogue.FollowUpOther, Due: today + 200, Planned: decimal(5)}), filed("followUp", "kontrolle"),
		}
	}},
	{catalogue.CaseReviewDue, "referat", func() []catalogue.Change { return nil }},
	{catalogue.CaseConfirmed, "gremium", func() []catalogue.Change { return nil }},
}

func option(name string, kind catalogue.OptionKind) []catalogue.Change {
	return []catalogue.Change{put(name, &catalogue.Option{OptionKind: kind}), filed("option", name)}
}

// answer is a result of the one gate for an option, resting on evidence.
func answer(name string, verdict catalogue.Verdict) []catalogue.Change {
	return []catalogue.Change{
		put("pruefung-"+name, &catalogue.GateResult{Verdict: verdict, Reason: "geprüft"}), filed("gateResult", "pruefung-"+name),
		relate(catalogue.Judges, ref("gateResult", "pruefung-"+name), ref("option", name)),
		relate(catalogue.Applies, ref("gateResult", "pruefung-"+name), ref("gate", "recht")),
		relate(catalogue.RestsOn, ref("gateResult", "pruefung-"+name), ref("evidence", "nachweis")),
	}
}

func exclude(name string) []catalogue.Change {
	return []catalogue.Change{
		put("aus-"+name, &catalogue.Exclusion{Ground: catalogue.GroundGate, Reason: "Recht"}), filed("exclusion", "aus-"+name),
		relate(catalogue.Judges, ref("exclusion", "aus-"+name), ref("option", name)),
		relate(catalogue.RestsOn, ref("exclusion", "aus-"+name), ref("evidence", "nachweis")),
	}
}

// opened is a catalogue with a policy, an estate and a draft.
func opened(t testing.TB) *desk {
	t.Helper()
	d := &desk{snapshot.Empty(), today}
	d.do(t, "gremium", "Regeln und Bestand",
		put("leiter", &catalogue.Ladder{PolicyStatus: catalogue.PolicyEnacted, Rungs: []catalogue.Rung{
			{Key: "nichts", Name: german("kein System"), OptionKinds: []catalogue.OptionKind{catalogue.OptionNoSystem}},
			{Key: "standard", Name: german("Standard"), Origins: []catalogue.Origin{"FEDERAL_STANDARD"}},
			{Key: "kaufen", Name: german("Beschaffung"), OptionKinds: []catalogue.OptionKind{catalogue.OptionPurchase}},
			{Key: "bauen", Name: german("Eigenentwicklung"), OptionKinds: []catalogue.OptionKind{catalogue.OptionBuild}},
		}}),
		put("recht", &catalogue.Gate{GateKind: "LEGAL", GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyEnacted}),
		put("gewichte", &catalogue.WeightSet{PolicyStatus: catalogue.PolicyEnacted, Criteria: []catalogue.Criterion{
			{Key: "nutzen", Name: german("Nutzen"), Weight: 100, Measure: catalogue.MeasureJudged},
		}}),
		put("vorrang", &catalogue.Rule{Level: catalogue.LevelShould, RuleTest: catalogue.RuleTestBetterRung, PolicyStatus: catalogue.PolicyEnacted}),
		put("leistung", &catalogue.Service{}),
		put("standard", &catalogue.Solution{Development: "FEDERAL", Operation: "FEDERAL"}),
		relate(catalogue.Supports, ref("solution", "standard"), ref("service", "leistung")),
	)
	d.do(t, "referat", "Akte angelegt", put("fall", &catalogue.Case{Lane: catalogue.LaneMedium, Step: catalogue.CaseDraft, Meta: catalogue.Meta{Description: german("Was nutzen wir?")}}))
	return d
}

// at is the case moved up to a state.
func at(t testing.TB, state catalogue.CaseState) *desk {
	t.Helper()
	d := opened(t)
	for _, s := range reused {
		if d.state(t) == state {
			return d
		}
		d.laid(t, s)
		d.do(t, s.by, "weiter nach "+string(s.to), step(s.to))
	}
	if got := d.state(t); got != state {
		t.Fatalf("the case is %s, want %s", got, state)
	}
	return d
}

// laid files what a stage needs.
func (d *desk) laid(t testing.TB, s stage) {
	t.Helper()
	if c := s.files(); c != nil {
		d.do(t, s.by, "Ablage", c...)
	}
}

func TestACaseGoesItsWayStateByState(t *testing.T) {
	d := opened(t)
	for _, s := range reused {
		d.laid(t, s)
		d.do(t, s.by, "weiter", step(s.to))
		if got := d.state(t); got != s.to {
			t.Fatalf("moved to %s it is %s", s.to, got)
		}
	}
	c := d.file(t).Case
	if len(c.Steps) != len(reused)+1 || c.Author != "referat" {
		t.Errorf("%d steps, author %q", len(c.Steps), c.Author)
	}
	for i, s := range c.Steps[1:] {
		if s.To != reused[i].to || s.By != reused[i].by || s.On != today || s.Reason != "weiter" || s.Revision == 0 {
			t.Errorf("step %d is %+v", i, s)
		}
	}
}

// Every guard that files can meet is unmet without the files: no state is reached by
// saying so.
func TestNoStateIsReachedWithoutWhatItNeeds(t *testing.T) {
	d := opened(t)
	for _, s := range reused {
		if s.files() != nil {
			d.refuse(t, "", s.by, step(s.to))
		}
		d.laid(t, s)
		d.do(t, s.by, "weiter", step(s.to))
	}
}

func TestNoStateIsSkipped(t *testing.T) {
	way := []catalogue.CaseState{catalogue.CaseDraft}
	for _, s := range reused {
		way = append(way, s.to)
	}
	for i, from := range way[:6] {
		d := at(t, from)
		for k, to := range way {
			if k > i+1 {
				d.refuse(t, "no state is skipped", "gremium", step(to))
			}
		}
		d.refuse(t, "no state is skipped", "gremium", step(way[i+1]), step(way[i+2])) // in one commit
	}
}
