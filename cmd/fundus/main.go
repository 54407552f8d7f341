// Command fundus keeps the stock of a federal state's digital estate: one graph
// of administrative services, authorities, datasets and software solutions, and
// what ties them, served over GraphQL.
//
// This package wires and nothing else: flags and environment, which store, which
// importer, what is printed. Exit codes: 0 done; 1 the input or the catalogue
// says no (findings are printed); 2 the command line is wrong; 3 the database or
// the network is not available, trying again may help.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"fundus/internal/catalogue"

	_ "time/tzdata" // the catalogue's day begins in Berlin, on any machine
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(exitCode(err, os.Stderr))
}

// terminal is where a command reads and writes.
type terminal struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// cli is the command line. The tags are its documentation: --help prints them.
type cli struct {
	Database string `default:"fundus.db" env:"FUNDUS_DATABASE" placeholder:"PATH|URL" help:"Where the catalogue is kept: a SQLite file, made if it is not there, or a PostgreSQL URL (postgres://…)."`
	LogLevel string `default:"info" enum:"debug,info,warn,error" env:"FUNDUS_LOG_LEVEL" help:"Least important log lines to write (debug, info, warn, error)."`

	Serve   serveCmd   `cmd:"" help:"Answer questions over GraphQL, with a console for browsers."`
	Import  importCmd  `cmd:"" help:"Take files into the catalogue, each as one change set or not at all."`
	Export  exportCmd  `cmd:"" help:"Write the catalogue as a bundle: a folder, .zip or .tar.gz."`
	Query   queryCmd   `cmd:"" help:"Answer one GraphQL operation without a server."`
	Check   checkCmd   `cmd:"" help:"Check every record and statement of the catalogue against the rules."`
	Migrate migrateCmd `cmd:"" help:"Bring the database's tables up to date. Every other command does so too."`
	Schema  schemaCmd  `cmd:"" help:"Print the GraphQL schema."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

// exit ends a command with a code of its own, after everything has been printed.
type exit struct{ code int }

func (e exit) Error() string { return fmt.Sprintf("exit %d", e.code) }

func run(ctx context.Context, args []string, c terminal) (err error) {
	var line cli
	parser, err := kong.New(&line,
		kong.Name("fundus"),
		kong.Description("Fundus keeps the stock of a state's digital estate: services, authorities, datasets, software, and what ties them.\n\n"+
			"Exit codes: 0 done, 1 the input or the catalogue says no, 2 the command line is wrong, 3 not available now."),
		kong.Writers(c.out, c.err),
		kong.Exit(func(code int) { panic(exit{code}) }),
		kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(c),
	)
	if err != nil {
		return err
	}
	defer func() {
		// kong ends --help through its Exit.
		if code, ok := recover().(exit); ok {
			err = code
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(c.err, "fundus: %v\n", err)
		return exit{2}
	}
	level := slog.LevelInfo
	if err := level.UnmarshalText([]byte(line.LogLevel)); err != nil {
		return exit{2}
	}
	log := slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: level}))
	return parsed.Run(&line, log)
}

// exitCode prints what went wrong, once, and says how to end.
func exitCode(err error, w io.Writer) int {
	var code exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return code.code
	}
	fmt.Fprintf(w, "fundus: %v\n", err)
	if catalogue.KindOf(err) == catalogue.Unavailable || errors.Is(err, context.Canceled) {
		return 3
	}
	return 1
}

type versionCmd struct{}

// Run prints the version that the build recorded.
func (versionCmd) Run(c terminal) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this build carries no version")
	}
	fmt.Fprintf(c.out, "fundus %s, %s\n", info.Main.Version, info.GoVersion)
	return nil
}
