package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"fundus/graph"
	"fundus/internal/catalogue"
)

// request is an operation as it is put to a server.
type request struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables,omitempty"`

	atLeast catalogue.Revision // is demanded; 0 demands nothing
}

// reply is what a server says to it.
type reply struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
	Extensions struct {
		Fundus struct{ Revision catalogue.Revision }
	}
}

// code is that of the first error, "" where there is none.
func (r reply) code() string {
	if len(r.Errors) == 0 {
		return ""
	}
	return r.Errors[0].Extensions.Code
}

var clients = http.Client{Timeout: patience}

// send puts the request to the server at an address. Its error is that of a server
// that did not answer: what became of the request is not known then.
func (r request) send(ctx context.Context, address string) (reply, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return reply{}, err
	}
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/graphql", bytes.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	post.Header.Set("Content-Type", "application/json")
	sign(post, address)
	if r.atLeast > 0 {
		post.Header.Set(graph.AtLeastHeader, fmt.Sprint(r.atLeast))
	}
	resp, err := clients.Do(post)
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return reply{}, err
	}
	var said reply
	if err := json.Unmarshal(text, &said); err != nil {
		return reply{}, fmt.Errorf("%s: %.200s: %w", resp.Status, text, err)
	}
	return said, nil
}

// sign shows the token that there is for the server at an address.
func sign(r *http.Request, address string) {
	if token, ok := keys.Load(address); ok {
		r.Header.Set("Authorization", "Bearer "+token.(string))
	}
}

// answered is the data of a request that must succeed.
func (r request) answered(ctx context.Context, address string, data any) (reply, error) {
	said, err := r.send(ctx, address)
	if err != nil {
		return said, err
	}
	if len(said.Errors) > 0 {
		return said, fmt.Errorf("%s: %s", said.code(), said.Errors[0].Message)
	}
	return said, json.Unmarshal(said.Data, data)
}
