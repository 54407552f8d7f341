package tracing

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"fundus/internal/catalogue"
	"fundus/internal/requestid"
	"fundus/internal/sight"
)

var _ sight.Observer = (*Tracer)(nil)

// The attributes follow the semantic conventions of OpenTelemetry where these have a
// word, and begin with "fundus." where they have none.

// RequestBegan begins the span of a request, within the trace of its caller if there is one.
func (t *Tracer) RequestBegan(ctx context.Context, r *http.Request, route string) context.Context {
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(r.Header))
	ctx = trace.ContextWithRemoteSpanContext(ctx, trace.SpanContextFromContext(ctx).WithTraceState(trace.TraceState{}))
	name := "HTTP"
	if route != "" {
		name = route
	}
	ctx, _ = t.tracer.Start(ctx, name, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
		attribute.String("http.route", route),
		attribute.String("fundus.request.id", string(requestid.Of(ctx))),
	))
	return ctx
}

// RequestEnded ends it.
func (t *Tracer) RequestEnded(ctx context.Context, r sight.Request) {
	span := trace.SpanFromContext(ctx)
	span.SetName(r.Method + " " + r.Route)
	span.SetAttributes(attribute.String("http.request.method", r.Method), attribute.Int("http.response.status_code", r.Status))
	if r.Code != "" {
		span.SetAttributes(attribute.String("error.type", r.Code))
	}
	if r.Status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, strconv.Itoa(r.Status))
	}
	span.End()
}

// OperationBegan begins the span of an operation.
func (t *Tracer) OperationBegan(ctx context.Context) context.Context {
	ctx, _ = t.tracer.Start(ctx, "operation")
	return ctx
}

// longestName is how much of the name of an operation is told, which its client chose.
const longestName = 100

// OperationEnded ends it.
func (t *Tracer) OperationEnded(ctx context.Context, o sight.Operation) {
	span := trace.SpanFromContext(ctx)
	if o.Type != "" {
		span.SetName(o.Type)
	}
	span.SetAttributes(
		attribute.String("graphql.operation.type", o.Type),
		attribute.String("graphql.operation.name", o.Name[:min(len(o.Name), longestName)]),
		attribute.String("fundus.document.hash", o.Hash),
		attribute.Int("fundus.cost", o.Cost),
		attribute.String("fundus.answer", string(o.Answer)),
		attribute.Int64("fundus.revision", int64(o.Revision)),
	)
	if len(o.Codes) > 0 {
		span.SetAttributes(attribute.String("error.type", o.Code()))
		span.SetStatus(codes.Error, strings.Join(o.Codes, " "))
	}
	span.End()
}

// Opened is told by the span of what is open.
func (*Tracer) Opened(sight.Open) {}

// Closed is too.
func (*Tracer) Closed(sight.Open) {}

// EventSent is not told: a subscription would have no end of them.
func (*Tracer) EventSent() {}

type callKey struct{}

// CallBegan begins the span of a call of the store, within what asks for it.
func (t *Tracer) CallBegan(ctx context.Context, c sight.Call) context.Context {
	if !trace.SpanContextFromContext(ctx).IsValid() {
		return ctx // of the program's own accord
	}
	ctx, span := t.tracer.Start(ctx, "store "+string(c), trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		attribute.String("db.system.name", t.engine),
		attribute.String("db.operation.name", string(c)),
	))
	return context.WithValue(ctx, callKey{}, span)
}

// CallEnded ends it.
func (t *Tracer) CallEnded(ctx context.Context, _ sight.Call, _ time.Duration, err error) {
	span, begun := ctx.Value(callKey{}).(trace.Span)
	if !begun {
		return
	}
	if err != nil {
		span.SetAttributes(attribute.String("error.type", catalogue.KindOf(err).String()))
		span.SetStatus(codes.Error, "")
	}
	span.End()
}
