package httpd_test

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"

	"fundus/internal/httpd"
)

// A server that loads says so, and is the same server afterwards.
func TestAServerThatLoadsSaysSo(t *testing.T) {
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	get := func(path string) (int, string, http.Header) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+l.Addr().String()+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text), answer.Header
	}
	end := httpd.Starting(l, nil, slog.New(slog.DiscardHandler))
	if status, text, _ := get("/livez"); status != 200 {
		t.Errorf("/livez: %d %s", status, text)
	}
	if status, text, _ := get("/readyz"); status != 503 || !strings.HasPrefix(text, "starting") {
		t.Errorf("/readyz: %d %s", status, text)
	}
	if status, text, h := get("/graphql"); status != 503 || !strings.Contains(text, `"UNAVAILABLE"`) || h.Get("Retry-After") == "" {
		t.Errorf("/graphql: %d %s", status, text)
	}
	end()
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "served") })}
	defer s.Close()
	go func() { _ = s.Serve(l) }()
	if status, text, _ := get("/graphql"); status != 200 || text != "served" {
		t.Errorf("afterwards: %d %s", status, text)
	}
}
