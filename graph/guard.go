package graph

import (
	"context"
	"fmt"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"fundus/internal/view"
)

// Limits bound what one operation may ask. Each has a code of its own in the
// error that it is answered with, which also names the limit.
type Limits struct {
	DocumentBytes int // size of the query text
	Tokens        int // lexical tokens of the query text
	Depth         int // nesting of fields
	Fields        int // fields after all fragments are expanded
	Aliases       int // aliased fields after expansion
	RootFields    int // fields of the root after expansion
	// Cost is the estimated number of values in the answer: each field counts
	// one, and what stands under a list counts as often as the list is long
	// (first or last, 20 by default).
	Cost int
}

// DefaultLimits let the introspection query of common tools pass, and pages of
// pages, but nothing that keeps a core busy for long.
func DefaultLimits() Limits {
	return Limits{DocumentBytes: 32 << 10, Tokens: 2000, Depth: 15, Fields: 500, Aliases: 30, RootFields: 15, Cost: 50_000}
}

// guard refuses operations beyond the limits. It looks at the bare syntax tree
// and runs before validation: the rules of validation themselves take quadratic
// time in the number of fields, and do not end at all on a cycle of fragments.
type guard struct {
	limits Limits
	parsed *lru.LRU[*ast.QueryDocument]
}

// knownDocuments is how many documents are kept parsed, here and in the server.
const knownDocuments = 500

func newGuard(l Limits) *guard {
	return &guard{limits: l, parsed: lru.New[*ast.QueryDocument](knownDocuments)}
}

var (
	_ graphql.HandlerExtension          = (*guard)(nil)
	_ graphql.OperationParameterMutator = (*guard)(nil)
)

// ExtensionName names the guard to the server.
func (*guard) ExtensionName() string { return "Guard" }

// Validate has nothing to find wrong with the schema.
func (*guard) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters changes nothing; it is the hook before validation.
func (g *guard) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	doc, err := g.parse(ctx, p.Query)
	if err != nil {
		return err
	}
	m := measure{limits: g.limits, doc: doc, variables: p.Variables, fragments: map[string]*weight{}}
	for _, op := range doc.Operations {
		if p.OperationName != "" && op.Name != p.OperationName {
			continue
		}
		if err := m.operation(op); err != nil {
			return err
		}
	}
	return nil
}

func (g *guard) parse(ctx context.Context, text string) (*ast.QueryDocument, *gqlerror.Error) {
	if len(text) > g.limits.DocumentBytes {
		return nil, beyond("DOCUMENT_TOO_LARGE", "bytes of query text", len(text), g.limits.DocumentBytes)
	}
	if doc, ok := g.parsed.Get(ctx, text); ok {
		return doc, nil
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, g.limits.Tokens)
	if err != nil {
		known := gqlerror.WrapIfUnwrapped(err)
		known.Extensions = map[string]any{"code": "GRAPHQL_PARSE_FAILED"}
		return nil, known
	}
	g.parsed.Add(ctx, text, doc)
	return doc, nil
}

func beyond(code, what string, is, limit int) *gqlerror.Error {
	return &gqlerror.Error{
		Message:    fmt.Sprintf("too large: %d %s, the limit is %d", is, what, limit),
		Extensions: map[string]any{"code": code, "limit": limit},
	}
}

// measure weighs the operations of one document.
type measure struct {
	limits    Limits
	doc       *ast.QueryDocument
	variables map[string]any
	// fragments holds the weight of each fragment once it is known, and nil
	// while it is being weighed: to meet a nil is to have found a cycle.
	fragments map[string]*weight
}

// weight is what a selection set amounts to with its fragments expanded.
type weight struct{ fields, aliases, depth, cost, roots int }

// most keeps sums from overflowing; every limit is far below.
const most = 1 << 40

func (w *weight) add(v weight) {
	w.fields = min(most, w.fields+v.fields)
	w.aliases = min(most, w.aliases+v.aliases)
	w.depth = max(w.depth, v.depth)
	w.cost = min(most, w.cost+v.cost)
	w.roots = min(most, w.roots+v.roots)
}

