package generate

import "fundus/internal/catalogue"

// The statements within cases follow from the numbers of the records that they join:
// see case.go for how a case is laid out.

// ofCases are the edges of a relation that cases are made of.
func (w *walk) ofCases() {
	switch w.relation {
	case catalogue.FiledIn:
		w.filed()
	case catalogue.Concerns:
		w.concerns()
	case catalogue.Proposes:
		w.proposes()
	case catalogue.Judges:
		w.judges()
	case catalogue.Applies:
		w.applies()
	case catalogue.RestsOn:
		w.rests()
	case catalogue.Prices:
		w.each(catalogue.KindCostModel, catalogue.KindOption, func(i int) int { return i/pricedEach*optionsEach + optionsEach - pricedEach + i%pricedEach })
	case catalogue.Chooses:
		w.each(catalogue.KindDecision, catalogue.KindOption, func(i int) int { return i*optionsEach + chosen(i) })
	case catalogue.DeviatesFrom:
		w.each(catalogue.KindDeviation, catalogue.KindRule, func(int) int { return 1 })
	default: // is about the estate
	}
}

// each joins every record of a kind with one of another.
func (w *walk) each(from, to catalogue.Kind, other func(i int) int) {
	for i := range w.of(from) {
		if w.stopped || !w.edge(catalogue.Edge{From: w.id(from, i), To: w.id(to, other(i))}) {
			return
		}
	}
}

func (w *walk) filed() {
	for _, kind := range catalogue.Kinds() {
		if each(kind) > 0 || kind == catalogue.KindDeviation {
			w.each(kind, catalogue.KindCase, func(i int) int { return caseOf(kind, i) })
		}
	}
}

// concerns are the services that a case and its need are about.
func (w *walk) concerns() {
	w.each(catalogue.KindCase, catalogue.KindService, w.about)
	w.each(catalogue.KindNeed, catalogue.KindService, w.about)
}

func (w *walk) proposes() {
	for i := range w.of(catalogue.KindOption) {
		if n := i % optionsEach; n == 0 || n == optionsEach-1 {
			continue // no system, and what is still to be built
		}
		if !w.edge(catalogue.Edge{From: w.id(catalogue.KindOption, i), To: w.id(catalogue.KindSolution, w.proposed(i))}) {
			return
		}
	}
}

func (w *walk) judges() {
	gates := len(catalogue.GateKinds.Codes)
	w.each(catalogue.KindGateResult, catalogue.KindOption, func(i int) int { return i / gates })
	w.each(catalogue.KindExclusion, catalogue.KindOption, func(i int) int { return i/excludedEach*optionsEach + i%excludedEach })
	w.each(catalogue.KindScore, catalogue.KindOption, func(i int) int {
		n := i / len(weights)
		return n/scoredEach*optionsEach + excludedEach + n%scoredEach
	})
}

func (w *walk) applies() {
	w.each(catalogue.KindCase, catalogue.KindLadder, func(int) int { return 0 })
	w.each(catalogue.KindCase, catalogue.KindWeightSet, func(int) int { return 0 })
	w.each(catalogue.KindGateResult, catalogue.KindGate, func(i int) int { return i % len(catalogue.GateKinds.Codes) })
	for i := 1; i < w.of(catalogue.KindExclusion); i += excludedEach { // of the solution, which fails at a gate
		if w.stopped || !w.edge(catalogue.Edge{From: w.id(catalogue.KindExclusion, i), To: w.id(catalogue.KindGate, failing(i/excludedEach))}) {
			return
		}
	}
	w.each(catalogue.KindRuleCheck, catalogue.KindRule, func(int) int { return judgedRule })
}

// rests is one piece of evidence for nearly every judgement, filed in the same case.
func (w *walk) rests() {
	for _, kind := range []catalogue.Kind{
		catalogue.KindNeed, catalogue.KindGateResult, catalogue.KindExclusion, catalogue.KindScore, catalogue.KindCostModel,
		catalogue.KindRuleCheck, catalogue.KindDeviation, catalogue.KindDecision, catalogue.KindFollowUp,
	} {
		for i := range w.of(kind) {
			if kind == catalogue.KindGateResult && w.percent(15) || kind == catalogue.KindScore && w.percent(25) {
				continue
			}
			if !w.edge(catalogue.Edge{From: w.id(kind, i), To: w.id(catalogue.KindEvidence, caseOf(kind, i)*evidenceEach+w.below(evidenceEach))}) {
				return
			}
		}
	}
}
