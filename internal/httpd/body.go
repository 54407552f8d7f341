package httpd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"unicode/utf8"
)

// refusal is an answer without a result: a status and one error.
type refusal struct {
	status  int
	code    string
	message string
}

func (r *refusal) answer(w http.ResponseWriter) { refuse(w, r.status, r.code, r.message) }

// refuse answers in the form of the GraphQL specification, without data.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/graphql-response+json")
	w.WriteHeader(status)
	// The client may be gone; there is nobody left to tell.
	_ = json.NewEncoder(w).Encode(map[string]any{
		"errors": []any{map[string]any{"message": message, "extensions": map[string]any{"code": code}}},
	})
}

// takeBody reads the whole body up to the limit and puts it back for the
// handler, so that no parser ever sees more, or anything that is not UTF-8.
func (o Options) takeBody(r *http.Request) *refusal {
	if r.Method != http.MethodPost {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, o.BodyBytes+1))
	switch {
	case err != nil:
		return &refusal{http.StatusBadRequest, "INVALID", "the body of the request could not be read to its end"}
	case int64(len(body)) > o.BodyBytes:
		return &refusal{http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("the body of the request is larger than %d bytes, the limit", o.BodyBytes)}
	case !utf8.Valid(body):
		return &refusal{http.StatusBadRequest, "INVALID", "the body of the request is not UTF-8"}
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}
