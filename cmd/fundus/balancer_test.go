package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// balancer is a proxy before replicas, as strict as one can be: it sends a request to
// one that said it is ready when it was last asked, once, and hides no failure. Requests
// must have a body, without which its transport would send some again.
type balancer struct {
	*httptest.Server
	slots    []*slot
	turn     atomic.Uint64
	mu       sync.Mutex
	failures []string
}

// slot is a place for a replica.
type slot struct {
	*process
	address atomic.Pointer[string]
	ready   atomic.Bool
}

// probeEvery is how often the balancer asks whether a replica is ready.
const probeEvery = 20 * time.Millisecond

func newBalancer(t *testing.T, replicas ...*process) *balancer {
	t.Helper()
	b := &balancer{}
	for _, p := range replicas {
		s := &slot{process: p}
		s.address.Store(&p.address)
		b.slots = append(b.slots, s)
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 100}
	b.Server = httptest.NewServer(&httputil.ReverseProxy{
		Rewrite:   b.direct,
		Transport: transport,
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			if r.Context().Err() == nil { // the client has not left
				b.failed("%s: %v", r.URL.Path, err)
			}
			w.WriteHeader(http.StatusBadGateway)
		},
	})
	ctx, cancel := context.WithCancel(context.Background())
	var probes sync.WaitGroup
	for _, s := range b.slots {
		probes.Go(func() { s.watch(ctx) })
	}
	t.Cleanup(func() {
		cancel()
		probes.Wait()
		b.CloseClientConnections()
		b.Close()
		transport.CloseIdleConnections()
	})
	for _, s := range b.slots {
		s.await(t, true)
	}
	return b
}

// host is where clients ask.
func (b *balancer) host() string { return strings.TrimPrefix(b.URL, "http://") }

func (b *balancer) direct(r *httputil.ProxyRequest) {
	r.Out.URL.Scheme = "http"
	first := int(b.turn.Add(1))
	for i := range b.slots {
		if s := b.slots[(first+i)%len(b.slots)]; s.ready.Load() {
			r.Out.URL.Host = *s.address.Load()
			return
		}
	}
	b.failed("no replica is ready")
	r.Out.URL.Host = "127.0.0.1:0"
}

func (b *balancer) failed(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures = append(b.failures, fmt.Sprintf(format, args...))
}

// watch asks a replica whether it is ready until the context ends.
func (s *slot) watch(ctx context.Context) {
	client := http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	again := time.NewTicker(probeEvery)
	defer again.Stop()
	for {
		select {
		case <-again.C:
		case <-ctx.Done():
			return
		}
		ask, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+*s.address.Load()+"/readyz", nil)
		if err != nil {
			continue
		}
		answer, err := client.Do(ask)
		s.ready.Store(err == nil && answer.StatusCode == http.StatusOK)
		if err == nil {
			_ = answer.Body.Close()
		}
	}
}

// await waits until the balancer takes the replica for ready, or not.
func (s *slot) await(t *testing.T, ready bool) {
	t.Helper()
	if !eventually(func() bool { return s.ready.Load() == ready }) {
		t.Fatalf("the replica at %s stays as it is, ready: %v\n%s", *s.address.Load(), !ready, &s.errs)
	}
}
