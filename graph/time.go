package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/catalogue"
)

const tookTooLong = "the operation took too long and was stopped; ask for less at once"

// inTime answers for gqlgen, which gives no answer at all to an operation whose
// time is over before it begins. What runs is stopped by its view.
func inTime(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op, respond := graphql.GetOperationContext(ctx), next(ctx)
	if op.Operation.Operation == ast.Subscription {
		return respond // to which no answer is the end
	}
	return func(ctx context.Context) *graphql.Response {
		r := respond(ctx)
		if r != nil || ctx.Err() == nil {
			return r
		}
		return &graphql.Response{Errors: gqlerror.List{{
			Message:    tookTooLong,
			Extensions: map[string]any{"code": catalogue.Unavailable.String()},
		}}}
	}
}
