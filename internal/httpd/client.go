package httpd

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"strings"

	"fundus/internal/admission"
)

// Client is where a request comes from.
type Client struct {
	Address   netip.Addr // the zero Addr where the connection has none
	Forwarded bool       // by a proxy that is believed
}

type clientKey struct{}

// ClientOf is the client whose request a context is of.
func ClientOf(ctx context.Context) Client {
	c, _ := ctx.Value(clientKey{}).(Client)
	return c
}

// Proxies are the networks of those who are believed when they say for whom they speak.
type Proxies []netip.Prefix

// ParseProxies reads networks such as 10.0.0.0/8, and single addresses.
func ParseProxies(texts []string) (Proxies, error) {
	var out Proxies
	for _, text := range texts {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			address, wrong := netip.ParseAddr(text)
			if wrong != nil {
				return nil, fmt.Errorf("%s: write a network such as 10.0.0.0/8 or an address", text)
			}
			network = netip.PrefixFrom(address, address.BitLen())
		}
		out = append(out, network.Masked())
	}
	return out, nil
}

func (p Proxies) believed(a netip.Addr) bool {
	for _, network := range p {
		if network.Contains(a) {
			return true
		}
	}
	return false
}

// Speaks says whether the peer of a request is one of them.
func (p Proxies) Speaks(r *http.Request) bool { return p.believed(addressOf(r.RemoteAddr)) }

// client is where a request comes from: the peer of the connection, or whom it speaks
// for. Whatever a client writes into these headers itself stands to the left of what
// proxies add; so the address is the right-most that is no proxy's.
//
// A proxy that knows one of the two headers passes the other one on as its client wrote
// it. So where both are there and say different things, neither is believed.
func (p Proxies) client(r *http.Request) Client {
	peer := addressOf(r.RemoteAddr)
	if !p.believed(peer) {
		return Client{Address: peer}
	}
	usual, used := p.behind(peer, strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ","))
	standard, named := p.behind(peer, forwardedFor(strings.Join(r.Header.Values("Forwarded"), ",")))
	switch {
	case used && named && usual != standard:
		return Client{Address: peer}
	case used:
		return Client{usual, true}
	case named:
		return Client{standard, true}
	}
	return Client{Address: peer}
}

// behind follows a chain of addresses from its end, as far as proxies are believed.
func (p Proxies) behind(peer netip.Addr, chain []string) (client netip.Addr, found bool) {
	client = peer
	for i := len(chain) - 1; i >= 0 && p.believed(client); i-- {
		next := addressOf(strings.TrimSpace(chain[i]))
		if !next.IsValid() { // "unknown", or a name that hides it: then the proxy stands for it
			break
		}
		client, found = next, true
	}
	return client, found
}

// addressOf is an address that may have a port; the zero Addr for what is none.
func addressOf(text string) netip.Addr {
	if both, err := netip.ParseAddrPort(text); err == nil {
		return both.Addr().Unmap().WithZone("")
	}
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

// forwardedFor is what the elements of a header Forwarded say after "for": RFC 7239. An
// element that does not say it is "". Quotes stand around what has a colon, and in an
// address there is nothing that must be escaped.
func forwardedFor(header string) []string {
	if header == "" {
		return nil
	}
	var out []string
	for element := range strings.SplitSeq(header, ",") {
		address := ""
		for pair := range strings.SplitSeq(element, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			if strings.EqualFold(name, "for") {
				address = strings.Trim(value, `"`)
			}
		}
		out = append(out, address)
	}
	return out
}

// located says of each request where it comes from, and that it counts for that address.
// It counts for nobody if it comes from this machine itself: who has the machine has the
// program.
func (o Options) located(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := o.Proxies.client(r)
		ctx := context.WithValue(r.Context(), clientKey{}, c)
		if !local(r) {
			ctx = admission.With(ctx, admission.ClientOf("", c.Address))
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// paced lets each client ask as often as it may.
func (o Options) paced(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := o.Pace.Admit(admission.Asking(r.Context())); err != nil {
			turnAway(w, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}
