package graph_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// schema is the schema as it is served.
func schema(t *testing.T) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: graph.Schema()})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// own yields the types that the schema itself defines.
func own(s *ast.Schema) func(func(*ast.Definition) bool) {
	return func(yield func(*ast.Definition) bool) {
		for _, name := range slices.Sorted(keys(s.Types)) {
			if d := s.Types[name]; !d.BuiltIn && !yield(d) {
				return
			}
		}
	}
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// fieldsOf are the names of a type's fields with the types they have, in order.
func fieldsOf(t *testing.T, s *ast.Schema, name string) (names []string, types map[string]string) {
	t.Helper()
	d := s.Types[name]
	if d == nil {
		t.Fatalf("the schema has no %s", name)
	}
	types = map[string]string{}
	for _, f := range d.Fields {
		names = append(names, f.Name)
		types[f.Name] = f.Type.String()
	}
	return names, types
}

func valuesOf(t *testing.T, s *ast.Schema, name string) []string {
	t.Helper()
	d := s.Types[name]
	if d == nil || d.Kind != ast.Enum {
		t.Fatalf("the schema has no enum %s", name)
	}
	var out []string
	for _, v := range d.EnumValues {
		out = append(out, v.Name)
	}
	return out
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestTheServedSchemaIsTheContractAtTheTop(t *testing.T) {
	file, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "go generate ./graph brings the served schema up to date", string(file), graph.Schema())
}

func TestEverythingInTheSchemaIsDescribed(t *testing.T) {
	s := schema(t)
	described := func(what, description string) {
		if strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", what)
		}
	}
	for d := range own(s) {
		described(d.Name, d.Description)
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			described(d.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				described(d.Name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
		for _, v := range d.EnumValues {
			described(d.Name+"."+v.Name, v.Description)
		}
	}
}

// TestEveryEnumIsATableOfTheCatalogue compares names and order, from the tables
// to the schema and back.
func TestEveryEnumIsATableOfTheCatalogue(t *testing.T) {
	s := schema(t)
	tables := map[string][]string{}
	for _, l := range catalogue.CodeLists() {
		for _, c := range l.Codes {
			tables[l.Name] = append(tables[l.Name], c.Name)
		}
	}
	for _, k := range catalogue.Kinds() {
		tables["Kind"] = append(tables["Kind"], k.Code())
		tables[k.String()+"OrderField"] = orderFields(k)
	}
	for _, r := range catalogue.AllRelations() {
		tables["Relation"] = append(tables["Relation"], r.String())
	}
	for _, r := range catalogue.AllRoles() {
		tables["Role"] = append(tables["Role"], r.String())
	}
	for name, want := range tables {
		same(t, name, want, valuesOf(t, s, name))
	}
	ofTheSchema := []string{
		"ChainLink", "ChangeAction", "CollisionStatus", "ConcentrationMetric", "ConcentrationSubject", "ConcentrationThrough",
		"CoverageBasis", "CoverageDimension", "CoverageState", "CoverageStep", "DatasetLack", "DeadlineGroup",
		"DiffChange", "FlipKind", "ImpactDirection", "LeverGoal", "LeverKind", "Likeness", "LinkState", "MissingLink", "OrderDirection",
		"OverlapKind", "PathMode", "PeerGroup", "PointsOrigin", "PopulationBasis", "ReuseDimension", "ReuseRequirementGroup", "RollUp", "SearchField",
		"SearchManner", "StopReason",
		"TraversalDirection",
	}
	for d := range own(s) {
		if d.Kind == ast.Enum && tables[d.Name] == nil && !slices.Contains(ofTheSchema, d.Name) {
			t.Errorf("the enum %s is no table of the catalogue", d.Name)
		}
	}
}

// orderFields are by what a kind is ordered: name, change, and its numbers and days.
func orderFields(k catalogue.Kind) []string {
	out := []string{"NAME", "CHANGED"}
	for _, a := range catalogue.Attributes(k) {
		if a.Number != nil {
			out = append(out, upperSnake(a.Name))
		}
	}
	return out
}

func upperSnake(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}

// TestAFilterHasWhatTheTablesHave compares each kind's filter with its
// attributes and links: the same names in the same order, with their types.
func TestAFilterHasWhatTheTablesHave(t *testing.T) {
	s := schema(t)
	for _, k := range catalogue.Kinds() {
		own := k.String() + "Filter"
		names := []string{"and", "or", "not", "id", "identifier", "tag", "text", "illustrative"}
		types := map[string]string{"and": "[" + own + "!]", "or": "[" + own + "!]", "not": own, "id": "IDFilter", "identifier": "IdentifierFilter", "tag": "StringFilter", "text": "String", "illustrative": "Boolean"}
		for _, a := range catalogue.Attributes(k) {
			names = append(names, a.Name)
			types[a.Name] = attributeType(a)
		}
		for _, l := range view.Links(k) {
			names = append(names, l.Field)
			types[l.Field] = l.To.String() + "RelationFilter"
		}
		gotNames, gotTypes := fieldsOf(t, s, own)
		same(t, own, names, gotNames)
		same(t, own, types, gotTypes)
	}
}

func attributeType(a catalogue.Attribute) string {
	switch a.Type {
	case catalogue.AttributeFlag:
		return "Boolean"
	case catalogue.AttributeNumber:
		return "IntRange"
	case catalogue.AttributeDay:
		return "DateRange"
	}
	return a.List.Name + "Filter"
}

// TestAFilterOfCodesTakesTheCodesOfItsList looks at the filters of code lists.
func TestAFilterOfCodesTakesTheCodesOfItsList(t *testing.T) {
	s := schema(t)
	for _, k := range catalogue.Kinds() {
		for _, a := range catalogue.Attributes(k) {
			if a.Type == catalogue.AttributeCode {
				_, types := fieldsOf(t, s, a.List.Name+"Filter")
				list := "[" + a.List.Name + "!]"
				same(t, a.List.Name+"Filter", map[string]string{"in": list, "notIn": list, "known": "Boolean"}, types)
			}
		}
	}
}

// TestTheEdgesOfARecordAreItsLinks compares the fields of a type that lead to
// related records with the links, and their arguments with what all have.
func TestTheEdgesOfARecordAreItsLinks(t *testing.T) {
	s := schema(t)
	for _, k := range catalogue.Kinds() {
		var want, got []string
		for _, l := range view.Links(k) {
			want = append(want, l.Field+": "+l.To.String()+"RelationConnection! filter: "+l.To.String()+"Filter")
		}
		for _, f := range s.Types[k.String()].Fields {
			if !strings.HasSuffix(f.Type.Name(), "RelationConnection") || f.Name == "relations" {
				continue
			}
			got = append(got, f.Name+": "+f.Type.String()+" filter: "+f.Arguments.ForName("filter").Type.String())
			var args []string
			for _, a := range f.Arguments {
				args = append(args, a.Name)
			}
			same(t, f.Name, []string{"first", "after", "last", "before", "filter", "where"}, args)
		}
		same(t, k.String(), want, got)
	}
}

// TestAnInputHasEveryFieldThatAFileHas compares the inputs with the JSON fields
// of what they fill.
func TestAnInputHasEveryFieldThatAFileHas(t *testing.T) {
	s := schema(t)
	inputs := map[string]reflect.Type{
		"DistributionInput": reflect.TypeFor[catalogue.Distribution](), "DataServiceInput": reflect.TypeFor[catalogue.DataService](),
		"PhaseInput": reflect.TypeFor[catalogue.Phase](), "StandardVersionInput": reflect.TypeFor[catalogue.StandardVersion](),
		"RequirementInput": reflect.TypeFor[catalogue.Requirement](), "ConstraintInput": reflect.TypeFor[catalogue.Constraint](),
		"SearchedPlaceInput": reflect.TypeFor[catalogue.SearchedPlace](), "RungInput": reflect.TypeFor[catalogue.Rung](),
		"CriterionInput": reflect.TypeFor[catalogue.Criterion](), "VoteInput": reflect.TypeFor[catalogue.Vote](),
		"RevisitTriggerInput": reflect.TypeFor[catalogue.RevisitTrigger](),
		"BudgetAmountInput":   reflect.TypeFor[catalogue.BudgetAmount](), "IdentifierInput": reflect.TypeFor[catalogue.Identifier](),
	}
	for _, k := range catalogue.Kinds() {
		inputs[inputOf(k)] = reflect.TypeOf(k.New()).Elem()
	}
	for name, filled := range inputs {
		names, _ := fieldsOf(t, s, name)
		want := slices.DeleteFunc(jsonFields(filled), func(f string) bool { return slices.Contains(byTheProgram[filled.Name()], f) })
		same(t, name, want, names)
	}
	names, _ := fieldsOf(t, s, "RelateInput")
	for _, f := range jsonFields(reflect.TypeFor[catalogue.EdgeFacts]()) {
		if !slices.Contains(names, f) {
			t.Errorf("RelateInput has no %s", f)
		}
	}
}

// byTheProgram are the fields that files have and no client writes.
var byTheProgram = map[string][]string{
	"Case":          {"author", "steps"},
	"SearchReceipt": {"takenBy", "atRevision", "atDay", "filters", "considered", "hits", "digest"},
	"Assessment":    {"atRevision", "atDay", "weights", "ranking", "facts", "digest"},
	"Deviation":     {"requestedBy", "requestedOn", "approvedBy", "approvedOn"},
}

// inputOf is the name of the input of a kind's records.
func inputOf(k catalogue.Kind) string {
	if k == catalogue.KindNeed {
		return "NeedRecordInput" // NeedInput describes one in a question
	}
	return k.String() + "Input"
}

func jsonFields(t reflect.Type) []string {
	var out []string
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous:
			out = append(out, jsonFields(f.Type)...)
		case name != "" && name != "-":
			out = append(out, name)
		}
	}
	return out
}

