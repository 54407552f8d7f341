package generate

import (
	"strconv"

	"fundus/internal/catalogue"
)

// Cases are all made alike, so that which record lies in which case follows from its
// number alone. Each weighs five options: no system and the first solution are
// excluded, the second solution is chosen in most, in some the purchase and in one of
// ten the build, which deviates from the rules.
//
//	option   0           1                2            3          4
//	         no system   first solution   the second   purchase   build
const (
	optionsEach  = 5
	excludedEach = 2 // the first options of a case
	pricedEach   = 4 // the last
	scoredEach   = optionsEach - excludedEach
	evidenceEach = 12
	plannedEach  = 2
	deviatesOf   = 10 // one case of that many builds
)

// each is how many records of a kind lie in a case, 0 for what does not lie in one.
// Deviations are in some only.
func each(kind catalogue.Kind) int {
	switch kind {
	case catalogue.KindNeed, catalogue.KindSearchReceipt, catalogue.KindAssessment, catalogue.KindDecision, catalogue.KindRuleCheck:
		return 1
	case catalogue.KindOption:
		return optionsEach
	case catalogue.KindGateResult:
		return optionsEach * len(catalogue.GateKinds.Codes)
	case catalogue.KindExclusion:
		return excludedEach
	case catalogue.KindScore:
		return scoredEach * len(weights)
	case catalogue.KindEvidence:
		return evidenceEach
	case catalogue.KindCostModel:
		return pricedEach
	case catalogue.KindFollowUp:
		return plannedEach
	default:
		return 0
	}
}

// ofDecisions is the number of records of a kind that decisions are made of.
func (s sizes) ofDecisions(kind catalogue.Kind) int {
	switch {
	case s.cases == 0:
		return 0
	case kind == catalogue.KindCase:
		return s.cases
	case kind == catalogue.KindDeviation:
		return (s.cases + deviatesOf - 1) / deviatesOf
	case kind == catalogue.KindLadder, kind == catalogue.KindWeightSet:
		return 1
	case kind == catalogue.KindGate:
		return len(catalogue.GateKinds.Codes)
	case kind == catalogue.KindRule:
		return len(catalogue.RuleTests.Codes)
	default:
		return s.cases * each(kind)
	}
}

// caseOf is the case in which the i-th record of a kind lies.
func caseOf(kind catalogue.Kind, i int) int {
	if kind == catalogue.KindDeviation {
		return i * deviatesOf
	}
	return i / each(kind)
}

// chosen is the option that a case chooses, counted within the case.
func chosen(number int) int {
	switch {
	case number%deviatesOf == 0:
		return 4
	case number%deviatesOf < 3:
		return 3
	default:
		return 2
	}
}

// failing is the gate at which the first solution of a case fails.
func failing(number int) int { return number % len(catalogue.GateKinds.Codes) }

// about is what the i-th case is about: services that many authorities offer, so that
// cases have precedents.
func (c *Catalogue) about(number int) int { return skew(mix(c.seed+2, number), c.services) }

// proposed is the solution of an option: the main one of the service for the option that
// most cases choose, another for the others.
func (c *Catalogue) proposed(option int) int {
	number := option / optionsEach
	main := c.main(c.about(number))
	return (main + (option%optionsEach-2+c.solutions)*7) % c.solutions
}

// decided are the states that cases are in, and the way there.
var decided = []catalogue.CaseState{
	catalogue.CaseDraft, catalogue.CaseNeedFrozen, catalogue.CaseSearched, catalogue.CaseGated, catalogue.CaseAssessed, catalogue.CaseReady,
	catalogue.CaseDecided, catalogue.CaseInEffect, catalogue.CaseReviewDue, catalogue.CaseConfirmed,
}

const fewestSteps = 6 // up to CaseReady

func (c *Catalogue) decisionCase(i int, random chance) catalogue.Record {
	d := &catalogue.Case{Meta: named("Entscheidung " + pick(random, products) + " " + strconv.Itoa(i+1)), Lane: code[catalogue.Lane](random, catalogue.Lanes), Author: "künstliches Referat"}
	d.Description = catalogue.T("Womit sollen Behörden " + pick(random, objects) + " " + pick(random, actions) + " lassen?")
	opened := random.day()
	for n, to := range decided[:fewestSteps+random.below(len(decided)-fewestSteps+1)] {
		d.Step = to
		d.Steps = append(d.Steps, catalogue.CaseStep{To: to, By: "künstliches Referat", On: opened + catalogue.Day(20*n), Revision: 1, Reason: "Schritt " + strconv.Itoa(n+1)})
	}
	return d
}

