package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"fundus/graph"
)

// answer is a GraphQL answer as far as these tests look.
type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions struct {
			Code  string
			Limit int
			ID    string
		}
	}
}

// code is the code of the first error, "" for none.
func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Extensions.Code
}

func askFor(t testing.TB, s *httptest.Server, q request) answer {
	t.Helper()
	_, body := ask(t, s, q, nil)
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
	return a
}

// world is a server of the world of the stories.
func world(t testing.TB, o graph.Options) *httptest.Server {
	t.Helper()
	return serve(t, catalogueOf(t, onSQLite(t), os.DirFS("testdata/world")), o)
}

func nested(n int) string {
	return strings.Repeat("{catalogue", n) + "{revision}" + strings.Repeat("}", n)
}

// chain is a question that goes from services to authorities and back.
func chain(depth int) string {
	q := "revision"
	for i := range depth {
		field := "offeredBy"
		if (depth-i)%2 == 0 {
			field = "offers"
		}
		q = field + "(first:1){nodes{" + q + "}}"
	}
	return "{services(first:1){nodes{" + q + "}}}"
}

func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d:revision", i)
	}
	return "{catalogue{" + b.String() + "}}"
}

func roots(n int) string {
	return "{" + strings.Repeat("__typename ", n) + "}"
}

// TestEachLimitHoldsAtItsBoundAndSaysItsNameBeyond asks at the bound, which is
// answered, and one step beyond, which is refused by name before execution.
func TestEachLimitHoldsAtItsBoundAndSaysItsNameBeyond(t *testing.T) {
	const free = 1 << 30
	open := graph.Limits{DocumentBytes: free, Tokens: free, Nesting: free, Depth: free, Fields: free, Aliases: free, RootFields: free, Cost: free}
	with := func(change func(*graph.Limits)) graph.Limits {
		l := open
		change(&l)
		return l
	}
	for _, c := range []struct {
		code       string
		limits     graph.Limits
		limit      int
		at, beyond request
	}{
		{"DOCUMENT_TOO_LARGE", with(func(l *graph.Limits) { l.DocumentBytes = 30 }), 30,
			request{Query: "{catalogue{revision}}         "}, request{Query: "{catalogue{revision}}          "}},
		{"TOO_MANY_TOKENS", with(func(l *graph.Limits) { l.Tokens = 6 }), 6,
			request{Query: "{catalogue{revision}}"}, request{Query: "{catalogue{revision day}}"}},
		{"TOO_NESTED", with(func(l *graph.Limits) { l.Nesting = 3 }), 3,
			request{Query: `{nodes(ids:["c2VydmljZTox"]){id}}`}, request{Query: `{nodes(ids:[["c2VydmljZTox"]]){id}}`}},
		{"TOO_DEEP", with(func(l *graph.Limits) { l.Depth = 7 }), 7,
			request{Query: chain(2)}, request{Query: chain(3)}},
		{"TOO_MANY_FIELDS", with(func(l *graph.Limits) { l.Fields = 5 }), 5,
			request{Query: "{...F ...F __typename} fragment F on Query{catalogue{day}}"},
			request{Query: "{...F ...F ...F} fragment F on Query{catalogue{day}}"}},
		{"TOO_MANY_ALIASES", with(func(l *graph.Limits) { l.Aliases = 3 }), 3,
			request{Query: aliases(3)}, request{Query: aliases(4)}},
		{"TOO_MANY_ROOT_FIELDS", with(func(l *graph.Limits) { l.RootFields = 3 }), 3,
			request{Query: roots(3)}, request{Query: roots(4)}},
		{"COMPLEXITY_LIMIT_EXCEEDED", with(func(l *graph.Limits) { l.Cost = 100 }), 100,
			request{Query: "{services(first:49){nodes{id}}}"}, request{Query: "{services(first:50){nodes{id}}}"}},
	} {
		t.Run(c.code, func(t *testing.T) {
			s := world(t, graph.Options{Limits: c.limits})
			if a := askFor(t, s, c.at); len(a.Errors) > 0 {
				t.Errorf("at the bound: %v", a.Errors)
			}
			a := askFor(t, s, c.beyond)
			if a.code() != c.code || a.Errors[0].Extensions.Limit != c.limit {
				t.Errorf("beyond the bound: %+v", a.Errors)
			}
			if !strings.Contains(a.Errors[0].Message, fmt.Sprintf("the limit is %d", c.limit)) {
				t.Errorf("the message does not name the limit: %s", a.Errors[0].Message)
			}
		})
	}
}

