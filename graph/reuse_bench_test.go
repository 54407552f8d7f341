package graph_test

import (
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// BenchmarkReuseCheck answers the whole of a check on a state of two million offers, of
// the service with most offers and for a state full of affected authorities, with all
// that is known of the twenty best candidates of each rung; what is asked of a page of
// solutions stands beside it.
func BenchmarkReuseCheck(b *testing.B) {
	s := stateWithPolicy()
	service := mostStated(catalogue.KindService)
	const candidate = `{solution{name origin} strength reasons{match sentence} gates{gate{name} verdict reason} confirmedUsers{count likeYouCount} missingStandards{name} connectionEffort{affected connected unknown}}`
	whole := `{considered matched sentence rule{name} rungs{rung{key name} candidateCount candidates` + candidate + `} notOnLadder` + candidate + `}`
	for _, c := range []struct {
		name, query string
		variables   map[string]any
	}{
		{"one line", `query($s:String!){reuseCheck(need:{services:[$s]}){sentence rungs{rung{name} candidates{solution{name}}}}}`, map[string]any{"s": service}},
		{"whole", `query($s:String!){reuseCheck(need:{services:[$s]})` + whole + `}`, map[string]any{"s": service}},
		{"whole, of the whole state", `query($s:String!,$a:[String!]){reuseCheck(need:{services:[$s],text:"Antrag",authorities:$a})` + whole + `}`, map[string]any{"s": service, "a": authoritiesOf(s)}},
		{"flags of 50 solutions", `{solutions(first:50){nodes{rung{key} reuseFlag{betterCount better(first:1){solution{name}} legitimate}}}}`, nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			askedOf(b, s, request{Query: c.query, Variables: c.variables}, 100*time.Millisecond)
		})
	}
}

// authoritiesOf are as many as a need may name.
func authoritiesOf(s *snapshot.Snapshot) (ids []string) {
	for id := range s.Kind(catalogue.KindAuthority).All() {
		if len(ids) == 2000 {
			break
		}
		ids = append(ids, catalogue.GlobalID(catalogue.KindAuthority, id))
	}
	return ids
}

// stateWithPolicy is the state with a ladder, ten gates and a rule.
func stateWithPolicy() *snapshot.Snapshot {
	named := func(name string) catalogue.Meta { return catalogue.Meta{Name: catalogue.T(name)} }
	changes := []catalogue.Change{
		catalogue.Put{Record: &catalogue.Ladder{Meta: named("Rangfolge"), PolicyStatus: catalogue.PolicyProposed, Rungs: []catalogue.Rung{
			{Key: "none", Name: catalogue.T("Kein System"), OptionKinds: []catalogue.OptionKind{catalogue.OptionNoSystem}},
			{Key: "known", Name: catalogue.T("Vorhanden"), Origins: []catalogue.Origin{catalogue.OriginFederalStandard}},
			{Key: "shared", Name: catalogue.T("Geteilt"), Origins: []catalogue.Origin{catalogue.OriginEfA, catalogue.OriginStateShared, catalogue.OriginOtherPublic}},
			{Key: "open", Name: catalogue.T("Offen"), Origins: []catalogue.Origin{catalogue.OriginOpenSource}},
			{Key: "build", Name: catalogue.T("Eigenentwicklung"), Origins: []catalogue.Origin{catalogue.OriginInHouse}, OptionKinds: []catalogue.OptionKind{catalogue.OptionBuild}},
		}}},
		catalogue.Put{Record: &catalogue.Rule{Meta: named("Vorrang"), Level: catalogue.LevelShould, RuleTest: catalogue.RuleTestBetterRung, PolicyStatus: catalogue.PolicyEnacted}},
	}
	for i, kind := range catalogue.GateKinds.Codes {
		test := catalogue.GateTests.Codes[i%len(catalogue.GateTests.Codes)]
		changes = append(changes, catalogue.Put{Record: &catalogue.Gate{Meta: named(kind.Label.String()), GateKind: catalogue.GateKind(kind.Name), GateTest: catalogue.GateTest(test.Name), PolicyStatus: catalogue.PolicyProposed}})
	}
	s, err := state().Assume(changes, func(*catalogue.Commit) error { return nil }, func() bool { return false })
	if err != nil {
		panic(err)
	}
	return s
}
