// Package metrics counts what is seen of the program, for Prometheus.
//
// Every metric of the program begins with fundus_, counts in base units, and has the
// words of the schema: an operation, an answer, a revision, a record, a statement. Beside
// them are those of the Go run-time (go_) and of the process (process_).
//
// The values of labels are bounded, whatever clients send: routes, methods and what is
// open are lists of the program's own; names of operations are those that were known at
// the start, and all others are "other"; codes of errors are of the program, and the
// hundredth new one is "OTHER" anyway. No label is of a person, an address or a record.
//
// What stands (revision, lag, records) is looked up when it is asked for, from the newest
// snapshot, which nobody waits for.
package metrics

import (
	"context"
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"fundus/internal/sight"
)

// Options say what is known at the start.
type Options struct {
	Version string   // of the program
	Engine  string   // of the store
	Names   []string // of operations that are counted under their names
}

// Metrics is an observer that counts. Its zero value is of no use.
type Metrics struct {
	registry *prometheus.Registry
	engine   string
	names    names
	codes    codes

	requests       *prometheus.CounterVec
	requestSeconds *prometheus.HistogramVec
	requestBytes   *prometheus.CounterVec
	refusals       *prometheus.CounterVec

	operations       *prometheus.CounterVec
	operationSeconds *prometheus.HistogramVec
	operationCost    *prometheus.HistogramVec
	operationErrors  *prometheus.CounterVec
	answers          *prometheus.CounterVec
	documents        *prometheus.CounterVec

	open   *prometheus.GaugeVec
	opened *prometheus.CounterVec
	events prometheus.Counter

	calls       *prometheus.CounterVec
	callSeconds *prometheus.HistogramVec
}

var _ sight.Observer = (*Metrics)(nil)

// The bounds of histograms: what is answered from memory takes milliseconds, what
// walks or reads the log seconds, and an answer has 20 s.
var (
	seconds = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 20}
	values  = []float64{10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 50_000}
)

// New is metrics that have counted nothing.
func New(o Options) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(), engine: o.Engine, names: namesOf(o.Names)}
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.countRequests()
	m.countOperations()
	m.countCalls()
	build := m.gauge("build_info", "The program that runs; the value is always 1.", "version", "go_version")
	build.WithLabelValues(o.Version, runtime.Version()).Set(1)
	return m
}

// Name lets operations of these names be counted by them. It is called before any is.
func (m *Metrics) Name(names ...string) {
	for _, name := range names {
		m.names[name] = struct{}{}
	}
}

func (m *Metrics) countRequests() {
	m.requests = m.counter("requests_total", "Requests over HTTP that have been answered.", "route", "method", "status")
	m.requestSeconds = m.histogram("request_seconds", "How long requests took, but for streams and sockets.", seconds, "route")
	m.requestBytes = m.counter("request_sent_bytes_total", "Bytes of the bodies of answers, but for sockets.", "route")
	m.refusals = m.counter("refusals_total", "Requests that were refused before anything was carried out, by the code of the error.", "code")
	m.open = m.gauge("open", "What is open just now: subscriptions that are followed, sockets, files and archives that are being made.", "what")
	m.opened = m.counter("opened_total", "What has been opened since the start.", "what")
	for _, what := range sight.Opens { // there from the start, so that a first one is an increase
		m.open.WithLabelValues(string(what))
		m.opened.WithLabelValues(string(what))
	}
	m.events = m.counter("events_total", "Events that followers of subscriptions were told.").WithLabelValues()
}

func (m *Metrics) countOperations() {
	m.operations = m.counter("operations_total", "Operations of GraphQL that have ended, by the code of their first error, OK for none.", "type", "name", "code")
	m.operationSeconds = m.histogram("operation_seconds", "How long operations took, but for subscriptions and files.", seconds, "type", "name")
	m.operationCost = m.histogram("operation_cost_values", "What operations were estimated at, in values.", values, "type")
	m.operationErrors = m.counter("operation_errors_total", "Operations with an error, once for each of its codes.", "code")
	m.operationErrors.WithLabelValues("INTERNAL") // so that the first one is an increase
	m.answers = m.counter("answers_total", "Answers to operations without an error: made, kept (given before) or known (the client has it).", "answer")
	m.documents = m.counter("documents_total", "Documents of operations, read anew or known from before.", "parsed")
}

