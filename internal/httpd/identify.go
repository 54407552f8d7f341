package httpd

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"

	"fundus/internal/access"
	"fundus/internal/admission"
	"fundus/internal/identity"
)

// identified finds out who asks before the handler sees the request. Who shows something
// that does not hold is told so, and is not taken for nobody: he would be answered less
// than he is due, and not know why. Tokens are not guessed faster than others may ask.
//
// What he asks for ends with what he has shown, a stream above all. A socket ends itself,
// and says why (graph/socket).
func (o Options) identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.Identify == nil {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Add("Vary", "Authorization") // a browser keeps no answer of one person for another
		here := local(r)
		actor, err := o.Identify(r, here)
		if err != nil {
			o.unidentified(w, r, err)
			return
		}
		ctx := identity.With(identity.AtHand(admission.Known(r.Context(), actor.Name), here), actor)
		if !actor.Until.IsZero() && !identity.Handshake(r.Header) {
			var cancel context.CancelFunc
			ctx, cancel = context.WithDeadline(ctx, actor.Until)
			defer cancel()
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// unidentified notes and answers that it is not known who asks.
func (o Options) unidentified(w http.ResponseWriter, r *http.Request, err error) {
	if no := o.Pace.Admit(admission.Asking(r.Context())); no != nil {
		turnAway(w, no)
		return
	}
	no, ok := errors.AsType[*identity.Refusal](err)
	if !ok {
		no = identity.Refuse(err.Error())
	}
	if o.Refused != nil && no.Fault != identity.Away {
		o.Refused(r.Context(), access.Attempt{Action: access.SignIn, Operation: r.URL.Path, Reason: no.Message})
	}
	challenge(w, no)
}

// challenge says what is wrong with what somebody shows, and how to show something
// better: RFC 6750, 3. Without a word of an error where nothing was shown (3.1).
func challenge(w http.ResponseWriter, no *identity.Refusal) {
	const scheme = `Bearer realm="Fundus"`
	answer := refusal{status: http.StatusUnauthorized, code: "UNAUTHENTICATED", message: no.Message}
	switch no.Fault {
	case identity.Malformed:
		w.Header().Set("WWW-Authenticate", scheme+`, error="invalid_request"`)
		answer.status, answer.code = http.StatusBadRequest, "INVALID"
		if no.Limit > 0 {
			answer.code, answer.limit = "TOKEN_TOO_LARGE", int64(no.Limit)
		}
	case identity.Away:
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(no.Retry.Seconds()))))
		answer.status, answer.code = http.StatusServiceUnavailable, "UNAVAILABLE"
	case identity.Missing:
		w.Header().Set("WWW-Authenticate", scheme)
	default:
		w.Header().Set("WWW-Authenticate", scheme+`, error="invalid_token"`)
	}
	answer.answer(w)
}
