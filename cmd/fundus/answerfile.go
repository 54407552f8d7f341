package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/live"
)

// answerFile hands a request to the handler of /export and writes the file that it
// answers with. Without an error it is whole.
func answerFile(ctx context.Context, cat *live.Catalogue, request []byte, format string, log *slog.Logger, out io.Writer) (err error) {
	r, err := asRequest(ctx, "/export?format="+url.QueryEscape(format), request)
	if err != nil {
		return err
	}
	w := &answered{header: http.Header{}, out: out}
	defer func() {
		switch stopped := recover(); stopped {
		case nil:
			err = w.failed()
		case http.ErrAbortHandler: // how the handler says that the file ends too early
			err = firstOf(w.err, ctx.Err(), catalogue.Errorf(catalogue.Unavailable, "the answer was cut off; the log says why"))
		default:
			panic(stopped)
		}
	}()
	graph.NewExport(cat, graph.Options{Log: log}).ServeHTTP(w, r)
	if w.header.Get(graph.CompleteHeader) == "false" {
		log.Warn("the walk ended before everything was found; its budget bounds it")
	}
	return nil
}

// answered writes the body of an answer as it comes, unless it says why there is none.
type answered struct {
	header http.Header
	status int
	out    io.Writer
	err    error // of out, the first
	no     bytes.Buffer
}

// Header is that of the answer.
func (a *answered) Header() http.Header { return a.header }

// WriteHeader notes the status.
func (a *answered) WriteHeader(status int) { a.status = status }

// Write takes a part of the body.
func (a *answered) Write(part []byte) (int, error) {
	if a.status >= http.StatusBadRequest {
		return a.no.Write(part)
	}
	n, err := a.out.Write(part)
	a.err = firstOf(a.err, err)
	return n, err
}

var errNoAnswer = errors.New("there is no answer")

// failed is what the answer says instead of a file.
func (a *answered) failed() error {
	if a.status < http.StatusBadRequest {
		return nil
	}
	var said struct{ Errors []struct{ Message string } }
	if err := json.Unmarshal(a.no.Bytes(), &said); err != nil || len(said.Errors) == 0 {
		return errNoAnswer
	}
	messages := make([]string, len(said.Errors))
	for i, e := range said.Errors {
		messages[i] = e.Message
	}
	kind := catalogue.Invalid
	if a.status == http.StatusServiceUnavailable {
		kind = catalogue.Unavailable
	}
	return catalogue.Errorf(kind, "%s", strings.Join(messages, "\n"))
}
