package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"fundus/graph/socket"
	"fundus/internal/identity"
)

// sockets carries operations over WebSockets; the protocol is that of graph/socket.
// Every operation has the limits and rights that it would have in a request of its
// own. Who asks them all is known from the handshake, or from connection_init.
type sockets struct {
	transport
	messageBytes int64
	admits       func(context.Context, json.RawMessage) (context.Context, time.Time, error)
}

var _ graphql.Transport = sockets{}

// Supports is true of handshakes.
func (sockets) Supports(r *http.Request) bool { return socket.Asked(r) }

// Do speaks with a client until either ends.
func (t sockets) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	socket.Serve(w, r, func(ctx context.Context, asked *socket.Request, next func([]byte) error) error {
		params := &graphql.RawParams{
			Query: asked.Query, OperationName: asked.OperationName, Variables: asked.Variables, Extensions: asked.Extensions,
			Headers: r.Header, ReadTime: graphql.TraceTiming{Start: graphql.Now(), End: graphql.Now()},
		}
		err := t.execute(graphql.StartOperationTrace(ctx), exec, params, next)
		if no, ok := errors.AsType[*refused](err); ok {
			return &socket.Refusal{Errors: encode(no.errors)}
		}
		return err
	}, socket.Options{MessageBytes: t.messageBytes, Patience: t.patience, Ending: t.ending, Admit: t.admit})
}

// admit says who asks over a socket, and until when that holds.
func (t sockets) admit(ctx context.Context, payload json.RawMessage) (admitted context.Context, until time.Time, err error) {
	defer t.caught(ctx, &err)
	admitted = ctx
	if t.admits != nil {
		if admitted, until, err = t.admits(ctx, payload); err != nil {
			return ctx, time.Time{}, err
		}
	}
	if until.IsZero() {
		until = identity.Of(admitted).Until
	}
	return admitted, until, nil
}

// execute carries out what one message asks for.
func (t sockets) execute(ctx context.Context, exec graphql.GraphExecutor, params *graphql.RawParams, next func([]byte) error) (err error) {
	defer t.caught(ctx, &err)
	op, errs := exec.CreateOperationContext(ctx, params)
	if errs != nil {
		answer := exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
		return &refused{answer.Errors}
	}
	return t.carry(ctx, exec, op, "", func(_ context.Context, answer *graphql.Response) error { return next(object(answer)) })
}
