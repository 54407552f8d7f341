package graph

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/99designs/gqlgen/graphql"
)

// refusal is why a request is no GraphQL request.
type refusal struct {
	status               int
	code, message, allow string
}

func badRequest(message string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "INVALID", message: message, allow: "GET, POST"}
}

func read(r *http.Request) (*graphql.RawParams, *refusal) {
	switch r.Method {
	case http.MethodGet:
		return readURL(r.URL.RawQuery)
	case http.MethodPost:
		return readBody(r)
	}
	return nil, &refusal{http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "send GraphQL with GET or POST", "GET, POST"}
}

func readURL(raw string) (*graphql.RawParams, *refusal) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, badRequest("the query of the address cannot be read")
	}
	p := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, into := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		if text := values.Get(name); text != "" && decode(strings.NewReader(text), into) != nil {
			return nil, badRequest(name + " is not a JSON object")
		}
	}
	if id := values.Get(documentID); id != "" {
		name(p, id)
	}
	return p, nil
}

func readBody(r *http.Request) (*graphql.RawParams, *refusal) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := params["charset"]; err != nil || kind != oldType || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return nil, &refusal{http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "the body of the request is application/json in UTF-8", "GET, POST"}
	}
	var p struct {
		graphql.RawParams
		DocumentID string `json:"documentId"`
	}
	if decode(r.Body, &p) != nil {
		return nil, badRequest("the body of the request is not one JSON object with query or documentId, operationName, variables and extensions")
	}
	if p.DocumentID != "" {
		name(&p.RawParams, p.DocumentID)
	}
	return &p.RawParams, nil
}

// name puts the id of a document where trust finds it.
func name(p *graphql.RawParams, id string) {
	if p.Extensions == nil {
		p.Extensions = map[string]any{}
	}
	p.Extensions[documentID] = id
}

var errMore = errors.New("graph: more than one JSON value")

// decode reads one JSON value and nothing behind it.
func decode(from io.Reader, into any) error {
	d := json.NewDecoder(from)
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errMore
	}
	return nil
}
