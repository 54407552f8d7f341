package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"
)

// sightFlags are what a server shows of itself to those who watch it.
type sightFlags struct {
	MetricsListen string        `env:"FUNDUS_METRICS_LISTEN" placeholder:"HOST:PORT" help:"Address of its own for /metrics, for a scraper on another machine; whoever reaches it may read them. Programs on this machine find them at /metrics of --listen, and nobody else does."`
	Pprof         string        `env:"FUNDUS_PPROF" placeholder:"HOST:PORT" help:"Address for the profiler of Go, at /debug/pprof/: of this machine alone, such as 127.0.0.1:6060."`
	OTLPEndpoint  string        `name:"otlp-endpoint" env:"FUNDUS_OTLP_ENDPOINT" placeholder:"URL" help:"OpenTelemetry collector that traces are sent to over OTLP/HTTP, such as http://localhost:4318. The standard variables (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER, …) are heeded too. Without any, nothing is traced."`
	Slow          time.Duration `default:"1s" env:"FUNDUS_SLOW" help:"Operations that take longer are logged: with name, hash, cost, time and revision, without text, variables or who asked. 0 logs none."`
	LogRequests   bool          `env:"FUNDUS_LOG_REQUESTS" help:"Log a line for every request: method, route, status, code, bytes and time, without who asked."`
}

func (s *sightFlags) check() error {
	if s.Slow < 0 {
		return fmt.Errorf("--slow=%s: must not be less than 0", s.Slow)
	}
	if _, _, err := net.SplitHostPort(s.MetricsListen); s.MetricsListen != "" && err != nil {
		return fmt.Errorf("--metrics-listen=%s: write HOST:PORT, such as 10.0.0.5:9090 or :9090 for every address of this machine", s.MetricsListen)
	}
	if s.Pprof != "" && !loopback(s.Pprof) {
		return fmt.Errorf("--pprof=%s: write an address of this machine alone, such as 127.0.0.1:6060; the profiler shows what is in memory", s.Pprof)
	}
	return s.checkEndpoint()
}

// checkEndpoint wants a plain address: what is in it stands in the list of processes.
func (s *sightFlags) checkEndpoint() error {
	if s.OTLPEndpoint == "" {
		return nil
	}
	u, err := url.Parse(s.OTLPEndpoint)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return errors.New("--otlp-endpoint: write an address such as http://localhost:4318")
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("--otlp-endpoint: write an address without user, query or fragment; secrets belong in OTEL_EXPORTER_OTLP_HEADERS")
	}
	return nil
}

// loopback says whether an address can be reached from this machine alone. A name is
// none but localhost: what others mean is for others to say.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback() || host == "localhost"
}

// traces says whether there is somebody to send traces to.
func (s *sightFlags) traces() bool {
	if strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") {
		return false
	}
	return s.OTLPEndpoint != "" || os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != ""
}

// watch begins to watch a server. Addresses are taken at once: who is mistaken about one
// hears of it before the database is touched.
func (s *sightFlags) watch(ctx context.Context, engine string, log *slog.Logger) (*watch, error) {
	names, err := exampleNames()
	if err != nil {
		return nil, err
	}
	w := newWatch(engine, names, log)
	if s.traces() {
		if err := w.trace(ctx, strings.TrimSuffix(s.OTLPEndpoint, "/")); err != nil {
			return nil, err
		}
	}
	if s.Slow > 0 {
		w.logSlow(s.Slow)
	}
	if s.LogRequests {
		w.logRequests()
	}
	return w, w.listen(ctx, s.MetricsListen, s.Pprof)
}
