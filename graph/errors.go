package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// present is how an error leaves the program: errors of the catalogue with their
// code and parts, errors of the language as they are, and everything else as an
// id that the log carries.
//
// gqlgen wraps whatever a resolver or a scalar returns into an error of the
// language, with the cause in Err. So only what has no cause is of the language.
func present(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		var known *gqlerror.Error
		if errors.As(err, &known) && known.Err == nil {
			return ofLanguage(known)
		}
		out := &gqlerror.Error{Path: graphql.GetPath(ctx)}
		if known != nil {
			out.Path, out.Locations = known.Path, known.Locations
		}
		if out.Message, out.Extensions = ofCatalogue(err); out.Message == "" {
			out.Message, out.Extensions = internal(ctx, log, err)
		}
		return out
	}
}

// ofLanguage is an error of the query's language, which may quote the query.
func ofLanguage(known *gqlerror.Error) *gqlerror.Error {
	out := *known
	out.Message = hinted(shorten(out.Message, longestMessage))
	if out.Extensions["code"] == nil {
		out.Extensions = map[string]any{"code": "INVALID"}
	}
	return &out
}

// How long what quotes its input may become, in bytes.
const (
	longestMessage = 1000
	longestValue   = 200
)

// shorten keeps what quotes its input fit to be shown.
func shorten(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// ofCatalogue is what an error of the catalogue says; nothing for any other.
func ofCatalogue(err error) (string, map[string]any) {
	var several catalogue.Errors
	var own *catalogue.Error
	switch {
	case errors.As(err, &several):
		out := extensions(several[0])
		out["problems"] = problems(several)
		return shorten(several.Error(), len(several)*longestMessage/5+longestMessage), out
	case errors.As(err, &own):
		return shorten(own.Error(), longestMessage), extensions(own)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return tookTooLong, map[string]any{"code": catalogue.Unavailable.String()}
	}
	return "", nil
}

// ofText names the words of a search over everything as they are called there: text, where
// lists and the view have search.
func ofText(found view.Search, err error) (view.Search, error) {
	own, ok := errors.AsType[*catalogue.Error](err)
	if !ok || own.Field != "search" {
		return found, err
	}
	named := *own
	named.Field = "text"
	return found, &named
}

func extensions(e *catalogue.Error) map[string]any {
	out := map[string]any{"code": e.Kind.String()}
	for key, value := range map[string]string{"record": e.Record, "field": e.Field, "value": e.Value} {
		if value != "" {
			out[key] = shorten(value, longestValue)
		}
	}
	if limit, ok := errors.AsType[view.Limit](e.Err); ok {
		out["code"], out["limit"] = "PAGE_TOO_LARGE", int(limit)
	}
	return out
}

func problems(es catalogue.Errors) []map[string]any {
	out := make([]map[string]any, len(es))
	for i, e := range es {
		out[i] = extensions(e)
		out[i]["message"] = shorten(e.Message, longestMessage)
	}
	return out
}

// internal writes an error into the log and says under which id.
func internal(ctx context.Context, log *slog.Logger, err error) (string, map[string]any) {
	id := rand.Text()[:12]
	attributes := []any{"id", id, "error", err}
	if p, ok := errors.AsType[*panicked](err); ok {
		attributes = append(attributes, "stack", p.stack)
	}
	log.ErrorContext(ctx, "internal error", attributes...)
	return "internal error; the log has it under " + id, map[string]any{"code": "INTERNAL", "id": id}
}

// panicked is a panic of a resolver, and where it happened.
type panicked struct{ value, stack string }

func (p *panicked) Error() string { return "panic: " + p.value }

func recovered(_ context.Context, p any) error {
	return &panicked{fmt.Sprint(p), string(debug.Stack())}
}

// fewErrors leaves the first errors of an answer, as many as may be, and says how many
// more there are: a page of records can fail at each of them, and a document can break a
// rule at each token.
func fewErrors(most int) graphql.ResponseMiddleware {
	return func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		r := next(ctx)
		if r != nil && len(r.Errors) > most {
			rest := len(r.Errors) - most + 1
			r.Errors = append(r.Errors[:most-1:most-1], &gqlerror.Error{
				Message:    fmt.Sprintf("… and %d more errors", rest),
				Extensions: map[string]any{"code": "TOO_MANY_ERRORS", "limit": most},
			})
		}
		return r
	}
}

// fewBytes answers that the data are too large, when they are: cut off they would be no
// JSON. They have been made by then, so what bounds the memory for that is the cost of an
// operation. A change stays made.
func fewBytes(most int) graphql.ResponseMiddleware {
	return func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		r := next(ctx)
		if r != nil && len(r.Data) > most {
			r.Errors = gqlerror.List{{
				Message:    fmt.Sprintf("the answer has %d bytes, the limit is %d; ask for less at once", len(r.Data), most),
				Extensions: map[string]any{"code": "ANSWER_TOO_LARGE", "limit": most},
			}}
			r.Data = []byte("null")
		}
		return r
	}
}
