package httpd_test

import (
	"bufio"
	"context"
	"crypto/tls"
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

// What a client has begun it must finish, by the clock of the server, in plain or over
// TLS, whose handshake is begun by a client too.
func TestWhoSendsTooSlowlyIsHungUpOn(t *testing.T) {
	const begun = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
	files := certified(t, issue(t, 10))
	for name, c := range map[string]struct {
		sent string
		tls  bool
		want time.Duration
	}{
		"before a handshake":      {"", false, 10 * time.Second},
		"in a handshake":          {"\x16\x03\x01", false, 10 * time.Second},
		"in the header":           {begun, false, 10 * time.Second},
		"in the body":             {begun + "\r\n{", false, 30 * time.Second},
		"in the header, over TLS": {begun, true, 10 * time.Second},
		"in the body, over TLS":   {begun + "\r\n{", true, 30 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			terms := httpd.Terms{Grace: time.Second, Log: slog.New(slog.DiscardHandler)}
			if c.tls || strings.HasSuffix(name, "handshake") {
				var err error
				if terms.Certificate, err = httpd.OpenCertificate(files.certFile, files.keyFile, terms.Log); err != nil {
					t.Fatal(err)
				}
			}
			l := pipes{make(chan net.Conn), make(chan struct{})}
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error)
			go func() { done <- httpd.Serve(ctx, l, surface(httpd.Options{}), terms) }()
			client, _ := l.dial()
			if c.tls {
				client = tls.Client(client, &tls.Config{InsecureSkipVerify: true})
			}
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
		l := pipes{make(chan net.Conn), make(chan struct{})}
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
			done <- httpd.Serve(ctx, l, surface(httpd.Options{GraphQL: slow, Operation: time.Minute}), httpd.Terms{Grace: time.Second, Log: slog.New(slog.DiscardHandler)})
		}()
		client, _ := l.dial()
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
