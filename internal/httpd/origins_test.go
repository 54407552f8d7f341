package httpd_test

import (
	"net/http"
	"strings"
	"testing"

	"fundus/internal/httpd"
)

const portal = "https://portal.example"

// Who may ask from a page: the table of Origin and Sec-Fetch-Site. A question by GET
// changes nothing and holds nothing open.
func TestWhoMayAskFromAPage(t *testing.T) {
	ways := map[string]func() *http.Request{
		"question": func() *http.Request { return request("GET", "/graphql?query=x", "") },
		"post":     func() *http.Request { return request("POST", "/graphql", "{}") },
		"file":     func() *http.Request { return request("POST", "/export", "{}") },
		"socket": func() *http.Request {
			r := request("GET", "/graphql", "")
			r.Header.Set("Connection", "Upgrade")
			r.Header.Set("Upgrade", "websocket")
			return r
		},
		"stream": func() *http.Request {
			r := request("GET", "/graphql", "")
			r.Header.Set("Accept", "application/json, Text/Event-Stream")
			return r
		},
	}
	for _, c := range []struct {
		origin, site string
		all          bool // or questions only
	}{
		{"", "", true}, // no browser
		{"", "same-origin", true},
		{"", "none", true}, // typed into the address bar
		{"http://localhost:8080", "", true},
		{"http://localhost:8080", "same-origin", true},
		{portal, "cross-site", true},
		{portal, "same-site", true},
		{portal, "", true},
		{"https://evil.example", "cross-site", false},
		{"https://evil.example", "", false},
		{"https://other.portal.example", "same-site", false},
		{"http://portal.example", "cross-site", false}, // another scheme
		{"https://portal.example:8443", "cross-site", false},
		{"https://portal.example.evil.example", "cross-site", false},
		{"null", "cross-site", false},
		{"null", "", false},
		{"", "cross-site", false},
		{"", "same-site", false},
	} {
		origins, err := httpd.ParseOrigins([]string{portal})
		if err != nil {
			t.Fatal(err)
		}
		h := surface(httpd.Options{Origins: origins, Export: echo})
		for way, asked := range ways {
			r := asked()
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			if c.site != "" {
				r.Header.Set("Sec-Fetch-Site", c.site)
			}
			w := answer(h, r)
			if want := map[bool]int{true: 200, false: 403}[c.all || way == "question"]; w.Code != want {
				t.Errorf("%s from origin %q, site %q: %d, want %d", way, c.origin, c.site, w.Code, want)
			}
			if w.Code == 403 && code(t, w) != "FORBIDDEN" {
				t.Errorf("%s", w.Body)
			}
			if reads := w.Header().Get("Access-Control-Allow-Origin"); reads != "" != (c.origin == portal) || reads != "" && reads != portal {
				t.Errorf("%s from origin %q: may read: %q", way, c.origin, reads)
			}
			if w.Header().Get("Vary") != "Origin" || w.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s: %v", way, w.Header())
			}
		}
	}
}

func TestAPageIsToldBeforehandWhetherItMayAsk(t *testing.T) {
	origins, err := httpd.ParseOrigins([]string{portal})
	if err != nil {
		t.Fatal(err)
	}
	h := surface(httpd.Options{Origins: origins})
	for origin, may := range map[string]bool{portal: true, "https://evil.example": false} {
		r := request("OPTIONS", "/graphql", "")
		r.Header.Set("Origin", origin)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Access-Control-Request-Method", "POST")
		got := answer(h, r).Header()
		if (got.Get("Access-Control-Allow-Methods") == "GET, POST") != may || strings.Contains(got.Get("Access-Control-Allow-Headers"), "Authorization") != may {
			t.Errorf("%s: %v", origin, got)
		}
	}
}

func TestOriginsHaveNoPath(t *testing.T) {
	for _, bad := range []string{"", "portal.example", "https://portal.example/", "https://portal.example/x", "*", "https://"} {
		if _, err := httpd.ParseOrigins([]string{portal, bad}); err == nil || !strings.HasPrefix(err.Error(), bad+": write an origin") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
