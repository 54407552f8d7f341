package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fundus/graph"
	"fundus/internal/generate"
	"fundus/internal/snapshot"
)

// TestThePublishedFiguresAreAnswers asks the server what the government of Niedersachsen
// said of its digital estate in August 2025, of a catalogue that was made for it: 1,069
// services available online and 742 more in one municipality at least; 16 focus services,
// 14 of them in rollout, "provided digitally in only 22 % of 2,283 executing authorities".
//
// The 22 % are the strict reading: authorities that offer all focus services that they
// execute. Read otherwise the same catalogue gives 80 % (any), 44 % (pairs) and 34 %
// (population).
func TestThePublishedFiguresAreAnswers(t *testing.T) {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.Niedersachsen2025, 1); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, noon)
	if err != nil {
		t.Fatal(err)
	}
	server := serve(t, still{s: s}, graph.Options{})
	for _, step := range []struct{ query, want string }{
		{
			`query @at(day: "2025-08-26") { availability { availability count } }`,
			`{"availability": [{"availability": "NATIONWIDE", "count": 0}, {"availability": "STATEWIDE", "count": 1069}, {"availability": "DISTRICTWIDE", "count": 0}, {"availability": "MUNICIPALITY", "count": 742}, {"availability": "NOT_CONSIDERED", "count": 199}, {"availability": null, "count": 990}]}`,
		},
		{
			`query @at(day: "2025-08-26") {
				all: services(filter: {focus: true}, first: 0) { totalCount }
				rolling: services(filter: {focus: true, offeredBy: {any: {}, where: {status: {in: [IN_ROLLOUT]}}}}, first: 0) { totalCount }
				availability(services: {focus: true}) { availability count }
			}`,
			`{"all": {"totalCount": 16}, "rolling": {"totalCount": 14}, "availability": [{"availability": "NATIONWIDE", "count": 0}, {"availability": "STATEWIDE", "count": 2}, {"availability": "DISTRICTWIDE", "count": 0}, {"availability": "MUNICIPALITY", "count": 14}, {"availability": "NOT_CONSIDERED", "count": 0}, {"availability": null, "count": 0}]}`,
		},
		{
			`query @at(day: "2025-08-26") {
				coverage(services: {focus: true}) {
					day basis { basis pairs }
					strict { numerator denominator perMille partlyCovered notCovered unknown }
					any { numerator denominator perMille }
					pairs { numerator denominator perMille partlyCovered notCovered inRollout planned unknown }
					population { numerator denominator perMille unknown }
				}
			}`,
			`{"coverage": {"day": "2025-08-26", "basis": [{"basis": "COMPETENCE", "pairs": 6368}],
				"strict": {"numerator": 502, "denominator": 2283, "perMille": 220, "partlyCovered": 1001, "notCovered": 392, "unknown": 388},
				"any": {"numerator": 1835, "denominator": 2283, "perMille": 804},
				"pairs": {"numerator": 2790, "denominator": 6368, "perMille": 438, "partlyCovered": 36, "notCovered": 2221, "inRollout": 1484, "planned": 737, "unknown": 1321},
				"population": {"numerator": 31775428, "denominator": 94784832, "perMille": 335, "unknown": 27239510}}}`,
		},
	} {
		_, body := ask(t, server, request{Query: step.query}, nil)
		var got struct {
			Data   any
			Errors any
		}
		var want any
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(step.want), &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Data); diff != "" || got.Errors != nil {
			t.Errorf("%s: %v (-want +got):\n%s", step.query, got.Errors, diff)
		}
	}
}
