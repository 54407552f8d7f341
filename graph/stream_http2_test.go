package graph_test

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fundus/graph"
	"fundus/internal/live"
)

// one is a listener to whom one client comes.
type one chan net.Conn

func (l one) Accept() (net.Conn, error) {
	conn, open := <-l
	if !open {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (l one) Close() error { close(l); return nil }
func (one) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

// HTTP/2 ends a stream whose time for writing is over even where nothing is written:
// one that has nothing to tell for a while must have time for that.
func TestAQuietStreamGoesOnOverHTTP2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var h2 http.Protocols
		h2.SetUnencryptedHTTP2(true)
		nothing := quiet{met: func(ctx context.Context) ([]live.Step, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}}
		server := &http.Server{Handler: graph.New(nothing, graph.Options{}), Protocols: &h2, WriteTimeout: time.Minute}
		there, here := net.Pipe()
		l := make(one, 1)
		l <- here
		go func() { _ = server.Serve(l) }()
		transport := &http.Transport{Protocols: &h2, DialContext: func(context.Context, string, string) (net.Conn, error) { return there, nil }}
		ask, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://fundus/graphql?query="+url.QueryEscape("subscription{changes{next}}"), http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		ask.Header.Set("Accept", "text/event-stream")
		began := time.Now()
		answer, err := transport.RoundTrip(ask)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		lines := bufio.NewScanner(answer.Body)
		for beats := 0; beats < 20 && lines.Scan(); {
			if strings.HasPrefix(lines.Text(), ":") {
				beats++
			}
		}
		if lasted := time.Since(began); lines.Err() != nil || lasted < 4*time.Minute {
			t.Errorf("the stream ended after %s: %v", lasted, lines.Err())
		}
		_ = answer.Body.Close()
		_ = server.Close()
		transport.CloseIdleConnections()
	})
}
