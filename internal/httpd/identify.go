package httpd

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"

	"fundus/internal/identity"
)

// identified finds out who asks before the handler sees the request. Who shows something
// that does not hold is told so, and is not taken for nobody: he would be answered less
// than he is due, and not know why.
//
// What he asks for ends with what he has shown, a stream above all. A socket ends itself,
// and says why (graph/socket).
func (o Options) identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.Identify == nil {
			next.ServeHTTP(w, r)
			return
		}
		here := local(r)
		actor, err := o.Identify(r, here)
		if err != nil {
			unidentified(w, err)
			return
		}
		ctx := identity.AtHand(identity.With(r.Context(), actor), here)
		if !actor.Until.IsZero() && !upgrades(r) {
			var cancel context.CancelFunc
			ctx, cancel = context.WithDeadline(ctx, actor.Until)
			defer cancel()
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// unidentified says what is wrong with what somebody shows, and how to show something
// better: RFC 6750, 3. Without a word of an error where nothing was shown (3.1).
func unidentified(w http.ResponseWriter, err error) {
	const challenge = `Bearer realm="Fundus"`
	no, ok := errors.AsType[*identity.Refusal](err)
	if !ok {
		no = identity.Refuse(err.Error())
	}
	switch no.Fault {
	case identity.Malformed:
		w.Header().Set("WWW-Authenticate", challenge+`, error="invalid_request"`)
		refuse(w, http.StatusBadRequest, "INVALID", no.Message)
	case identity.Away:
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(no.Retry.Seconds()))))
		refuse(w, http.StatusServiceUnavailable, "UNAVAILABLE", no.Message)
	case identity.Missing:
		w.Header().Set("WWW-Authenticate", challenge)
		refuse(w, http.StatusUnauthorized, "UNAUTHENTICATED", no.Message)
	default:
		w.Header().Set("WWW-Authenticate", challenge+`, error="invalid_token"`)
		refuse(w, http.StatusUnauthorized, "UNAUTHENTICATED", no.Message)
	}
}
