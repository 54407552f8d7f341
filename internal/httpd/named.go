package httpd

import (
	"net/http"

	"fundus/internal/requestid"
)

// named gives every request a name, and tells it. One that comes with a name from a
// peer who is believed keeps it, so that the proxy and this program log the same.
func (o Options) named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := requestid.New()
		if given := requestid.ID(r.Header.Get(requestid.Header)); given.Sane() && o.Proxies.believed(addressOf(r.RemoteAddr)) {
			id = given
		}
		w.Header().Set(requestid.Header, string(id))
		next.ServeHTTP(w, r.WithContext(requestid.With(r.Context(), id)))
	})
}

// within lets those pass who ask from this machine, and only read. For all others there is nothing
// here: how much a server has to do is not a stranger's business.
func (o Options) within(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if next == nil || !local(r) {
			http.NotFound(w, r)
			return
		}
		readOnly(next).ServeHTTP(w, r)
	})
}