func (m *measure) operation(op *ast.OperationDefinition) *gqlerror.Error {
	w, err := m.set(op.SelectionSet, view.DefaultPage)
	if err != nil {
		return err
	}
	for _, limit := range []struct {
		code, what string
		is, limit  int
	}{
		{"TOO_MANY_FIELDS", "fields with fragments expanded", w.fields, m.limits.Fields},
		{"TOO_MANY_ALIASES", "aliases", w.aliases, m.limits.Aliases},
		{"TOO_DEEP", "levels of fields", w.depth, m.limits.Depth},
		{"TOO_MANY_ROOT_FIELDS", "root fields", w.roots, m.limits.RootFields},
		{"COMPLEXITY_LIMIT_EXCEEDED", "values by estimate (ask for fewer with first)", w.cost, m.limits.Cost},
	} {
		if limit.is > limit.limit {
			return beyond(limit.code, limit.what, limit.is, limit.limit)
		}
	}
	return nil
}

// lists are the fields under a connection that stand there once an entry.
var lists = map[string]bool{"edges": true, "nodes": true}

// set weighs a selection set; page is how many entries the lists in it have.
func (m *measure) set(set ast.SelectionSet, page int) (weight, *gqlerror.Error) {
	var sum weight
	for _, s := range set {
		w, err := m.selection(s, page)
		if err != nil {
			return sum, err
		}
		sum.add(w)
	}
	return sum, nil
}

func (m *measure) selection(s ast.Selection, page int) (weight, *gqlerror.Error) {
	switch s := s.(type) {
	case *ast.Field:
		return m.field(s, page)
	case *ast.InlineFragment:
		return m.set(s.SelectionSet, page)
	case *ast.FragmentSpread:
		return m.spread(s.Name, page)
	}
	return weight{}, nil
}

func (m *measure) field(f *ast.Field, page int) (weight, *gqlerror.Error) {
	w, err := m.set(f.SelectionSet, m.page(f))
	if err != nil {
		return w, err
	}
	w.fields++
	w.depth++
	w.cost++
	w.roots = 1
	if f.Alias != f.Name {
		w.aliases++
	}
	if lists[f.Name] {
		w.cost = min(most, w.cost*page)
	}
	if f.Name == "__schema" || f.Name == "__type" {
		w.cost = 1
	}
	return w, nil
}

// spread weighs a fragment once for each length of list it stands in.
func (m *measure) spread(name string, page int) (weight, *gqlerror.Error) {
	key := name + "\x00" + strconv.Itoa(page)
	known, met := m.fragments[key]
	if met && known == nil {
		return weight{}, &gqlerror.Error{
			Message:    fmt.Sprintf("the fragment %s contains itself", name),
			Extensions: map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"},
		}
	}
	if met {
		return *known, nil
	}
	m.fragments[key] = nil
	var w weight
	if f := m.doc.Fragments.ForName(name); f != nil {
		var err *gqlerror.Error
		if w, err = m.set(f.SelectionSet, page); err != nil {
			return w, err
		}
	}
	m.fragments[key] = &w
	return w, nil
}

// page is how many entries a field asks for: first or last, as a number or as a
// variable with its default.
func (m *measure) page(f *ast.Field) int {
	for _, name := range []string{"first", "last"} {
		if a := f.Arguments.ForName(name); a != nil && a.Value != nil {
			return m.number(a.Value)
		}
	}
	return view.DefaultPage
}

func (m *measure) number(v *ast.Value) int {
	raw := v.Raw
	if v.Kind == ast.Variable {
		given, ok := m.variables[v.Raw]
		if !ok {
			raw = m.defaultOf(v.Raw)
		} else {
			raw = fmt.Sprint(given)
		}
	}
	n, err := strconv.Atoi(raw)
	if err != nil || n < 0 || n > view.MaxPage {
		// Whatever it is, the page itself will refuse it.
		return view.MaxPage
	}
	return n
}

func (m *measure) defaultOf(variable string) string {
	for _, op := range m.doc.Operations {
		if d := op.VariableDefinitions.ForName(variable); d != nil && d.DefaultValue != nil {
			return d.DefaultValue.Raw
		}
	}
	return strconv.Itoa(view.DefaultPage)
}
