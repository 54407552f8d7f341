package httpd_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/identity"
)

// surface is a handler whose /graphql tells what reached it.
func surface(o httpd.Options) http.Handler {
	if o.GraphQL == nil {
		o.GraphQL = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			fmt.Fprintf(w, "local=%v body=%s", identity.Of(r.Context()).Known(), body)
		})
	}
	o.Console = http.NotFoundHandler()
	if o.Identify == nil {
		o.Identify = func(_ *http.Request, local bool) (access.Actor, error) {
			if local {
				return access.Operator("here"), nil
			}
			return access.Anonymous(catalogue.Public), nil
		}
	}
	if o.Lag == nil {
		o.Lag = func() time.Duration { return 0 }
	}
	return httpd.Handler(o)
}

// request is one of a program on this machine.
func request(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.RemoteAddr, r.Host = "127.0.0.1:50000", "localhost:8080"
	return r
}

func answer(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// code is extensions.code of the one error of a refusal.
func code(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var said struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil || len(said.Errors) != 1 || said.Errors[0].Message == "" {
		t.Fatalf("%v: not a refusal: %s", err, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/graphql-response+json" {
		t.Errorf("content type %s", got)
	}
	return said.Errors[0].Extensions.Code
}

func TestWhatNoParserShouldSeeIsRefused(t *testing.T) {
	h := surface(httpd.Options{BodyBytes: 10})
	for name, c := range map[string]struct {
		request *http.Request
		status  int
		code    string
	}{
		"one byte too many":      {request("POST", "/graphql", "12345678901"), 413, "BODY_TOO_LARGE"},
		"ten times too large":    {request("POST", "/graphql", strings.Repeat("1", 100)), 413, "BODY_TOO_LARGE"},
		"not UTF-8":              {request("POST", "/graphql", "Gr\xfc\xdfe"), 400, "INVALID"},
		"compressed":             {request("POST", "/graphql", "\x1f\x8b\x08"), 400, "INVALID"},
		"address not UTF-8":      {request("GET", "/graphql?query=%fc", ""), 400, "INVALID"},
		"address without sense":  {request("GET", "/graphql?query=%zz", ""), 400, "INVALID"},
		"a name not UTF-8":       {request("GET", "/graphql?%fc=1", ""), 400, "INVALID"},
		"another method":         {request("PUT", "/graphql", ""), 405, "METHOD_NOT_ALLOWED"},
		"a method of one's own":  {request("FETCH", "/graphql", ""), 405, "METHOD_NOT_ALLOWED"},
		"a body that breaks off": {brokenOff(), 400, "INVALID"},
	} {
		w := answer(h, c.request)
		if got := code(t, w); w.Code != c.status || got != c.code {
			t.Errorf("%s: %d %s, want %d %s", name, w.Code, got, c.status, c.code)
		}
		if c.status == 405 && w.Header().Get("Allow") == "" {
			t.Errorf("%s: no Allow", name)
		}
	}
}

func brokenOff() *http.Request {
	r := request("POST", "/graphql", "")
	r.Body = io.NopCloser(io.MultiReader(strings.NewReader("{"), broken{}))
	return r
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestABodyUpToTheLimitArrivesWhole(t *testing.T) {
	w := answer(surface(httpd.Options{BodyBytes: 10}), request("POST", "/graphql", "zehn Bytes"))
	if w.Code != 200 || !strings.HasSuffix(w.Body.String(), "body=zehn Bytes") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Error("browsers may guess the content type")
	}
}

// A browser says where a request comes from; a web site must not use the rights
// of the person who visits it.
func TestOtherWebSitesCannotChangeAnything(t *testing.T) {
	for name, c := range map[string]struct {
		header, value string
		status        int
	}{
		"another site":                {"Sec-Fetch-Site", "cross-site", 403},
		"a sister site":               {"Sec-Fetch-Site", "same-site", 403},
		"another origin":              {"Origin", "https://evil.example", 403},
		"no origin at all":            {"Origin", "null", 403},
		"our own page":                {"Sec-Fetch-Site", "same-origin", 200},
		"our own page, older browser": {"Origin", "http://localhost:8080", 200},
		"no browser":                  {"User-Agent", "curl", 200},
	} {
		r := request("POST", "/graphql", "{}")
		r.Header.Set(c.header, c.value)
		if w := answer(surface(httpd.Options{}), r); w.Code != c.status {
			t.Errorf("%s: status %d, want %d", name, w.Code, c.status)
		}
	}
}

// The handshake of a WebSocket is a GET, and what follows it is not.
func TestOtherWebSitesGetNoWebSocket(t *testing.T) {
	for name, c := range map[string]struct {
		header, value string
		status        int
	}{
		"another site":   {"Sec-Fetch-Site", "cross-site", 403},
		"another origin": {"Origin", "https://evil.example", 403},
		"our own page":   {"Origin", "http://localhost:8080", 200},
		"no browser":     {"User-Agent", "curl", 200},
	} {
		r := request("GET", "/graphql", "")
		r.Header.Set("Connection", "Upgrade")
		r.Header.Set("Upgrade", "websocket")
		r.Header.Set(c.header, c.value)
		if w := answer(surface(httpd.Options{}), r); w.Code != c.status {
			t.Errorf("%s: status %d, want %d", name, w.Code, c.status)
		}
	}
}

func TestOnlyThisMachineIsLocal(t *testing.T) {
	for name, c := range map[string]struct {
		peer, host, header string
		want               bool
	}{
		"loopback":                {"127.0.0.1:5", "localhost:8080", "", true},
		"any loopback address":    {"127.8.9.1:5", "127.8.9.1:8080", "", true},
		"IPv6":                    {"[::1]:5", "[::1]:8080", "", true},
		"IPv6 without port":       {"[::1]:5", "[::1]", "", true},
		"IPv4 in IPv6":            {"[::ffff:127.0.0.1]:5", "localhost", "", true},
		"a name in capitals":      {"127.0.0.1:5", "LOCALHOST", "", true},
		"a full name":             {"127.0.0.1:5", "localhost.:80", "", true},
		"another machine":         {"192.0.2.1:5", "localhost:8080", "", false},
		"another, by IPv6":        {"[2001:db8::1]:5", "[::1]:8080", "", false},
		"a peer without address":  {"@", "localhost:8080", "", false},
		"a name that was rebound": {"127.0.0.1:5", "evil.example:8080", "", false},
		"a name that looks like":  {"127.0.0.1:5", "localhost.evil.example", "", false},
		"no host":                 {"127.0.0.1:5", "", "", false},
		"any address":             {"127.0.0.1:5", "0.0.0.0:8080", "", false},
		"a proxy":                 {"127.0.0.1:5", "localhost:8080", "X-Forwarded-For: 192.0.2.1", false},
		"a proxy, by standard":    {"127.0.0.1:5", "localhost:8080", "Forwarded: for=192.0.2.1", false},
		"a proxy of few words":    {"127.0.0.1:5", "localhost:8080", "Via: 1.1 proxy", false},
		"a proxy that hides":      {"127.0.0.1:5", "localhost:8080", "X-Forwarded-For: ", false},
		"a proxy, another header": {"127.0.0.1:5", "localhost:8080", "X-Real-IP: 127.0.0.1", false},
	} {
		r := request("POST", "/graphql", "{}")
		r.RemoteAddr, r.Host = c.peer, c.host
		if name, value, ok := strings.Cut(c.header, ": "); ok {
			r.Header.Set(name, value)
		}
		w := answer(surface(httpd.Options{}), r)
		if got := strings.HasPrefix(w.Body.String(), "local=true"); got != c.want {
			t.Errorf("%s: local is %v, want %v", name, got, c.want)
		}
	}
}

// Who may see a case here, and nowhere else, takes its archive here too.
func TestAnArchiveIsAskedForByThisMachineOrAnother(t *testing.T) {
	h := surface(httpd.Options{Dossier: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "local=%v", identity.Of(r.Context()).Known())
	})})
	for peer, want := range map[string]string{"127.0.0.1:5": "local=true", "192.0.2.1:5": "local=false"} {
		r := request("GET", "/dossier/akte:7", "")
		r.RemoteAddr = peer
		if got := answer(h, r).Body.String(); got != want {
			t.Errorf("%s: %s, want %s", peer, got, want)
		}
	}
}

