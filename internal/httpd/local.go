package httpd

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// forwarded are the headers by which proxies say that they speak for others.
var forwarded = []string{
	"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server",
	"X-Real-Ip", "X-Client-Ip", "True-Client-Ip", "Cf-Connecting-Ip",
}

// local says whether a request comes from this machine itself. A proxy on this
// machine speaks for others, so what it forwards is not local, if it says so.
// HTTP/1.0 is what proxies without a word of configuration speak, and nobody
// else today. A proxy or tunnel that hides itself better, such as "ssh -R", is
// not told apart. So it opens nothing by itself that one asks from here.
func local(r *http.Request) bool {
	if !r.ProtoAtLeast(1, 1) {
		return false
	}
	for _, name := range forwarded {
		if len(r.Header.Values(name)) > 0 {
			return false
		}
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && peer.Addr().Unmap().IsLoopback() && localHost(r.Host)
}

// localHost guards against a web site that lets its own name point here: the
// browser then sends that name.
func localHost(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	if strings.EqualFold(strings.TrimSuffix(name, "."), "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.Unmap().IsLoopback()
}
