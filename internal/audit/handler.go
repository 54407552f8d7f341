package audit

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/sight"
)

// Handler answers /audit?since=…&until=… with an export, to whom it may be shown. The
// instants are RFC 3339. refused is told of all others.
func Handler(log Log, refused func(context.Context, access.Attempt)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor := identity.Of(r.Context())
		w.Header().Set("Cache-Control", "no-store")
		if err := actor.May(access.Audit); err != nil {
			if a, no := access.Refused(actor, access.Audit, r.URL.Path, nil, err); no {
				refused(r.Context(), a)
			}
			refuse(w, http.StatusForbidden, err)
			return
		}
		span, err := spanOf(r.URL.Query())
		if err != nil {
			refuse(w, http.StatusBadRequest, err)
			return
		}
		w.Header().Set("Content-Type", "application/jsonl; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="fundus-audit.jsonl"`)
		if err := Export(r.Context(), w, log, span); err != nil {
			panic(http.ErrAbortHandler) // so that what was sent is not taken for all
		}
	})
}

// refuse answers why there is no export, and notes the code for those who watch.
func refuse(w http.ResponseWriter, status int, err error) {
	sight.Refused(w, catalogue.KindOf(err).String())
	http.Error(w, err.Error(), status)
}

// spanOf reads the span that an address asks for. A parameter that is not known, or says
// nothing, is refused: a slip of the pen would give all that there is.
func spanOf(values url.Values) (s Span, err error) {
	known := map[string]*time.Time{"since": &s.Since, "until": &s.Until}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		texts, at := values[name], known[name]
		switch {
		case at == nil:
			return s, badParameter(name, texts[0], "the parameters are since and until")
		case len(texts) > 1:
			return s, badParameter(name, texts[1], "give each parameter once")
		}
		if *at, err = ParseInstant(name, texts[0]); err != nil {
			return s, err
		}
	}
	return s, nil
}

func badParameter(name, value, rule string) error {
	return &catalogue.Error{Kind: catalogue.Invalid, Field: name, Value: value, Message: rule}
}

// ParseInstant reads an instant as RFC 3339 writes it, or a day, which begins in UTC.
func ParseInstant(field, text string) (time.Time, error) {
	for _, form := range []string{time.RFC3339Nano, time.DateOnly} {
		if at, err := time.Parse(form, text); err == nil {
			return at, nil
		}
	}
	return time.Time{}, badParameter(field, text, "write an instant such as 2026-03-01T12:00:00Z, or a day such as 2026-03-01")
}
