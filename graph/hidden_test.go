package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// questions are what TestWhatIsHiddenIsAsIfItWereNotThere asks of each field at the root
// of questions: its arguments. $kind stands for the id of a record of that kind.
var questions = map[string][]string{
	"catalogue":          {""},
	"node":               {`id: "$service"`, `id: "$solution"`},
	"nodes":              {`ids: ["$authority", "$dataset", "$standard"]`},
	"services":           {"first: 100", `filter: {offeredBy: {any: {}, where: {status: {in: [LIVE]}}}}`},
	"authorities":        {"first: 100", `filter: {uses: {any: {}}, offers: {none: {}}}`},
	"areas":              {"first: 100", `filter: {partOf: {all: {areaKind: {in: [STATE]}}}}`},
	"datasets":           {"first: 100"},
	"solutions":          {"first: 100", `orderBy: {field: NAME, direction: DESC}`},
	"standards":          {"first: 100"},
	"interfaces":         {"first: 100"},
	"capabilities":       {"first: 100"},
	"legalBases":         {"first: 100"},
	"projects":           {"first: 100"},
	"budgetLines":        {"first: 100"},
	"sources":            {"first: 100"},
	"cases":              {"first: 100", "first: 100, states: [DRAFT, REVIEW_DUE]"},
	"needs":              {"first: 100"},
	"searchReceipts":     {"first: 100"},
	"options":            {"first: 100"},
	"gateResults":        {"first: 100"},
	"exclusions":         {"first: 100"},
	"scores":             {"first: 100"},
	"assessments":        {"first: 100"},
	"evidenceItems":      {"first: 100"},
	"costModels":         {"first: 100"},
	"rules":              {"first: 100"},
	"ruleChecks":         {"first: 100"},
	"deviations":         {"first: 100", "open: true", "open: false"},
	"decisions":          {"first: 100"},
	"followUps":          {"first: 100"},
	"gates":              {"first: 100"},
	"ladders":            {"first: 100"},
	"weightSets":         {"first: 100"},
	"case":               {`id: "$case"`},
	"simulate":           {`case: "$case"`},
	"need":               {`id: "$need"`},
	"searchReceipt":      {`id: "$searchReceipt"`},
	"option":             {`id: "$option"`},
	"gateResult":         {`id: "$gateResult"`},
	"exclusion":          {`id: "$exclusion"`},
	"score":              {`id: "$score"`},
	"assessment":         {`id: "$assessment"`},
	"evidence":           {`id: "$evidence"`},
	"costModel":          {`id: "$costModel"`},
	"rule":               {`id: "$rule"`},
	"ruleCheck":          {`id: "$ruleCheck"`},
	"deviation":          {`id: "$deviation"`},
	"decision":           {`id: "$decision"`},
	"followUp":           {`id: "$followUp"`},
	"gate":               {`id: "$gate"`},
	"ladder":             {`id: "$ladder"`},
	"weightSet":          {`id: "$weightSet"`},
	"service":            {`id: "$service"`},
	"authority":          {`id: "$authority"`},
	"area":               {`id: "$area"`},
	"dataset":            {`id: "$dataset"`},
	"solution":           {`id: "$solution"`},
	"standard":           {`id: "$standard"`},
	"interface":          {`id: "$interface"`},
	"capability":         {`id: "$capability"`},
	"legalBasis":         {`id: "$legalBasis"`},
	"project":            {`id: "$project"`},
	"budgetLine":         {`id: "$budgetLine"`},
	"source":             {`id: "$source"`},
	"relations":          {"first: 100", `filter: {relation: {in: [OFFERS]}, status: {in: [LIVE]}}`},
	"search":             {`text: "stadt"`, `text: "wohn"`},
	"codeLists":          {""},
	"neighbourhood":      {`of: "$service", depth: 2`, `of: "$solution", depth: 3, rollUp: AUTHORITY_KIND`, `of: "$area", foldAbove: 2`},
	"paths":              {`from: "$service", to: "$solution", mode: ALL_SHORTEST`, `from: "$authority", to: "$dataset", mode: ALL_SIMPLE, maxLength: 3`, `from: "$area", to: "$standard", mode: ALL_SHORTEST`},
	"impact":             {`of: "$solution", first: 100`, `of: "$service", direction: DEPENDENCIES`, `of: "$authority"`},
	"common":             {`of: ["$service", "$otherService"], hops: 2`, `of: ["$solution", "$otherSolution"]`},
	"concentration":      {`by: SOLUTION, metric: SERVICES`, `by: OPERATOR, metric: POPULATION`, `by: VENDOR, metric: AUTHORITIES`},
	"components":         {"", `relations: [DEPENDS_ON, USES]`},
	"cycles":             {`relation: DEPENDS_ON`, `relation: PART_OF`},
	"orphans":            {`kind: SERVICE, relations: [OFFERS]`, `kind: DATASET`},
	"islands":            {""},
	"peerComparison":     {`authority: "$authority"`, `authority: "$authority", given: ["$otherAuthority"]`},
	"coverage":           {"", `groupBy: [DISTRICT]`, `basis: COMPETENCE`},
	"coverageOver":       {`from: "2025-09-01", until: "2025-09-01", step: YEAR`},
	"availability":       {""},
	"blockers":           {"first: 100"},
	"levers":             {"", "goal: POPULATION"},
	"onceOnly":           {""},
	"datasetNeeds":       {"minServices: 1"},
	"reuseShare":         {"", "groupBy: [POLICY_FIELD]"},
	"overlappingFunding": {""},
	"unconfirmedUses":    {"first: 100"},
	"growingPhaseOuts":   {""},
	"missedDeadlines":    {`from: "2015-01-01", until: "2040-01-01"`},
	"parallelSolutions":  {""},
	"collisions":         {"filter: {minScore: 0}, first: 100", `filter: {minScore: 0, solutions: {id: {in: ["$solution"]}}}, first: 100`},
	"costCurve":          {`solution: "$solution", adopters: [1, 10]`},
	"reuseCheck": {
		`need: {services: ["$service"]}`, `need: {text: "stadt wohn"}`,
		`need: {services: ["$service", "$otherService"], standards: ["$standard"], authorities: ["$authority"], interfaces: ["$interface"], datasets: ["$dataset"], capabilities: ["$capability"]}`,
	},
}

