package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"fundus/graph"
	"fundus/internal/catalogue"
)

// isConnection says whether a type is paged after the Connections specification of Relay.
func isConnection(d *ast.Definition) bool {
	return d != nil && d.Fields.ForName("pageInfo") != nil && d.Fields.ForName("edges") != nil
}

// forwardOnly are the connections that have no end to begin from, by the reason why.
var forwardOnly = map[string][]string{
	"it is ordered by weight, and nobody asks for what weighs least": {
		"Query.search", "Query.blockers", "Query.unconfirmedUses", "Query.growingPhaseOuts", "Query.missedDeadlines", "Query.parallelSolutions",
		"Query.onceOnly", "Query.datasetNeeds", "Query.reuseShare", "Query.overlappingFunding", "Query.islands", "Query.concentration",
		"Query.components", "Query.cycles", "Query.peerComparison", "Query.impact", "Query.common",
	},
	"it is compared as it is read, and its end is not known": {"Query.diff"},
	"it is what takes part in a finding, read to its end or not at all": {
		"Query.orphans", "NeighbourhoodGroup.members", "Component.members", "Cycle.members", "Island.members", "Island.owners", "Island.services",
		"Island.interfaces", "Island.standards", "PeerComparison.peers", "Lever.unlocks",
	},
}

func goesBothWays(connection string) bool {
	for _, connections := range forwardOnly {
		if slices.Contains(connections, connection) {
			return false
		}
	}
	return true
}

func TestEveryConnectionIsPagedBothWaysOrItIsSaidWhyNot(t *testing.T) {
	s := schema(t)
	excused := map[string]bool{}
	for d := range own(s) {
		for _, f := range d.Fields {
			if !isConnection(s.Types[f.Type.Name()]) {
				continue
			}
			name := d.Name + "." + f.Name
			arguments := map[string]string{}
			for _, a := range f.Arguments {
				arguments[a.Name] = a.Type.String()
			}
			for argument, kind := range map[string]string{"first": "Int", "after": "String", "last": "Int", "before": "String"} {
				switch backward := argument == "last" || argument == "before"; {
				case arguments[argument] == kind:
				case backward && !goesBothWays(name):
					excused[name] = true
				default:
					t.Errorf("%s has %s: %q", name, argument, arguments[argument])
				}
			}
		}
	}
	for _, connections := range forwardOnly {
		for _, name := range connections {
			if !excused[name] {
				t.Errorf("%s goes both ways, or is no connection", name)
			}
		}
	}
}

// rootLists are the connections that can be asked for without saying anything else.
func rootLists(t *testing.T) (names []string) {
	t.Helper()
	s := schema(t)
	for _, f := range s.Query.Fields {
		needs := slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull && a.DefaultValue == nil })
		if isConnection(s.Types[f.Type.Name()]) && !needs {
			names = append(names, f.Name)
		}
	}
	return names
}

// pageSeen is a page as its client sees it.
type pageSeen struct {
	TotalCount int
	Edges      []struct{ Cursor string }
	PageInfo   struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
}

func (p pageSeen) cursors() []string {
	out := make([]string, len(p.Edges))
	for i, e := range p.Edges {
		out[i] = e.Cursor
	}
	return out
}

func pageOf(t testing.TB, s *httptest.Server, root, arguments string) pageSeen {
	t.Helper()
	a := askFor(t, s, request{Query: fmt.Sprintf("{ list: %s(%s) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }", root, arguments)})
	var data struct{ List pageSeen }
	if err := json.Unmarshal(a.Data, &data); err != nil || len(a.Errors) > 0 {
		t.Fatalf("%s(%s): %v, %+v", root, arguments, err, a.Errors)
	}
	return data.List
}

