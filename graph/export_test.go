package graph_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/rdf"
	"fundus/internal/sample"
)

// take asks for a file and gives back the answer, read to its end.
func take(t testing.TB, s *httptest.Server, format string, q request) (*http.Response, []byte) {
	t.Helper()
	r := getFile(t, s, format, q)
	answer, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, body
}

func getFile(t testing.TB, s *httptest.Server, format string, q request) *http.Request {
	t.Helper()
	values := url.Values{"format": {format}, "query": {q.Query}}
	if q.Variables != nil {
		text, err := json.Marshal(q.Variables)
		if err != nil {
			t.Fatal(err)
		}
		values.Set("variables", string(text))
	}
	if q.OperationName != "" {
		values.Set("operationName", q.OperationName)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/export?"+values.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// file is a file that must be had.
func file(t testing.TB, s *httptest.Server, format string, q request) []byte {
	t.Helper()
	answer, body := take(t, s, format, q)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("HTTP %d: %s", answer.StatusCode, body)
	}
	return body
}

// rowsOf reads a table without its heading.
func rowsOf(t testing.TB, table []byte) (heading []string, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatalf("%v in %s", err, table)
	}
	return all[0], all[1:]
}

// worlds are the small world, in which something is hidden on any day, and the sample.
func worlds(t *testing.T) map[string]*httptest.Server {
	return map[string]*httptest.Server{
		"world":  serve(t, catalogueOf(t, onSQLite(t), os.DirFS("testdata/world")), graph.Options{}),
		"sample": serve(t, catalogueOf(t, onSQLite(t), sample.FS()), graph.Options{}),
	}
}

// listed is a record as a list of any kind can be asked for it.
type listed struct {
	ID, Name     string
	Description  *string
	Tags         []string
	Identifiers  []struct{ Scheme, Value string }
	Source       *struct{ Name string }
	Illustrative bool
	Revision     int
}

const everyRecord = `id name description tags identifiers { scheme value } source { name } illustrative revision`

// cells are what stands in a table about a record, spelt out column by column.
func (l listed) cells() []string {
	description, source := "", ""
	if l.Description != nil {
		description = *l.Description
	}
	if l.Source != nil {
		source = l.Source.Name
	}
	var schemes, values []string
	for _, i := range l.Identifiers {
		schemes, values = append(schemes, i.Scheme), append(values, i.Value)
	}
	texts := []string{l.Name, description, strings.Join(l.Tags, " | "), strings.Join(schemes, " | "), strings.Join(values, " | "), source}
	for i, text := range texts {
		if strings.HasPrefix(text, "=") || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "@") {
			texts[i] = "'" + text
		}
	}
	return slices.Concat([]string{l.ID}, texts, []string{fmt.Sprint(l.Illustrative), fmt.Sprint(l.Revision)})
}

// paged reads a list to its end as any client can: page by page, of any length.
func paged(t *rapid.T, tb testing.TB, s *httptest.Server, list, moment string) (rows [][]string, total int) {
	first, after := rapid.IntRange(7, 100).Draw(t, "page"), "null"
	for {
		query := fmt.Sprintf(`query %s { list: %s { totalCount pageInfo { hasNextPage endCursor } nodes { %s } } }`, moment,
			strings.Replace(list, "(", fmt.Sprintf("(first: %d, after: %s, ", first, after), 1), everyRecord)
		var answer struct {
			Data struct {
				List struct {
					TotalCount int
					PageInfo   struct {
						HasNextPage bool
						EndCursor   string
					}
					Nodes []listed
				}
			}
		}
		status, body := ask(tb, s, request{Query: query}, nil)
		if err := json.Unmarshal(body, &answer); err != nil || status != http.StatusOK {
			t.Fatalf("HTTP %d: %s (%v)", status, body, err)
		}
		for _, n := range answer.Data.List.Nodes {
			rows = append(rows, n.cells())
		}
		if !answer.Data.List.PageInfo.HasNextPage {
			return rows, answer.Data.List.TotalCount
		}
		after = fmt.Sprintf("%q", answer.Data.List.PageInfo.EndCursor)
	}
}

// Whatever is listed, filtered, ordered and on whatever day, the table has a row for
// each entry of the list, in its order, with the values that the pages have.
func TestATableIsTheWholeListInItsOrder(t *testing.T) {
	for name, s := range worlds(t) {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				kind := rapid.SampledFrom(catalogue.Kinds()).Draw(r, "kind").Plural()
				filter := rapid.SampledFrom([]string{`{}`, `{illustrative: false}`, `{text: "anmelden"}`, `{not: {text: "Stadt"}}`}).Draw(r, "filter")
				order := rapid.SampledFrom([]string{"", ", orderBy: {field: NAME, direction: DESC}", ", orderBy: {field: CHANGED}"}).Draw(r, "order")
				day := rapid.SampledFrom([]string{"", `@at(day: "2015-01-01")`, `@at(day: "2030-06-01")`}).Draw(r, "day")
				list := kind + "(filter: " + filter + order + ")"
				want, total := paged(r, t, s, list, day)
				// The file's own paging is that of the file: what the question says of it is nothing.
				query := "query " + day + " { " + strings.Replace(list, "(", "(first: 2, ", 1) + " { nodes { " + everyRecord + " } } }"
				heading, rows := rowsOf(t, file(t, s, "csv", request{Query: query}))
				if diff := cmp.Diff(want, rows, cmpopts.EquateEmpty()); diff != "" || len(rows) != total {
					r.Fatalf("%d rows of %d (-pages +file):\n%s", len(rows), total, diff)
				}
				if got := strings.Join(heading, " "); got != "id name description tags identifiers.scheme identifiers.value source.name illustrative revision" {
					r.Fatalf("heading %s", got)
				}
			})
		})
	}
}