// What a proxy sends that has been told no more than where to send it.
func TestAProxyOfNoWordsIsNotLocal(t *testing.T) {
	r := request("POST", "/graphql", "{}")
	r.Host, r.Proto, r.ProtoMajor, r.ProtoMinor = "127.0.0.1:8080", "HTTP/1.0", 1, 0
	if w := answer(surface(httpd.Options{}), r); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "local=false") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestNobodyIsLocalWhereNobodyMayBe(t *testing.T) {
	h := httpd.Handler(httpd.Options{Console: http.NotFoundHandler(), GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "local=%v", identity.Of(r.Context()).Known())
	})})
	if w := answer(h, request("POST", "/graphql", "{}")); w.Body.String() != "local=false" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestProbesSayWhatTheyKnow(t *testing.T) {
	lag := 300 * time.Millisecond
	h := surface(httpd.Options{Lag: func() time.Duration { return lag }})
	expect := func(method, path string, status int, text string) {
		t.Helper()
		w := answer(h, request(method, path, ""))
		if w.Code != status || !strings.Contains(w.Body.String(), text) || w.Code != 405 && w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s %s: %d %q, want %d %q", method, path, w.Code, w.Body, status, text)
		}
	}
	expect("GET", "/livez", 200, "ok")
	expect("HEAD", "/readyz", 200, "")
	expect("POST", "/livez", 405, "only GET")
	expect("GET", "/readyz", 200, "ok, the database was last heard of 300ms ago")
	lag = 61 * time.Second // the database is away for longer than a restart takes
	expect("GET", "/readyz", 503, "the database was last heard of 1m1s ago")
	expect("GET", "/livez", 200, "ok")
}

