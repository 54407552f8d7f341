package audit

import (
	"context"
	"net/http"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
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
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
		span, err := spanOf(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/jsonl; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="fundus-audit.jsonl"`)
		if err := Export(r.Context(), w, log, span); err != nil {
			panic(http.ErrAbortHandler) // so that what was sent is not taken for all
		}
	})
}

func spanOf(r *http.Request) (s Span, err error) {
	for name, at := range map[string]*time.Time{"since": &s.Since, "until": &s.Until} {
		text := r.URL.Query().Get(name)
		if text == "" {
			continue
		}
		if *at, err = ParseInstant(name, text); err != nil {
			return s, err
		}
	}
	return s, nil
}

// ParseInstant reads an instant as RFC 3339 writes it, or a day, which begins in UTC.
func ParseInstant(field, text string) (time.Time, error) {
	for _, form := range []string{time.RFC3339Nano, time.DateOnly} {
		if at, err := time.Parse(form, text); err == nil {
			return at, nil
		}
	}
	return time.Time{}, &catalogue.Error{Kind: catalogue.Invalid, Field: field, Value: text, Message: "write an instant such as 2026-03-01T12:00:00Z, or a day such as 2026-03-01"}
}