// recorded are the fields of the root that say what was recorded, which is no secret of one
// day, and diff, whose days are those that it names.
var recorded = []string{"history", "changeMarks", "changes", "diff"}

// TestWhatIsHiddenIsAsIfItWereNotThere asks every field at the root of questions for all
// that it says, of a catalogue in which some records and statements do not hold on the
// day, and of one in which these are not there at all. The answers are the same, byte
// for byte: nothing that is hidden appears, is counted, or leads anywhere. Ids are the
// same in both, and so are revisions.
func TestWhatIsHiddenIsAsIfItWereNotThere(t *testing.T) {
	s := schema(t)
	for _, f := range s.Query.Fields {
		if !strings.HasPrefix(f.Name, "__") && questions[f.Name] == nil && !slices.Contains(recorded, f.Name) {
			t.Errorf("nothing is asked of %s: say by what arguments it is, so that what it hides is known to be hidden", f.Name)
		}
	}
	world := catalogueOf(t, onSQLite(t), os.DirFS("testdata/world"))
	makeCase(t, world)
	whole := world.Snapshot()
	for seed, oneIn := range []int{30, 10, 3} {
		c := conceal(whole, uint64(seed), oneIn)
		c.compare(t, s, asker(c.hiding(t), world, ""), asker(c.without(t), world, ""), func(field, query string) string {
			if slices.Contains(planned, field) {
				return strings.Replace(query, " explored { __typename nodes edges }", "", 1)
			}
			return query
		})
	}
}

// TestWhatIsTooSecretIsAsIfItWereNotThere asks the same of a catalogue in which some
// records and statements are above a clearance, by whom it is given. Here walks look at
// the same too.
func TestWhatIsTooSecretIsAsIfItWereNotThere(t *testing.T) {
	s := schema(t)
	world := catalogueOf(t, onSQLite(t), os.DirFS("testdata/world"))
	makeCase(t, world)
	whole := world.Snapshot()
	for oneIn, clearance := range map[int]catalogue.Visibility{12: catalogue.Public, 4: catalogue.Internal} {
		c := conceal(whole, uint64(oneIn), oneIn)
		c.compare(t, s, asker(c.guarding(t, clearance), world, clearance), asker(c.open(t, clearance), world, clearance), func(_, query string) string { return query })
	}
}

