package httpd_test

import (
	"crypto/tls"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"fundus/internal/httpd"
	"fundus/internal/httpd/console"
)

// Whatever is asked, and whether it is answered or refused.
func TestEveryAnswerCarriesWhatProtectsABrowser(t *testing.T) {
	h := httpd.Handler(httpd.Options{
		GraphQL: echo, Export: echo, Dossier: echo, Console: console.Handler(nil), BodyBytes: 10,
	})
	for _, c := range []struct{ method, path, body string }{
		{"GET", "/", ""}, {"GET", "/nowhere", ""}, {"POST", "/", ""},
		{"GET", "/graphql", ""}, {"POST", "/graphql", "{}"}, {"PUT", "/graphql", ""}, {"OPTIONS", "/graphql", ""},
		{"POST", "/graphql", "more than ten bytes"}, {"GET", "/graphql?query=%fc", ""},
		{"GET", "/export", ""}, {"DELETE", "/export", ""},
		{"GET", "/dossier/a", ""}, {"POST", "/dossier/a", ""}, {"GET", "/dossier/", ""},
		{"GET", "/livez", ""}, {"POST", "/readyz", ""}, {"TRACE", "/livez", ""},
	} {
		r := request(c.method, c.path, c.body)
		r.TLS = new(tls.ConnectionState)
		answered := answer(h, r).Header()
		for name, want := range map[string]string{
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"X-Frame-Options":              "DENY",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Strict-Transport-Security":    "max-age=31536000",
			"Server":                       "",
			"X-Powered-By":                 "",
			"Access-Control-Allow-Origin":  "",
		} {
			if got := strings.Join(answered.Values(name), "|"); got != want {
				t.Errorf("%s %s: %s is %q, want %q", c.method, c.path, name, got, want)
			}
		}
		if policy := answered.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s %s: policy %q", c.method, c.path, policy)
		}
	}
}

var echo = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "{}") })

func TestWhatIsNoPageMayLoadNothing(t *testing.T) {
	h := surface(httpd.Options{Export: echo, Dossier: echo})
	for _, path := range []string{"/graphql", "/export", "/dossier/a", "/livez", "/readyz", "/dossier/"} {
		got := answer(h, request("GET", path, "")).Header()
		if !strings.HasPrefix(got.Get("Content-Security-Policy"), "default-src 'none';") {
			t.Errorf("%s: policy %q", path, got.Get("Content-Security-Policy"))
		}
		if path != "/dossier/" && got.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control %q", path, got.Get("Cache-Control"))
		}
	}
}

// Without TLS a browser must not be told to insist on it.
func TestOnlyWhoSpeaksTLSInsistsOnIt(t *testing.T) {
	if got := answer(surface(httpd.Options{}), request("GET", "/graphql", "")).Header().Get("Strict-Transport-Security"); got != "" {
		t.Errorf("over plain HTTP: %q", got)
	}
}
