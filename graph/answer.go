package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/admission"
	"fundus/internal/sight"
)

// answer answers an operation that has begun: by what the client or the program has
// already, or by carrying it out.
func (t transport) answer(ctx context.Context, w http.ResponseWriter, r *http.Request, kind string, exec graphql.GraphExecutor, op *graphql.OperationContext) {
	key, lasting := t.answers.key(op, operationOf(ctx))
	if lasting && r.Method == http.MethodGet {
		keepable(w.Header(), r, key.etag(kind), operationOf(ctx))
		if key.known(r, kind) {
			observationOf(ctx).answered(sight.Known, 0)
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if lasting {
		if body, kept := t.answers.get(key); kept {
			observationOf(ctx).answered(sight.Kept, len(body))
			send(w, kind, http.StatusOK, body)
			return
		}
	}
	answer, err := t.carryOut(ctx, exec, op)
	if no, ok := errors.AsType[*admission.Refusal](err); ok {
		turnAway(w, r, no)
		return
	}
	switch {
	case answer == nil:
		forget(w.Header())
		refuseKnown(w, r, kind, http.StatusServiceUnavailable, "UNAVAILABLE", tookTooLong)
	case !lasting:
		write(w, kind, http.StatusOK, answer)
	case len(answer.Errors) > 0, operationOf(ctx).view.Hurried(): // which may be of this moment only
		forget(w.Header())
		write(w, kind, http.StatusOK, answer)
	default:
		body := object(answer)
		t.answers.put(key, body)
		send(w, kind, http.StatusOK, body)
	}
}

// refuse answers a request that is none of ours.
func refuse(w http.ResponseWriter, kind string, status int, code, message string) {
	decline(w, kind, status, &graphql.Response{Errors: gqlerror.List{problem(code, message)}})
}

// refuseKnown answers a request whose operation is known.
func refuseKnown(w http.ResponseWriter, r *http.Request, kind string, status int, code, message string) {
	observationOf(r.Context()).refused(code)
	refuse(w, kind, status, code, message)
}

// problem is an error that no resolver found.
func problem(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}

// decline answers a request of which nothing is carried out.
func decline(w http.ResponseWriter, kind string, status int, r *graphql.Response) {
	declined(w, r.Errors)
	write(w, kind, status, r)
}

// declined notes that a request is refused, by the code of the first error.
func declined(w http.ResponseWriter, errs gqlerror.List) {
	if code, ok := errs[0].Extensions["code"].(string); ok {
		sight.Refused(w, code)
	}
}

// write sends an answer.
func write(w http.ResponseWriter, kind string, status int, r *graphql.Response) {
	send(w, kind, status, object(r))
}

func send(w http.ResponseWriter, kind string, status int, body []byte) {
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.WriteHeader(status)
	// The client may be gone; there is nobody left to tell.
	_, _ = w.Write(body)
}

// object is an answer as JSON. Its data are that already; only an answer that was
// not carried out has none.
func object(r *graphql.Response) []byte {
	var b bytes.Buffer
	comma := "{"
	member := func(name string, value []byte) {
		b.WriteString(comma + `"` + name + `":`)
		b.Write(value)
		comma = ","
	}
	if len(r.Errors) > 0 {
		member("errors", encode(r.Errors))
	}
	if len(r.Data) > 0 {
		member("data", r.Data)
	}
	if len(r.Extensions) > 0 {
		member("extensions", encode(r.Extensions))
	}
	b.WriteByte('}')
	return b.Bytes()
}

// encode writes what cannot fail to be written: strings, numbers and lists of them.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n")
}
