package tracing_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	otlp "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"fundus/internal/catalogue"
	"fundus/internal/requestid"
	"fundus/internal/sight"
	"fundus/internal/tracing"
)

// receiver is a collector.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	status int // of its answers
	spans  []*otlp.Span
	text   strings.Builder // all that it was told
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	c := &receiver{status: http.StatusOK}
	c.Server = httptest.NewServer(http.HandlerFunc(c.take))
	t.Cleanup(c.Close)
	return c
}

func (c *receiver) take(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		body, _ = gzip.NewReader(r.Body)
	}
	text, err := io.ReadAll(body)
	told := new(collector.ExportTraceServiceRequest)
	if err != nil || r.URL.Path != "/v1/traces" || proto.Unmarshal(text, told) != nil {
		http.Error(w, "no traces", http.StatusBadRequest)
		return
	}
	c.text.Write(text)
	for _, resource := range told.GetResourceSpans() {
		for _, scope := range resource.GetScopeSpans() {
			c.spans = append(c.spans, scope.GetSpans()...)
		}
	}
	w.WriteHeader(c.status)
}

// named is the span with a name.
func (c *receiver) named(t *testing.T, name string) *otlp.Span {
	t.Helper()
	for _, s := range c.spans {
		if s.GetName() == name {
			return s
		}
	}
	t.Fatalf("no span %s among %v", name, c.spans)
	return nil
}

func attribute(s *otlp.Span, key string) string {
	for _, a := range s.GetAttributes() {
		if a.GetKey() == key {
			return a.GetValue().GetStringValue()
		}
	}
	return ""
}

func open(t *testing.T, c *receiver, log io.Writer) *tracing.Tracer {
	t.Helper()
	tracer, err := tracing.Open(t.Context(), tracing.Options{Endpoint: c.URL, Version: "v1", Engine: "sqlite", Log: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return tracer
}

const caller = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

// answered is a request as the program answers it.
func answered(t *testing.T, tracer *tracing.Tracer) {
	t.Helper()
	r := httptest.NewRequest("POST", "/graphql?query=geheim", strings.NewReader("geheim"))
	for _, name := range []string{"Authorization", "Cookie", "User-Agent", "X-Forwarded-For", "Baggage", "Tracestate"} {
		r.Header.Set(name, "geheim=geheim")
	}
	r.Header.Set("Traceparent", caller)
	ctx := tracer.RequestBegan(requestid.With(t.Context(), "name-7"), r, "/graphql")
	within := tracer.OperationBegan(ctx)
	call := tracer.CallBegan(within, sight.History)
	tracer.CallEnded(call, sight.History, time.Millisecond, catalogue.Errorf(catalogue.NotFound, "geheim"))
	tracer.OperationEnded(within, sight.Operation{Type: "query", Name: "Verlauf", Hash: "abc", Cost: 7, Codes: []string{"NOT_FOUND"}})
	tracer.RequestEnded(ctx, sight.Request{Route: "/graphql", Method: "POST", Status: 200})
}

func TestSpansHangTogetherAndContinueTheCallersTrace(t *testing.T) {
	c := newReceiver(t)
	tracer := open(t, c, io.Discard)
	answered(t, tracer)
	if err := tracer.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	request, operation, call := c.named(t, "POST /graphql"), c.named(t, "query"), c.named(t, "store history")
	if got := "00-" + hex.EncodeToString(request.GetTraceId()) + "-" + hex.EncodeToString(request.GetParentSpanId()) + "-01"; got != caller {
		t.Errorf("the request is of %s, not of its caller", got)
	}
	if !bytes.Equal(operation.GetParentSpanId(), request.GetSpanId()) || !bytes.Equal(call.GetParentSpanId(), operation.GetSpanId()) {
		t.Error("the spans do not hang together")
	}
	for _, a := range []struct {
		span      *otlp.Span
		key, want string
	}{
		{request, "fundus.request.id", "name-7"}, {request, "http.route", "/graphql"},
		{operation, "fundus.document.hash", "abc"}, {operation, "graphql.operation.name", "Verlauf"}, {operation, "error.type", "NOT_FOUND"},
		{call, "db.system.name", "sqlite"}, {call, "error.type", "NOT_FOUND"},
	} {
		if got := attribute(a.span, a.key); got != a.want {
			t.Errorf("%s of %s is %q, want %q", a.key, a.span.GetName(), got, a.want)
		}
	}
	if len(c.spans) != 3 {
		t.Errorf("%d spans", len(c.spans))
	}
}

// What a client sends beside the ids of its trace goes nowhere.
func TestTracesTellNothingOfWhoAsked(t *testing.T) {
	c := newReceiver(t)
	tracer := open(t, c, io.Discard)
	answered(t, tracer)
	if err := tracer.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c.text.Len() == 0 || strings.Contains(c.text.String(), "geheim") {
		t.Errorf("told: %q", c.text.String())
	}
}

// What the program does of its own accord belongs to no trace.
func TestNobodysCallsAreNotTraced(t *testing.T) {
	c := newReceiver(t)
	tracer := open(t, c, io.Discard)
	ctx := tracer.CallBegan(t.Context(), sight.Follow)
	tracer.CallEnded(ctx, sight.Follow, time.Second, nil)
	if err := tracer.Close(t.Context()); err != nil || len(c.spans) > 0 {
		t.Errorf("%v, %v", c.spans, err)
	}
}

// A collector that refuses costs spans, and one line of the log.
func TestACollectorThatFailsIsToldOnce(t *testing.T) {
	var log bytes.Buffer
	c := newReceiver(t)
	c.status = http.StatusBadRequest
	tracer := open(t, c, &log)
	for range 3 {
		answered(t, tracer)
		if err := tracer.Flush(context.WithoutCancel(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	c.mu.Lock()
	c.status = http.StatusOK
	c.mu.Unlock()
	answered(t, tracer)
	if err := tracer.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := log.String(); strings.Count(text, "traces cannot be sent") != 1 || strings.Count(text, "sent again") != 1 {
		t.Errorf("logged: %s", text)
	}
}
