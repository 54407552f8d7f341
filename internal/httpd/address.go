package httpd

import (
	"net/http"
	"unicode/utf8"
)

// readable refuses addresses that are not text, before anybody looks them up: the mux
// sends who writes an address in an unusual way to the usual one, and says it to him.
func readable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !utf8.ValidString(r.URL.Path) || !utf8.ValidString(r.URL.RawQuery) {
			refuse(w, http.StatusBadRequest, "INVALID", "the address is not UTF-8")
			return
		}
		next.ServeHTTP(w, r)
	})
}
