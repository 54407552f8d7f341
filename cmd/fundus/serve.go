package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"

	"fundus/examples"
	"fundus/graph"
	"fundus/internal/httpd"
	"fundus/internal/httpd/console"
	"fundus/internal/identity/signin"
	"fundus/internal/live"
	"fundus/internal/snapshot"
	"fundus/internal/store"
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
	return withStore(ctx, line, log, func(st store.Database) error {
		return follow(ctx, st, live.Options{Log: log, PastBytes: s.Past}, func(cat *live.Catalogue) error {
			return s.answer(ctx, l, line, st, cat, log, c)
		})
	})
}

// answer makes the catalogue ready and serves it.
func (s *serveCmd) answer(ctx context.Context, l net.Listener, line *cli, st store.Database, cat *live.Catalogue, log *slog.Logger, c terminal) error {
	if s.Sample {
		if err := loadSample(ctx, cat); err != nil {
			return fmt.Errorf("load the sample: %w", err)
		}
	}
	door, err := s.door(ctx, st, log)
	if err != nil {
		return err
	}
	defer door.Tokens.Close()
	handler, err := s.handler(cat, door, log, ctx.Done())
	if err != nil {
		return err
	}
	keepSmall()
	s.greet(c, l.Addr(), hidePassword(line.Database), cat.Snapshot())
	s.greetWriters(ctx, c.out, st, browsable(l.Addr()), log)
	return httpd.Serve(ctx, l, handler, s.Grace, log)
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

func (s *serveCmd) handler(cat *live.Catalogue, door *signin.Door, log *slog.Logger, ending <-chan struct{}) (http.Handler, error) {
	asked, err := exampleQuestions()
	if err != nil {
		return nil, err
	}
	options := graph.Options{
		Limits: s.limits(), Log: log, Operation: s.Timeout, Export: s.Export, Exports: s.Exports, MessageBytes: s.MaxBody, Ending: ending,
		AnswerBytes: s.answerBytes(), Version: buildVersion(), Clearance: door.Anonymous.Clearance,
	}
	return httpd.Handler(httpd.Options{
		GraphQL:   graph.New(cat, options),
		Export:    graph.NewExport(cat, options),
		Dossier:   graph.NewDossier(cat, options),
		Console:   console.Handler(asked),
		BodyBytes: s.MaxBody,
		Operation: s.Timeout,
		Identify:  door.Identify,
		Lag:       cat.Lag,
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
