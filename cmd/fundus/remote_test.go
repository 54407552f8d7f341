package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"fundus/internal/catalogue"
)

// quiet is a server of a test that says nothing of its own.
func quiet(t *testing.T, start func(*httptest.Server), answer http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(answer)
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	start(s)
	t.Cleanup(s.Close)
	return s
}

func TestAServerIsNamedWithOrWithoutItsDoor(t *testing.T) {
	s := quiet(t, (*httptest.Server).Start, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"data": {"path": %q}}`, r.URL.Path)
	})
	for written, want := range map[string]string{"": "/graphql", "/": "/graphql", "/graphql": "/graphql", "/graphql/": "/graphql", "/a/graphql": "/a/graphql", "/a": "/a/graphql"} {
		flags := remoteFlags{Server: s.URL + written}
		to, err := flags.remote(slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if text, _, err := to.answer(t.Context(), []byte("{}")); err != nil || !strings.Contains(text, fmt.Sprintf("%q", want)) {
			t.Errorf("--server=%s asks %s, %v, want %s", flags.Server, text, err, want)
		}
	}
}

func TestACertificateThatIsNotTrustedIsNoServerThatIsAway(t *testing.T) {
	s := quiet(t, (*httptest.Server).StartTLS, func(http.ResponseWriter, *http.Request) {})
	flags := remoteFlags{Server: s.URL}
	to, err := flags.remote(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = to.answer(t.Context(), []byte("{}"))
	if catalogue.KindOf(err) != catalogue.Invalid || !strings.Contains(err.Error(), "certificate that is not trusted") || !strings.Contains(err.Error(), "SSL_CERT_FILE") {
		t.Errorf("query: %v", err)
	}
	ready := readyCmd{URL: s.URL, Within: patience}
	if err := ready.Run(t.Context(), terminal{out: io.Discard}); catalogue.KindOf(err) != catalogue.Invalid || !strings.Contains(err.Error(), "SSL_CERT_FILE") {
		t.Errorf("ready: %v", err)
	}
}

func TestOnlyWhatReadyzSaysIsReady(t *testing.T) {
	for _, c := range []struct {
		status       int
		kind, text   string
		want         catalogue.ErrorKind
		says, silent string
	}{
		{200, "text/plain; charset=utf-8", "ok, the database was last heard of 3ms ago\n", 0, "ok, the database was last heard of 3ms ago\n", ""},
		{200, "text/plain; charset=utf-8", "ok\n", catalogue.Invalid, "is no /readyz of Fundus (200 OK)", ""},
		{200, "text/html", "<html>" + strings.Repeat("page ", 1<<20), catalogue.Invalid, "is no /readyz of Fundus (200 OK); write its address", "page"},
		{404, "text/plain", "404 page not found\n", catalogue.Invalid, "is no /readyz of Fundus (404 Not Found)", "page not found"},
		{503, "text/plain; charset=utf-8", "starting, the catalogue is being loaded\n", catalogue.Unavailable, "503 Service Unavailable: starting, the catalogue is being loaded", ""},
		{503, "text/html", "<html>\nsorry", catalogue.Unavailable, "503 Service Unavailable", "sorry"},
		{502, "text/html", "<html>sorry", catalogue.Unavailable, "502 Bad Gateway", "sorry"},
	} {
		s := quiet(t, (*httptest.Server).Start, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", c.kind)
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, c.text)
		})
		var out strings.Builder
		ready := readyCmd{URL: s.URL, Within: patience}
		err := ready.Run(t.Context(), terminal{out: &out})
		said := out.String()
		if err != nil {
			said += err.Error()
		}
		if catalogue.KindOf(err) != c.want || !strings.Contains(said, c.says) || c.silent != "" && strings.Contains(said, c.silent) {
			t.Errorf("%d %q: %s", c.status, c.text[:min(len(c.text), 20)], said)
		}
	}
}
