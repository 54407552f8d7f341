package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/catalogue"
)

// transport carries requests and answers after the GraphQL-over-HTTP
// specification. The one of gqlgen gives the body of a bad request back, takes
// more than one JSON value, answers requests that were not carried out with
// data, and fails on Upgrade headers that are not its business.
type transport struct {
	moments
	answers *answers
	present graphql.ErrorPresenterFunc
}

var _ graphql.Transport = transport{}

// The media types of answers. The older one cannot tell by its status whether a
// request was carried out, so its status is 200 either way.
const (
	newType = "application/graphql-response+json"
	oldType = "application/json"
)

// Supports is true of every request: what is not GraphQL is refused in its form.
func (transport) Supports(*http.Request) bool { return true }

// Do answers a request.
func (t transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if r.Method == http.MethodOptions {
		w.Header().Set("Allow", "OPTIONS, GET, POST")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Vary", "Accept")
	kind := accepted(strings.Join(r.Header.Values("Accept"), ","))
	if kind == "" {
		refuse(w, http.StatusNotAcceptable, "NOT_ACCEPTABLE", "answers are "+newType+" or "+oldType)
		return
	}
	params, no := read(r)
	if no != nil {
		w.Header().Set("Allow", no.allow)
		refuse(w, no.status, no.code, no.message)
		return
	}
	params.Headers, params.ReadTime.Start, params.ReadTime.End = r.Header, graphql.Now(), graphql.Now()
	op, errs := exec.CreateOperationContext(r.Context(), params)
	if errs != nil {
		status := http.StatusBadRequest
		if kind == oldType {
			status = http.StatusOK
		}
		write(w, kind, status, exec.DispatchError(graphql.WithOperationContext(r.Context(), op), errs))
		return
	}
	if r.Method == http.MethodGet && op.Operation.Operation != ast.Query {
		w.Header().Set("Allow", "POST")
		refuse(w, http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "GET asks and never changes anything; send changes with POST")
		return
	}
	ctx, err := t.begin(r.Context(), op)
	if err != nil {
		status := http.StatusOK
		if kind == newType {
			status = statusOf(err)
		}
		write(w, kind, status, exec.DispatchError(graphql.WithOperationContext(ctx, op), gqlerror.List{t.present(ctx, err)}))
		return
	}
	t.answer(ctx, w, r, kind, exec, op)
}

// answer answers an operation that has begun: by what the client or the program
// has already, or by carrying it out.
func (t transport) answer(ctx context.Context, w http.ResponseWriter, r *http.Request, kind string, exec graphql.GraphExecutor, op *graphql.OperationContext) {
	key, lasting := t.answers.key(op, operationOf(ctx))
	if lasting && r.Method == http.MethodGet {
		keepable(w.Header(), r, key.etag(kind), operationOf(ctx))
		if key.known(r, kind) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if lasting {
		if body, kept := t.answers.get(key); kept {
			send(w, kind, http.StatusOK, body)
			return
		}
	}
	responses, ctx := exec.DispatchOperation(ctx, op)
	answer := responses(ctx)
	switch {
	case answer == nil:
		answer = refused("UNAVAILABLE", tookTooLong)
		forget(w.Header())
		write(w, newType, http.StatusServiceUnavailable, answer)
	case !lasting:
		write(w, kind, http.StatusOK, answer)
	case len(answer.Errors) > 0: // which may be of this moment only
		forget(w.Header())
		write(w, kind, http.StatusOK, answer)
	default:
		body := bodyOf(answer)
		t.answers.put(key, body)
		send(w, kind, http.StatusOK, body)
	}
}

// statusOf is the status of a request whose moment is not to be had.
func statusOf(err error) int {
	if catalogue.KindOf(err) == catalogue.Unavailable {
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}

// accepted is the media type that the client likes best, "" if it likes none of ours.
func accepted(header string) string {
	if strings.Trim(header, " ,") == "" {
		return newType
	}
	best, most := "", 0.0
	for part := range strings.SplitSeq(header, ",") {
		kind, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		switch kind {
		case "*/*", "application/*":
			kind = newType
		case newType, oldType:
		default:
			continue
		}
		q, err := strconv.ParseFloat(params["q"], 64)
		if err != nil {
			q = 1
		}
		if q > most || q == most && q > 0 && kind == newType {
			best, most = kind, q
		}
	}
	return best
}

// refusal is why a request is no GraphQL request.
type refusal struct {
	status               int
	code, message, allow string
}

func badRequest(message string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "INVALID", message: message, allow: "GET, POST"}
}

func read(r *http.Request) (*graphql.RawParams, *refusal) {
	switch r.Method {
	case http.MethodGet:
		return readURL(r.URL.RawQuery)
	case http.MethodPost:
		return readBody(r)
	}
	return nil, &refusal{http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "send GraphQL with GET or POST", "GET, POST"}
}

func readURL(raw string) (*graphql.RawParams, *refusal) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, badRequest("the query of the address cannot be read")
	}
	p := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, into := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		if text := values.Get(name); text != "" && decode(strings.NewReader(text), into) != nil {
			return nil, badRequest(name + " is not a JSON object")
		}
	}
	return p, nil
}

func readBody(r *http.Request) (*graphql.RawParams, *refusal) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := params["charset"]; err != nil || kind != oldType || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return nil, &refusal{http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "the body of the request is application/json in UTF-8", "GET, POST"}
	}
	p := new(graphql.RawParams)
	if decode(r.Body, p) != nil {
		return nil, badRequest("the body of the request is not one JSON object with query, operationName, variables and extensions")
	}
	return p, nil
}

var errMore = errors.New("graph: more than one JSON value")

// decode reads one JSON value and nothing behind it.
func decode(from io.Reader, into any) error {
	d := json.NewDecoder(from)
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errMore
	}
	return nil
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	write(w, newType, status, refused(code, message))
}

func refused(code, message string) *graphql.Response {
	return &graphql.Response{Errors: gqlerror.List{{Message: message, Extensions: map[string]any{"code": code}}}}
}

func write(w http.ResponseWriter, kind string, status int, r *graphql.Response) {
	send(w, kind, status, bodyOf(r))
}

func send(w http.ResponseWriter, kind string, status int, body []byte) {
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.WriteHeader(status)
	// The client may be gone; there is nobody left to tell.
	_, _ = w.Write(body)
}

// bodyOf writes an answer. Its data are JSON already; only an answer that was not
// carried out has none.
func bodyOf(r *graphql.Response) []byte {
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
