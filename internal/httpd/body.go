package httpd

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"unicode/utf8"
)

// admit lets a request pass, or says why not. What passes is GET or POST, UTF-8
// and within the limit, so that no parser ever sees anything else.
func (o Options) admit(w http.ResponseWriter, r *http.Request) *refusal {
	switch r.Method {
	case http.MethodPost:
		return o.takeBody(w, r)
	case http.MethodGet:
		return readableQuery(r.URL.RawQuery)
	case http.MethodOptions:
		return nil
	}
	w.Header().Set("Allow", "GET, OPTIONS, POST")
	return &refusal{status: http.StatusMethodNotAllowed, code: "METHOD_NOT_ALLOWED", message: "ask by GET or POST"}
}

// takeBody reads the whole body, unpacks it and puts it back. The limit holds for it as
// it comes and as it is unpacked, so that a bomb goes off nowhere.
func (o Options) takeBody(w http.ResponseWriter, r *http.Request) *refusal {
	coding := strings.ToLower(strings.TrimSpace(strings.Join(r.Header.Values("Content-Encoding"), ",")))
	if coding != "" && coding != "identity" && coding != "gzip" {
		w.Header().Set("Accept-Encoding", "gzip, identity") // RFC 9110, 12.5.3
		return &refusal{status: http.StatusUnsupportedMediaType, code: "UNSUPPORTED_MEDIA_TYPE", message: "the body of a request may be packed with gzip, once, and with nothing else"}
	}
	body, no := o.readAll(r.Body, "")
	if no == nil && coding == "gzip" {
		body, no = o.unpack(body)
		r.Header.Del("Content-Encoding")
	}
	if no != nil {
		return no
	}
	if !utf8.Valid(body) {
		return invalid("the body of the request is not UTF-8")
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return nil
}

// readAll reads up to the limit. How a body that is larger is called follows "is".
func (o Options) readAll(from io.Reader, how string) ([]byte, *refusal) {
	body, err := io.ReadAll(io.LimitReader(from, o.BodyBytes+1))
	switch {
	case int64(len(body)) > o.BodyBytes:
		return nil, &refusal{http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("the body of the request is%s larger than %d bytes, the limit", how, o.BodyBytes), o.BodyBytes}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, &refusal{status: http.StatusRequestTimeout, code: "REQUEST_TIMEOUT", message: "the body of the request did not arrive in time"}
	case err != nil:
		return nil, invalid("the body of the request could not be read to its end")
	}
	return body, nil
}

func (o Options) unpack(packed []byte) ([]byte, *refusal) {
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, invalid("the body of the request says that it is gzip and is not")
	}
	return o.readAll(unpacked, ", unpacked,")
}

func readableQuery(raw string) *refusal {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return invalid("the query of the address cannot be read: " + err.Error())
	}
	for name, texts := range values {
		for _, text := range texts {
			if !utf8.ValidString(name) || !utf8.ValidString(text) {
				return invalid("the query of the address is not UTF-8")
			}
		}
	}
	return nil
}

func invalid(message string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "INVALID", message: message}
}
