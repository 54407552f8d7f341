package graph

import (
	"context"
	"errors"
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"fundus/graph/socket"
	"fundus/internal/sight"
)

// sockets carries operations over WebSockets; the protocol is that of graph/socket.
// Every operation has the limits and rights that it would have in a request of its
// own, and whoever came with the handshake asks them all.
type sockets struct {
	transport
	messageBytes int64
}

var _ graphql.Transport = sockets{}

// Supports is true of handshakes.
func (sockets) Supports(r *http.Request) bool { return socket.Asked(r) }

// Do speaks with a client until either ends.
func (t sockets) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	defer opened(t.observer, sight.Socket)()
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
	}, socket.Options{MessageBytes: t.messageBytes, Patience: t.patience, Ending: t.ending})
}

// execute carries out what one message asks for.
func (t sockets) execute(ctx context.Context, exec graphql.GraphExecutor, params *graphql.RawParams, next func([]byte) error) (err error) {
	ctx, end := watched(ctx, t.observer)
	defer end()
	defer t.caught(ctx, &err)
	op, errs := exec.CreateOperationContext(ctx, params)
	if errs != nil {
		answer := exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
		return &refused{answer.Errors}
	}
	return t.carry(ctx, exec, op, "", func(_ context.Context, answer *graphql.Response) error { return next(object(answer)) })
}
