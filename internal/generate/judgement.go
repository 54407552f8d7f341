package generate

import (
	"strconv"

	"fundus/internal/catalogue"
)

// What is found out about the options of a case, on what evidence, and what follows.

func option(i int) catalogue.Record {
	kinds := [optionsEach]catalogue.OptionKind{catalogue.OptionNoSystem, catalogue.OptionSolution, catalogue.OptionSolution, catalogue.OptionPurchase, catalogue.OptionBuild}
	return &catalogue.Option{Meta: named("Option " + strconv.Itoa(i+1)), OptionKind: kinds[i%optionsEach]}
}

func gateResult(i int, random chance) catalogue.Record {
	gates := len(catalogue.GateKinds.Codes)
	g := &catalogue.GateResult{Meta: named("Prüfergebnis " + strconv.Itoa(i+1)), Verdict: catalogue.VerdictPass, Reason: "Künstlich geprüft."}
	of := i / gates
	switch {
	case of%optionsEach == 1 && i%gates == failing(of/optionsEach):
		g.Verdict = catalogue.VerdictFail
	case random.percent(20):
		g.Verdict = catalogue.VerdictUnknown
	}
	return g
}

func exclusion(i int) catalogue.Record {
	e := &catalogue.Exclusion{Meta: named("Ausschluss " + strconv.Itoa(i+1)), Ground: catalogue.GroundRequirement, Requirement: "R1", Reason: "Künstlich ausgeschlossen."}
	if i%excludedEach == 1 {
		e.Ground, e.Requirement = catalogue.GroundGate, ""
	}
	return e
}

func score(i int, random chance) catalogue.Record {
	s := &catalogue.Score{Meta: named("Punktwert " + strconv.Itoa(i+1)), Criterion: measured(i % len(weights)).Name, Reason: "Künstlich bewertet."}
	if random.percent(85) {
		points := catalogue.DecimalFromInt(random.below(101))
		s.Points = &points
	}
	return s
}

func evidence(i int, random chance) catalogue.Record {
	e := &catalogue.Evidence{
		Meta: named("Nachweis " + strconv.Itoa(i+1)), EvidenceKind: code[catalogue.EvidenceKind](random, catalogue.EvidenceKinds),
		URI: address("nachweis", i), Retrieved: random.day(), Grade: pick(random, grades[:]), Author: "künstliche Stelle",
	}
	for n := range e.ContentHash {
		e.ContentHash[n] = byte(random.below(256))
	}
	if random.percent(10) {
		e.ValidUntil = lastDay + catalogue.Day(random.below(400))
	}
	return e
}

func costModel(i int, random chance) catalogue.Record {
	once, yearly, connection := catalogue.Money(random.below(1_000_000)*100), catalogue.Money(random.below(300_000)*100), catalogue.Money(random.below(20_000)*100)
	m := &catalogue.CostModel{Meta: named("Kostenmodell " + strconv.Itoa(i+1)), PriceFunction: code[catalogue.PriceFunction](random, catalogue.PriceFunctions), Once: &once, Yearly: &yearly, Connection: &connection, Years: 5}
	if m.PriceFunction == catalogue.PriceCostShare {
		m.FixedShare, m.PartnerStates, m.PartnerPopulation = 300, 1+random.below(15), 1_000_000+random.below(70_000_000)
	}
	return m
}

func ruleCheck(i int, random chance) catalogue.Record {
	return &catalogue.RuleCheck{Meta: named("Regelprüfung " + strconv.Itoa(i+1)), Verdict: code[catalogue.Verdict](random, catalogue.Verdicts), Reason: "Künstlich beurteilt."}
}

func deviation(i int, random chance) catalogue.Record {
	asked, more := random.day(), catalogue.Money(random.below(500_000)*100)
	return &catalogue.Deviation{
		Meta: named("Abweichung " + strconv.Itoa(i+1)), DeviationStatus: catalogue.DeviationApproved, Reason: "Künstliche Begründung.", Compensation: "Künstlicher Ausgleich.",
		Expires: asked + 700 + catalogue.Day(random.below(1500)), Money: &more,
		RequestedBy: "künstliches Referat", RequestedOn: asked, ApprovedBy: "künstliches Gremium", ApprovedOn: asked + 30,
	}
}

func followUp(i int, random chance) catalogue.Record {
	planned := catalogue.DecimalFromInt(random.below(500))
	f := &catalogue.FollowUp{Meta: named("Erfolgskontrolle " + strconv.Itoa(i+1)), FollowUpMeasure: catalogue.FollowUpAdopters, Due: random.day() + 365, Planned: &planned}
	if random.percent(50) {
		actual := catalogue.DecimalFromInt(random.below(500))
		f.Actual, f.MeasuredOn = &actual, f.Due
	}
	return f
}
