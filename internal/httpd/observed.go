package httpd

import (
	"net/http"
	"strings"
	"time"

	"fundus/internal/sight"
)

// observed tells of every request whose address is looked up in a mux, the addresses
// that nobody has included.
func (o Options) observed(mux *http.ServeMux) http.Handler {
	if o.Observer == nil {
		return mux
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, route := mux.Handler(r)
		ctx := o.Observer.RequestBegan(r.Context(), r, route)
		n := &noting{ResponseWriter: w, began: time.Now()}
		defer func() { o.Observer.RequestEnded(ctx, n.request(r.Method, route)) }()
		mux.ServeHTTP(n, r.WithContext(ctx))
	})
}

// noting is a writer that notes what it writes.
type noting struct {
	http.ResponseWriter
	began  time.Time
	status int
	code   string
	bytes  int64
	stream bool
}

// Unwrap is for http.ResponseController and whatever else looks through.
func (n *noting) Unwrap() http.ResponseWriter { return n.ResponseWriter }

// Refused notes the code of a refusal; see sight.Refused.
func (n *noting) Refused(code string) { n.code = code }

// WriteHeader notes the status. Those of the hundreds come before it, but for the one by
// which the connection changes to another protocol.
func (n *noting) WriteHeader(status int) {
	if n.status == 0 && (status >= http.StatusOK || status == http.StatusSwitchingProtocols) {
		n.status = status
		n.stream = status == http.StatusSwitchingProtocols || strings.HasPrefix(n.Header().Get("Content-Type"), "text/event-stream")
	}
	n.ResponseWriter.WriteHeader(status)
}

// Write notes how much.
func (n *noting) Write(body []byte) (int, error) {
	if n.status == 0 {
		n.WriteHeader(http.StatusOK)
	}
	wrote, err := n.ResponseWriter.Write(body)
	n.bytes += int64(wrote)
	return wrote, err
}

// request is what there is to tell in the end. What has written nothing is answered 200
// by the server of net/http.
func (n *noting) request(method, route string) sight.Request {
	if n.status == 0 {
		n.status = http.StatusOK
	}
	return sight.Request{
		Route: route, Method: known(method), Status: n.status, Code: n.code, Bytes: n.bytes,
		Took: time.Since(n.began), Stream: n.stream,
	}
}

// known is a method of HTTP, or OTHER: clients may send what they like.
func known(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return method
	}
	return "OTHER"
}
