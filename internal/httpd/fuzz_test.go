package httpd_test

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"fundus/internal/httpd"
)

// Whatever is sent as a request: it is answered by what there is an answer for, and what
// reaches the handlers is UTF-8 within the limit, by a method that they have.
func FuzzRequest(f *testing.F) {
	for _, s := range []string{
		"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
		"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\xff\xfe\xfd",
		"GET /graphql?query=%ff HTTP/1.1\r\nHost: a\r\n\r\n", "GET /export?format=a;b HTTP/1.0\r\n\r\n",
		"GET /dossier/akte:2025%2F07?day=%00 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /dossier/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /graphql HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
		"GET /graphql HTTP/1.1\r\nHost: a\r\nOrigin: http://evil\r\nUpgrade: websocket\r\n\r\n", "TRACE /graphql HTTP/1.1\r\nHost: a\r\n\r\n",
		"POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "GET http://evil/graphql HTTP/1.1\r\nHost: a\r\n\r\n",
		"POST /graphql HTTP/1.1\r\nHost: a\r\nX-HTTP-Method-Override: DELETE\r\nContent-Length: 1\r\n\r\n ",
	} {
		f.Add(s)
	}
	const most = 64
	f.Fuzz(func(t *testing.T, text string) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
		if err != nil {
			return // net/http answers
		}
		r.RemoteAddr = "127.0.0.1:5"
		reached := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if r.Method == http.MethodPost && (err != nil || len(body) > most || !utf8.Valid(body)) {
				t.Fatalf("%q (%v) reached the handler", body, err)
			}
			values, err := url.ParseQuery(r.URL.RawQuery)
			for name, texts := range values {
				if !utf8.ValidString(name + strings.Join(texts, "")) {
					t.Fatalf("%q reached the handler", r.URL.RawQuery)
				}
			}
			if r.Method == http.MethodGet && err != nil {
				t.Fatalf("%q (%v) reached the handler", r.URL.RawQuery, err)
			}
		})
		h := surface(httpd.Options{GraphQL: reached, Export: reached, Dossier: reached, BodyBytes: most})
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= 500 || !utf8.Valid(w.Body.Bytes()) {
			t.Fatalf("%q: HTTP %d %q", text, w.Code, w.Body)
		}
	})
}
