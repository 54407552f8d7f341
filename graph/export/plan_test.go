package export

import (
	"bytes"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// walks is a schema with a walk that draws itself, and one that does not.
var walks = gqlparser.MustLoadSchema(&ast.Source{Input: `
	type Query { walk(of: ID!): Walk!  plain: Plain!  either: Either! }
	interface Either { id: ID! }
	type Paged implements Either { id: ID!  pages(first: Int, after: String): Pages! }
	type Single implements Either { id: ID!  single: Plain! }
	type Pages { nodes: [Solution!]!  pageInfo: PageInfo! }
	type PageInfo { hasNextPage: Boolean!  endCursor: String }
	interface Record { id: ID!  kind: String!  name: String! }
	interface StatementFacts { id: ID! }
	interface Traversal { complete: Boolean! }
	type Solution implements Record { id: ID!  kind: String!  name: String!  origin: String }
	type Walk implements Traversal { complete: Boolean!  nodes: [Solution!]!  asDot(wide: Boolean): String! }
	type Plain { ids: [ID!]!  things: [Solution!]! }
`})

func planned(t *testing.T, format Format, query string) *Plan {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(walks, query, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	p, err := New(walks, doc, doc.Operations[0], map[string]any{}, format)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// written is the file of an answer.
func written(t *testing.T, p *Plan, answer string) (string, Page) {
	t.Helper()
	page, err := p.Page([]byte(answer))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := p.Writer(&b, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Rows {
		if err := w.Row(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), page
}

// What a walk draws of itself is the file, drawn as it was asked to be, and nothing
// else of the walk is asked for.
func TestAWalkDrawsItself(t *testing.T) {
	p := planned(t, DOT, `{ walk(of: "x") { nodes { id } asDot(wide: true) } }`)
	root := p.Operation(true).SelectionSet[0].(*ast.Field)
	if len(root.SelectionSet) != 2 || root.SelectionSet[0].(*ast.Field).Arguments.ForName("wide") == nil || root.SelectionSet[1].(*ast.Field).Name != "complete" {
		t.Errorf("asked for %v", root.SelectionSet)
	}
	file, page := written(t, p, `{"walk": {"asDot": "digraph {}\n", "@complete": false}}`)
	if file != "digraph {}\n" || !page.Incomplete || page.More {
		t.Errorf("%q, %+v", file, page)
	}
	if planned(t, DOT, `{ walk(of: "x") { nodes { id } } }`).rows.key != "asDot" {
		t.Error("a walk is drawn by itself only when it is told to")
	}
}

// The table of a walk is its list, and says when the walk did not come to its end.
func TestTheTableOfAWalkIsItsList(t *testing.T) {
	file, page := written(t, planned(t, CSV, `{ walk(of: "x") { complete nodes { id } } }`), `{"walk": {"complete": true, "nodes": [{"id": "a"}, {"id": "b"}], "@complete": true}}`)
	if file != "id\r\na\r\nb\r\n" || page.Incomplete {
		t.Errorf("%q, %+v", file, page)
	}
}

// Objects go before values, and values are a table of one column.
func TestAListOfValuesIsATableOfOneColumn(t *testing.T) {
	if key := planned(t, CSV, `{ plain { ids things { id } } }`).rows.key; key != "things" {
		t.Errorf("the rows are %s", key)
	}
	file, _ := written(t, planned(t, CSV, `{ plain { all: ids } }`), `{"plain": {"all": ["a", "b"]}}`)
	if file != "all\r\na\r\nb\r\n" {
		t.Errorf("%q", file)
	}
}

// A name may mean a list in pages of one type and something else of another: only the
// list is asked for page by page.
func TestOnlyAListInPagesIsPaged(t *testing.T) {
	p := planned(t, CSV, `{ either { ... on Paged { x: pages(first: 3) { nodes { id } } } ... on Single { x: single { things { id } } } } }`)
	paged := map[string]bool{}
	var look func(ast.SelectionSet)
	look = func(set ast.SelectionSet) {
		fields(set, func(f *ast.Field) {
			if f.Definition == nil {
				t.Errorf("%s is no field of %s", f.Name, f.ObjectDefinition.Name)
			}
			paged[f.Name] = f.Arguments.ForName("first") != nil && f.Arguments.ForName("first").Value.Raw == FirstVariable
			look(f.SelectionSet)
		})
	}
	look(p.Operation(true).SelectionSet)
	if !paged["pages"] || paged["single"] {
		t.Errorf("what is paged: %v", paged)
	}
}

// Documents are shared by requests: a plan leaves them as they are.
func TestAPlanLeavesTheDocumentAsItIs(t *testing.T) {
	const query = `query Q { walk(of: "x") { ...f nodes { id } } } fragment f on Walk { nodes { id } }`
	doc, errs := gqlparser.LoadQueryWithRules(walks, query, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	before := ast.Dump(doc)
	for _, format := range Formats() {
		if _, err := New(walks, doc, doc.Operations[0], nil, format); err != nil {
			t.Fatal(err)
		}
	}
	if ast.Dump(doc) != before {
		t.Error("the document is another")
	}
}
