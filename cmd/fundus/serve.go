package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"

	"fundus/examples"
	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/httpd/console"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

type serveCmd struct {
	listenFlags   `embed:""`
	identityFlags `embed:""`
	limitFlags    `embed:""`
	sightFlags    `embed:""`

	Sample bool `env:"FUNDUS_SAMPLE" help:"Take the sample (Niedersachsen) into a catalogue that is empty."`
}

// Validate refuses what cannot be before anything is opened.
func (s *serveCmd) Validate() error {
	for _, group := range []interface{ check() error }{&s.listenFlags, &s.identityFlags, &s.limitFlags, &s.sightFlags} {
		if err := group.check(); err != nil {
			return err
		}
	}
	return nil
}

// Run serves until the context ends. It takes the address first: whoever starts
// a second server by mistake hears of it before the database is touched.
func (s *serveCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	l, err := s.listen(ctx)
	if err != nil {
		return err
	}
	defer l.Close()
	seen, err := s.watch(ctx, engineOf(line.Database), log)
	if err != nil {
		return err
	}
	defer seen.close()
	return seen.withCatalogue(ctx, line, live.Options{Log: log, PastBytes: s.Past}, func(cat *live.Catalogue) error {
		if s.Sample {
			if err := loadSample(ctx, cat); err != nil {
				return fmt.Errorf("load the sample: %w", err)
			}
		}
		handler, err := s.handler(cat, seen, log, ctx.Done())
		if err != nil {
			return err
		}
		keepSmall()
		s.greet(c, l.Addr(), hidePassword(line.Database), cat.Snapshot())
		return httpd.Serve(ctx, l, handler, s.Grace, log)
	})
}

// greet says where to go. Programs that start this one read the address in the
// first line.
func (s *serveCmd) greet(c terminal, address net.Addr, database string, now *snapshot.Snapshot) {
	fmt.Fprintf(c.out, "Fundus answers on %s (GraphQL at /graphql), catalogue %s at revision %d. Stop with Ctrl+C.\n", browsable(address), database, now.Revision())
	if now.Revision() == 0 {
		fmt.Fprintln(c.out, "The catalogue is empty: start with --sample, or take files into it with \"fundus import\" while this runs.")
	}
}

// browsable is an address that a browser on this machine can open.
func browsable(address net.Addr) string {
	host, port, err := net.SplitHostPort(address.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

func (s *serveCmd) handler(cat *live.Catalogue, seen *watch, log *slog.Logger, ending <-chan struct{}) (http.Handler, error) {
	asked, err := exampleQuestions()
	if err != nil {
		return nil, err
	}
	options := graph.Options{
		Limits: s.limits(), Log: log, Operation: s.Timeout, Export: s.Export, Exports: s.Exports, MessageBytes: s.MaxBody, Ending: ending,
		AnswerBytes: s.answerBytes(), Version: buildVersion(), Clearance: catalogue.Visibility(strings.ToUpper(s.Clearance)),
		Observer: seen,
	}
	answers := graph.New(cat, options)
	seen.metrics.Answers(answers.Kept)
	return httpd.Handler(httpd.Options{
		GraphQL:   answers,
		Export:    graph.NewExport(cat, options),
		Dossier:   graph.NewDossier(cat, options),
		Console:   console.Handler(asked),
		BodyBytes: s.MaxBody,
		Operation: s.Timeout,
		Identify:  s.identify(),
		Lag:       cat.Lag,
		Lost:      cat.Lost,
		Metrics:   seen.metrics,
		Observer:  seen,
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
