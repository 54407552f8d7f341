package httpd

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"unicode/utf8"

	"fundus/internal/sight"
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
	sight.Refused(w, code)
	w.Header().Set("Content-Type", "application/graphql-response+json")
	w.WriteHeader(status)
	// The client may be gone; there is nobody left to tell.
	_ = json.NewEncoder(w).Encode(map[string]any{
		"errors": []any{map[string]any{"message": message, "extensions": map[string]any{"code": code}}},
	})
}

// admit lets a request pass, or says why not. What passes is GET or POST, UTF-8
// and within the limit, so that no parser ever sees anything else.
func (o Options) admit(w http.ResponseWriter, r *http.Request) *refusal {
	switch r.Method {
	case http.MethodPost:
		return o.takeBody(r)
	case http.MethodGet:
		return readableQuery(r.URL.RawQuery)
	case http.MethodOptions:
		return nil
	}
	w.Header().Set("Allow", "GET, OPTIONS, POST")
	return &refusal{http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "ask by GET or POST"}
}

// takeBody reads the whole body up to the limit and puts it back.
func (o Options) takeBody(r *http.Request) *refusal {
	body, err := io.ReadAll(io.LimitReader(r.Body, o.BodyBytes+1))
	switch {
	case int64(len(body)) > o.BodyBytes:
		return &refusal{http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("the body of the request is larger than %d bytes, the limit", o.BodyBytes)}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &refusal{http.StatusRequestTimeout, "INVALID", "the body of the request did not arrive in time"}
	case err != nil:
		return &refusal{http.StatusBadRequest, "INVALID", "the body of the request could not be read to its end"}
	case !utf8.Valid(body):
		return &refusal{http.StatusBadRequest, "INVALID", "the body of the request is not UTF-8"}
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}

func readableQuery(raw string) *refusal {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return &refusal{http.StatusBadRequest, "INVALID", "the query of the address cannot be read: " + err.Error()}
	}
	for name, texts := range values {
		for _, text := range texts {
			if !utf8.ValidString(name) || !utf8.ValidString(text) {
				return &refusal{http.StatusBadRequest, "INVALID", "the query of the address is not UTF-8"}
			}
		}
	}
	return nil
}
