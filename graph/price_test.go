package graph_test

import (
	"strings"
	"testing"

	"fundus/graph"
)

// TestAWalkCostsWhatItsBudgetAllows asks with a budget in every way in which one comes
// in. What is within the limit is asked, and then refused for what it names.
func TestAWalkCostsWhatItsBudgetAllows(t *testing.T) {
	const within, beyond = "INVALID", "COMPLEXITY_LIMIT_EXCEEDED"
	limits := graph.DefaultLimits()
	limits.Cost = 6_000 // 240,000 statements
	s := world(t, graph.Options{Limits: limits})
	budget := func(edges any) map[string]any { return map[string]any{"b": map[string]any{"edges": edges}} }
	for _, c := range []struct {
		name, head, budget string
		variables          map[string]any
		code               string
	}{
		{name: "no budget", code: within},
		{"a literal", "", "{edges: 1000000}", nil, beyond},
		{"a small literal", "", "{edges: 1000}", nil, within},
		{"of other things", "", "{nodes: 100000}", nil, within},
		{"a null", "", "null", nil, within},
		{"a null in it", "", "{edges: null}", nil, within},
		{"a variable", "query Q($b: TraversalBudget)", "$b", budget(1_000_000), beyond},
		{"a small variable", "query Q($b: TraversalBudget)", "$b", budget(1_000), within},
		{"a variable that is null", "query Q($b: TraversalBudget)", "$b", map[string]any{"b": nil}, within},
		{"no variable", "query Q($b: TraversalBudget)", "$b", nil, within},
		{"a variable in it", "query Q($n: Int)", "{edges: $n}", map[string]any{"n": 1_000_000}, beyond},
		{"a small variable in it", "query Q($n: Int)", "{edges: $n}", map[string]any{"n": 1_000}, within},
		{"a default", "query Q($b: TraversalBudget = {edges: 1000000})", "$b", nil, beyond},
		{"a default in it", "query Q($n: Int = 1000000)", "{edges: $n}", nil, beyond},
		{"a default that is overruled", "query Q($b: TraversalBudget = {edges: 1000000})", "$b", budget(1_000), within},
	} {
		for _, field := range []string{`neighbourhood(of: "x"B){complete}`, `paths(from: "x", to: "y"B){complete}`, `impact(of: "x"B){complete}`, `common(of: ["x", "y"]B){complete}`} {
			and := ""
			if c.budget != "" {
				and = ", budget: " + c.budget
			}
			q := request{Query: c.head + "{" + strings.ReplaceAll(field, "B", and) + "}", Variables: c.variables}
			if got := askFor(t, s, q); got.code() != c.code {
				t.Errorf("%s: %s: code %q, not %q: %+v", c.name, field, got.code(), c.code, got.Errors)
			}
		}
	}
}

// TestWhoGoesOnPaysForWhatWasTakenBefore asks for the rest of a neighbourhood, whose
// walk begins anew.
func TestWhoGoesOnPaysForWhatWasTakenBefore(t *testing.T) {
	limits := graph.DefaultLimits()
	limits.Cost = 6_000
	s := world(t, graph.Options{Limits: limits})
	const q = `query Q($a: String) {neighbourhood(of: "x", after: $a, budget: {edges: 10}){complete}}`
	for after, code := range map[any]string{nil: "INVALID", "somewhere": "COMPLEXITY_LIMIT_EXCEEDED"} {
		if got := askFor(t, s, request{Query: q, Variables: map[string]any{"a": after}}); got.code() != code {
			t.Errorf("after %v: %+v", after, got.Errors)
		}
	}
}

// TestAPathCostsWhatItShows asks for many values of many paths.
func TestAPathCostsWhatItShows(t *testing.T) {
	s := world(t, graph.Options{})
	const show = `{paths(from: "x", to: "y", first: N){paths{nodes{id} steps{statements{role statement{id relation status validFrom from{id} to{id} via{id}}}}}}}`
	for n, code := range map[string]string{"1": "INVALID", "100": "INVALID"} {
		if got := askFor(t, s, request{Query: strings.ReplaceAll(show, "N", n)}); got.code() != code {
			t.Errorf("%s paths: %+v", n, got.Errors)
		}
	}
	more := strings.ReplaceAll(show, "N", "100")
	more = strings.ReplaceAll(more, "via{id}", "via{id name description usedBy(first: 100){nodes{id}}}")
	if got := askFor(t, s, request{Query: more}); got.code() != "COMPLEXITY_LIMIT_EXCEEDED" {
		t.Errorf("much of many paths: %+v", got.Errors)
	}
}

// TestASeriesCostsWhatItsPointsDo asks for points of all services, and of some, in every
// way in which the days come. What is within the limit is answered.
func TestASeriesCostsWhatItsPointsDo(t *testing.T) {
	s := world(t, graph.Options{})
	const beyond = "COMPLEXITY_LIMIT_EXCEEDED"
	const open = `query Q($f: Date = "2021-01-01", $t: Date!) {coverageOver(from: $f, to: $t, step: MONTH) {day}}`
	to := func(day string) map[string]any { return map[string]any{"t": day} }
	for _, c := range []struct {
		q    request
		code string
	}{
		{request{Query: `{coverageOver(from: "2024-12-01", to: "2025-12-01", step: MONTH) {day pairs {numerator}}}`}, ""},
		{request{Query: `{coverageOver(from: "2021-01-01", to: "2025-12-01", step: MONTH) {day}}`}, beyond},
		{request{Query: `{coverageOver(from: "2021-01-01", to: "2025-12-01", step: YEAR) {day}}`}, ""},
		{request{Query: `{coverageOver(from: "2021-01-01", to: "2025-12-01", step: MONTH, services: {focus: true}) {day pairs {numerator}}}`}, ""},
		{request{Query: `{coverageOver(from: "2021-01-01", to: "2035-12-01", step: MONTH) {day}}`}, "INVALID"},
		{request{Query: strings.Replace(open, "Date =", "Date! =", 1), Variables: to("2021-12-01")}, ""},
		{request{Query: strings.Replace(open, "Date =", "Date! =", 1), Variables: to("2023-12-01")}, beyond},
	} {
		if got := askFor(t, s, c.q); got.code() != c.code {
			t.Errorf("%s: code %q, not %q: %+v", c.q.Query, got.code(), c.code, got.Errors)
		}
	}
}

// TestAWalkIsDrawnAFewTimes asks for what a walk met in some formats, and in all of them.
func TestAWalkIsDrawnAFewTimes(t *testing.T) {
	s := world(t, graph.Options{})
	for drawings, code := range map[string]string{
		"asSvg asDot asMermaid asGraphml":                           "INVALID",
		"asSvg asDot asMermaid asGraphml asJsonld":                  "COMPLEXITY_LIMIT_EXCEEDED",
		"...on Traversal{asSvg asDot asMermaid asGraphml asJsonld}": "COMPLEXITY_LIMIT_EXCEEDED",
	} {
		if got := askFor(t, s, request{Query: `{impact(of: "x"){` + drawings + `}}`}); got.code() != code {
			t.Errorf("%s: %+v", drawings, got.Errors)
		}
	}
}
