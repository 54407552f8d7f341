package graph_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// BenchmarkExploration answers whole operations of exploration on a state of two
// million offers without a network, and says beside each what it should take at most on
// two processors, and how many percent of that it takes.
func BenchmarkExploration(b *testing.B) {
	hub := mostStated(catalogue.KindSolution)
	authority, service, dataset := midmost(catalogue.KindAuthority), midmost(catalogue.KindService), midmost(catalogue.KindDataset)
	const point, walk, every, series = 5 * time.Millisecond, 50 * time.Millisecond, time.Second, 2 * time.Second
	for _, c := range []struct {
		name      string
		target    time.Duration
		query     string
		variables map[string]any
	}{
		{"neighbourhood/service", point, nearQuery, map[string]any{"of": service}},
		{"neighbourhood/authority", point, nearQuery, map[string]any{"of": authority}},
		{"neighbourhood/hub", point, nearQuery, map[string]any{"of": hub}},
		{"paths/shortest", point, pathsQuery, map[string]any{"from": authority, "to": dataset}},
		{"paths/hub", point, pathsQuery, map[string]any{"from": hub, "to": dataset}},
		{"impact/4 hops", walk, impactQuery, map[string]any{"of": midmost(catalogue.KindSolution)}},
		{"impact/4 hops of hub", walk, impactQuery, map[string]any{"of": hub}},
		{"drawing/svg", walk, `query($of:ID!){impact(of:$of,hops:4){asSvg}}`, map[string]any{"of": hub}},
		{"drawing/graphml", walk, `query($of:ID!){impact(of:$of,hops:4){asGraphml}}`, map[string]any{"of": hub}},
		{"coverage/focus by district", walk, `{coverage(services:{focus:true},groupBy:[DISTRICT],first:60){...figures groups{keys{name} ...figures}}}` + figures, nil},
		{"coverage/all", every, `{coverage{...figures}}` + figures, nil},
		{"coverage/all given", every, `{coverage(basis:GIVEN){...figures}}` + figures, nil},
		{"coverage/all by field", every, `{coverage(groupBy:[POLICY_FIELD]){groups{keys{name} ...figures}}}` + figures, nil},
		{"coverageOver/focus 12 months", walk, `{coverageOver(from:"2024-10-01",until:"2025-09-01",step:MONTH,services:{focus:true}){day ...figures}}` + figures, nil},
		{"coverageOver/all 12 months", series, `{coverageOver(from:"2024-10-01",until:"2025-09-01",step:MONTH){day ...figures}}` + figures, nil},
		{"concentration", every, `{concentration(by:SOLUTION,metric:SERVICES){totalCount}}`, nil},
		{"reuseShare", every, `{reuseShare(groupBy:[MINISTRY,QUARTER]){totalCount}}`, nil},
		{"blockers", series, `{blockers{totalCount counts{missing pairs} nodes{missing authority{name} service{name} candidate{name}}}}`, nil},
		{"levers", series, `{levers{pairs ready beyond actions{kind solution{name} gain{pairs authorities} cumulated{pairs}}}}`, nil},
		{"blockers and levers", series, `{blockers{totalCount} more:blockers(missing:[INTERFACE]){nodes{authority{name}}} levers{pairs}}`, nil},
	} {
		b.Run(c.name, func(b *testing.B) { explored(b, request{Query: c.query, Variables: c.variables}, c.target) })
	}
}

const (
	nearQuery   = `query($of:ID!){neighbourhood(of:$of){complete nodes{record{id name} distance} groups{id label count} edges{from to label count}}}`
	pathsQuery  = `query($from:ID!,$to:ID!){paths(from:$from,to:$to){length paths{steps{to{id name}}}}}`
	impactQuery = `query($of:ID!){impact(of:$of,hops:4){totalCount complete kinds{kind count} distances{distance count} edges{distance node{id name}}}}`
	figures     = `fragment figures on CoverageFigures{strict{numerator denominator} any{numerator} pairs{numerator denominator unknown} population{numerator denominator}}`
)

// explored times an operation on the state beside its target.
func explored(b *testing.B, q request, target time.Duration) {
	askedOf(b, state(), q, target)
}

func askedOf(b *testing.B, s *snapshot.Snapshot, q request, target time.Duration) {
	handler := graph.New(still{s: s}, graph.Options{Limits: graph.Limits{Cost: 400_000}, Now: func() time.Time { return noon }, AnswerBytes: -1})
	body, err := json.Marshal(q)
	if err != nil {
		b.Fatal(err)
	}
	answer := post(b, handler, body)
	if bytes.Contains(answer, []byte(`"errors"`)) {
		b.Fatalf("%s", answer)
	}
	b.ReportAllocs()
	for b.Loop() {
		post(b, handler, body)
	}
	each := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(target.Milliseconds()), "target-ms")
	b.ReportMetric(100*float64(each)/float64(target), "target-%")
	b.ReportMetric(float64(len(answer)), "answer-B")
}

// mostStated is the record of a kind in the most statements.
func mostStated(kind catalogue.Kind) string {
	hub, most := catalogue.ID(0), -1
	for id := range state().Kind(kind).All() {
		total := 0
		state().RolesOf(id, func(_ catalogue.Role, n int) bool {
			total += n
			return true
		})
		if total > most {
			hub, most = id, total
		}
	}
	return catalogue.GlobalID(kind, hub)
}

// midmost is a record in the middle of those of a kind.
func midmost(kind catalogue.Kind) string {
	skip := state().Kind(kind).Count() / 2
	for id := range state().Kind(kind).All() {
		if skip--; skip < 0 {
			return catalogue.GlobalID(kind, id)
		}
	}
	return ""
}