// server is one on a real socket; end stops it and gives what Serve returned.
func server(t *testing.T, h http.Handler, grace time.Duration) (address string, end func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- httpd.Serve(ctx, l, h, httpd.Terms{Grace: grace, Log: slog.New(slog.DiscardHandler)}) }()
	t.Cleanup(cancel)
	return l.Addr().String(), func() error { cancel(); return <-done }
}

func TestRunningRequestsFinishWhenTheServerStops(t *testing.T) {
	running, finish := make(chan struct{}), make(chan struct{})
	address, end := server(t, surface(httpd.Options{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(running)
		<-finish
		fmt.Fprint(w, "finished")
	})}), time.Minute)
	answered := make(chan string, 1)
	go func() { answered <- get(address, "/graphql") }()
	<-running
	ended := make(chan error, 1)
	go func() { ended <- end() }()
	for get(address, "/livez") == "ok\n" { // until new ones are refused
	}
	close(finish)
	if got := <-answered; got != "finished" {
		t.Errorf("the running request got %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func get(address, path string) string {
	c := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := c.Get("http://" + address + path)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err.Error()
	}
	return string(body)
}

func TestRequestsThatDoNotFinishAreEnded(t *testing.T) {
	running, ended := make(chan struct{}), make(chan struct{})
	address, end := server(t, surface(httpd.Options{GraphQL: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(running)
		<-r.Context().Done()
		close(ended)
	})}), time.Millisecond)
	go get(address, "/graphql")
	<-running
	if err := end(); err != nil {
		t.Error(err)
	}
	<-ended
}

// A handler may take its connection over, which http.Server then knows no more.
func TestConnectionsThatWereTakenOverFinishOrAreEnded(t *testing.T) {
	for name, grace := range map[string]time.Duration{"finish": time.Minute, "are ended": time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			running, finish, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
			address, end := server(t, surface(httpd.Options{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				conn, _, err := http.NewResponseController(w).Hijack()
				if err != nil {
					t.Error(err)
					return
				}
				defer close(ended)
				defer conn.Close()
				close(running)
				select {
				case <-finish:
				case <-r.Context().Done():
				}
			})}), grace)
			go get(address, "/graphql")
			<-running
			stopped := make(chan error, 1)
			go func() { stopped <- end() }()
			if grace == time.Minute {
				for get(address, "/livez") == "ok\n" { // until it stops
				}
				close(finish)
			}
			if err := <-stopped; err != nil {
				t.Error(err)
			}
			<-ended
		})
	}
}

// Whoever sends a request a byte at a time holds a connection, and nothing else.
func TestASlowClientKeepsNobodyWaiting(t *testing.T) {
	address, end := server(t, surface(httpd.Options{}), time.Millisecond)
	slow, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	fmt.Fprint(slow, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
	if got := get(address, "/livez"); got != "ok\n" {
		t.Errorf("another client got %q", got)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
	if _, err := bufio.NewReader(slow).ReadByte(); err == nil {
		t.Error("the slow client is still connected")
	}
}

// An archive is taken by its address, from anywhere, and nothing else is done there.
func TestAnArchiveIsOnlyTaken(t *testing.T) {
	h := surface(httpd.Options{Dossier: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.PathValue("case"))
	})})
	for _, c := range []struct {
		method, target string
		status         int
		says           string
	}{
		{"GET", "/dossier/akte:7", 200, "akte:7"},
		{"HEAD", "/dossier/akte:7", 200, "akte:7"},
		{"GET", "/dossier/akte:2025%2F07", 200, "akte:2025/07"},
		{"POST", "/dossier/akte:7", 405, "METHOD_NOT_ALLOWED"},
		{"DELETE", "/dossier/akte:7", 405, "METHOD_NOT_ALLOWED"},
		{"GET", "/dossier/%ff", 400, "INVALID"},
		{"GET", "/dossier/akte:7?day=%ff", 400, "INVALID"},
		{"GET", "/dossier/akte:7?day=%", 400, "INVALID"},
		{"GET", "/dossier/", 404, ""},
		{"GET", "/dossier/a/b", 404, ""},
	} {
		r := request(c.method, c.target, "")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		w := answer(h, r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s %s: %d %s", c.method, c.target, w.Code, w.Body)
		}
		if c.status == 405 && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %v", c.method, w.Header())
		}
	}
}

// Who asks for an archive from this machine may see more than others, as at /graphql.
func TestAnArchiveIsToldWhoAsksFromThisMachine(t *testing.T) {
	h := surface(httpd.Options{Dossier: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "local=%v", identity.Of(r.Context()).Known())
	})})
	for peer, says := range map[string]string{"127.0.0.1:50000": "local=true", "192.0.2.7:50000": "local=false"} {
		r := request("GET", "/dossier/akte:7", "")
		r.RemoteAddr = peer
		if got := answer(h, r).Body.String(); got != says {
			t.Errorf("%s: %s", peer, got)
		}
	}
}