// TestMaxAnswerHoldsAtItsBoundAndIsRefusedBeyond counts the data of an answer, which are
// all there or not at all.
func TestMaxAnswerHoldsAtItsBoundAndIsRefusedBeyond(t *testing.T) {
	const data = `{"catalogue":{"revision":1}}`
	for limit, want := range map[int]string{
		len(data):     `{"data":` + data + `,`,
		len(data) - 1: `{"errors":[{"message":"the answer has 28 bytes, the limit is 27; ask for less at once","extensions":{"code":"ANSWER_TOO_LARGE","limit":27}}],"data":null,`,
	} {
		s := world(t, graph.Options{Limits: graph.Limits{AnswerBytes: limit}})
		for range 2 { // and it is not kept
			if status, body := ask(t, s, request{Query: "{catalogue{revision}}"}, nil); status != 200 || !strings.HasPrefix(string(body), want) {
				t.Errorf("limit %d: %d %s", limit, status, body)
			}
		}
		w := dial(t, s)
		w.subscribe("1", "{catalogue{revision}}", nil)
		if e := heard(t, w); !strings.HasPrefix(e.text, want) {
			t.Errorf("limit %d, over a socket: %s", limit, e.text)
		}
		w.leave()
	}
}

// TestWhoHasSignedInMayAskForMore asks two questions of all offers with and without a name.
func TestWhoHasSignedInMayAskForMore(t *testing.T) {
	s := world(t, graph.Options{Limits: graph.Limits{KnownCost: 400_000}})
	q := request{Query: `{coverage{groupCount} coverageOver(from:"2020-10-01",until:"2025-09-01",step:MONTH){day}}`}
	if a := askFor(t, s, q); len(a.Errors) > 0 {
		t.Errorf("by name: %+v", a.Errors)
	}
	_, body := ask(t, s, q, http.Header{"Via": {"1.1 proxy"}}) // not from this machine
	var a answer
	if err := json.Unmarshal(body, &a); err != nil || a.code() != "COMPLEXITY_LIMIT_EXCEEDED" || a.Errors[0].Extensions.Limit != 50_000 {
		t.Errorf("without: %s", body)
	}
	q.Query = `{coverageOver(from:"2020-10-01",until:"2025-09-01",step:MONTH){day}}`
	if _, body := ask(t, s, q, http.Header{"Via": {"1.1 proxy"}}); !strings.Contains(string(body), `"data":{"coverageOver":[`) {
		t.Errorf("one of them without a name: %s", body)
	}
}

// TestMaxErrorsHoldsAtItsBoundAndIsToldBeyond lets fields fail.
func TestMaxErrorsHoldsAtItsBoundAndIsToldBeyond(t *testing.T) {
	s := world(t, graph.Options{Limits: graph.Limits{Errors: 3}})
	fail := func(n int) answer {
		t.Helper()
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, " a%d:areas(first:1000){totalCount}", i)
		}
		return askFor(t, s, request{Query: "{" + b.String() + "}"})
	}
	if a := fail(3); len(a.Errors) != 3 || a.Errors[2].Extensions.Code != "PAGE_TOO_LARGE" {
		t.Errorf("at the bound: %+v", a.Errors)
	}
	if a := fail(5); len(a.Errors) != 3 || a.Errors[2].Extensions.Code != "TOO_MANY_ERRORS" || a.Errors[2].Extensions.Limit != 3 || a.Errors[2].Message != "… and 3 more errors" {
		t.Errorf("beyond the bound: %+v", a.Errors)
	}
}

// TestEveryAnswerSaysWhatItWasEstimatedToCost asks for something whose estimate can be
// counted, first carried out and then again from what is kept, and one too much.
func TestEveryAnswerSaysWhatItWasEstimatedToCost(t *testing.T) {
	limits := graph.DefaultLimits()
	limits.Cost = 100
	s := world(t, graph.Options{Limits: limits})
	for range 2 {
		_, body := ask(t, s, request{Query: "{services(first:49){nodes{id}}}"}, nil)
		if !strings.Contains(string(body), `"extensions":{"fundus":{"cost":99,`) {
			t.Errorf("%s", body)
		}
	}
	_, body := ask(t, s, request{Query: "{services(first:50){nodes{id}}}"}, nil)
	if !strings.Contains(string(body), `"extensions":{"code":"COMPLEXITY_LIMIT_EXCEEDED","cost":101,"limit":100}`) {
		t.Errorf("%s", body)
	}
}

