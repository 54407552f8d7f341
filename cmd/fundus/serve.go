package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/user"
	"strings"
	"syscall"
	"time"

	"fundus/examples"
	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/httpd/console"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

type serveCmd struct {
	Listen    string        `default:"127.0.0.1:8080" env:"FUNDUS_LISTEN" placeholder:"HOST:PORT" help:"Address to answer on; port 0 picks a free one. Requests from this machine itself may change the catalogue, so behind a proxy on this machine start with --read-only."`
	ReadOnly  bool          `env:"FUNDUS_READ_ONLY" help:"Accept no changes from anywhere. Behind a proxy on this machine always start with it: a proxy need not say for whom it speaks, and what it passes on can look like a request of this machine."`
	Clearance string        `default:"public" enum:"public,internal,confidential" env:"FUNDUS_CLEARANCE" help:"Up to what those may see who do not ask from this machine: public, internal or confidential. Requests from this machine itself see everything, unless the server is read-only."`
	Sample    bool          `env:"FUNDUS_SAMPLE" help:"Take the sample (Niedersachsen) into a catalogue that is empty."`
	Grace     time.Duration `default:"10s" env:"FUNDUS_GRACE" help:"How long running requests may take to finish when the server is told to stop."`
	MaxBody   int64         `default:"1048576" env:"FUNDUS_MAX_BODY" help:"Largest request body, and largest message over a WebSocket, in bytes."`
	MaxCost   int           `default:"50000" env:"FUNDUS_MAX_COST" help:"Largest estimated number of values in an answer."`
	MaxDepth  int           `default:"15" env:"FUNDUS_MAX_DEPTH" help:"Deepest nesting of fields."`
	MaxToken  int           `name:"max-tokens" default:"2000" env:"FUNDUS_MAX_TOKENS" help:"Most lexical tokens in a query."`
	Timeout   time.Duration `default:"20s" env:"FUNDUS_TIMEOUT" help:"Longest time for an answer."`
	Export    time.Duration `name:"export-timeout" default:"10m" env:"FUNDUS_EXPORT_TIMEOUT" help:"Longest time for a file."`
	Exports   int           `name:"max-exports" default:"4" env:"FUNDUS_MAX_EXPORTS" help:"Most files made at once; who asks for another is told to try again later."`
	Answers   int           `name:"max-answers" default:"67108864" env:"FUNDUS_MAX_ANSWERS" help:"Bytes of answers kept in memory to be given again while they hold; 0 keeps none."`
	Past      int           `name:"max-past" default:"1073741824" env:"FUNDUS_MAX_PAST" help:"Bytes of moments of the past kept in memory, beside the newest."`
}

// Validate refuses what cannot be before anything is opened.
func (s *serveCmd) Validate() error {
	if _, _, err := net.SplitHostPort(s.Listen); err != nil {
		return fmt.Errorf("--listen=%s: write HOST:PORT, such as 127.0.0.1:8080 or :8080 for every address of this machine", s.Listen)
	}
	for _, limit := range []struct {
		flag  string
		value int64
	}{
		{"max-body", s.MaxBody}, {"max-cost", int64(s.MaxCost)}, {"max-depth", int64(s.MaxDepth)},
		{"max-tokens", int64(s.MaxToken)}, {"timeout", int64(s.Timeout)}, {"export-timeout", int64(s.Export)}, {"max-exports", int64(s.Exports)}, {"max-past", int64(s.Past)},
	} {
		if limit.value <= 0 {
			return fmt.Errorf("--%s: must be more than 0", limit.flag)
		}
	}
	if s.Answers < 0 {
		return fmt.Errorf("--max-answers=%d: must not be less than 0", s.Answers)
	}
	if s.Grace < 0 {
		return fmt.Errorf("--grace=%s: must not be less than 0", s.Grace)
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
	return withLive(ctx, line, live.Options{Log: log, PastBytes: s.Past}, func(cat *live.Catalogue) error {
		if s.Sample {
			if err := loadSample(ctx, cat); err != nil {
				return fmt.Errorf("load the sample: %w", err)
			}
		}
		handler, err := s.handler(cat, log, ctx.Done())
		if err != nil {
			return err
		}
		keepSmall()
		s.greet(c, l.Addr(), hidePassword(line.Database), cat.Snapshot())
		return httpd.Serve(ctx, l, handler, s.Grace, log)
	})
}

func (s *serveCmd) listen(ctx context.Context) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", s.Listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, catalogue.Errorf(catalogue.Unavailable, "another program answers on %s already; choose another address with --listen, 127.0.0.1:0 picks a free one", s.Listen)
	}
	if err != nil {
		return nil, &catalogue.Error{Kind: catalogue.Unavailable, Message: fmt.Sprintf("cannot listen on %s; choose another address with --listen", s.Listen), Err: err}
	}
	return l, nil
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

func (s *serveCmd) handler(cat *live.Catalogue, log *slog.Logger, ending <-chan struct{}) (http.Handler, error) {
	asked, err := exampleQuestions()
	if err != nil {
		return nil, err
	}
	limits := graph.DefaultLimits()
	limits.Cost, limits.Depth, limits.Tokens = s.MaxCost, s.MaxDepth, s.MaxToken
	options := graph.Options{
		Limits: limits, Log: log, Operation: s.Timeout, Export: s.Export, Exports: s.Exports, MessageBytes: s.MaxBody, Ending: ending,
		AnswerBytes: s.answerBytes(), Version: buildVersion(), Clearance: catalogue.Visibility(strings.ToUpper(s.Clearance)),
	}
	return httpd.Handler(httpd.Options{
		GraphQL:   graph.New(cat, options),
		Export:    graph.NewExport(cat, options),
		Dossier:   graph.NewDossier(cat, options),
		Console:   console.Handler(asked),
		BodyBytes: s.MaxBody,
		Operation: s.Timeout,
		Local:     s.local(),
		Lag:       cat.Lag,
	}), nil
}

// answerBytes is the bound of kept answers as graph takes it, to which 0 is "as usual".
func (s *serveCmd) answerBytes() int {
	if s.Answers == 0 {
		return -1
	}
	return s.Answers
}

// local gives the requests of this machine the right to change the catalogue;
// nil gives it to nobody.
func (s *serveCmd) local() func(context.Context) context.Context {
	if s.ReadOnly {
		return nil
	}
	writer := graph.Actor{Name: userName(), MayWrite: true}
	return func(ctx context.Context) context.Context { return graph.WithActor(ctx, writer) }
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

// userName is who runs the program, for the log of commits.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return fmt.Sprintf("uid %d", os.Getuid())
}
