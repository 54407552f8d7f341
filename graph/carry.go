package graph

import (
	"context"
	"errors"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/sight"
)

// errStopping ends a subscription because the server does.
var errStopping = errors.New("graph: the server stops")

// refused is an operation that was not begun, or that cannot go on.
type refused struct{ errors gqlerror.List }

func (r *refused) Error() string { return r.errors.Error() }

// inTime bounds an operation: a single answer by its time, a subscription by the
// end of the server.
func (t transport) inTime(ctx context.Context, op *graphql.OperationContext) (context.Context, context.CancelFunc) {
	if op.Operation.Operation != ast.Subscription {
		if t.longest == 0 {
			return context.WithCancel(ctx)
		}
		return context.WithTimeout(ctx, t.longest)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case <-t.ending:
			cancel(errStopping)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// carry carries out an operation and hands its answers over, one after the other: the
// next is made when send has returned. It returns nil when there are no more, refused
// when there cannot be any, and otherwise why nobody waits for them: an error of send,
// or that the context has ended.
func (t transport) carry(ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext, resume string, send func(context.Context, *graphql.Response) error) (err error) {
	ctx, cancel := t.inTime(ctx, op)
	defer cancel()
	defer t.caught(ctx, &err)
	if no := oneStream(op); no != nil {
		observationOf(ctx).failed(gqlerror.List{no})
		return &refused{gqlerror.List{no}}
	}
	ctx, err = t.begin(ctx, op)
	if err != nil {
		return t.refuse(ctx, err)
	}
	operationOf(ctx).resume = resume
	if op.Operation.Operation == ast.Subscription {
		return t.follow(ctx, exec, op, send)
	}
	answer, err := t.carryOut(ctx, exec, op)
	switch {
	case err != nil:
		return turnedAway(ctx, err)
	case answer == nil:
		return context.Cause(ctx)
	}
	return send(ctx, answer)
}

// follow hands over what a subscription is told.
func (t transport) follow(ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext, send func(context.Context, *graphql.Response) error) error {
	defer opened(t.observer, sight.Subscription)()
	responses, ctx := exec.DispatchOperation(ctx, op)
	for answer := responses(ctx); answer != nil; answer = responses(ctx) {
		if err := send(ctx, answer); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if o := operationOf(ctx); o.failed != nil {
		return t.refuse(ctx, o.failed)
	}
	return nil
}

// oneStream says what is wrong with the root of a subscription: what it selects after
// fragments and conditions is one field, and none of introspection. gqlgen gives up
// on any other, and validation sees some of it only.
func oneStream(op *graphql.OperationContext) *gqlerror.Error {
	if op.Operation.Operation != ast.Subscription {
		return nil
	}
	fields := graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Subscription"})
	if len(fields) == 1 && !strings.HasPrefix(fields[0].Name, "__") {
		return nil
	}
	return problem("GRAPHQL_VALIDATION_FAILED", "a subscription has one field at its root, which is what it follows")
}

// caught makes an error of a panic, which nobody else would catch in a goroutine.
func (t transport) caught(ctx context.Context, err *error) {
	if p := recover(); p != nil {
		*err = t.refuse(ctx, recovered(ctx, p))
	}
}

func (t transport) refuse(ctx context.Context, err error) error {
	errs := gqlerror.List{t.present(ctx, err)}
	observationOf(ctx).failed(errs)
	return &refused{errs}
}
