// Package tracing tells an OpenTelemetry collector how requests were answered, over OTLP.
//
//	POST /graphql             the request: route, method, status, its name
//	└─ query                  the operation: type, name, digest of the document, cost
//	   └─ store history       each call of the store on the way
//
// There is no span for a field: they are answered from memory, by the thousand. What the
// program does by itself, such as following the log, is no part of a trace.
//
// A trace that a caller has begun goes on here (W3C Trace Context). Of its header only the
// ids and the choice to sample are taken, never its state, which is foreign text. Spans
// hold no text of a query, no variables, no headers, no addresses and nobody's name.
//
// Where traces go and which are sampled is set by the standard variables, OTEL_EXPORTER_OTLP_…,
// OTEL_TRACES_SAMPLER, OTEL_BSP_…, OTEL_RESOURCE_ATTRIBUTES. A collector that cannot be
// reached costs spans and nothing else.
package tracing

import (
	"context"
	"fmt"
	"log/slog"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Options say what is traced, and where to.
type Options struct {
	// Endpoint is the address of the collector, such as http://localhost:4318; "" is that
	// of the standard variables.
	Endpoint string
	Version  string // of the program
	Engine   string // of the store
	Log      *slog.Logger
}

// Tracer is an observer that tells a collector.
type Tracer struct {
	provider *sdk.TracerProvider
	tracer   trace.Tracer
	engine   string
}

// Open makes a tracer. It asks no collector yet.
func Open(ctx context.Context, o Options) (*Tracer, error) {
	var where []otlptracehttp.Option
	if o.Endpoint != "" {
		where = append(where, otlptracehttp.WithEndpointURL(o.Endpoint+"/v1/traces"))
	}
	exporter, err := otlptracehttp.New(ctx, where...)
	if err != nil {
		return nil, fmt.Errorf("prepare traces: %w", err)
	}
	program, err := resource.New(ctx,
		resource.WithAttributes(attribute.String("service.name", "fundus"), attribute.String("service.version", o.Version)),
		resource.WithTelemetrySDK(),
		resource.WithFromEnv(), // has the last word
	)
	if err != nil {
		return nil, fmt.Errorf("prepare traces: %w", err)
	}
	provider := sdk.NewTracerProvider(sdk.WithBatcher(&told{SpanExporter: exporter, log: o.Log}), sdk.WithResource(program))
	return &Tracer{provider, provider.Tracer("fundus"), o.Engine}, nil
}

// Close sends what has not been sent yet, as long as the context allows.
func (t *Tracer) Close(ctx context.Context) error { return t.provider.Shutdown(ctx) }

// told is an exporter that says once when it fails, and once when it works again.
type told struct {
	sdk.SpanExporter
	log  *slog.Logger
	lost bool // by the one goroutine that exports
}

// ExportSpans sends spans. Its error ends here: nobody waits for it.
func (e *told) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	err := e.SpanExporter.ExportSpans(ctx, spans)
	switch {
	case err != nil && !e.lost:
		e.log.WarnContext(ctx, "traces cannot be sent, and are dropped", "error", err)
	case err == nil && e.lost:
		e.log.InfoContext(ctx, "traces are sent again")
	}
	e.lost = err != nil
	return nil
}