// So has the table of all statements, which nobody pages through by hand.
func TestATableOfStatementsHasAllOfThem(t *testing.T) {
	for name, s := range worlds(t) {
		_, body := ask(t, s, request{Query: `{ catalogue { relationCount } relations(first: 0) { totalCount } }`}, nil)
		var answer struct {
			Data struct {
				Catalogue struct{ RelationCount int }
				Relations struct{ TotalCount int }
			}
		}
		if err := json.Unmarshal(body, &answer); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		_, rows := rowsOf(t, file(t, s, "csv", request{Query: `{ relations { edges { node { id } } } }`}))
		ids := map[string]bool{}
		for _, row := range rows {
			ids[row[0]] = true
		}
		want := answer.Data.Relations.TotalCount
		if len(rows) != want || len(ids) != want || want != answer.Data.Catalogue.RelationCount {
			t.Errorf("%s: %d rows with %d ids, of %d statements", name, len(rows), len(ids), want)
		}
	}
}

// drawnGraph is a graph as GraphML has it.
type drawnGraph struct {
	Graph struct {
		Nodes []struct {
			ID string `xml:"id,attr"`
		} `xml:"node"`
		Edges []struct {
			ID     string `xml:"id,attr"`
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
		} `xml:"edge"`
	} `xml:"graph"`
}

// A graph has each record of the rows once, however often it stands in them, and each
// statement once, between two of them.
func TestAGraphHasEachRecordAndStatementOnce(t *testing.T) {
	for name, s := range worlds(t) {
		for list, related := range map[string][]string{
			"services": {"offeredBy", "parts", "succeeds", "basedOn"}, "authorities": {"offers", "parts", "uses"},
			"solutions": {"supports", "carriedOffers", "dependsOn", "dependents"}, "datasets": {"publishedBy", "derivedFrom"},
		} {
			t.Run(name+"/"+list, func(t *testing.T) {
				var asked, whole strings.Builder
				for _, field := range related {
					fmt.Fprintf(&asked, " %s(first: 100) { nodes { name } }", field)
					fmt.Fprintf(&whole, " %s(first: 100) { edges { id from { id } to { id } } }", field)
				}
				nodes, edges := idsOf(t, s, list, whole.String())
				body := file(t, s, "graphml", request{Query: "{ " + list + " { nodes {" + asked.String() + " } } }"})
				var g drawnGraph
				if err := xml.Unmarshal(body, &g); err != nil {
					t.Fatal(err)
				}
				got := map[string]bool{}
				for _, n := range g.Graph.Nodes {
					got[n.ID] = true
				}
				if len(g.Graph.Nodes) != len(nodes) || len(got) != len(nodes) {
					t.Errorf("%d nodes with %d ids, want %d", len(g.Graph.Nodes), len(got), len(nodes))
				}
				if len(g.Graph.Edges) != len(edges) {
					t.Errorf("%d edges, want %d", len(g.Graph.Edges), len(edges))
				}
				for _, e := range g.Graph.Edges {
					if !got[e.Source] || !got[e.Target] {
						t.Errorf("an edge from nowhere or to nowhere: %+v", e)
					}
				}
				readAsRDF(t, file(t, s, "jsonld", request{Query: "{ " + list + " { nodes {" + asked.String() + " } } }"}), len(nodes))
			})
		}
	}
}

// idsOf are the ids of the records of a list and of what they are related to, and of
// the statements, read page by page.
func idsOf(t *testing.T, s *httptest.Server, list, fields string) (nodes, edges map[string]bool) {
	t.Helper()
	nodes, edges = map[string]bool{}, map[string]bool{}
	after := "null"
	for {
		status, body := ask(t, s, request{Query: fmt.Sprintf("{ list: %s(first: 20, after: %s) { pageInfo { hasNextPage endCursor } nodes { id %s } } }", list, after, fields)}, nil)
		var answer struct {
			Data struct {
				List struct {
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
					Nodes []map[string]any
				}
			}
		}
		if err := json.Unmarshal(body, &answer); err != nil || status != http.StatusOK {
			t.Fatalf("HTTP %d: %s (%v)", status, body, err)
		}
		for _, n := range answer.Data.List.Nodes {
			nodes[n["id"].(string)] = true
			for _, v := range n {
				connection, ok := v.(map[string]any)
				if !ok {
					continue
				}
				for _, e := range connection["edges"].([]any) {
					e := e.(map[string]any)
					edges[e["id"].(string)] = true
					nodes[e["from"].(map[string]any)["id"].(string)] = true
					nodes[e["to"].(map[string]any)["id"].(string)] = true
				}
			}
		}
		if !answer.Data.List.PageInfo.HasNextPage {
			return nodes, edges
		}
		after = fmt.Sprintf("%q", answer.Data.List.PageInfo.EndCursor)
	}
}

