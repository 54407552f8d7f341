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

// TestAFilterThatMayMeanAllIsAsDearAsNone asks for what looks at every offer, with and
// without services by name, in aliases of which no operation has room.
func TestAFilterThatMayMeanAllIsAsDearAsNone(t *testing.T) {
	s := world(t, graph.Options{})
	for services, code := range map[string]string{
		"":                                       "COMPLEXITY_LIMIT_EXCEEDED",
		"services:{}":                            "COMPLEXITY_LIMIT_EXCEEDED",
		"services:null":                          "COMPLEXITY_LIMIT_EXCEEDED",
		`services:{identifier:{scheme:"leika"}}`: "COMPLEXITY_LIMIT_EXCEEDED",
		`services:{not:{focus:true}}`:            "COMPLEXITY_LIMIT_EXCEEDED",
		`services:{id:{in:["c2VydmljZTo0"]}}`:    "",
	} {
		for field, times := range map[string]int{`coverage(first:1,$){groupCount}`: 3, `coverageOver(from:"2025-01-01",until:"2025-01-01",step:DAY,$){day}`: 3, `availability($){count}`: 6} {
			field = strings.NewReplacer(",$", ","+services, "($)", strings.TrimSuffix("("+services, "(")+strings.Repeat(")", min(1, len(services)))).Replace(field)
			query := "{"
			for _, alias := range []string{"a:", " b:", " c:", " d:", " e:", " f:"}[:times] {
				query += alias + field
			}
			if got := askFor(t, s, request{Query: query + "}"}); got.code() != code {
				t.Errorf("%s}: code %q, not %q", query, got.code(), code)
			}
		}
	}
}

// TestADrawingCostsByTheRecord draws walks that may meet many records, several times, and
// in fragments.
func TestADrawingCostsByTheRecord(t *testing.T) {
	s := world(t, graph.Options{})
	const six = `a:asSvg b:asDot c:asGraphml d:asJsonld e:asMermaid f:asSvg`
	for query, code := range map[string]string{
		`{neighbourhood(of:"x"){` + six + `}}`:                                                                        "INVALID",
		`{neighbourhood(of:"x",budget:{nodes:10000}){` + six + `}}`:                                                   "INVALID",
		`{neighbourhood(of:"x",budget:{nodes:100000}){asSvg}}`:                                                        "INVALID",
		`{neighbourhood(of:"x",budget:{nodes:100000}){` + six + `}}`:                                                  "COMPLEXITY_LIMIT_EXCEEDED",
		`{impact(of:"x",budget:{nodes:100000}){...F}} fragment F on Impact{` + six + `}`:                              "COMPLEXITY_LIMIT_EXCEEDED",
		`{common(of:["x","y"],budget:{nodes:100000}){... on Common{` + six + `}}}`:                                    "COMPLEXITY_LIMIT_EXCEEDED",
		`{a:neighbourhood(of:"x",budget:{nodes:100000}){asSvg} b:neighbourhood(of:"x",budget:{nodes:100000}){asSvg}}`: "COMPLEXITY_LIMIT_EXCEEDED",
	} {
		if got := askFor(t, s, request{Query: query}); got.code() != code {
			t.Errorf("%s: code %q, not %q", query, got.code(), code)
		}
	}
}

// TestASeriesCostsByItsPoints asks for few days and for many, however the days come.
func TestASeriesCostsByItsPoints(t *testing.T) {
	limits := graph.DefaultLimits()
	limits.Cost = 30_000
	s := world(t, graph.Options{Limits: limits})
	const series = `{coverageOver(from: F, until: T, step: S){pairs{numerator} strict{numerator} population{numerator denominator unknown perMille}}}`
	for _, c := range []struct {
		from, to, step string
		variables      map[string]any
		code           string
	}{
		{`"2025-01-01"`, `"2025-01-01"`, "DAY", nil, ""},
		{`"2025-01-01"`, `"2025-02-01"`, "DAY", nil, "COMPLEXITY_LIMIT_EXCEEDED"},
		{`"2025-01-01"`, `"2035-02-01"`, "DAY", nil, "INVALID"},
		{"$f", "$f", "DAY", map[string]any{"f": "2025-01-01"}, ""},
		{"$f", `"2026-01-01"`, "MONTH", map[string]any{"f": "2025-01-01"}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"$f", `"2025-01-01"`, "DAY", map[string]any{"f": "gestern"}, "COMPLEXITY_LIMIT_EXCEEDED"},
	} {
		head := ""
		if c.variables != nil {
			head = "query Q($f: Date!)"
		}
		query := head + strings.NewReplacer(" F", " "+c.from, " T", " "+c.to, " S", " "+c.step).Replace(series)
		if got := askFor(t, s, request{Query: query, Variables: c.variables}); got.code() != c.code {
			t.Errorf("%s: code %q, not %q", query, got.code(), c.code)
		}
	}
}

// TestTheStateOfACaseCostsMoreThanItsStep asks a page of cases for what is stored and for
// what is derived, which is held against the guards for each of them.
func TestTheStateOfACaseCostsMoreThanItsStep(t *testing.T) {
	limits := graph.DefaultLimits()
	limits.Cost = 20_000
	s := world(t, graph.Options{Limits: limits})
	for field, code := range map[string]string{"step": "", "state": "COMPLEXITY_LIMIT_EXCEEDED"} {
		if got := askFor(t, s, request{Query: "{cases(first: 100){nodes{" + field + "}}}"}); got.code() != code {
			t.Errorf("%s: code %q, not %q: %+v", field, got.code(), code, got.Errors)
		}
	}
}

// TestCollisionsOfSolutionsThatAreNamedCostLess names solutions in every way in which a
// filter comes in: only of these the things are looked for in others.
func TestCollisionsOfSolutionsThatAreNamedCostLess(t *testing.T) {
	limits := graph.DefaultLimits()
	limits.Cost = 8_000
	s := world(t, graph.Options{Limits: limits})
	some := map[string]any{"scheme": "w", "in": []string{"a"}}
	many := map[string]any{"scheme": "w", "in": strings.Split(strings.Repeat("a ", 100), " ")}
	for _, c := range []struct {
		name, head, filter string
		variables          map[string]any
		code               string
	}{
		{"all", "", "{}", nil, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"of an origin", "", "{solutions: {origin: {in: [EFA]}}}", nil, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"of a scheme", "", `{solutions: {identifier: {scheme: "w"}}}`, nil, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"one", "", `{solutions: {identifier: {scheme: "w", in: ["a"]}}}`, nil, ""},
		{"one by a variable", "query Q($i: IdentifierFilter)", "{solutions: {identifier: $i}}", map[string]any{"i": some}, ""},
		{"many by a variable", "query Q($i: IdentifierFilter)", "{solutions: {identifier: $i}}", map[string]any{"i": many}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"a filter as a variable", "query Q($f: CollisionFilter)", "$f", map[string]any{"f": map[string]any{"solutions": map[string]any{"identifier": some}}}, ""},
	} {
		q := request{Query: c.head + "{collisions(first: 1, filter: " + c.filter + "){totalCount}}", Variables: c.variables}
		if got := askFor(t, s, q); got.code() != c.code {
			t.Errorf("%s: code %q, not %q: %+v", c.name, got.code(), c.code, got.Errors)
		}
	}
}
