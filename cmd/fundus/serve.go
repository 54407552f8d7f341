package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/user"
	"strings"
	"time"

	"fundus/examples"
	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/httpd/console"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/live"
	"fundus/internal/sample"
)

type serveCmd struct {
	Listen   string        `default:"127.0.0.1:8080" env:"FUNDUS_LISTEN" placeholder:"HOST:PORT" help:"Address to answer on; port 0 picks a free one."`
	Sample   bool          `env:"FUNDUS_SAMPLE" help:"Take the sample (Niedersachsen) into a catalogue that is empty."`
	Grace    time.Duration `default:"10s" env:"FUNDUS_GRACE" help:"How long running requests may take to finish when the server is told to stop."`
	MaxBody  int64         `default:"1048576" env:"FUNDUS_MAX_BODY" help:"Largest request body in bytes."`
	MaxCost  int           `default:"50000" env:"FUNDUS_MAX_COST" help:"Largest estimated number of values in an answer."`
	MaxDepth int           `default:"15" env:"FUNDUS_MAX_DEPTH" help:"Deepest nesting of fields."`
	MaxToken int           `name:"max-tokens" default:"2000" env:"FUNDUS_MAX_TOKENS" help:"Most lexical tokens in a query."`
	Timeout  time.Duration `default:"20s" env:"FUNDUS_TIMEOUT" help:"Longest time for an answer."`
}

// Run serves until the context ends.
func (s *serveCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	return withCatalogue(ctx, line, log, func(cat *live.Catalogue) error {
		if s.Sample {
			if err := loadSample(ctx, cat); err != nil {
				return fmt.Errorf("load the sample: %w", err)
			}
		}
		handler, err := s.handler(cat, log)
		if err != nil {
			return err
		}
		l, err := net.Listen("tcp", s.Listen)
		if err != nil {
			return &catalogue.Error{Kind: catalogue.Unavailable, Message: fmt.Sprintf("cannot listen on %s: %v; choose another address with --listen", s.Listen, err)}
		}
		fmt.Fprintf(c.out, "Fundus answers on http://%s/ (GraphQL at /graphql), catalogue %s at revision %d. Stop with Ctrl+C.\n", l.Addr(), hidePassword(line.Database), cat.Snapshot().Revision())
		return httpd.Serve(ctx, l, handler, s.Grace, log)
	})
}

func (s *serveCmd) handler(cat *live.Catalogue, log *slog.Logger) (http.Handler, error) {
	asked, err := exampleQuestions()
	if err != nil {
		return nil, err
	}
	limits := graph.DefaultLimits()
	limits.Cost, limits.Depth, limits.Tokens = s.MaxCost, s.MaxDepth, s.MaxToken
	writer := graph.Actor{Name: userName(), MayWrite: true}
	return httpd.Handler(httpd.Options{
		GraphQL:   graph.New(cat, graph.Options{Limits: limits, Log: log}),
		Console:   console.Handler(asked),
		Log:       log,
		BodyBytes: s.MaxBody,
		Operation: s.Timeout,
		Local:     func(ctx context.Context) context.Context { return graph.WithActor(ctx, writer) },
		Ready:     func() (time.Duration, error) { return cat.Lag(), nil },
	}), nil
}

// exampleQuestions are the questions of examples/ as the console offers them.
func exampleQuestions() ([]console.Example, error) {
	names, err := fs.Glob(examples.Files, "*.graphql")
	if err != nil {
		return nil, err
	}
	var out []console.Example
	for _, name := range names {
		text, err := fs.ReadFile(examples.Files, name)
		if err != nil {
			return nil, err
		}
		e, err := console.ParseExample(name, string(text))
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// loadSample takes the sample into a catalogue that nothing has been taken into.
func loadSample(ctx context.Context, cat *live.Catalogue) error {
	if cat.Snapshot().Revision() > 0 {
		return nil
	}
	var findings interchange.Findings
	b, err := bundle.FromFS(ctx, sample.FS(), &findings)
	if err != nil {
		return err
	}
	stamp := catalogue.Stamp{Actor: "fundus", Message: "Beispiel Niedersachsen", Origin: "sample"}
	_, err = cat.Commit(ctx, stamp, b.Changes)
	return b.Locate(err)
}

// userName is who runs the program, for the log of commits.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return fmt.Sprintf("uid %d", os.Getuid())
}

// hidePassword leaves the password of a database URL out.
func hidePassword(database string) string {
	scheme, rest, isURL := strings.Cut(database, "://")
	at := strings.LastIndex(rest, "@")
	if !isURL || at < 0 {
		return database
	}
	who, _, _ := strings.Cut(rest[:at], ":")
	return scheme + "://" + who + rest[at:]
}
