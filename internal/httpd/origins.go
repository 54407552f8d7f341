package httpd

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Origins are web sites whose pages may ask here as the console may, and read what is
// answered. Other sites may do neither.
type Origins []string

// ParseOrigins reads origins such as https://portal.example, without a path.
func ParseOrigins(texts []string) (Origins, error) {
	check := http.NewCrossOriginProtection()
	for _, text := range texts {
		if err := check.AddTrustedOrigin(text); err != nil || strings.HasSuffix(text, "/") {
			return nil, fmt.Errorf("%s: write an origin such as https://portal.example, without a path", text)
		}
	}
	return Origins(texts), nil
}

// guard refuses what a browser sends for a page of another site, if it could change
// something or hold something open: every POST, the handshake of a WebSocket, and a
// stream. A question by GET passes; its answer cannot be read by the page that asked,
// unless it is of one of the origins.
//
// A page of those is told so after the fetch standard. Credentials that browsers add by
// themselves are not admitted, there are none; what a page sends itself (Authorization)
// is.
func (o Origins) guard(next http.Handler) http.Handler {
	foreign := http.NewCrossOriginProtection()
	for _, origin := range o {
		if err := foreign.AddTrustedOrigin(origin); err != nil {
			panic(err) // ParseOrigins would have refused it
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		if len(o) > 0 {
			h.Add("Vary", "Origin")
		}
		if origin := r.Header.Get("Origin"); slices.Contains(o, origin) {
			h.Set("Access-Control-Allow-Origin", origin)
			h.Set("Access-Control-Expose-Headers", "*")
			if r.Method == http.MethodOptions {
				h.Set("Access-Control-Allow-Methods", "GET, POST")
				h.Set("Access-Control-Allow-Headers", "*, Authorization")
				h.Set("Access-Control-Max-Age", "600")
			}
		}
		if foreign.Check(r) != nil || opens(r) && foreign.Check(asPost(r)) != nil {
			refuse(w, http.StatusForbidden, "FORBIDDEN", "requests of other web sites are not accepted")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// opens says whether a request asks for what stays open: another protocol on its
// connection, or a stream of events.
func opens(r *http.Request) bool {
	return r.Header.Get("Upgrade") != "" || strings.Contains(strings.ToLower(strings.Join(r.Header.Values("Accept"), ",")), "text/event-stream")
}

// asPost is a request as if it could change something, with all that it says of
// where it comes from.
func asPost(r *http.Request) *http.Request {
	post := *r
	post.Method = http.MethodPost
	return &post
}