func (m *Metrics) countCalls() {
	m.calls = m.counter("store_calls_total", "Calls of the store, by the code of the error, OK for none.", "engine", "call", "code")
	m.callSeconds = m.histogram("store_call_seconds", "How long calls of the store took, what is done with what they read included.", seconds, "engine", "call")
}

// ServeHTTP answers with all metrics.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}).ServeHTTP(w, r)
}

// RequestBegan is not counted.
func (*Metrics) RequestBegan(ctx context.Context, _ *http.Request, _ string) context.Context {
	return ctx
}

// RequestEnded counts a request.
func (m *Metrics) RequestEnded(_ context.Context, r sight.Request) {
	m.requests.WithLabelValues(r.Route, r.Method, strconv.Itoa(r.Status)).Inc()
	m.requestBytes.WithLabelValues(r.Route).Add(float64(r.Bytes))
	if !r.Stream {
		m.requestSeconds.WithLabelValues(r.Route).Observe(r.Took.Seconds())
	}
	if r.Code != "" {
		m.refusals.WithLabelValues(m.codes.bounded(r.Code)).Inc()
	}
}

// OperationBegan is not counted.
func (*Metrics) OperationBegan(ctx context.Context) context.Context { return ctx }

// OperationEnded counts an operation.
func (m *Metrics) OperationEnded(_ context.Context, o sight.Operation) {
	name, code := m.names.bounded(o.Name), ok
	if len(o.Codes) > 0 {
		code = m.codes.bounded(o.Code())
	}
	m.operations.WithLabelValues(o.Type, name, code).Inc()
	for _, code := range o.Codes {
		m.operationErrors.WithLabelValues(m.codes.bounded(code)).Inc()
	}
	if o.Parsed != "" {
		m.documents.WithLabelValues(string(o.Parsed)).Inc()
		m.operationCost.WithLabelValues(o.Type).Observe(float64(o.Cost))
	}
	if len(o.Codes) == 0 {
		m.answers.WithLabelValues(string(o.Answer)).Inc()
	}
	if !o.Stream {
		m.operationSeconds.WithLabelValues(o.Type, name).Observe(o.Took.Seconds())
	}
}

// Opened counts what is open.
func (m *Metrics) Opened(what sight.Open) {
	m.open.WithLabelValues(string(what)).Inc()
	m.opened.WithLabelValues(string(what)).Inc()
}

// Closed counts what is open.
func (m *Metrics) Closed(what sight.Open) { m.open.WithLabelValues(string(what)).Dec() }

// EventSent counts an event.
func (m *Metrics) EventSent() { m.events.Inc() }

// CallBegan is not counted.
func (*Metrics) CallBegan(ctx context.Context, _ sight.Call) context.Context { return ctx }

// CallEnded counts a call.
func (m *Metrics) CallEnded(_ context.Context, c sight.Call, took time.Duration, err error) {
	m.calls.WithLabelValues(m.engine, string(c), codeOf(err)).Inc()
	m.callSeconds.WithLabelValues(m.engine, string(c)).Observe(took.Seconds())
}

// namespace begins the name of every metric.
const namespace = "fundus"

func (m *Metrics) counter(name, help string, labels ...string) *prometheus.CounterVec {
	v := prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
	m.registry.MustRegister(v)
	return v
}

func (m *Metrics) gauge(name, help string, labels ...string) *prometheus.GaugeVec {
	v := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, labels)
	m.registry.MustRegister(v)
	return v
}

func (m *Metrics) histogram(name, help string, bounds []float64, labels ...string) *prometheus.HistogramVec {
	v := prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: bounds}, labels)
	m.registry.MustRegister(v)
	return v
}
