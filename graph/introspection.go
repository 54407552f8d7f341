package graph

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/identity"
)

// Introspection is who may ask for the schema, and is told what a misspelt name may
// have been meant to be. The schema of this program is no secret: it is published. What
// an authority adds to it nothing is; it may be told to keep quiet all the same.
type Introspection string

// The choices. The zero value is everybody.
const (
	IntrospectedByAll   Introspection = "all"
	IntrospectedByKnown Introspection = "known" // those who have signed in
	IntrospectedByNone  Introspection = "none"
)

var (
	_ graphql.HandlerExtension        = Introspection("")
	_ graphql.OperationContextMutator = Introspection("")
)

// ExtensionName names the choice to the server.
func (Introspection) ExtensionName() string { return "Introspection" }

// Validate has nothing to find wrong with the schema.
func (Introspection) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext opens the schema to those who may ask for it, and refuses the
// others before anything is carried out.
func (i Introspection) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	op.DisableIntrospection = !i.tells(ctx)
	if op.DisableIntrospection && asksForSchema(op.Operation.SelectionSet) {
		message := "the schema is not told over the network here"
		if i == IntrospectedByKnown {
			message = "the schema is told to those only who have signed in"
		}
		return problem("INTROSPECTION_OFF", message)
	}
	return nil
}

func (i Introspection) tells(ctx context.Context) bool {
	switch i {
	case IntrospectedByNone:
		return false
	case IntrospectedByKnown:
		return identity.Of(ctx).Known()
	case IntrospectedByAll:
	}
	return true
}

// asksForSchema looks at the root of a valid operation, the only place for it.
func asksForSchema(root ast.SelectionSet) bool {
	for _, s := range root {
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "__schema" || s.Name == "__type" {
				return true
			}
		case *ast.InlineFragment:
			if asksForSchema(s.SelectionSet) {
				return true
			}
		case *ast.FragmentSpread:
			if asksForSchema(s.Definition.SelectionSet) {
				return true
			}
		}
	}
	return false
}

// presenter leaves suggestions out of errors for those who are not told the schema. They
// stand at the end of a message, in the words of the parser.
func (i Introspection) presenter(present graphql.ErrorPresenterFunc) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		out := present(ctx, err)
		if !i.tells(ctx) {
			out.Message, _, _ = strings.Cut(out.Message, didYouMean)
		}
		return out
	}
}
