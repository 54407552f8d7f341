package graph

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/admission"
)

// turnAway answers whom admission did not let in. A client that is gone is not told.
func turnAway(w http.ResponseWriter, r *http.Request, err error) {
	no, ok := errors.AsType[*admission.Refusal](err)
	if !ok {
		return
	}
	if no.After > 0 {
		w.Header().Set("Retry-After", no.RetryAfter())
	}
	observationOf(r.Context()).refused(no.Code)
	forget(w.Header())
	decline(w, newType, no.Status, &graphql.Response{Errors: gqlerror.List{notAdmitted(no)}})
}

// turnedAway is the same for those to whom answers are carried. Nobody is left to be
// told any other error, which is that the context has ended.
func turnedAway(ctx context.Context, err error) error {
	if no, ok := errors.AsType[*admission.Refusal](err); ok {
		observationOf(ctx).refused(no.Code)
		return &refused{gqlerror.List{notAdmitted(no)}}
	}
	return err
}

func notAdmitted(no *admission.Refusal) *gqlerror.Error {
	out := problem(no.Code, no.Message)
	out.Extensions["limit"] = no.Limit
	if no.After > 0 {
		out.Extensions["retryAfter"] = (no.After + time.Second - 1) / time.Second // s, as the header has it
	}
	return out
}

// hold counts a subscription for the one who asks, as long as it lasts. All else is held
// for as long as it runs, by the gate.
func (t transport) hold(ctx context.Context, kind ast.Operation) (back func(), err error) {
	if kind != ast.Subscription {
		return func() {}, nil
	}
	return t.subscriptions.Take(admission.Asking(ctx))
}

// carryOut makes the one answer of an operation, when it is its turn. There is none if
// its time is over or its client gone before that. Sending takes no place: a slow client
// keeps nobody waiting.
func (t transport) carryOut(ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext) (*graphql.Response, error) {
	leave, err := t.gate.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	responses, ctx := exec.DispatchOperation(ctx, op)
	return responses(ctx), nil
}
