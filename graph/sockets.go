package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"fundus/graph/socket"
	"fundus/internal/admission"
	"fundus/internal/identity"
	"fundus/internal/sight"
)

// sockets carries operations over WebSockets; the protocol is that of graph/socket.
// Every operation has the limits and rights that it would have in a request of its
// own. Who asks them all is known from the handshake, or from connection_init.
type sockets struct {
	transport
	admits  func(context.Context, json.RawMessage) (context.Context, time.Time, error)
	pace    *admission.Pace  // of operations
	sockets *admission.Share // of a client
	options socket.Options
}

var _ graphql.Transport = sockets{}

// Supports is true of handshakes.
func (sockets) Supports(r *http.Request) bool { return socket.Asked(r) }

// Do speaks with a client until either ends.
func (t sockets) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	back, err := t.sockets.Take(admission.Asking(r.Context()))
	if err != nil {
		turnAway(w, r, err)
		return
	}
	defer back()
	defer opened(t.observer, sight.Socket)()
	o := t.options
	o.Admit = t.admit
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
	}, o)
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
	return admission.Known(admitted, identity.Of(admitted).Name), until, nil
}

// execute carries out what one message asks for.
func (t sockets) execute(ctx context.Context, exec graphql.GraphExecutor, params *graphql.RawParams, next func([]byte) error) (err error) {
	ctx, end := watched(ctx, t.observer)
	defer end()
	defer t.caught(ctx, &err)
	if err := t.pace.Admit(admission.Asking(ctx)); err != nil {
		return turnedAway(ctx, err)
	}
	op, errs := exec.CreateOperationContext(ctx, params)
	if errs != nil {
		answer := exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
		return &refused{answer.Errors}
	}
	back, err := t.hold(ctx, op.Operation.Operation)
	if err != nil {
		return turnedAway(ctx, err)
	}
	defer back()
	return t.carry(ctx, exec, op, "", func(_ context.Context, answer *graphql.Response) error { return next(object(answer)) })
}