// compare asks every field at the root of questions of two catalogues.
func (c concealment) compare(t *testing.T, s *ast.Schema, hiding, without func(*testing.T, string) any, spelt func(field, query string) string) {
	t.Helper()
	for _, f := range s.Query.Fields {
		for _, arguments := range questions[f.Name] {
			arguments, possible := c.named(bounded(f, arguments))
			if !possible {
				continue
			}
			query := spelt(f.Name, "{ "+f.Name+brackets(arguments)+everything(s, f.Type, levels)+" }")
			if diff := cmp.Diff(without(t, query), hiding(t, query)); diff != "" {
				t.Errorf("%s(%s) (-not there +hidden):\n%.3000s", f.Name, arguments, diff)
			}
		}
	}
}

// levels is how deep an answer is looked into.
const levels = 3

// bounded gives walks the time that they need on a machine that is busy.
func bounded(f *ast.FieldDefinition, arguments string) string {
	if f.Arguments.ForName("budget") == nil {
		return arguments
	}
	return arguments + ", budget: {milliseconds: 5000}"
}

func brackets(arguments string) string {
	if arguments == "" {
		return ""
	}
	return "(" + arguments + ")"
}

// passingFields are fields that tell of the moment of asking, or of the log.
var passingFields = []string{"lag", "history", "changeMarks", "recordedAt"}

// planned are the walks that choose where to look by how much there is to look at, what
// is hidden included: what they found is the same, and not what they looked at for it.
var planned = []string{"neighbourhood", "paths", "common"}

// everything selects all that can be asked of a type without arguments, some levels deep.
func everything(s *ast.Schema, of *ast.Type, depth int) string {
	d := s.Types[of.Name()]
	if d.IsLeafType() {
		return ""
	}
	var b strings.Builder
	b.WriteString(" { __typename")
	for _, f := range d.Fields {
		asks := slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull && a.DefaultValue == nil })
		leaf := s.Types[f.Type.Name()].IsLeafType()
		doubled := f.Name == "nodes" && !leaf && d.Fields.ForName("edges") != nil // which lead to them
		if !asks && !doubled && (leaf || depth > 0) && !slices.Contains(passingFields, f.Name) && !strings.HasPrefix(f.Name, "__") {
			b.WriteString(" " + f.Name + everything(s, f.Type, depth-1))
		}
	}
	if d.Name == "Node" {
		b.WriteString(" id ... on Record" + everything(s, ast.NamedType("Record", nil), depth))
	}
	return b.String() + " }"
}

// concealment is what of a catalogue does not hold on the day.
type concealment struct {
	of         *snapshot.Snapshot
	random     *rand.Rand
	records    map[catalogue.ID]bool
	statements map[catalogue.EdgeID]bool
	past       catalogue.Day // the last day on which it held
}

// conceal hides one of so many records, and of so many statements. Sources of examples
// stay: what was taken from one is an example whether or not the source can be seen.
func conceal(of *snapshot.Snapshot, seed uint64, oneIn int) concealment {
	c := concealment{
		of: of, random: rand.New(rand.NewPCG(seed, 0)), past: catalogue.DayOf(noon) - 1,
		records: map[catalogue.ID]bool{}, statements: map[catalogue.EdgeID]bool{},
	}
	for id := range of.Everything().All() {
		source, _ := of.Record(id).(*catalogue.Source)
		c.records[id] = c.random.IntN(oneIn) == 0 && (source == nil || source.SourceKind != catalogue.SourceIllustrative)
	}
	for id := range of.MaxEdge() + 1 {
		if x, there := of.Edge(id); there {
			c.statements[id] = c.random.IntN(oneIn) == 0 || c.conceals(&x)
		}
	}
	return c
}

// conceals says whether a statement is hidden by a record that takes part in it.
func (c concealment) conceals(x *catalogue.Edge) bool {
	return c.records[x.From] || c.records[x.To] || c.records[x.Via] || c.records[x.Area]
}

// hiding is the catalogue in which what is hidden has ended.
func (c concealment) hiding(t *testing.T) *snapshot.Snapshot {
	return c.built(t, func(m *catalogue.Meta) bool {
		if c.records[m.ID] {
			m.ValidFrom, m.ValidUntil = 0, c.past
		}
		return true
	}, func(x *catalogue.Edge) bool {
		if c.statements[x.ID] && !c.conceals(x) {
			x.ValidFrom, x.ValidUntil = 0, c.past
		}
		return true
	})
}

