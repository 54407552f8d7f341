package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"regexp"
	"slices"
	"time"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/live"
	"fundus/internal/logbook"
	"fundus/internal/metrics"
	"fundus/internal/sight"
	"fundus/internal/store"
	"fundus/internal/store/observed"
	"fundus/internal/store/postgres"
	"fundus/internal/tracing"
)

// watch is what watches a server: metrics always, since counting costs next to nothing,
// traces and logs as told.
type watch struct {
	sight.Several
	engine  string
	log     *slog.Logger
	metrics *metrics.Metrics
	ending  []func()
}

func newWatch(engine string, names []string, log *slog.Logger) *watch {
	m := metrics.New(metrics.Options{Version: version(), Engine: engine, Names: names})
	return &watch{Several: sight.Several{m}, engine: engine, log: log, metrics: m}
}

// close ends what watches, the last begun first.
func (w *watch) close() {
	for _, end := range slices.Backward(w.ending) {
		end()
	}
}

// lastSpans is how long a server that ends waits for a collector.
const lastSpans = 5 * time.Second

// trace sends traces too. They come first: what others note belongs to a span.
func (w *watch) trace(ctx context.Context, endpoint string) error {
	t, err := tracing.Open(ctx, tracing.Options{Endpoint: endpoint, Version: version(), Engine: w.engine, Log: w.log})
	if err != nil {
		return err
	}
	w.Several = append(sight.Several{t}, w.Several...)
	w.ending = append(w.ending, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastSpans)
		defer cancel()
		if err := t.Close(ctx); err != nil {
			w.log.WarnContext(ctx, "the last traces could not be sent", "error", err)
		}
	})
	return nil
}

func (w *watch) logSlow(than time.Duration) {
	w.Several = append(w.Several, logbook.Slow{Log: w.log, Than: than})
}

func (w *watch) logRequests() { w.Several = append(w.Several, logbook.Requests{Log: w.log}) }

// listen takes the addresses that are not for everybody.
func (w *watch) listen(ctx context.Context, metrics, profiler string) error {
	scraped := http.NewServeMux()
	scraped.Handle("GET /metrics", w.metrics)
	profiled := http.NewServeMux()
	profiled.HandleFunc("/debug/pprof/", pprof.Index) // which has the profiles by name
	profiled.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	profiled.HandleFunc("/debug/pprof/profile", pprof.Profile)
	profiled.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	profiled.HandleFunc("/debug/pprof/trace", pprof.Trace)
	for _, aside := range []struct {
		flag, address, what string
		handler             http.Handler
	}{{"--metrics-listen", metrics, "metrics", scraped}, {"--pprof", profiler, "profiler", profiled}} {
		if aside.address == "" {
			continue
		}
		l, err := new(net.ListenConfig).Listen(ctx, "tcp", aside.address)
		if err != nil {
			w.close()
			return &catalogue.Error{Kind: catalogue.Unavailable, Message: fmt.Sprintf("cannot listen on %s; choose another address with %s", aside.address, aside.flag), Err: err}
		}
		w.log.InfoContext(ctx, "answers on an address of its own", "what", aside.what, "address", l.Addr().String())
		w.serve(l, aside.handler)
	}
	return nil
}

// serve answers on a listener until the watch ends.
func (w *watch) serve(l net.Listener, h http.Handler) {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(w.log.Handler(), slog.LevelWarn)}
	go func() { _ = s.Serve(l) }() // ends with an error that says that it was closed
	w.ending = append(w.ending, func() { _ = s.Close() })
}

// store is a store whose calls are watched.
func (w *watch) store(st store.Store) store.Store {
	if pg, ok := st.(*postgres.Store); ok {
		w.metrics.Pool(func() metrics.Connections {
			c := pg.Connections()
			return metrics.Connections{InUse: c.InUse, Idle: c.Idle, Most: c.Most, Waits: c.Waits}
		})
	}
	return observed.New(st, w)
}

// certificate lets the metrics show when that of the server expires, if it has one.
func (w *watch) certificate(shown *httpd.Certificate) {
	if shown != nil {
		w.metrics.Certificate(shown.NotAfter)
	}
}

// shows lets the metrics show what there is once a server knows it.
func (w *watch) shows(cat *live.Catalogue, answers *graph.Server, trusted *graph.Documents) {
	w.metrics.Of(cat)
	w.metrics.Answers(answers.Kept)
	if trusted == nil {
		return
	}
	for _, d := range trusted.All() {
		w.metrics.Name(d.Operations...)
	}
}

// engineOf is the name of the engine that a --database means, as OpenTelemetry has it.
func engineOf(database string) string {
	if isPostgres(database) {
		return "postgresql"
	}
	return "sqlite"
}

var operationName = regexp.MustCompile(`(?m)^(?:query|mutation|subscription) +([A-Za-z_]\w*)`)

// exampleNames are the names of operations of the examples, which the console asks.
func exampleNames() ([]string, error) {
	asked, err := exampleQuestions()
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range asked {
		for _, found := range operationName.FindAllStringSubmatch(e.Query, -1) {
			out = append(out, found[1])
		}
	}
	return out, nil
}
