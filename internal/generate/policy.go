package generate

import (
	"strconv"

	"fundus/internal/catalogue"
)

// What cases are decided by: one ladder, one weight set, a gate of each kind and a rule
// of each test, as a board might have proposed them.

func ladder() catalogue.Record {
	l := &catalogue.Ladder{Meta: named("Rangfolge"), PolicyStatus: catalogue.PolicyProposed}
	l.Rungs = []catalogue.Rung{
		{Key: "NO_SYSTEM", Name: catalogue.T("Kein System"), OptionKinds: []catalogue.OptionKind{catalogue.OptionNoSystem}},
		{Key: "EXISTING", Name: catalogue.T("Bestehend oder bundeseinheitlich"), Origins: []catalogue.Origin{catalogue.OriginFederalStandard}, Operated: true},
		{Key: "PUBLIC", Name: catalogue.T("Andere öffentliche Lösung"), Origins: []catalogue.Origin{catalogue.OriginEfA, catalogue.OriginStateShared, catalogue.OriginOtherPublic}},
		{Key: "OPEN_SOURCE", Name: catalogue.T("Freie Software Dritter"), Origins: []catalogue.Origin{catalogue.OriginOpenSource}},
		{Key: "BUY", Name: catalogue.T("Beschaffung"), OptionKinds: []catalogue.OptionKind{catalogue.OptionPurchase}, Origins: []catalogue.Origin{catalogue.OriginCommercial}},
		{Key: "BUILD", Name: catalogue.T("Eigenentwicklung"), OptionKinds: []catalogue.OptionKind{catalogue.OptionBuild}, Origins: []catalogue.Origin{catalogue.OriginInHouse}},
	}
	return l
}

// weights are those of the measured criteria, in the order of their code list.
var weights = []int{25, 15, 15, 10, 10, 10, 10, 5}

// measured is the i-th measure that has a weight.
func measured(i int) catalogue.Code { return catalogue.CriterionMeasures.Codes[1+i] }

func weightSet() catalogue.Record {
	w := &catalogue.WeightSet{Meta: named("Gewichtung"), PolicyStatus: catalogue.PolicyProposed}
	for i, weight := range weights {
		m := measured(i)
		w.Criteria = append(w.Criteria, catalogue.Criterion{Key: m.Name, Name: catalogue.T(m.Name), Weight: weight, Measure: catalogue.CriterionMeasure(m.Name)})
	}
	return w
}

// testedGates are the gates that the program can examine, by their kind.
var testedGates = map[string]catalogue.GateTest{
	"STANDARDS": catalogue.GateTestStandards, "OPERATOR": catalogue.GateTestOperator, "LIFECYCLE": catalogue.GateTestLifecycle,
	"TIME": catalogue.GateTestTime, "BUDGET": catalogue.GateTestBudget,
}

func gate(i int) catalogue.Record {
	kind := catalogue.GateKinds.Codes[i]
	g := &catalogue.Gate{Meta: named("Prüfung " + strconv.Itoa(i+1)), GateKind: catalogue.GateKind(kind.Name), GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyProposed}
	if test, ok := testedGates[kind.Name]; ok {
		g.GateTest = test
	}
	return g
}

// judgedRule is the rule that people judge: the first of its code list.
const judgedRule = 0

func rule(i int) catalogue.Record {
	return &catalogue.Rule{
		Meta: named("Regel " + strconv.Itoa(i+1)), Level: catalogue.LevelShould,
		RuleTest: catalogue.RuleTest(catalogue.RuleTests.Codes[i].Name), Citation: "Künstliche Regel " + strconv.Itoa(i+1), PolicyStatus: catalogue.PolicyProposed,
	}
}