// TestCostCountsPagesHoweverTheirLengthIsGiven asks the same page in every way
// in which a number comes in.
func TestCostCountsPagesHoweverTheirLengthIsGiven(t *testing.T) {
	limits := graph.DefaultLimits()
	limits.Cost = 100
	s := world(t, graph.Options{Limits: limits})
	const page = "query Q($n:Int){services(first:$n){nodes{id}}}"
	for _, c := range []struct {
		name string
		q    request
		code string
	}{
		{"by default 20", request{Query: "{services{nodes{id}}}"}, ""},
		{"first", request{Query: "{services(first:90){nodes{id}}}"}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"last", request{Query: "{services(last:90){edges{cursor}}}"}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"a variable", request{Query: page, Variables: map[string]any{"n": 90}}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"a small variable", request{Query: page, Variables: map[string]any{"n": 9}}, ""},
		{"no variable", request{Query: page}, ""},
		{"a null", request{Query: page, Variables: map[string]any{"n": nil}}, ""},
		{"a default", request{Query: "query Q($n:Int=90){services(first:$n){nodes{id}}}"}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"a default that is overruled", request{Query: "query Q($n:Int=90){services(first:$n){nodes{id}}}", Variables: map[string]any{"n": 3}}, ""},
		{"in a fragment", request{Query: "{services(first:90){...F}} fragment F on ServiceConnection{nodes{id}}"}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"pages of pages", request{Query: "{services(first:9){nodes{offeredBy(first:9){nodes{id}}}}}"}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"nodes by their ids", request{Query: "query N($ids:[ID!]!){nodes(ids:$ids){id}}", Variables: map[string]any{"ids": make([]string, 90)}}, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"too long a page is the page's to refuse", request{Query: "{services(first:1000000){totalCount}}"}, "PAGE_TOO_LARGE"},
		{"a negative page too", request{Query: "{services(first:-1){totalCount}}"}, "INVALID"},
		{"and a number beyond all numbers", request{Query: "{services(first:99999999999999999999){totalCount}}"}, "GRAPHQL_VALIDATION_FAILED"},
	} {
		if got := askFor(t, s, c.q); got.code() != c.code {
			t.Errorf("%s: code %q, not %q: %+v", c.name, got.code(), c.code, got.Errors)
		}
	}
}

