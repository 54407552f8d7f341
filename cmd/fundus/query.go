package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/httpd/console"
	"fundus/internal/identity"
	"fundus/internal/live"
)

type queryCmd struct {
	File   string            `arg:"" help:"File with the operation, or - for standard input."`
	Format string            `default:"json" enum:"json,csv,csv-excel,graphml,jsonld,dot,mermaid,svg" help:"How the answer is written: json as a server answers; or the list or walk that was asked for as a table (csv, and csv-excel with semicolons), or as a graph (graphml, jsonld, dot, mermaid, svg). Of a list a table or graph has everything, not a page."`
	Out    string            `placeholder:"FILE" help:"File for the answer, which is replaced when the answer is whole; standard output by default."`
	Var    map[string]string `placeholder:"NAME=VALUE" mapsep:"none" help:"A variable: the text of a string, or JSON for numbers, lists and objects. May be repeated."`

	Operation string `placeholder:"NAME" help:"Which operation is meant, of a file that has several."`

	remoteFlags `embed:""`
}

// Validate refuses a token that nobody would be shown: a database that is here is opened
// with the rights of who may read its file. Variables that are set for other calls are no
// matter, a flag is meant.
func (q *queryCmd) Validate(given *kong.Context) error {
	shown := func(p *kong.Path) bool { return p.Flag != nil && p.Flag.Name == "token-file" }
	if q.Server == "" && slices.ContainsFunc(given.Path, shown) {
		return errors.New("--token-file: a token is shown to a server: name it with --server, or leave the token out and act as who may open the database")
	}
	return nil
}

// largestQuery bounds what is read of an operation.
const largestQuery = 1 << 20

// Run answers the operation as a server would, and prints the answer.
func (q *queryCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	if err := refuseFolder(q.Out); err != nil { // before a change is made whose answer has no place
		return err
	}
	text, err := q.read(c.in)
	if err != nil {
		return err
	}
	variables, err := q.variables(text)
	if err != nil {
		return err
	}
	if err := q.check(string(text), variables); err != nil {
		return err
	}
	asked := map[string]any{"query": string(text), "variables": variables}
	if q.Operation != "" {
		asked["operationName"] = q.Operation
	}
	request, err := json.Marshal(asked)
	if err != nil {
		return err
	}
	if q.Server != "" {
		server, err := q.remote(log)
		if err != nil {
			return err
		}
		return q.put(ctx, server, request, c)
	}
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	return withCatalogue(ctx, line, log, func(cat *live.Catalogue) error {
		return q.put(ctx, here{cat, log}, request, c)
	})
}

// answerer is who answers an operation: the catalogue of a database that is here, or a
// server.
type answerer interface {
	// answer is the answer, and whether it has errors.
	answer(ctx context.Context, request []byte) (text string, failed bool, err error)
	// file writes it in a format, whole unless there is an error.
	file(ctx context.Context, request []byte, format string, out io.Writer) error
}

// put asks and prints.
func (q *queryCmd) put(ctx context.Context, to answerer, request []byte, c terminal) error {
	if q.Format != "json" {
		return q.write(c.out, func(out io.Writer) error { return to.file(ctx, request, q.Format, out) })
	}
	text, failed, err := to.answer(ctx, request)
	if err != nil {
		return err
	}
	if failed { // and whatever stands in the file stays
		fmt.Fprintln(c.out, text)
		return exit{1}
	}
	return q.write(c.out, func(out io.Writer) error {
		_, err := fmt.Fprintln(out, text)
		return err
	})
}

// write writes to where the answer is wanted.
func (q *queryCmd) write(standard io.Writer, write func(io.Writer) error) error {
	if q.Out == "" {
		return write(standard)
	}
	return replaceFile(q.Out, write)
}

func (q *queryCmd) read(in io.Reader) ([]byte, error) {
	if q.File != "-" {
		f, err := os.Open(q.File)
		if err != nil {
			return nil, unreadable(err)
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, largestQuery+1))
	switch {
	case err != nil:
		return nil, unreadable(err)
	case len(text) > largestQuery:
		return nil, catalogue.Errorf(catalogue.Invalid, "%s: larger than %d bytes, the limit of an operation", q.File, largestQuery)
	case !utf8.Valid(text):
		return nil, catalogue.Errorf(catalogue.Invalid, "%s: not UTF-8", q.File)
	}
	return bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), nil
}

// variables are those of the file's heading, as examples have one, and of the
// command line, which wins.
func (q *queryCmd) variables(text []byte) (map[string]any, error) {
	out := make(map[string]any, len(q.Var))
	if e, err := console.ParseExample(q.File, string(text)); err == nil && len(e.Variables) > 0 {
		if err := json.Unmarshal(e.Variables, &out); err != nil {
			return nil, fmt.Errorf("%s: the variables in the heading: %w", q.File, err)
		}
	}
	given, err := graph.Variables(string(text), q.Var)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", q.File, err)
	}
	maps.Copy(out, given)
	return out, nil
}

// here is the catalogue of a database that this program has open.
type here struct {
	cat *live.Catalogue
	log *slog.Logger
}

func (h here) file(ctx context.Context, request []byte, format string, out io.Writer) error {
	return answerFile(ctx, h.cat, request, format, h.log, out)
}

// answer hands a request to the handler of /graphql: one way in for everybody.
func (h here) answer(ctx context.Context, request []byte) (text string, failed bool, err error) {
	r, err := asRequest(ctx, "/graphql", request)
	if err != nil {
		return "", false, err
	}
	w := httptest.NewRecorder()
	graph.New(h.cat, graph.Options{Log: h.log}).ServeHTTP(w, r)
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, w.Body.Bytes(), "", "  "); err != nil {
		return "", false, fmt.Errorf("read the answer: %w", err)
	}
	var said struct{ Errors []json.RawMessage }
	err = json.Unmarshal(w.Body.Bytes(), &said)
	return pretty.String(), err == nil && len(said.Errors) > 0, nil
}

// asRequest is a request of this machine.
func asRequest(ctx context.Context, path string, body []byte) (*http.Request, error) {
	writer := access.Operator(userName())
	r, err := http.NewRequestWithContext(identity.With(ctx, writer), http.MethodPost, path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	return r, nil
}