// guarding is the catalogue in which what is hidden is above a clearance, and the rest
// is not, whatever holds for its kind.
func (c concealment) guarding(t *testing.T, clearance catalogue.Visibility) *snapshot.Snapshot {
	above := func() catalogue.Visibility {
		return catalogue.Visibility(catalogue.Visibilities.Codes[clearance.Level()+1+c.random.IntN(2-clearance.Level())].Name)
	}
	return c.built(t, func(m *catalogue.Meta) bool {
		if m.Visibility = clearance; c.records[m.ID] {
			m.Visibility = above()
		}
		return true
	}, func(x *catalogue.Edge) bool {
		if c.statements[x.ID] && !c.conceals(x) {
			x.Visibility = above()
		}
		return true
	})
}

// without is the catalogue in which what is hidden is not there.
func (c concealment) without(t *testing.T) *snapshot.Snapshot {
	return c.lacking(t, func(*catalogue.Meta) {})
}

// open is the catalogue in which what is hidden is not there, and the rest is for all
// who have a clearance.
func (c concealment) open(t *testing.T, clearance catalogue.Visibility) *snapshot.Snapshot {
	return c.lacking(t, func(m *catalogue.Meta) { m.Visibility = clearance })
}

func (c concealment) lacking(t *testing.T, shown func(*catalogue.Meta)) *snapshot.Snapshot {
	return c.built(t,
		func(m *catalogue.Meta) bool { shown(m); return !c.records[m.ID] },
		func(x *catalogue.Edge) bool { return !c.statements[x.ID] })
}

// built is the catalogue of what is kept of each record and statement.
func (c concealment) built(t *testing.T, record func(*catalogue.Meta) bool, statement func(*catalogue.Edge) bool) *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	fail := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	fail(b.Given(c.of.MaxRecord(), c.of.MaxEdge()))
	for id := range c.of.Everything().All() {
		r := c.of.Record(id).Clone()
		if record(r.Base()) {
			fail(b.Record(r))
		}
	}
	for id := range c.of.MaxEdge() + 1 {
		if x, there := c.of.Edge(id); there && statement(&x) {
			fail(b.Edges([]catalogue.Edge{x}))
		}
	}
	s, err := b.Build(c.of.Revision(), noon)
	fail(err)
	return s
}

// named puts ids where kinds stand, of what can be seen; false where nothing can.
func (c concealment) named(arguments string) (string, bool) {
	for _, k := range catalogue.Kinds() {
		single := strings.ToLower(k.String()[:1]) + k.String()[1:]
		seen := c.seen(k)
		for _, place := range []string{"$other" + k.String(), "$" + single + "\""} {
			if !strings.Contains(arguments, place) {
				continue
			}
			if len(seen) == 0 {
				return "", false
			}
			one := c.random.IntN(len(seen))
			arguments = strings.ReplaceAll(arguments, place, seen[one]+strings.TrimLeft(place, "$abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
			seen = slices.Delete(seen, one, one+1)
		}
	}
	return arguments, true
}

// seen are the ids of the records of a kind that can be seen.
func (c concealment) seen(k catalogue.Kind) (ids []string) {
	for id := range c.of.Kind(k).All() {
		m := c.of.Record(id).Base()
		if !c.records[id] && catalogue.DayOf(noon).Valid(m.ValidFrom, m.ValidUntil) {
			ids = append(ids, catalogue.GlobalID(k, id))
		}
	}
	return ids
}

// remembering is a catalogue that stands still and has the past of another: the searches
// of its receipts were made there.
type remembering struct {
	still
	past graph.Source
}

func (r remembering) At(ctx context.Context, revision catalogue.Revision) (*snapshot.Snapshot, error) {
	return r.past.At(ctx, revision)
}

// asker asks a catalogue whatever it costs, as one with a clearance.
func asker(s *snapshot.Snapshot, past graph.Source, clearance catalogue.Visibility) func(t *testing.T, query string) any {
	const free = 1 << 30
	open := graph.Limits{DocumentBytes: free, Tokens: free, Nesting: free, Depth: free, Fields: free, Aliases: free, RootFields: free, Cost: free}
	handler := surface(remembering{still{s: s}, past}, graph.Options{Limits: open, AnswerBytes: -1, Clearance: clearance})
	return func(t *testing.T, query string) any {
		body, err := json.Marshal(request{Query: query})
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		handler.ServeHTTP(w, r)
		var answer struct {
			Data   map[string]any
			Errors []any
		}
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Errors) > 0 {
			t.Fatalf("%.400s\n%.2000s (%v)", query, w.Body, err)
		}
		return answer.Data
	}
}
