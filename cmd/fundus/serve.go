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
	"fundus/internal/access"
	"fundus/internal/audit"
	"fundus/internal/httpd"
	"fundus/internal/httpd/console"
	"fundus/internal/identity/signin"
	"fundus/internal/live"
	"fundus/internal/requestid"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

type serveCmd struct {
	listenFlags   `embed:""`
	identityFlags `embed:""`
	limitFlags    `embed:""`
	trustFlags    `embed:""`
	sightFlags    `embed:""`

	Sample bool `env:"FUNDUS_SAMPLE" help:"Take the sample (Niedersachsen) into a catalogue that is empty."`
}

// Validate refuses what cannot be before anything is opened.
func (s *serveCmd) Validate() error {
	for _, group := range []interface{ check() error }{&s.listenFlags, &s.identityFlags, &s.limitFlags, &s.trustFlags, &s.sightFlags} {
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
	shown, err := s.certificate(ctx, log)
	if err != nil {
		return err
	}
	seen, err := s.watch(ctx, engineOf(line.Database), log)
	if err != nil {
		return err
	}
	defer seen.close()
	seen.certificate(shown)
	loaded := httpd.Starting(l.(*net.TCPListener), shown, log)
	defer loaded()
	return withStore(ctx, line, log, func(db store.Database) error {
		st := seen.store(db)
		return withLive(ctx, st, live.Options{Log: log, PastBytes: s.Past}, func(cat *live.Catalogue) error {
			return s.answer(ctx, l, shown, backing{st, db, cat, log, c, hidePassword(line.Database), seen, loaded})
		})
	})
}

// backing is what a server answers from, and where it says what it does.
type backing struct {
	store     store.Store
	tokens    store.Tokens
	catalogue *live.Catalogue
	log       *slog.Logger
	terminal  terminal
	database  string
	seen      *watch // who watches
	loaded    func() // ends what is answered meanwhile
}

// all is everything that the database keeps, watched as far as it is.
func (of backing) all() store.Database {
	return struct {
		store.Store
		store.Tokens
	}{of.store, of.tokens}
}

// course is what a server's handlers must know of its end.
type course struct {
	stopping <-chan struct{} // closed when it was told to stop, and is not ready any more
	leaving  <-chan struct{} // closed when what follows the catalogue must end
}

// answer serves on a listener until the context ends.
func (s *serveCmd) answer(ctx context.Context, l net.Listener, shown *httpd.Certificate, of backing) error {
	if s.Sample {
		if err := loadSample(ctx, of.catalogue); err != nil {
			return fmt.Errorf("load the sample: %w", err)
		}
	}
	journal := audit.Open(of.store, of.log, func(ctx context.Context) string { return string(requestid.Of(ctx)) })
	defer journal.Close()
	leaving, leave := context.WithCancel(context.WithoutCancel(ctx))
	defer leave()
	door, err := s.door(ctx, of, journal.Refused)
	if err != nil {
		return err
	}
	defer door.Tokens.Close()
	handler, err := s.handler(of, door, journal.Refused, course{stopping: ctx.Done(), leaving: leaving.Done()})
	if err != nil {
		return err
	}
	keepSmall()
	of.loaded()
	s.greet(of.terminal, l.Addr(), of.database, of.catalogue.Snapshot())
	s.greetWriters(ctx, of, s.browsable(l.Addr()))
	defer announce(ctx, of.log)()
	return httpd.Serve(ctx, l, handler, httpd.Terms{Certificate: shown, Drain: s.drain(l.Addr()), Grace: s.Grace, Leave: leave, Waits: s.waits(), Log: of.log})
}

// greet says where to go. Programs that start this one read the address in the
// first line.
func (s *serveCmd) greet(c terminal, address net.Addr, database string, now *snapshot.Snapshot) {
	fmt.Fprintf(c.out, "Fundus answers on %s (GraphQL at /graphql), catalogue %s at revision %d. Stop with Ctrl+C.\n", s.browsable(address), database, now.Revision())
	if now.Revision() == 0 {
		fmt.Fprintln(c.out, "The catalogue is empty: start with --sample, or take files into it with \"fundus import\" while this runs.")
	}
}

// browsable is an address that a browser on this machine can open.
func (s *serveCmd) browsable(address net.Addr) string {
	host, port, err := net.SplitHostPort(address.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	scheme := "http"
	if s.Cert != "" {
		scheme = "https"
	}
	return scheme + "://" + net.JoinHostPort(host, port) + "/"
}

func (s *serveCmd) handler(of backing, door *signin.Door, refused func(context.Context, access.Attempt), end course) (http.Handler, error) {
	asked, err := exampleQuestions()
	if err != nil {
		return nil, err
	}
	options, err := s.trusting(s.limited(graph.Options{
		Log: of.log, Refused: refused, Ending: end.leaving, Version: buildVersion(), Clearance: door.Anonymous.Clearance,
		Admit:    door.Admit,
		Observer: of.seen,
	}))
	if err != nil {
		return nil, err
	}
	if options.OnlyTrusted && len(options.Documents.All()) == 0 {
		of.log.Warn("only trusted documents are answered, and there is none: every question is refused", "folder", s.TrustedDocuments)
	}
	answers := graph.New(of.catalogue, options)
	of.seen.shows(of.catalogue, answers, options.Documents)
	surface, err := s.beside(httpd.Options{
		GraphQL:   answers,
		Export:    graph.NewExport(of.catalogue, options),
		Dossier:   graph.NewDossier(of.catalogue, options),
		Console:   console.Handler(asked),
		BodyBytes: s.MaxBody,
		Operation: s.Timeout,
		Pace:      options.Pace,
		Identify:  door.Identify,
		Refused:   refused,
		Audit:     audit.Handler(of.all(), refused),
		Lag:       of.catalogue.Lag,
		Lost:      of.catalogue.Lost,
		Metrics:   of.seen.metrics,
		Observer:  of.seen,
		Stopping:  end.stopping,
	})
	if err != nil {
		return nil, err
	}
	return httpd.Handler(surface), nil
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
