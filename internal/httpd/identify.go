package httpd

import (
	"net/http"

	"fundus/internal/access"
	"fundus/internal/admission"
	"fundus/internal/identity"
)

// identified finds out who asks before the handler sees the request. Who shows something
// that does not hold is told so, and is not taken for nobody: he would be answered less
// than he is due, and not know why. Tokens are not guessed faster than others may ask.
func (o Options) identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.Identify == nil {
			next.ServeHTTP(w, r)
			return
		}
		actor, err := o.Identify(r, local(r))
		if err != nil {
			if no := o.Pace.Admit(admission.Asking(r.Context())); no != nil {
				turnAway(w, no)
				return
			}
			if o.Refused != nil {
				o.Refused(r.Context(), access.Attempt{Action: access.SignIn, Operation: r.URL.Path, Reason: err.Error()})
			}
			w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`) // RFC 6750, 3
			refuse(w, http.StatusUnauthorized, "UNAUTHENTICATED", err.Error())
			return
		}
		next.ServeHTTP(w, r.WithContext(identity.With(admission.Known(r.Context(), actor.Name), actor)))
	})
}
