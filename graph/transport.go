package graph

import (
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/admission"
	"fundus/internal/catalogue"
)

// transport carries requests and answers after the GraphQL-over-HTTP
// specification; streams and sockets carry what has more than one answer. The one
// of gqlgen gives the body of a bad request back, takes more than one JSON value,
// answers requests that were not carried out with data, and fails on Upgrade headers
// that are not its business.
type transport struct {
	moments
	answers  *answers
	present  graphql.ErrorPresenterFunc
	longest  time.Duration   // for a single answer; 0 for as long as it takes
	patience time.Duration   // with a client that takes an event
	ending   <-chan struct{} // closed when the server stops
	observer Observer

	gate          *admission.Gate
	subscriptions *admission.Share
}

var _ graphql.Transport = transport{}

// Supports is true of every request: what is not GraphQL is refused in its form.
func (transport) Supports(*http.Request) bool { return true }

// Do answers a request.
func (t transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if r.Method == http.MethodOptions {
		w.Header().Set("Allow", "OPTIONS, GET, POST")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Add("Vary", "Accept")
	accept := accepted(r)
	if accept.none() {
		refuse(w, newType, http.StatusNotAcceptable, "NOT_ACCEPTABLE", "answers are "+newType+" or "+oldType+", and "+streamType+" for those who follow")
		return
	}
	params, no := read(r)
	if no != nil {
		w.Header().Set("Allow", no.allow)
		refuse(w, accept.form(), no.status, no.code, no.message)
		return
	}
	r, end := watchedRequest(r, t.observer)
	defer end()
	params.Headers, params.ReadTime.Start, params.ReadTime.End = r.Header, graphql.Now(), graphql.Now()
	op, errs := exec.CreateOperationContext(r.Context(), params)
	if errs != nil {
		t.malformed(w, r, accept, exec.DispatchError(graphql.WithOperationContext(r.Context(), op), errs))
		return
	}
	kind := op.Operation.Operation
	switch {
	case r.Method == http.MethodGet && kind == ast.Mutation:
		w.Header().Set("Allow", "POST")
		refuseKnown(w, r, accept.form(), http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "GET asks and never changes anything; send changes with POST")
	case accept.streams(kind):
		back, err := t.hold(r.Context(), kind)
		if err != nil {
			turnAway(w, r, err)
			return
		}
		defer back()
		t.stream(w, r, exec, op)
	case kind == ast.Subscription:
		refuseKnown(w, r, accept.form(), http.StatusNotAcceptable, "NOT_ACCEPTABLE", "a subscription has many answers: send Accept: "+streamType+", or ask over a WebSocket")
	default:
		t.single(w, r, accept, exec, op)
	}
}

// malformed answers a request whose operation cannot be carried out.
func (t transport) malformed(w http.ResponseWriter, r *http.Request, accept acceptance, answer *graphql.Response) {
	if !accept.rather {
		decline(w, accept.form(), accept.status(http.StatusBadRequest), answer)
		return
	}
	declined(w, answer.Errors)
	e := t.events(w, r)
	_ = e.next("", answer) // the client may be gone
	_ = e.complete()
	e.close()
}

// single carries out an operation that has one answer.
func (t transport) single(w http.ResponseWriter, r *http.Request, accept acceptance, exec graphql.GraphExecutor, op *graphql.OperationContext) {
	ctx, cancel := t.inTime(r.Context(), op)
	defer cancel()
	ctx, err := t.begin(ctx, op)
	if err != nil {
		decline(w, accept.form(), accept.status(statusOf(err)), exec.DispatchError(graphql.WithOperationContext(ctx, op), gqlerror.List{t.present(ctx, err)}))
		return
	}
	t.answer(ctx, w, r, accept.form(), exec, op)
}

// statusOf is the status of a request that is not carried out.
func statusOf(err error) int {
	switch catalogue.KindOf(err) {
	case catalogue.Unavailable:
		return http.StatusServiceUnavailable
	case catalogue.Forbidden:
		return http.StatusForbidden
	default:
		return http.StatusBadRequest
	}
}
