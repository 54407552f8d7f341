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

// pipes is a listener to whom clients come through memory, so that the clock can be
// that of a test.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (l pipes) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l pipes) Close() error   { close(l.closed); return nil }
func (l pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

// dial is a client that comes, or finds the door closed.
func (l pipes) dial() (net.Conn, bool) {
	there, here := net.Pipe()
	select {
	case l.conns <- here:
		return there, true
	case <-l.closed:
		return nil, false
	}
}

// ask sends a request on a connection and reads the answer.
func ask(t *testing.T, conn net.Conn, path string) (answer *http.Response, body string) {
	t.Helper()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

// Who sends requests notices before any is refused: for as long as a server drains it
// is not ready and answers as before, on connections new and old, each of which ends
// with its answer.
func TestAServerThatStopsAnswersUntilOthersHaveNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		l := pipes{make(chan net.Conn), make(chan struct{})}
		left := make(chan time.Time, 1)
		done := make(chan error)
		go func() {
			done <- httpd.Serve(ctx, l, surface(httpd.Options{Stopping: ctx.Done()}), httpd.Terms{
				Drain: 5 * time.Second, Grace: time.Second, Leave: func() { left <- time.Now() }, Log: slog.New(slog.DiscardHandler),
			})
		}()
		old, _ := l.dial()
		idle, _ := l.dial()
		for _, conn := range []net.Conn{old, idle} {
			if answer, said := ask(t, conn, "/readyz"); answer.StatusCode != 200 || answer.Close {
				t.Errorf("before: %s %q, closes: %v", answer.Status, said, answer.Close)
			}
		}
		stop()
		told := time.Now()
		time.Sleep(4 * time.Second) //nolint:forbidigo // the clock is the test's own
		if answer, said := ask(t, old, "/readyz"); answer.StatusCode != 503 || !strings.Contains(said, "stopping") || !answer.Close {
			t.Errorf("readyz: %s %q, closes: %v", answer.Status, said, answer.Close)
		}
		late, open := l.dial()
		if !open {
			t.Fatal("no new connection is taken")
		}
		if answer, said := ask(t, late, "/graphql"); answer.StatusCode != 200 || !answer.Close {
			t.Errorf("a question: %s %q, closes: %v", answer.Status, said, answer.Close)
		}
		if answer, _ := ask(t, idle, "/livez"); answer.StatusCode != 200 || !answer.Close {
			t.Errorf("on a connection that idled: %s, closes: %v", answer.Status, answer.Close)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
		if took := (<-left).Sub(told); took != 5*time.Second {
			t.Errorf("left after %s", took)
		}
		if _, open := l.dial(); open {
			t.Error("the server has gone and still takes connections")
		}
	})
}

func TestAServerWithoutBalancerLeavesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		l := pipes{make(chan net.Conn), make(chan struct{})}
		done := make(chan error)
		go func() {
			done <- httpd.Serve(ctx, l, surface(httpd.Options{}), httpd.Terms{Grace: time.Minute, Log: slog.New(slog.DiscardHandler)})
		}()
		synctest.Wait()
		told := time.Now()
		stop()
		if err := <-done; err != nil || time.Since(told) > 0 {
			t.Errorf("left after %s: %v", time.Since(told), err)
		}
	})
}