// TestEveryKindHasItsRoots looks for the list, the look-up and the put of each
// kind, with the arguments that all have.
func TestEveryKindHasItsRoots(t *testing.T) {
	s := schema(t)
	for _, k := range catalogue.Kinds() {
		name := k.String()
		list, one, put := s.Query.Fields.ForName(k.Plural()), s.Query.Fields.ForName(k.Noun()), s.Mutation.Fields.ForName("put"+name)
		arguments := "first: Int, after: String, last: Int, before: String, filter: " + name + "Filter, orderBy: " + name + "Order, search: String"
		if k == catalogue.KindDeviation {
			arguments += ", open: Boolean" // on the day of the question, which no filter knows
		}
		same(t, k.Plural(), name+"Connection! "+arguments, spelt(list))
		same(t, k.Noun(), name+" id: ID, identifier: IdentifierInput", spelt(one))
		same(t, "put"+name, "Put"+name+"Payload record: "+inputOf(k)+"!, id: ID, source: Ref, seen: Int, message: String, idempotencyKey: String", spelt(put))
		_, types := fieldsOf(t, s, "PutInput")
		noun := k.Noun()
		if k == catalogue.KindSource {
			noun = "sourceRecord" // the field source says who says so
		}
		same(t, "PutInput."+noun, inputOf(k), types[noun])
	}
}