func need(i int, random chance) catalogue.Record {
	n := &catalogue.Need{Meta: named("Bedarf " + strconv.Itoa(i+1))}
	n.Description = catalogue.T("Behörden sollen " + pick(random, objects) + " " + pick(random, actions) + " können.")
	for r := range 3 + random.below(8) {
		n.Requirements = append(n.Requirements, catalogue.Requirement{
			Key: "R" + strconv.Itoa(r+1), Level: code[catalogue.RequirementLevel](random, catalogue.RequirementLevels), Text: pick(random, topics) + " " + pick(random, cases), Test: "Abnahme",
		})
	}
	most := catalogue.Money(500_000_00 + random.below(5_000_000)*100)
	n.Constraints = []catalogue.Constraint{
		{Key: "C1", ConstraintKind: catalogue.ConstraintBudget, Money: &most},
		{Key: "C2", ConstraintKind: catalogue.ConstraintDeadline, Day: lastDay + catalogue.Day(random.below(1000))},
	}
	return n
}

// receipt names what came up as a document does, not as the program would find it.
func (c *Catalogue) receipt(i int, random chance) catalogue.Record {
	r := &catalogue.SearchReceipt{Meta: named("Recherche " + strconv.Itoa(i+1)), TakenBy: "künstliches Referat", AtRevision: 1, AtDay: random.day(), Considered: c.solutions}
	r.Elsewhere = []catalogue.SearchedPlace{{Place: "künstliches Verzeichnis", On: r.AtDay, Query: pick(random, objects), Found: "nichts"}}
	service := catalogue.GlobalID(catalogue.KindService, c.id(catalogue.KindService, c.about(i)))
	r.Filters = []string{"services " + service}
	for option := 1; option < optionsEach-1; option++ {
		r.Hits = append(r.Hits, catalogue.Hit{
			Solution: catalogue.GlobalID(catalogue.KindSolution, c.id(catalogue.KindSolution, c.proposed(i*optionsEach+option))), Strength: 1000 - 100*option,
			Reasons: []catalogue.HitReason{{Match: catalogue.MatchService, Record: service}},
		})
	}
	return r
}

// assessment ranks the options that are left in the order of their numbers.
func (c *Catalogue) assessment(i int, random chance) catalogue.Record {
	a := &catalogue.Assessment{Meta: named("Bewertung " + strconv.Itoa(i+1)), AtRevision: 1, AtDay: random.day()}
	for n, weight := range weights {
		a.Weights = append(a.Weights, catalogue.Weight{Criterion: measured(n).Name, Weight: weight})
	}
	for n := range optionsEach {
		option := (n + excludedEach) % optionsEach
		low := catalogue.DecimalFromInt(80 - 10*n)
		a.Ranking = append(a.Ranking, catalogue.RankedOption{
			Option: catalogue.GlobalID(catalogue.KindOption, c.id(catalogue.KindOption, i*optionsEach+option)), Low: low, High: low + catalogue.DecimalFromInt(10), Excluded: option < excludedEach,
		})
	}
	return a
}

func decision(i int, random chance) catalogue.Record {
	yearly, once := catalogue.Money(random.below(500_000)*100), catalogue.Money(random.below(2_000_000)*100)
	d := &catalogue.Decision{Meta: named("Beschluss " + strconv.Itoa(i+1)), Reason: "Künstliche Begründung.", InEffectFrom: random.day()}
	d.Outcome = []catalogue.DecisionOutcome{catalogue.OutcomeReuse, catalogue.OutcomeBuy, catalogue.OutcomeBuild}[chosen(i)-2]
	d.Expires = d.InEffectFrom + 1500 + catalogue.Day(random.below(1000))
	d.Votes = []catalogue.Vote{{Seat: "Sitz 1", Vote: catalogue.VoteFor}, {Seat: "Sitz 2", Vote: catalogue.VoteFor}, {Seat: "Sitz 3", Vote: code[catalogue.VoteKind](random, catalogue.VoteKinds)}}
	d.RevisitTriggers = []catalogue.RevisitTrigger{{TriggerKind: catalogue.TriggerPrice}, {TriggerKind: catalogue.TriggerExpiry}}
	d.PlannedAdopters, d.PlannedYearly, d.PlannedOnce = random.below(300), &yearly, &once
	return d
}
