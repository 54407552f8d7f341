package dossier_test

import (
	"bytes"
	"testing"
	"time"

	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/dossier"
	"fundus/internal/reuse"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// world is a small catalogue that is written by hand.
type world struct {
	records []catalogue.Record // by id, from 1
	edges   []catalogue.Edge
}

func (w *world) add(name string, r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision, m.Name = catalogue.ID(len(w.records)+1), 7, catalogue.T(name)
	w.records = append(w.records, r)
	return m.ID
}

func (w *world) relate(r catalogue.Relation, from, to catalogue.ID) {
	w.edges = append(w.edges, catalogue.Edge{ID: catalogue.EdgeID(len(w.edges) + 1), Revision: 7, Relation: r, From: from, To: to})
}

// file files a record in a case.
func (w *world) file(name string, r catalogue.Record, of catalogue.ID) catalogue.ID {
	id := w.add(name, r)
	w.relate(catalogue.FiledIn, id, of)
	return id
}

var recorded = time.Date(2026, 3, 2, 9, 30, 15, 123456000, time.UTC)

func (w *world) view(t testing.TB, day catalogue.Day) *view.View {
	t.Helper()
	b := snapshot.NewBuilder()
	for _, r := range w.records {
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Edges(w.edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(7, recorded)
	if err != nil {
		t.Fatal(err)
	}
	return view.New(s, day)
}

// today is the day of most archives here.
var today = dayOf("2026-03-02")

func dayOf(s string) catalogue.Day {
	d, err := catalogue.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func money(s string) *catalogue.Money {
	m, err := catalogue.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return &m
}

func points(n int) *catalogue.Decimal { d := catalogue.DecimalFromInt(n); return &d }

// residence is a case about registering a residence, with one of everything in it, and
// the number of the case. Every name ends with mark.
func residence(mark string) (*world, catalogue.ID) {
	w := &world{}
	n := func(name string) string { return name + mark }
	service := w.add(n("Wohnsitz anmelden"), &catalogue.Service{})
	board := w.add(n("IT-Architekturboard"), &catalogue.Authority{Level: catalogue.LevelState})
	standard := w.add(n("Standardlösung Wohnsitz"), &catalogue.Solution{Development: "FEDERAL", Operation: "FEDERAL"})
	old := w.add(n("Altverfahren"), &catalogue.Solution{Meta: catalogue.Meta{ValidUntil: dayOf("2026-06-30")}, Development: "MUNICIPAL"})
	portal := w.add(n("Bürgerportal"), &catalogue.Solution{})
	w.relate(catalogue.Supports, standard, service)
	w.relate(catalogue.DependsOn, portal, standard)
	rule := w.add(n("Nachnutzung vor Eigenentwicklung"), &catalogue.Rule{
		Level: catalogue.LevelShould, RuleTest: catalogue.RuleTestBetterRung, PolicyStatus: catalogue.PolicyProposed,
		Quote: n("Bundeseinheitliche oder bestehende Lösungen sollen generell einer Eigenentwicklung vorgezogen werden."), Citation: n("Kabinettsbeschluss"),
	})
	w.add(n("Regel ohne Urteil"), &catalogue.Rule{Level: catalogue.LevelMust, RuleTest: catalogue.RuleTestJudged, PolicyStatus: catalogue.PolicyProposed})
	gate := w.add(n("Barrierefreiheit"), &catalogue.Gate{GateKind: "ACCESSIBILITY", GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyProposed, Meta: catalogue.Meta{Description: catalogue.T(n("Ist die Lösung barrierefrei?"))}})
	w.add(n("Rangfolge"), &catalogue.Ladder{PolicyStatus: catalogue.PolicyProposed, Rungs: []catalogue.Rung{
		{Key: "none", Name: catalogue.T(n("kein System")), OptionKinds: []catalogue.OptionKind{catalogue.OptionNoSystem}},
		{Key: "standard", Name: catalogue.T(n("bundeseinheitlich oder im Land betrieben")), Origins: []catalogue.Origin{catalogue.OriginFederalStandard}},
		{Key: "build", Name: catalogue.T(n("Eigenentwicklung")), OptionKinds: []catalogue.OptionKind{catalogue.OptionBuild}},
	}})
	w.add(n("Gewichte"), &catalogue.WeightSet{PolicyStatus: catalogue.PolicyProposed, Criteria: []catalogue.Criterion{
		{Key: "cover", Name: catalogue.T(n("Abdeckung der Aufgaben")), Weight: 60, Measure: catalogue.MeasureJudged},
		{Key: "risk", Name: catalogue.T(n("Lieferrisiko")), Weight: 40, Measure: catalogue.MeasureJudged},
	}})

	file := w.add(n("Wohnsitzanmeldung online"), &catalogue.Case{
		Meta: catalogue.Meta{
			Description: catalogue.T(n("Womit melden Menschen ihren Wohnsitz online an?\nDie Frist läuft.")),
			Identifiers: []catalogue.Identifier{{Scheme: "akte", Value: "2026/07"}},
		},
		Lane: catalogue.LaneMedium, Step: catalogue.CaseReady, Author: n("Referat 41"),
		Steps: []catalogue.CaseStep{
			{To: catalogue.CaseDraft, By: n("Referat 41"), On: dayOf("2026-01-10"), Revision: 2, Reason: n("angelegt")},
			{To: catalogue.CaseNeedFrozen, By: n("Referat 41"), On: dayOf("2026-01-20"), Revision: 3},
		},
	})
	w.relate(catalogue.DecidedBy, file, board)
	need := w.file(n("Anmeldung ohne Behördengang"), &catalogue.Need{
		Meta:         catalogue.Meta{Description: catalogue.T(n("Eine Anmeldung braucht heute einen Termin."))},
		Requirements: []catalogue.Requirement{{Key: "R1", Level: catalogue.LevelMust, Text: n("ohne Medienbruch"), Source: n("BMG"), Test: n("Probelauf")}},
		Constraints: []catalogue.Constraint{
			{Key: "C1", ConstraintKind: catalogue.ConstraintBudget, Text: n("Haushalt"), Money: money("1250000.00")},
			{Key: "C2", ConstraintKind: catalogue.ConstraintDeadline, Day: dayOf("2027-01-01")},
		},
	}, file)
	w.relate(catalogue.Concerns, need, service)
	report := w.file(n("Prüfbericht zur Barrierefreiheit"), &catalogue.Evidence{
		EvidenceKind: "TEST_REPORT", Grade: "A", URI: "https://example.org/bericht.pdf", Retrieved: dayOf("2026-02-01"),
		ContentHash: catalogue.Digest{1, 2, 3}, Author: n("Prüfstelle"),
	}, file)
	letter := w.add(n("Auskunft des Herstellers"), &catalogue.Evidence{EvidenceKind: "STATEMENT", Grade: "D", Meta: catalogue.Meta{ValidUntil: dayOf("2026-05-31")}})
	w.receipt(n, file, standard, old, service)
	none := w.file(n("Kein System"), &catalogue.Option{OptionKind: catalogue.OptionNoSystem}, file)
	reused := w.file(n("Standardlösung nachnutzen"), &catalogue.Option{OptionKind: catalogue.OptionSolution, Meta: catalogue.Meta{Description: catalogue.T(n("So wie sie ist."))}}, file)
	w.relate(catalogue.Proposes, reused, standard)
	build := w.file(n("Selbst entwickeln"), &catalogue.Option{OptionKind: catalogue.OptionBuild}, file)
	w.judge(n, file, none, reused, build, gate, report, letter)
	w.file(n("Bewertung"), assessed(none, reused, build, standard), file)
	cost := w.file(n("Umlage"), &catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Once: money("20000.00"), Yearly: money("8000.50"), Years: 5}, file)
	w.relate(catalogue.Prices, cost, reused)
	w.relate(catalogue.RestsOn, cost, letter)
	check := w.file(n("Prüfung der Regel"), &catalogue.RuleCheck{Verdict: catalogue.VerdictPass, Reason: n("Gewählt wird die beste Stufe.")}, file)
	w.relate(catalogue.Applies, check, rule)
	deviation := w.file(n("Abweichung vom Vorrang"), &catalogue.Deviation{
		DeviationStatus: catalogue.DeviationApproved, Reason: n("für ein Jahr"), Compensation: n("Ablösung geplant"), Expires: dayOf("2026-12-31"),
		Money: money("5000.00"), RequestedBy: n("Referat 41"), RequestedOn: dayOf("2026-02-01"), ApprovedBy: n("Board"), ApprovedOn: dayOf("2026-02-10"),
	}, file)
	w.relate(catalogue.DeviatesFrom, deviation, rule)
	w.relate(catalogue.Owns, board, deviation)
	decision := w.file(n("Beschluss"), &catalogue.Decision{
		Outcome: catalogue.OutcomeReuse, Reason: n("Sie deckt den Bedarf und steht auf der besten freien Stufe."), Conditions: []string{n("Schulung vor dem Start")},
		Votes: []catalogue.Vote{{Seat: n("Sitz 1"), Vote: catalogue.VoteFor}}, Dissent: []string{n("Der Preis ist ungewiss.")}, ConflictsOfInterest: []string{n("keiner")},
		InEffectFrom: dayOf("2026-04-01"), Expires: dayOf("2029-03-31"), PlannedAdopters: 12, PlannedYearly: money("8000.50"),
		RevisitTriggers: []catalogue.RevisitTrigger{{TriggerKind: catalogue.TriggerPrice}},
	}, file)
	w.relate(catalogue.Chooses, decision, reused)
	w.relate(catalogue.RestsOn, decision, report)
	w.file(n("Nutzung nach einem Jahr"), &catalogue.FollowUp{FollowUpMeasure: catalogue.FollowUpAdopters, Due: dayOf("2027-04-01"), Planned: points(12)}, file)
	return w, file
}

// receipt files a proof of search: of two hits one is hidden from July on.
func (w *world) receipt(n func(string) string, file, standard, old, service catalogue.ID) {
	r := &catalogue.SearchReceipt{
		Elsewhere: []catalogue.SearchedPlace{{Place: n("openCode"), URL: "https://opencode.de", On: dayOf("2026-01-22"), Query: n("Wohnsitz"), Found: n("nichts")}},
		TakenBy:   n("Referat 41"), AtRevision: 3, AtDay: dayOf("2026-01-22"), Filters: []string{"services service:1"}, Considered: 3,
		Hits: []catalogue.Hit{
			{Solution: catalogue.GlobalID(catalogue.KindSolution, standard), Rung: "standard", Strength: 1000, Reasons: []catalogue.HitReason{{Match: catalogue.MatchService, Record: catalogue.GlobalID(catalogue.KindService, service)}}},
			{Solution: catalogue.GlobalID(catalogue.KindSolution, old), Strength: 200, Reasons: []catalogue.HitReason{{Match: catalogue.MatchText}}},
		},
	}
	d, err := reuse.Digest(r)
	if err != nil {
		panic(err)
	}
	r.Digest = d
	w.file(n("Recherche im Januar"), r, file)
}

// judge files what was found out about the options: one excluded, one that passes, one
// whose verdict rests on nothing.
func (w *world) judge(n func(string) string, file, none, reused, build, gate, report, letter catalogue.ID) {
	out := w.file(n("Ausschluss"), &catalogue.Exclusion{Ground: catalogue.GroundRefused, Reason: n("Das Gesetz verlangt einen Onlinedienst.")}, file)
	w.relate(catalogue.Judges, out, none)
	w.relate(catalogue.RestsOn, out, report)
	for _, x := range []struct {
		of      catalogue.ID
		verdict catalogue.Verdict
		on      catalogue.ID
	}{{reused, catalogue.VerdictPass, report}, {build, catalogue.VerdictPass, 0}} {
		g := w.file(n("Befund"), &catalogue.GateResult{Verdict: x.verdict, Reason: n("geprüft")}, file)
		w.relate(catalogue.Judges, g, x.of)
		w.relate(catalogue.Applies, g, gate)
		if x.on != 0 {
			w.relate(catalogue.RestsOn, g, x.on)
		}
	}
	s := w.file(n("Punkte"), &catalogue.Score{Criterion: "cover", Points: points(90), Reason: n("alle Aufgaben")}, file)
	w.relate(catalogue.Judges, s, reused)
	w.relate(catalogue.RestsOn, s, letter)
	u := w.file(n("Punkte, unbekannt"), &catalogue.Score{Criterion: "risk", Reason: n("noch offen")}, file)
	w.relate(catalogue.Judges, u, build)
}

func assessed(none, reused, build, standard catalogue.ID) *catalogue.Assessment {
	option := func(id catalogue.ID) string { return catalogue.GlobalID(catalogue.KindOption, id) }
	a := &catalogue.Assessment{
		AtRevision: 5, AtDay: dayOf("2026-02-12"), Weights: []catalogue.Weight{{Criterion: "cover", Weight: 60}, {Criterion: "risk", Weight: 40}},
		Ranking: []catalogue.RankedOption{
			{Option: option(reused), Rung: "standard", Low: catalogue.DecimalFromInt(54), High: catalogue.DecimalFromInt(94)},
			{Option: option(build), Rung: "build", High: catalogue.DecimalFromInt(100)},
			{Option: option(none), Rung: "none", Excluded: true},
		},
		Facts: []catalogue.Fact{{Subject: catalogue.GlobalID(catalogue.KindSolution, standard), Field: "origin", Value: "FEDERAL_STANDARD"}},
	}
	d, err := assess.Digest(a)
	if err != nil {
		panic(err)
	}
	a.Digest = d
	return a
}

// known is what other rooms may have found out about the case.
func known(f *casefile.File) dossier.Sections {
	reused, build := f.Options[1].ID, f.Options[2].ID
	solution, service := f.Options[1].Solution, f.Need.Services[0]
	return dossier.Sections{
		State: catalogue.CaseReviewDue, Leader: "Vorn liegt die Standardlösung.",
		Standings: []dossier.Standing{
			{Option: reused, Low: catalogue.DecimalFromInt(54), High: catalogue.DecimalFromInt(94), SeparableFrom: []catalogue.ID{build}, Contributions: []dossier.Contribution{
				{Criterion: "cover", PointsLow: *points(90), PointsHigh: *points(90), Low: *points(54), High: *points(54), Origin: "beurteilt", Reason: "alle Aufgaben", Evidence: []catalogue.ID{f.Options[1].Scores[0].Evidence[0].ID}},
				{Criterion: "risk", PointsHigh: *points(100), High: *points(40), Origin: "ungeklärt", Reason: "noch offen"},
			}},
			{Option: build, High: catalogue.DecimalFromInt(100), DominatedBy: []catalogue.ID{reused}},
		},
		Ranges:     []dossier.WeightRange{{Criterion: "cover", Low: catalogue.DecimalFromInt(10), High: catalogue.DecimalFromInt(100)}},
		Flips:      []string{"Fiele das Lieferrisiko der Standardlösung auf 0 Punkte, läge der Bau vorn."},
		Gates:      []dossier.GateFinding{{Option: reused, Gate: f.Policy.Gates[0].ID, Verdict: catalogue.VerdictUnknown, Reason: "Von Menschen zu beurteilen."}},
		Findings:   []dossier.RuleFinding{{Rule: f.Policy.Rules[0].ID, Verdict: catalogue.VerdictPass, Reason: "Keine bessere Stufe ist frei.", Deviation: f.Deviations[0].ID}},
		Totals:     []dossier.Total{{Option: reused, Model: f.Options[1].Costs[0].ID, Adopters: 12, Amount: *money("60002.50")}},
		Prices:     []dossier.Price{{Of: reused, Model: f.Options[1].Costs[0].ID, Adopters: 10, Why: "die Nutzer von heute", All: 123456, Each: 12345}},
		BreakEvens: []string{"Ab 10 Behörden günstiger."},
		Coverages:  []dossier.Coverage{{Service: service, Asked: 400, Before: 20, After: 380}},
		Collisions: []dossier.Collision{{One: solution, Other: solution + 2, Score: 725, Reasons: []string{"gleiche Leistung"}, Status: "Weder behandelt noch begründet getrennt."}},
		Further:    1,
		Precedents: []dossier.Precedent{{Case: f.ID, Alike: []string{"Leistung"}, Outcome: catalogue.OutcomeBuild, Drifted: true}},
		Drift:      &dossier.Drift{Flips: true, Facts: []dossier.DriftedFact{{Trigger: catalogue.TriggerFact, Sentence: "Die Phase war produktiv und ist jetzt Auslauf."}}},
	}
}

// read is the file of a case.
func read(t testing.TB, w *world, id catalogue.ID, day catalogue.Day) *casefile.File {
	t.Helper()
	f, ok := casefile.Read(w.view(t, day), id)
	if !ok {
		t.Fatal("there is no such case")
	}
	return f
}

// archive is the archive of a case.
func archive(t testing.TB, f *casefile.File, s dossier.Sections) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := dossier.Write(&b, f, s, "v1"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
