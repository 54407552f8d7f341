package httpd_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/access"
	"fundus/internal/admission"
	"fundus/internal/httpd"
)

func proxies(t testing.TB, texts ...string) httpd.Proxies {
	t.Helper()
	p, err := httpd.ParseProxies(texts)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// whence is a surface whose /graphql says where a request comes from and for whom it
// counts.
func whence(o httpd.Options) http.Handler {
	o.GraphQL = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := httpd.ClientOf(r.Context())
		fmt.Fprintf(w, "%s %v %s", c.Address, c.Forwarded, admission.Asking(r.Context()))
	})
	return surface(o)
}

// from is a request of a peer, with headers.
func from(peer string, headers ...string) *http.Request {
	r := request("GET", "/graphql", "")
	r.RemoteAddr = peer
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	return r
}

func TestTheClientIsTheRightMostWhomNoProxyIsBelievedToBe(t *testing.T) {
	h := whence(httpd.Options{Proxies: proxies(t, "10.0.0.0/8", "2001:db8:f::1", "127.0.0.1")})
	const proxy, inner = "10.0.0.1:5", "10.9.9.9"
	for name, c := range map[string]struct {
		request *http.Request
		want    string
	}{
		"no proxy":                 {from("192.0.2.1:5"), "192.0.2.1 false"},
		"no proxy, though it says": {from("192.0.2.1:5", "X-Forwarded-For: 198.51.100.7"), "192.0.2.1 false"},
		"a proxy that is silent":   {from(proxy), "10.0.0.1 false"},
		"a proxy":                  {from(proxy, "X-Forwarded-For: 198.51.100.7"), "198.51.100.7 true"},
		"a proxy, by IPv6":         {from("[2001:db8:f::1]:5", "X-Forwarded-For: 2001:db8::7"), "2001:db8::7 true"},
		"a proxy, IPv4 in IPv6":    {from("[::ffff:10.0.0.1]:5", "X-Forwarded-For: 198.51.100.7"), "198.51.100.7 true"},
		"a proxy on this machine":  {from("127.0.0.1:5", "X-Forwarded-For: 198.51.100.7"), "198.51.100.7 true"},
		"what the client claims":   {from(proxy, "X-Forwarded-For: 203.0.113.9, 198.51.100.7"), "198.51.100.7 true"},
		"in two lines":             {from(proxy, "X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 198.51.100.7"), "198.51.100.7 true"},
		"two proxies":              {from(proxy, "X-Forwarded-For: 203.0.113.9, 198.51.100.7, "+inner), "198.51.100.7 true"},
		"only proxies":             {from(proxy, "X-Forwarded-For: 10.1.1.1, "+inner), "10.1.1.1 true"},
		"with a port":              {from(proxy, "X-Forwarded-For: 198.51.100.7:4711"), "198.51.100.7 true"},
		"IPv6 with a port":         {from(proxy, "X-Forwarded-For: [2001:db8::7]:4711"), "2001:db8::7 true"},
		"one who hides":            {from(proxy, "X-Forwarded-For: 198.51.100.7, unknown"), "10.0.0.1 false"},
		"one who hides, behind":    {from(proxy, "X-Forwarded-For: unknown, "+inner), inner + " true"},
		"nonsense":                 {from(proxy, "X-Forwarded-For: ,,"), "10.0.0.1 false"},
		"by the standard":          {from(proxy, `Forwarded: for=203.0.113.9;proto=http, FOR="198.51.100.7:80";by=10.0.0.1`), "198.51.100.7 true"},
		"IPv6 by the standard":     {from(proxy, `Forwarded: for="[2001:db8::7]:80"`), "2001:db8::7 true"},
		"hidden by the standard":   {from(proxy, "Forwarded: for=_secret"), "10.0.0.1 false"},
		"both, and they agree":     {from(proxy, "Forwarded: for=198.51.100.7", "X-Forwarded-For: 198.51.100.7"), "198.51.100.7 true"},
		"both, and they do not":    {from(proxy, "Forwarded: for=203.0.113.9", "X-Forwarded-For: 198.51.100.7"), "10.0.0.1 false"},
	} {
		got := answer(h, c.request).Body.String()
		if !strings.HasPrefix(got, c.want+" ") {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Whatever a client writes into the headers, it counts for the address that the proxy
// saw, as long as proxies add to one header and the client does not know which.
func TestNobodyCountsForAnotherBehindAProxy(t *testing.T) {
	h := whence(httpd.Options{Proxies: proxies(t, "10.0.0.0/8")})
	address := rapid.Custom(func(t *rapid.T) string {
		return rapid.SampledFrom([]string{"10.0.0.9", "203.0.113.9", "2001:db8::1", "unknown", `"`, "", ",", "for=1.2.3.4", "::1"}).Draw(t, "address")
	})
	rapid.Check(t, func(t *rapid.T) {
		claimed := strings.Join(rapid.SliceOf(address).Draw(t, "claimed"), rapid.SampledFrom([]string{",", ", ", ";"}).Draw(t, "separator"))
		other := rapid.SliceOf(address).Draw(t, "forwarded")
		r := from("10.0.0.1:5", "X-Forwarded-For: "+claimed+", 198.51.100.7")
		for _, o := range other {
			r.Header.Add("Forwarded", "for="+o)
		}
		got := answer(h, r).Body.String()
		if !strings.HasPrefix(got, "198.51.100.7 ") && !strings.HasPrefix(got, "10.0.0.1 false ") {
			t.Fatalf("%v counts for %s", r.Header, got)
		}
	})
}

func TestProxiesAreNetworksOrAddresses(t *testing.T) {
	for _, bad := range []string{"", "proxy.example", "10.0.0.0/33", "10.0.0.1:80", "*"} {
		if _, err := httpd.ParseProxies([]string{"10.0.0.0/8", bad}); err == nil || !strings.HasPrefix(err.Error(), bad+": write a network") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestARequestCountsForAnAddressUnlessItIsKnownWhoAsks(t *testing.T) {
	known := func(r *http.Request, _ bool) (access.Actor, error) {
		return access.Actor{Name: r.Header.Get("Test-Name")}, nil
	}
	h := whence(httpd.Options{Identify: known})
	for name, c := range map[string]struct {
		request *http.Request
		want    string
	}{
		"somebody":              {from("192.0.2.1:5"), "192.0.2.1 false address 192.0.2.1"},
		"somebody, by IPv6":     {from("[2001:db8:1:2:3::9]:5"), "2001:db8:1:2:3::9 false address 2001:db8:1:2::/64"},
		"one who is known":      {from("192.0.2.1:5", "Test-Name: ada"), "192.0.2.1 false name ada"},
		"this machine":          {from("127.0.0.1:5"), "127.0.0.1 false "},
		"this machine, by name": {from("127.0.0.1:5", "Test-Name: ada"), "127.0.0.1 false "},
		"a proxy on it":         {from("127.0.0.1:5", "Via: 1.1 proxy"), "127.0.0.1 false address 127.0.0.1"},
	} {
		if got := answer(h, c.request).Body.String(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// rate and burst hold for each client, and for what it asks anywhere.
func TestRateHoldsAtItsBoundAndIsRefusedBeyond(t *testing.T) {
	h := whence(httpd.Options{Pace: admission.NewPace(0.001, 3), Dossier: http.NotFoundHandler()})
	for _, path := range []string{"/graphql", "/dossier/a", "/graphql"} {
		r := request("GET", path, "")
		r.RemoteAddr = "192.0.2.1:5"
		if w := answer(h, r); w.Code == 429 {
			t.Fatalf("%s at the bound: %s", path, w.Body)
		}
	}
	w := answer(h, from("192.0.2.1:6"))
	if got := code(t, w); w.Code != 429 || got != "RATE_LIMITED" || w.Header().Get("Retry-After") != "1000" || !strings.Contains(w.Body.String(), `"limit":3`) {
		t.Errorf("beyond the bound: %d %s, Retry-After %s", w.Code, w.Body, w.Header().Get("Retry-After"))
	}
	if w := answer(h, from("192.0.2.2:5")); w.Code != 200 {
		t.Errorf("another client: %d %s", w.Code, w.Body)
	}
	for _, path := range []string{"/livez", "/readyz", "/"} {
		r := request("GET", path, "")
		r.RemoteAddr = "192.0.2.1:5"
		if w := answer(h, r); w.Code == 429 {
			t.Errorf("%s counts", path)
		}
	}
}

func TestTokensAreGuessedNoFasterThanOthersMayAsk(t *testing.T) {
	h := whence(httpd.Options{
		Pace:     admission.NewPace(0.001, 2),
		Identify: func(*http.Request, bool) (access.Actor, error) { return access.Actor{}, errors.New("no such token") },
	})
	for i, want := range []int{401, 401, 429} {
		if w := answer(h, from("192.0.2.1:5")); w.Code != want {
			t.Errorf("try %d: %d, want %d", i+1, w.Code, want)
		}
	}
}

func TestAPeerWithoutAddressIsStillCounted(t *testing.T) {
	h := whence(httpd.Options{Pace: admission.NewPace(0.001, 1)})
	if w := answer(h, from("@")); w.Code != 200 || !strings.HasSuffix(w.Body.String(), "address "+netip.Addr{}.String()) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := answer(h, from("@")); w.Code != 429 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
