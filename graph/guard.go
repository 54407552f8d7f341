package graph

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"

	"fundus/graph/strict"
	"fundus/internal/access"
	"fundus/internal/identity"
)

// Limits bound what one document may ask. Each has a code of its own in the
// error that it is answered with, which also names the limit.
type Limits struct {
	DocumentBytes int // size of the query text
	Tokens        int // lexical tokens of the query text
	Nesting       int // brackets of any sort within brackets
	Depth         int // nesting of fields
	Fields        int // fields of all operations after fragments are expanded
	Aliases       int // aliased fields of all operations after expansion
	RootFields    int // fields of the root after expansion
	// Cost is an estimate of what the answer takes, in values: each field counts
	// one, what stands under a list counts as often as the list is long (first
	// or last, 20 by default), and what searches or walks counts its price.
	Cost int
	// KnownCost is the same for those who have signed in, if it is more: they are
	// known, and may be asked to mind the others. 0 makes no difference between the two.
	KnownCost int
	// Of an answer. What is beyond is told in the place of the rest.
	Errors      int // at least 2
	AnswerBytes int // of its data; a file has no such limit
}

// DefaultLimits let the introspection query of common tools pass, and pages of
// pages, but nothing that keeps a core busy for long.
func DefaultLimits() Limits {
	return Limits{DocumentBytes: 32 << 10, Tokens: 2000, Nesting: 24, Depth: 15, Fields: 500, Aliases: 30, RootFields: 15, Cost: 50_000, Errors: 10, AnswerBytes: 64 << 20}
}

// of are the limits for the one who asks.
func (l Limits) of(a access.Actor) Limits {
	if a.Known() {
		l.Cost = max(l.Cost, l.KnownCost)
	}
	return l
}

// withDefaults are the limits with the default of each that is not given.
func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, each := range []struct{ is, standard *int }{
		{&l.DocumentBytes, &d.DocumentBytes}, {&l.Tokens, &d.Tokens}, {&l.Nesting, &d.Nesting}, {&l.Depth, &d.Depth}, {&l.Fields, &d.Fields},
		{&l.Aliases, &d.Aliases}, {&l.RootFields, &d.RootFields}, {&l.Cost, &d.Cost}, {&l.Errors, &d.Errors}, {&l.AnswerBytes, &d.AnswerBytes},
	} {
		if *each.is == 0 {
			*each.is = *each.standard
		}
	}
	return l
}

// guard refuses documents beyond the limits. It looks at the bare syntax tree
// and runs before validation: the rules of validation themselves take quadratic
// time in the number of fields, and do not end at all on a cycle of fragments.
//
// Validation reads the whole document, whatever operation is asked for. So the
// limits hold for the whole document too, its unused fragments included.
type guard struct {
	limits Limits
	// valid are the trees of documents that have passed here and validation already.
	// They are read only. All others are parsed for the guard alone: validation writes
	// into a tree of its own.
	valid graphql.Cache[*ast.QueryDocument]
}

// knownDocuments is how many documents are kept parsed. The worst that the limits let
// pass is a tree of 0.4 MB, of 2,000 values in a list.
const knownDocuments = 200

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
	o := observationOf(ctx)
	o.sent(p.Query)
	doc, known := g.valid.Get(ctx, p.Query)
	if !known {
		var err *gqlerror.Error
		if doc, err = g.parse(p.Query); err != nil {
			return err
		}
	}
	o.read(doc, p.OperationName, known)
	w, err := newMeasure(doc, p.Variables).check(g.limits.of(identity.Of(ctx)))
	o.costs(w.cost)
	if err != nil {
		return err
	}
	graphql.GetOperationContext(ctx).Stats.SetExtension(g.ExtensionName(), w.cost)
	return named(doc, p.OperationName)
}

// costOf is what an operation was estimated at before it was let through.
func costOf(op *graphql.OperationContext) int {
	cost, _ := op.Stats.GetExtension((*guard)(nil).ExtensionName()).(int)
	return cost
}

// named says what is wrong with the name of the operation.
func named(doc *ast.QueryDocument, name string) *gqlerror.Error {
	if len(doc.Operations) == 0 || doc.Operations.ForName(name) != nil {
		return nil
	}
	message := fmt.Sprintf("the document has %d operations; say by operationName which one is meant", len(doc.Operations))
	if name != "" {
		message = fmt.Sprintf("operationName: there is no operation %q", name)
	}
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"}}
}

func (g *guard) parse(text string) (*ast.QueryDocument, *gqlerror.Error) {
	if len(text) > g.limits.DocumentBytes {
		return nil, beyond("DOCUMENT_TOO_LARGE", "bytes of query text", len(text), g.limits.DocumentBytes)
	}
	source := &ast.Source{Input: text}
	if err := g.scan(source); err != nil {
		return nil, err
	}
	doc, err := parser.ParseQuery(source)
	if err != nil {
		known := gqlerror.WrapIfUnwrapped(err)
		known.Extensions = map[string]any{"code": "GRAPHQL_PARSE_FAILED"}
		return nil, known
	}
	return doc, nil
}

// scan counts tokens and brackets and looks at texts, so that the parser, which calls itself for
// each bracket, never sees too many. What is no token is left to the parser to
// complain about.
func (g *guard) scan(source *ast.Source) *gqlerror.Error {
	lex := lexer.New(source)
	nesting := 0
	for n := 1; ; n++ {
		token, err := lex.ReadToken()
		if err != nil {
			return nil //nolint:nilerr // the parser says what is wrong, with its place
		}
		if token.Kind == lexer.EOF {
			return nil
		}
		if n > g.limits.Tokens {
			return beyond("TOO_MANY_TOKENS", "tokens or more", n, g.limits.Tokens)
		}
		if token.Kind == lexer.String && strict.HalfPair(source.Input[token.Pos.Start:token.Pos.End]) {
			return halfPair(token)
		}
		switch token.Kind {
		case lexer.BraceL, lexer.BracketL, lexer.ParenL:
			nesting++
		case lexer.BraceR, lexer.BracketR, lexer.ParenR:
			nesting--
		}
		if nesting > g.limits.Nesting {
			return beyond("TOO_NESTED", "brackets within brackets or more", nesting, g.limits.Nesting)
		}
	}
}

// halfPair is the error that the lexer does not make: it would replace what is no character
// by U+FFFD, silently. The specification (2.9.4) has it for an error.
func halfPair(token lexer.Token) *gqlerror.Error {
	return &gqlerror.Error{
		Message:    "a text has half a surrogate pair: write characters beyond U+FFFF themselves, or as \\u{1F600}",
		Locations:  []gqlerror.Location{{Line: token.Pos.Line, Column: token.Pos.Column}},
		Extensions: map[string]any{"code": "GRAPHQL_PARSE_FAILED"},
	}
}

func beyond(code, what string, is, limit int) *gqlerror.Error {
	return &gqlerror.Error{
		Message:    fmt.Sprintf("too large: %d %s, the limit is %d", is, what, limit),
		Extensions: map[string]any{"code": code, "limit": limit},
	}
}