// readAsRDF reads JSON-LD as a triple store would and counts what has a title.
func readAsRDF(t *testing.T, body []byte, records int) {
	t.Helper()
	named := map[string]bool{}
	err := rdf.Read(bytes.NewReader(body), rdf.JSONLD, rdf.Options{}, func(triple rdf.Triple, _ rdf.Position) error {
		if triple.Subject.IsIRI() && triple.Predicate.Value() == "http://purl.org/dc/terms/title" {
			named[triple.Subject.Value()] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(named) != records {
		t.Errorf("%d records as RDF, want %d", len(named), records)
	}
}

// The graph of a walk is the picture that the walk gives of itself, and a walk that did
// not find everything says so.
func TestTheFileOfAWalkIsItsPicture(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), os.DirFS("testdata/world")), graph.Options{})
	for format, field := range map[string]string{"dot": "asDot", "mermaid": "asMermaid", "graphml": "asGraphml", "jsonld": "asJsonld", "svg": "asSvg"} {
		_, body := ask(t, s, request{Query: `{ neighbourhood(of: "c2VydmljZTo0") { ` + field + ` } }`}, nil)
		var answer struct {
			Data struct{ Neighbourhood map[string]string }
		}
		if err := json.Unmarshal(body, &answer); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		picture, whole := take(t, s, format, request{Query: `{ neighbourhood(of: "c2VydmljZTo0") { nodes { record { id } } } }`})
		if string(whole) != answer.Data.Neighbourhood[field] || picture.Header.Get("Fundus-Complete") != "" {
			t.Errorf("%s: %s\nas a field: %s", format, whole, answer.Data.Neighbourhood[field])
		}
	}
	part, _ := take(t, s, "csv", request{Query: `{ neighbourhood(of: "c2VydmljZTo0", budget: {nodes: 2}) { nodes { record { name } } } }`})
	if part.StatusCode != http.StatusOK || part.Header.Get("Fundus-Complete") != "false" {
		t.Errorf("HTTP %d, %v", part.StatusCode, part.Header)
	}
}

// busy changes the catalogue whenever a page has left.
type busy struct {
	*httptest.ResponseRecorder
	change func()
}

func (b busy) Flush() { b.change() }

// A file is of the moment at which it began, whatever is committed meanwhile.
func TestAFileIsOfOneMoment(t *testing.T) {
	cat := catalogueOf(t, onSQLite(t), sample.FS())
	handler := graph.NewExport(cat, graph.Options{})
	get := func(query string, change func()) string {
		w := busy{httptest.NewRecorder(), change}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export?format=csv&query="+url.QueryEscape(query), nil)
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Fatalf("HTTP %d: %s", w.Code, w.Body)
		}
		return w.Body.String()
	}
	const list = `{ areas { nodes { id name } } }`
	quiet := get("query "+list, func() {})
	pages := 0
	busily := get("query "+list, func() {
		pages++
		made(t, cat, named("A"), named("N"), named("Z"))
	})
	if diff := cmp.Diff(quiet, busily); diff != "" || pages < 2 {
		t.Errorf("%d pages (-quiet +busy):\n%s", pages, diff)
	}
	if fixed := get(`query @at(revision: 1) `+list, func() {}); fixed != quiet {
		t.Error("the same revision gives another file later")
	}
}

// hangsUp is a client that is gone after the first page.
type hangsUp struct {
	http.ResponseWriter
	cancel context.CancelFunc
}

func (h hangsUp) Unwrap() http.ResponseWriter { return h.ResponseWriter }

func (h hangsUp) Flush() {
	_ = http.NewResponseController(h.ResponseWriter).Flush()
	h.cancel()
}

// What goes wrong after the beginning cuts the connection off: nobody takes what has
// come for the whole file.
func TestAFileThatCannotBeFinishedIsCutOff(t *testing.T) {
	handler := graph.NewExport(catalogueOf(t, onSQLite(t), sample.FS()), graph.Options{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		handler.ServeHTTP(hangsUp{w, cancel}, r.WithContext(ctx))
	}))
	defer s.Close()
	answer, err := s.Client().Do(getFile(t, s, "csv", request{Query: `{ relations { nodes { id } } }`}))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("HTTP %d", answer.StatusCode)
	}
	body, err := io.ReadAll(answer.Body)
	if err == nil || len(body) == 0 {
		t.Errorf("%d bytes, and then %v", len(body), err)
	}
}