func spelt(f *ast.FieldDefinition) string {
	if f == nil {
		return "missing"
	}
	var args []string
	for _, a := range f.Arguments {
		args = append(args, a.Name+": "+a.Type.String())
	}
	return f.Type.String() + " " + strings.Join(args, ", ")
}

// TestConnectionsAreThoseOfRelay holds every connection to the specification:
// pageInfo, edges, and on each edge a cursor and a node.
func TestConnectionsAreThoseOfRelay(t *testing.T) {
	s := schema(t)
	_, types := fieldsOf(t, s, "PageInfo")
	same(t, "PageInfo", map[string]string{"hasNextPage": "Boolean!", "hasPreviousPage": "Boolean!", "startCursor": "String", "endCursor": "String"}, types)
	connections := 0
	for d := range own(s) {
		base, found := strings.CutSuffix(d.Name, "Connection")
		if !found {
			continue
		}
		connections++
		_, types := fieldsOf(t, s, d.Name)
		same(t, d.Name, []string{"PageInfo!", "[" + base + "Edge!]!", "Int!"}, []string{types["pageInfo"], types["edges"], types["totalCount"]})
		_, edge := fieldsOf(t, s, base+"Edge")
		if edge["cursor"] != "String!" || edge["node"] == "" {
			t.Errorf("%sEdge: cursor %s, node %s", base, edge["cursor"], edge["node"])
		}
	}
	if want := 2*len(catalogue.Kinds()) + 16; connections != want {
		t.Errorf("%d connections, not %d", connections, want)
	}
}
