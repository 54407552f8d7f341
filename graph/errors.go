package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/catalogue"
)

// present is how an error leaves the program: errors of the catalogue with their
// code and parts, errors of the language as they are, and everything else as an
// id that the log carries.
func present(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		out := gqlerror.WrapPath(graphql.GetPath(ctx), errors.New("internal error"))
		var known *gqlerror.Error
		if errors.As(err, &known) {
			if known.Err == nil {
				return known
			}
			out.Path, out.Locations = known.Path, known.Locations
		}
		var several catalogue.Errors
		var own *catalogue.Error
		switch {
		case errors.As(err, &several):
			out.Message = several.Error()
			out.Extensions = map[string]any{"code": several[0].Kind.String(), "problems": problems(several)}
		case errors.As(err, &own):
			out.Message = own.Error()
			out.Extensions = extensions(own)
		case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
			out.Message = "the operation took too long and was stopped"
			out.Extensions = map[string]any{"code": catalogue.Unavailable.String()}
		case known != nil:
			// A scalar or an argument that could not be read says why itself.
			out.Message = known.Message
			out.Extensions = map[string]any{"code": catalogue.Invalid.String()}
		default:
			id := rand.Text()[:12]
			log.ErrorContext(ctx, "internal error", "id", id, "error", err)
			out.Message = "internal error; the log has it under " + id
			out.Extensions = map[string]any{"code": "INTERNAL", "id": id}
		}
		out.Err = nil
		return out
	}
}

func extensions(e *catalogue.Error) map[string]any {
	out := map[string]any{"code": e.Kind.String()}
	for key, value := range map[string]string{"record": e.Record, "field": e.Field, "value": e.Value} {
		if value != "" {
			out[key] = value
		}
	}
	return out
}

func problems(es catalogue.Errors) []map[string]any {
	out := make([]map[string]any, len(es))
	for i, e := range es {
		out[i] = extensions(e)
		out[i]["message"] = e.Message
	}
	return out
}