// TestWhatSearchesAndWalksHasAPrice asks few values that cost much to find.
func TestWhatSearchesAndWalksHasAPrice(t *testing.T) {
	s := world(t, graph.Options{})
	many := make([]any, 200)
	for i := range many {
		many[i] = map[string]any{"text": fmt.Sprintf("wort%d", i)}
	}
	for _, q := range []request{
		{Query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", Variables: map[string]any{"f": map[string]any{"or": many}}},
		{Query: `{services(first:100){nodes{offeredBy(filter:{text:"e"}){totalCount}}}}`},
		{Query: "{" + walks("hasReport:true") + "}"},
		{Query: "{" + walks("hasReport:true,from:null") + "}"},
		{Query: "query Q($ids:IDFilter){" + walks("hasReport:true,to:$ids") + "}"},
		{Query: `{services(first:100){nodes{offeredBy(filter:{uses:{any:{}}}){totalCount}}}}`},
		{Query: "{" + differences("") + "}"},
		{Query: "query Q($r:ID){" + differences(",around:$r") + "}"},
	} {
		if a := askFor(t, s, q); a.code() != "COMPLEXITY_LIMIT_EXCEEDED" {
			t.Errorf("%.80s: %+v", q.Query, a.Errors)
		}
	}
}

// walks are six fields each of which looks at every statement of the catalogue.
func walks(filter string) string {
	var b strings.Builder
	for i := range 6 {
		fmt.Fprintf(&b, " a%d:relations(filter:{%s}){totalCount}", i, filter)
	}
	return b.String()
}

// differences are six fields each of which compares two moments.
func differences(and string) string {
	var b strings.Builder
	for i := range 6 {
		fmt.Fprintf(&b, " a%d:diff(from:{revision:0}%s){totalCount}", i, and)
	}
	return b.String()
}

// TestAFilterThatBeginsAtRecordsIsCheap asks as often as above, of some records.
func TestAFilterThatBeginsAtRecordsIsCheap(t *testing.T) {
	s := world(t, graph.Options{})
	ids := map[string]any{"in": []string{"c2VydmljZTo0"}}
	for _, q := range []request{
		{Query: `{` + walks(`hasReport:true,from:{in:["c2VydmljZTo0"]}`) + `}`},
		{Query: "query Q($ids:IDFilter){" + walks("hasReport:true,to:$ids") + "}", Variables: map[string]any{"ids": ids}},
		{Query: "{" + differences(`,around:"c2VydmljZTo0"`) + "}"},
		{Query: "query Q($f:RelationFilter){" + strings.ReplaceAll(walks(""), "{}", "$f") + "}", Variables: map[string]any{"f": map[string]any{"area": ids}}},
	} {
		if a := askFor(t, s, q); len(a.Errors) > 0 {
			t.Errorf("%.80s: %+v", q.Query, a.Errors)
		}
	}
}

// bomb is a chain of fragments each of which stands twice in the one before.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("{...F0}")
	for i := range n {
		fmt.Fprintf(&b, " fragment F%d on Query{...F%d ...F%d}", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment F%d on Query{__typename}", n)
	return b.String()
}

// TestAnAnswerHasTenErrorsAtMost breaks a rule at each token, and at each record.
func TestAnAnswerHasTenErrorsAtMost(t *testing.T) {
	s := world(t, graph.Options{})
	for _, q := range []request{
		{Query: "{__typename" + strings.Repeat(" @a", 600) + "}"},
		{Query: "{" + strings.Repeat("foo ", 15) + "}"},
		{Query: "{codeLists{name} authorities(first:100){nodes{offers(first:-1){totalCount} uses(first:-1){totalCount} operates(first:-1){totalCount}}}}"},
	} {
		_, body := ask(t, s, q, nil)
		var a answer
		if err := json.Unmarshal(body, &a); err != nil {
			t.Fatal(err)
		}
		if len(a.Errors) != 10 || a.Errors[9].Extensions.Code != "TOO_MANY_ERRORS" || len(body) > 10_000 {
			t.Errorf("%.40s: %d errors in %d bytes", q.Query, len(a.Errors), len(body))
		}
	}
}

// TestAMessageNeverEchoesALongValue gives a megabyte where a code belongs.
func TestAMessageNeverEchoesALongValue(t *testing.T) {
	s := world(t, graph.Options{})
	long := strings.Repeat("ä", 400_000)
	for _, q := range []request{
		{Query: "query Q($f:PolicyFieldFilter){services(filter:{policyField:$f}){totalCount}}", Variables: map[string]any{"f": map[string]any{"in": []string{long}}}},
		{Query: "query Q($i:ID!){node(id:$i){id}}", Variables: map[string]any{"i": long}},
		{Query: "query Q($i:String!){services(after:$i){totalCount}}", Variables: map[string]any{"i": long}},
		{Query: "query Q($i:String!){service(identifier:{scheme:$i,value:$i}){id}}", Variables: map[string]any{"i": long}},
		{Query: "query Q($i:String!){search(text:$i){totalCount}}", Variables: map[string]any{"i": long}},
		{Query: "query Q($i:String!){services(search:$i){totalCount}}", Variables: map[string]any{"i": long}},
		{Query: "query Q($n:Int){services(first:$n){totalCount}}", Variables: map[string]any{"n": long}},
		{Query: "query Q($f:DateRange){datasets(filter:{issued:$f}){totalCount}}", Variables: map[string]any{"f": map[string]any{"from": long}}},
		{Query: "query Q($l:Lang){services{nodes{name(lang:$l)}}}", Variables: map[string]any{"l": long}},
		{Query: "query Q($n:[String!]){codeLists(names:$n){name}}", Variables: map[string]any{"n": []string{long}}},
		{Query: "mutation M($n:Text!){putService(record:{name:$n}){revision}}", Variables: map[string]any{"n": map[string]any{"de": "a", long: "b"}}},
		{Query: "mutation M($r:Ref!){remove(input:{target:$r,seen:1}){revision}}", Variables: map[string]any{"r": long}},
		{Query: "{__typename}", OperationName: long},
	} {
		_, body := ask(t, s, q, nil)
		if len(body) > 5000 {
			t.Errorf("%.70s: %d bytes: %.300s", q.Query, len(body), body)
		}
	}
}

// TestTheIntrospectionOfGraphQLJSPasses sends the query that tools send, in
// testdata as graphql-js 16 writes it.
func TestTheIntrospectionOfGraphQLJSPasses(t *testing.T) {
	text, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		t.Fatal(err)
	}
	a := askFor(t, world(t, graph.Options{}), request{Query: string(text), OperationName: "IntrospectionQuery"})
	if len(a.Errors) > 0 || !strings.Contains(string(a.Data), "OfferStatus") {
		t.Errorf("%+v in %d bytes", a.Errors, len(a.Data))
	}
}

// TestDocumentsAreSharedByRequestsThatRunAtOnce is for the race detector: the
// trees of known documents are weighed while others are weighed and validated.
func TestDocumentsAreSharedByRequestsThatRunAtOnce(t *testing.T) {
	s := world(t, graph.Options{})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range 10 {
				q := request{Query: "query Q($n:Int=3){services(first:$n){...F}} fragment F on ServiceConnection{nodes{id name}}", Variables: map[string]any{"n": n}}
				if a := askFor(t, s, q); len(a.Errors) > 0 {
					t.Error(a.Errors)
				}
				if a := askFor(t, s, request{Query: fmt.Sprintf("{a%d:__typename}", i*10+n)}); len(a.Errors) > 0 {
					t.Error(a.Errors)
				}
			}
		})
	}
	all.Wait()
}