func TestASizeThatNoPageHasIsRefused(t *testing.T) {
	s := serve(t, sampleOf(t, onSQLite(t)), graph.Options{})
	for _, root := range rootLists(t) {
		sizes := map[string]string{"first: -1": `"INVALID"`, "first: 101": `"PAGE_TOO_LARGE"`}
		if goesBothWays("Query." + root) {
			sizes["last: -1"], sizes["last: 101"], sizes["first: 1, last: 1"] = `"INVALID"`, `"PAGE_TOO_LARGE"`, `"INVALID"`
		}
		for arguments, code := range sizes {
			_, body := ask(t, s, request{Query: fmt.Sprintf("{ %s(%s) { totalCount } }", root, arguments)}, nil)
			field, _, _ := strings.Cut(arguments, ":")
			if !strings.Contains(string(body), `"code":`+code) || !strings.Contains(string(body), `"field":"`+field) {
				t.Errorf("%s(%s): %s", root, arguments, body)
			}
			if strings.Contains(arguments, "101") && !strings.Contains(string(body), `"limit":100`) {
				t.Errorf("%s(%s) names no limit: %s", root, arguments, body)
			}
		}
		if p := pageOf(t, s, root, "first: 0"); len(p.Edges) != 0 || p.PageInfo.HasPreviousPage || p.PageInfo.HasNextPage != (p.TotalCount > 0) || p.PageInfo.EndCursor != nil {
			t.Errorf("%s(first: 0): %+v", root, p)
		}
	}
}

// Pages of any size, from either end, are the same list; each says rightly whether there is
// more, and its cursors are those of its entries.
func TestPagesFromEitherEndAreTheSameList(t *testing.T) {
	s := serve(t, sampleOf(t, onSQLite(t)), graph.Options{})
	whole := map[string][]string{}
	for _, root := range rootLists(t) {
		if p := pageOf(t, s, root, "first: 100"); p.TotalCount <= 100 {
			whole[root] = p.cursors()
		}
	}
	names := slices.Sorted(keys(whole))
	rapid.Check(t, func(r *rapid.T) {
		root := rapid.SampledFrom(names).Draw(r, "list")
		size := rapid.IntRange(1, max(1, len(whole[root]))).Draw(r, "size")
		backward := goesBothWays("Query."+root) && rapid.Bool().Draw(r, "backward")
		if got := walkedPages(t, s, root, size, backward, len(whole[root])); !slices.Equal(got, whole[root]) {
			r.Errorf("%s in pages of %d: %d entries, not %d", root, size, len(got), len(whole[root]))
		}
	})
}

// walkedPages is a list, read page by page from an end.
func walkedPages(t testing.TB, s *httptest.Server, root string, size int, backward bool, total int) (list []string) {
	t.Helper()
	arguments := fmt.Sprintf("first: %d", size)
	if backward {
		arguments = fmt.Sprintf("last: %d", size)
	}
	place := ""
	for range total + 1 {
		p := pageOf(t, s, root, arguments+place)
		cursors, more, next := p.cursors(), p.PageInfo.HasNextPage, p.PageInfo.EndCursor
		if backward {
			more, next = p.PageInfo.HasPreviousPage, p.PageInfo.StartCursor
			list = append(slices.Clone(cursors), list...)
		} else {
			list = append(list, cursors...)
		}
		if want := len(list) < total; more != want {
			t.Fatalf("%s(%s): more is %v after %d of %d", root, arguments+place, more, len(list), total)
		}
		if len(cursors) > 0 && (*p.PageInfo.StartCursor != cursors[0] || *p.PageInfo.EndCursor != cursors[len(cursors)-1]) {
			t.Fatalf("%s(%s): %+v", root, arguments+place, p)
		}
		if !more {
			return list
		}
		place = fmt.Sprintf(", after: %q", *next)
		if backward {
			place = fmt.Sprintf(", before: %q", *next)
		}
	}
	return list
}

// An id leads back to what it was read from, for each kind and for statements.
func TestAnIDLeadsBackToItsNode(t *testing.T) {
	s := serve(t, sampleOf(t, onSQLite(t)), graph.Options{})
	lists := []string{"relations"}
	for _, k := range catalogue.Kinds() {
		lists = append(lists, k.Plural())
	}
	type node struct {
		Typename string `json:"__typename"`
		ID       string
	}
	for _, list := range lists {
		var read struct{ List struct{ Nodes []node } }
		a := askFor(t, s, request{Query: fmt.Sprintf("{ list: %s(first: 3) { nodes { __typename id } } }", list)})
		if err := json.Unmarshal(a.Data, &read); err != nil || len(read.List.Nodes) == 0 {
			t.Errorf("%s: %v, %s", list, err, a.Data)
		}
		for _, n := range read.List.Nodes {
			var again struct {
				Node  node
				Nodes []node
			}
			a := askFor(t, s, request{Query: "query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { __typename id } }", Variables: map[string]any{"id": n.ID}})
			if err := json.Unmarshal(a.Data, &again); err != nil || again.Node != n || !slices.Equal(again.Nodes, []node{n}) {
				t.Errorf("%s: %+v leads to %s", list, n, a.Data)
			}
		}
	}
}
