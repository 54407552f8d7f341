package graph

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"fundus/graph/strict"
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
	p := &graphql.RawParams{}
	for _, name := range parameters {
		if len(values[name]) > 1 {
			return nil, badRequest(name + " is given more than once")
		}
	}
	p.Query, p.OperationName = values.Get("query"), values.Get("operationName")
	for name, into := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		text := []byte(values.Get(name))
		if len(text) == 0 {
			continue
		}
		if err := strict.Check(text); err != nil {
			return nil, badRequest(name + " is not a JSON object: " + err.Error())
		}
		if decode(text, into) != nil {
			return nil, badRequest(name + " is not a JSON object")
		}
	}
	nameDocument(p, values.Get(documentID))
	return p, nil
}

// parameters of a request, by the names that they have in a body and in an address.
var parameters = []string{"query", "operationName", "variables", "extensions", documentID}

// nameDocument puts the id of a document where trust finds it.
func nameDocument(p *graphql.RawParams, id string) {
	if id == "" {
		return
	}
	if p.Extensions == nil {
		p.Extensions = map[string]any{}
	}
	p.Extensions[documentID] = id
}

func readBody(r *http.Request) (*graphql.RawParams, *refusal) {
	kind, params, err := mime.ParseMediaType(strings.Join(r.Header.Values("Content-Type"), ","))
	if charset := params["charset"]; err != nil || kind != oldType || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return nil, &refusal{http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "the body of the request is application/json in UTF-8; say so once, in Content-Type", "GET, POST"}
	}
	text, err := io.ReadAll(r.Body) // which is bounded before it gets here
	if err != nil {
		return nil, badRequest("the body of the request could not be read to its end")
	}
	if err := strict.Check(text); err != nil {
		return nil, badRequest("the body of the request is not JSON as RFC 8259 has it: " + err.Error())
	}
	return readMembers(text)
}

// readMembers reads the JSON of a body. Names are those of the specification to the letter,
// which the decoder of structs would not mind; other members it leaves to later versions
// of itself, so they are passed over.
func readMembers(text []byte) (*graphql.RawParams, *refusal) {
	if bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("[")) {
		return nil, &refusal{http.StatusBadRequest, "BATCHING_OFF", "the body of the request is a list: send each operation in a request of its own", "GET, POST"}
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(text, &members) != nil || members == nil {
		return nil, badRequest("the body of the request is not one JSON object with query or documentId, operationName, variables and extensions")
	}
	p, document := new(graphql.RawParams), ""
	for i, into := range []any{&p.Query, &p.OperationName, &p.Variables, &p.Extensions, &document} {
		name := parameters[i]
		if members[name] != nil && decode(members[name], into) != nil {
			return nil, badRequest(name + " in the body of the request is of another JSON type than the specification has it")
		}
	}
	nameDocument(p, document)
	return p, nil
}

// decode reads JSON that has been checked; numbers are those that were sent.
func decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}
