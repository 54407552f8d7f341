package httpd_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fundus/internal/httpd"
)

// held is after how long a server gives up on a client that sends a text and then no
// more, and what it answered before.
func held(t *testing.T, waits httpd.Waits, text string) (answer string, after time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		l, done := pipes{make(chan net.Conn), make(chan struct{})}, make(chan error, 1)
		go func() {
			done <- httpd.Serve(ctx, l, surface(httpd.Options{}), httpd.Terms{Waits: waits, Grace: time.Second, Log: slog.New(slog.DiscardHandler)})
		}()
		here, _ := l.dial()
		began := time.Now()
		go func() { _, _ = io.WriteString(here, text) }()
		said, _ := io.ReadAll(here) // ends when the server closes
		answer, after = string(said), time.Since(began)
		here.Close()
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return answer, after
}

const started = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"

func TestHeaderTimeoutEndsWhoSendsHisHeaderTooSlowly(t *testing.T) {
	if _, after := held(t, httpd.Waits{Header: 3 * time.Second}, started); after != 3*time.Second {
		t.Errorf("given up after %s", after)
	}
	if _, after := held(t, httpd.Waits{}, started); after != 10*time.Second {
		t.Errorf("by default after %s", after)
	}
}

// Go takes the piece of a line that is there when the time is over for a line, and says
// so if that makes no sense; else it says nothing.
func TestHeaderTimeoutIsAnsweredWhereHalfALineMakesNoSense(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"POST /graph":        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain",
		started:              "",
		started + "X-Half: ": "",
		started + "X-Half":   "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain",
	} {
		if answer, _ := held(t, httpd.Waits{}, text); !strings.HasPrefix(answer, want) || (answer == "") != (want == "") {
			t.Errorf("%q: %q, want %q", text, answer, want)
		}
	}
}

func TestReadTimeoutEndsWhoSendsHisBodyTooSlowly(t *testing.T) {
	answer, after := held(t, httpd.Waits{Request: 7 * time.Second}, started+"\r\n{")
	if !strings.HasPrefix(answer, "HTTP/1.1 408 ") || !strings.Contains(answer, `"code":"REQUEST_TIMEOUT"`) || after < 7*time.Second || after > 8*time.Second {
		t.Errorf("after %s: %s", after, answer)
	}
}

func TestIdleTimeoutEndsWhoAsksNoMore(t *testing.T) {
	answer, after := held(t, httpd.Waits{Idle: 20 * time.Second}, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if !strings.HasPrefix(answer, "HTTP/1.1 200 ") || after != 20*time.Second {
		t.Errorf("after %s: %s", after, answer)
	}
}

// Go reads up to 4 KiB more than it is told to.
func TestMaxHeaderHoldsAtItsBoundAndIsRefusedBeyond(t *testing.T) {
	const limit = 8 << 10
	for size, want := range map[int]string{limit - 200: "HTTP/1.1 200 ", limit + 8<<10: "HTTP/1.1 431 "} {
		text := fmt.Sprintf("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Long: %s\r\n\r\n", strings.Repeat("x", size))
		answer, _ := held(t, httpd.Waits{HeaderBytes: limit}, text)
		line, _, _ := bufio.NewReader(strings.NewReader(answer)).ReadLine()
		if !strings.HasPrefix(string(line), want) {
			t.Errorf("%d bytes: %s", size, line)
		}
	}
}
