package graph

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/live"
	"fundus/internal/sample"
	"fundus/internal/snapshot"
	"fundus/internal/store/sqlite"
)

// dear are questions for all that takes long at the root.
var dear = []string{
	`{concentration(by:SOLUTION,metric:POPULATION){totalCount}}`,
	`{components{totalCount}}`,
	`{cycles(relation:PART_OF){totalCount}}`,
	`{orphans(kind:DATASET){totalCount}}`,
	`{islands{totalCount}}`,
	`{peerComparison(authority:"$authority"){totalCount}}`,
	`{coverage{groupCount}}`,
	`{coverageOver(from:"2020-10-01",until:"2025-09-01",step:MONTH){day}}`,
	`{availability{count}}`,
	`{blockers{totalCount}}`,
	`{levers{pairs}}`,
	`{onceOnly{totalCount}}`,
	`{datasetNeeds{totalCount}}`,
	`{reuseShare{totalCount}}`,
	`{overlappingFunding{totalCount}}`,
	`{unconfirmedUses{totalCount}}`,
	`{growingPhaseOuts{totalCount}}`,
	`{missedDeadlines(from:"2000-01-01",until:"2050-01-01"){totalCount}}`,
	`{parallelSolutions{totalCount}}`,
	`{collisions{totalCount}}`,
	`{diff(from:{revision:1}){totalCount}}`,
	`{costCurve(solution:"$solution",adopters:[1,10]){__typename}}`,
	`{reuseCheck(need:{services:["$service"]}){matched}}`,
	`{simulate(case:"$case"){__typename}}`,
	`{cases(states:[DRAFT]){totalCount}}`,
	`{neighbourhood(of:"$solution",depth:4){complete}}`,
	`{paths(from:"$authority",to:"$service",maxLength:6){complete}}`,
	`{impact(of:"$solution"){complete}}`,
	`{common(of:["$authority","$solution"],hops:2){complete}}`,
	`{services(search:"wohnen",filter:{offeredBy:{any:{}}},orderBy:{field:NAME}){totalCount}}`,
	`{relations{totalCount}}`,
	`{solutions(first:100){nodes{alternatives{strength}}}}`,
	`{solutions(first:100){nodes{reuseFlag{betterCount}}}}`,
	`{search(text:"wohnen"){totalCount}}`,
}

// What is dear looks at the clock: once the time of an operation is over, whatever it
// asks is answered by an error, or by a walk that says that it is not complete.
func TestWhateverIsDearEndsWithTheTimeOfItsOperation(t *testing.T) {
	source := sampled(t)
	o := Options{Limits: Limits{KnownCost: 400_000}, Now: func() time.Time { return time.Date(2025, 9, 1, 10, 0, 0, 0, time.UTC) }}.withDefaults()
	exec := executor.New(executable(source, o))
	equip(exec, o)
	over := make(chan struct{})
	close(over)
	for _, query := range dear {
		query = withFirst(source.Snapshot(), query)
		ctx := identity.With(graphql.StartOperationTrace(t.Context()), access.Operator("test"))
		op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query})
		if errs != nil {
			t.Errorf("%s: %v", query, errs)
			continue
		}
		ctx, err := moments{source, o.Now, o.Clearance, nil}.begin(ctx, op)
		if err != nil {
			t.Fatal(err)
		}
		operationOf(ctx).view.StopAt(over)
		responses, ctx := exec.DispatchOperation(ctx, op)
		answer := responses(ctx)
		if len(answer.Errors) > 0 && answer.Errors[0].Extensions["code"] == catalogue.Unavailable.String() {
			continue
		}
		if !strings.Contains(string(answer.Data), `"complete":false`) {
			t.Errorf("%s: %s %v", query, answer.Data, answer.Errors)
		}
	}
}

// All at the root that costs as much as a thousand values is among them, but for an
// assessment that is looked up, and for what the store looks up, which ends with the
// context.
func TestTheDearQuestionsAreAll(t *testing.T) {
	m := newMeasure(new(ast.QueryDocument), nil)
	for _, f := range schema().Query.Fields {
		if f.Name == "assessment" || f.Name == "changeMarks" {
			continue
		}
		asked := func(q string) bool {
			return strings.HasPrefix(q, "{"+f.Name+"(") || strings.HasPrefix(q, "{"+f.Name+"{")
		}
		if m.price(&ast.Field{Name: f.Name, SelectionSet: ast.SelectionSet{new(ast.InlineFragment)}}) >= 1000 && !slices.ContainsFunc(dear, asked) {
			t.Errorf("%s is dear", f.Name)
		}
	}
}

// sampled is the sample, on an embedded database.
func sampled(t *testing.T) Source {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	st, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "fundus.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	c, err := live.Open(ctx, st, live.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	for _, step := range sample.Steps() {
		b, err := bundle.FromFS(ctx, step.FS, &interchange.Findings{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Commit(ctx, catalogue.Stamp{Actor: step.Actor, Message: step.Message, Origin: "sample"}, b.Changes); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// withFirst puts the first record of a kind where the kind stands.
func withFirst(s *snapshot.Snapshot, query string) string {
	for _, k := range catalogue.Kinds() {
		for id := range s.Kind(k).All() {
			query = strings.ReplaceAll(query, `"$`+strings.ToLower(k.String())+`"`, `"`+catalogue.GlobalID(k, id)+`"`)
			break
		}
	}
	return query
}
