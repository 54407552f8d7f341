package console

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"

	"fundus/internal/picture"
)

// policy allows the page its own files and its own server, and what a drawing in an answer needs: the page shows it as an
// image from an address of its own making (blob:), which data cannot name, and opens it in a tab, where the policy of the
// page holds on and allows the one style sheet that all drawings have, by its hash.
// Sources: Content Security Policy Level 3, Trusted Types.
var policy = "default-src 'self'; img-src 'self' blob:; style-src 'self' " + hashOf(picture.StyleSheet()) + "; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// hashOf is the expression by which a policy allows an inline text.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// secured puts the protective headers on every answer, refusals included.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer") // a shared link carries its query, which is nobody else's business
		h.Set("X-Frame-Options", "DENY")        // for browsers that do not know frame-ancestors
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}
