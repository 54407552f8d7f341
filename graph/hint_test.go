package graph_test

import (
	"strings"
	"testing"

	"fundus/graph"
)

// TestWhoIsNewToGraphQLIsToldWhatIsMissing makes the mistakes that most begin with.
func TestWhoIsNewToGraphQLIsToldWhatIsMissing(t *testing.T) {
	s := world(t, graph.Options{})
	for query, want := range map[string]string{
		`{services{name}}`:                                       `Cannot query field "name" on type "ServiceConnection". Did you mean "nodes { name }"?`,
		`{services{edges{name}}}`:                                `Cannot query field "name" on type "ServiceEdge". Did you mean "node { name }"?`,
		`{services{nodes{nam}}}`:                                 `Cannot query field "nam" on type "Service". Did you mean "name" or "names"?`,
		`{services{bundesstandard}}`:                             `Cannot query field "bundesstandard" on type "ServiceConnection".`,
		`{solutions(filter:{origin:{in:[XY]}}){totalCount}}`:     `Value "XY" does not exist in "Origin!" enum. Did you mean one of FEDERAL_STANDARD`,
		`{solutions(orderBy:{field:NAMME}){totalCount}}`:         `Did you mean`,
		`{nodes(ids:["c2VydmljZTox"]){... on Service{nodes}}}`:   `Cannot query field "nodes" on type "Service".`,
		`{a:services{b:name}}`:                                   `Did you mean "nodes { name }"?`,
		`{services{...F}} fragment F on ServiceConnection{name}`: `Did you mean "nodes { name }"?`,
	} {
		if got := askFor(t, s, request{Query: query}); len(got.Errors) == 0 || !strings.Contains(got.Errors[0].Message, want) {
			t.Errorf("%s: %+v, want %s", query, got.Errors, want)
		}
	}
}
