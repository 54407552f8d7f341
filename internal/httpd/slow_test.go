package httpd_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fundus/internal/httpd"
)

// oneConnection is a listener to whom one client comes, and then nobody.
type oneConnection struct {
	conn   chan net.Conn
	closed chan struct{}
}

func (l oneConnection) Accept() (net.Conn, error) {
	select {
	case c := <-l.conn:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l oneConnection) Close() error   { close(l.closed); return nil }
func (l oneConnection) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

// What a client has begun it must finish, by the clock of the server.
func TestWhoSendsTooSlowlyIsHungUpOn(t *testing.T) {
	const begun = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
	for name, c := range map[string]struct {
		sent string
		want time.Duration
	}{
		"in the header": {begun, 10 * time.Second},
		"in the body":   {begun + "\r\n{", 30 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			client, conn := net.Pipe()
			l := oneConnection{make(chan net.Conn, 1), make(chan struct{})}
			l.conn <- conn
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error)
			go func() {
				done <- httpd.Serve(ctx, l, surface(httpd.Options{}), time.Second, slog.New(slog.DiscardHandler))
			}()
			began := time.Now()
			fmt.Fprint(client, c.sent)
			_, _ = io.Copy(io.Discard, client)
			if took := time.Since(began); took < c.want || took > c.want+5*time.Second {
				t.Errorf("%s: hung up after %s, want %s", name, took, c.want)
			}
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
}

// A request has its time to arrive, which is not that of its answer.
func TestAnAnswerMayTakeLongerThanARequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, conn := net.Pipe()
		l := oneConnection{make(chan net.Conn, 1), make(chan struct{})}
		l.conn <- conn
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-time.After(50 * time.Second):
				fmt.Fprint(w, "late")
			case <-r.Context().Done():
				fmt.Fprint(w, "given up")
			}
		})
		go func() {
			done <- httpd.Serve(ctx, l, surface(httpd.Options{GraphQL: slow, Operation: time.Minute}), time.Second, slog.New(slog.DiscardHandler))
		}()
		fmt.Fprint(client, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
		if text, _ := io.ReadAll(client); !strings.HasSuffix(string(text), "late") {
			t.Errorf("answer: %s", text)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// Headers have a limit before anything reads them.
func TestAFloodOfHeadersIsRefused(t *testing.T) {
	address, end := server(t, surface(httpd.Options{}), time.Millisecond)
	for name, flood := range map[string]string{
		"one that is long": "X-Long: " + strings.Repeat("a", 100<<10) + "\r\n",
		"many":             strings.Repeat("X-Many: a\r\n", 10_000),
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		go fmt.Fprint(conn, "GET /graphql HTTP/1.1\r\nHost: localhost\r\n"+flood+"\r\n") // of which not all is taken
		line, err := bufio.NewReader(conn).ReadString('\n')
		if !strings.HasPrefix(line, "HTTP/1.1 431 ") {
			t.Errorf("%s: %q (%v)", name, line, err)
		}
		conn.Close()
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}
