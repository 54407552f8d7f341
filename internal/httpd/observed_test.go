package httpd_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/requestid"
	"fundus/internal/sight"
)

type witness struct{ told []sight.Request }

func (*witness) RequestBegan(ctx context.Context, _ *http.Request, _ string) context.Context {
	return ctx
}
func (w *witness) RequestEnded(_ context.Context, r sight.Request) { w.told = append(w.told, r) }

// Whatever a client sends, there are few routes and methods.
func TestEveryRequestIsToldByItsRoute(t *testing.T) {
	w := new(witness)
	h := surface(httpd.Options{Observer: w, BodyBytes: 10, Dossier: http.NotFoundHandler()})
	for _, c := range []struct {
		method, target, body string
		want                 sight.Request
	}{
		{"POST", "/graphql", "zehn", sight.Request{Route: "/graphql", Method: "POST", Status: 200}},
		{"POST", "/graphql", "12345678901", sight.Request{Route: "/graphql", Method: "POST", Status: 413, Code: "BODY_TOO_LARGE"}},
		{"FETCH", "/graphql", "", sight.Request{Route: "/graphql", Method: "OTHER", Status: 405, Code: "METHOD_NOT_ALLOWED"}},
		{"GET", "/dossier/7", "", sight.Request{Route: "/dossier/{case}", Method: "GET", Status: 404}},
		{"GET", "/irgendwo", "", sight.Request{Route: "/", Method: "GET", Status: 404}},
		{"GET", "/livez", "", sight.Request{Route: "/livez", Method: "GET", Status: 200}},
		{"POST", "/livez", "", sight.Request{Route: "/livez", Method: "POST", Status: 405, Code: "METHOD_NOT_ALLOWED"}},
	} {
		a := answer(h, request(c.method, c.target, c.body))
		got := w.told[len(w.told)-1]
		if got.Took <= 0 || got.Bytes != int64(a.Body.Len()) {
			t.Errorf("%s %s: took %s, %d bytes", c.method, c.target, got.Took, got.Bytes)
		}
		got.Took, got.Bytes = 0, 0
		if got != c.want {
			t.Errorf("%s %s: %+v, want %+v", c.method, c.target, got, c.want)
		}
	}
	if len(w.told) != 7 {
		t.Errorf("%d were told", len(w.told))
	}
}

// A request has a name, which only those give who are believed.
func TestEveryRequestHasAName(t *testing.T) {
	var within requestid.ID
	o := httpd.Options{GraphQL: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { within = requestid.Of(r.Context()) })}
	for name, c := range map[string]struct {
		believed bool
		given    string
		taken    bool
	}{
		"a stranger's":       {false, "abc", false},
		"a proxy's":          {true, "abc-1.2_3", true},
		"one with a newline": {true, "abc\nlevel=ERROR", false},
		"a long one":         {true, strings.Repeat("a", 65), false},
		"none":               {true, "", false},
	} {
		o.Proxies = nil
		if c.believed {
			o.Proxies = httpd.Proxies{netip.MustParsePrefix("127.0.0.0/8")}
		}
		r := request("GET", "/graphql", "")
		r.Header.Set(requestid.Header, c.given)
		told := answer(surface(o), r).Header().Get(requestid.Header)
		if told != string(within) || !within.Sane() || (told == c.given) != c.taken {
			t.Errorf("%s: %q within, %q told", name, within, told)
		}
	}
}

// How much there is to do is not a stranger's business.
func TestMetricsAreForThisMachineAlone(t *testing.T) {
	h := surface(httpd.Options{Metrics: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "fundus_revision 1") })})
	for name, c := range map[string]struct {
		change func(*http.Request)
		status int
	}{
		"this machine":              {func(*http.Request) {}, 200},
		"another":                   {func(r *http.Request) { r.RemoteAddr = "192.0.2.1:4711" }, 404},
		"another through a proxy":   {func(r *http.Request) { r.Header.Set("X-Forwarded-For", "192.0.2.1") }, 404},
		"a page under its own name": {func(r *http.Request) { r.Host = "evil.example" }, 404},
	} {
		r := request("GET", "/metrics", "")
		c.change(r)
		if w := answer(h, r); w.Code != c.status {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	for method, status := range map[string]int{"HEAD": 200, "POST": 405, "DELETE": 405} {
		if w := answer(h, request(method, "/metrics", "")); w.Code != status || (w.Header().Get("Allow") == "GET, HEAD") != (status == 405) {
			t.Errorf("%s: %d %v", method, w.Code, w.Header())
		}
	}
	if w := answer(surface(httpd.Options{}), request("GET", "/metrics", "")); w.Code != 404 {
		t.Errorf("without metrics: %d", w.Code)
	}
}

// Who looks at the probe reads why, and nothing of a driver.
func TestNotReadySaysWhy(t *testing.T) {
	for want, lost := range map[string]error{
		"it cannot be reached":       fmt.Errorf("follow: %w", catalogue.Errorf(catalogue.Unavailable, "dial tcp 10.0.0.7")),
		"its log cannot be followed": errors.New("apply commit 7: pq: secret"),
		"it has not answered yet":    nil,
	} {
		w := answer(surface(httpd.Options{Lag: func() time.Duration { return time.Hour }, Lost: func() error { return lost }}), request("GET", "/readyz", ""))
		if text := w.Body.String(); w.Code != 503 || !strings.Contains(text, want) || strings.Contains(text, "10.0.0.7") || strings.Contains(text, "secret") {
			t.Errorf("%v: %d %s", lost, w.Code, text)
		}
	}
}
