package httpd

import (
	"encoding/json"
	"errors"
	"net/http"

	"fundus/internal/admission"
	"fundus/internal/sight"
)

// refusal is an answer without a result: a status and one error.
type refusal struct {
	status  int
	code    string
	message string
	limit   int64 // which was passed; 0 for none
}

// answer answers in the form of the GraphQL specification, without data.
func (r *refusal) answer(w http.ResponseWriter) {
	extensions := map[string]any{"code": r.code}
	if r.limit != 0 {
		extensions["limit"] = r.limit
	}
	sight.Refused(w, r.code)
	w.Header().Set("Content-Type", "application/graphql-response+json")
	w.WriteHeader(r.status)
	// The client may be gone; there is nobody left to tell.
	_ = json.NewEncoder(w).Encode(map[string]any{
		"errors": []any{map[string]any{"message": r.message, "extensions": extensions}},
	})
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	(&refusal{status: status, code: code, message: message}).answer(w)
}

// turnAway answers whom admission did not let in.
func turnAway(w http.ResponseWriter, err error) {
	no, ok := errors.AsType[*admission.Refusal](err)
	if !ok {
		return // the client is gone
	}
	if no.After > 0 {
		w.Header().Set("Retry-After", no.RetryAfter())
	}
	(&refusal{no.Status, no.Code, no.Message, int64(no.Limit)}).answer(w)
}
