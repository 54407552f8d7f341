// Command fundus keeps the stock of a federal state's digital estate: one graph
// of administrative services, authorities, datasets and software solutions, and
// what ties them, served over GraphQL.
//
// This package wires and nothing else: flags and environment, which store, which
// importer, what is printed. Answers go to standard output, everything else to
// standard error. Exit codes:
//
//	0    done
//	1    the input or the catalogue says no (what is wrong is printed)
//	2    the command line is wrong
//	3    the database or the network is not available; trying again may help
//	130  stopped by a signal before it was done
//
// The first SIGINT or SIGTERM asks the program to finish, the second ends it.
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
	"fundus/internal/logbook"
	"fundus/internal/requestid"

	_ "time/tzdata" // the catalogue's day begins in Berlin, on any machine
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // from then on a signal does what it does by itself
	err := run(ctx, os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr})
	os.Exit(exitCode(ctx, err, os.Stderr))
}

// terminal is where a command reads and writes.
type terminal struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// cli is the command line. The tags are its documentation: --help prints them.
type cli struct {
	Database string `default:"fundus.db" env:"FUNDUS_DATABASE" placeholder:"PATH|URL" help:"Where the catalogue is kept: a SQLite file (fundus.db in this folder unless told otherwise), or a PostgreSQL address (postgres://user@host/database)."`
	LogLevel string `default:"info" enum:"debug,info,warn,error" env:"FUNDUS_LOG_LEVEL" help:"Least important log lines to write (debug, info, warn, error)."`

	LogFormat string `default:"text" enum:"text,json" env:"FUNDUS_LOG_FORMAT" help:"How log lines are written: text for people, json for programs."`

	Serve    serveCmd    `cmd:"" help:"Answer questions over GraphQL, with a console for browsers."`
	Ready    readyCmd    `cmd:"" help:"Ask a running server whether it is ready, and say why not."`
	Import   importCmd   `cmd:"" help:"Take files into the catalogue, each as one change set or not at all."`
	Export   exportCmd   `cmd:"" help:"Write the catalogue as a bundle: a folder, .zip or .tar.gz."`
	Query    queryCmd    `cmd:"" help:"Answer one GraphQL operation, without a server or by asking one."`
	Dossier  dossierCmd  `cmd:"" help:"Write the archive of a case, for those who must believe its decision later: to read, to compute with, and to check."`
	Verify   verifyCmd   `cmd:"" help:"Check the archive of a case, without a database or network. The report is in German, as the archive is."`
	Check    checkCmd    `cmd:"" help:"Check every record and statement of the catalogue against the rules and against its log, and every version that is stored."`
	Audit    auditCmd    `cmd:"" help:"Write who did what and who was refused, a JSON object a line, by time."`
	Backup   backupCmd   `cmd:"" help:"Write everything the database remembers, history included, into one file. Servers go on."`
	Restore  restoreCmd  `cmd:"" help:"Fill an empty database from a backup, of the same kind of database or another."`
	Generate generateCmd `cmd:"" help:"Write a synthetic catalogue as a bundle, to try the program at full size."`
	Migrate  migrateCmd  `cmd:"" help:"Bring the database's tables up to date. Every command that opens it does so too."`
	Token    tokenCmd    `cmd:"" help:"Make, list and revoke API tokens, by which machines sign in at a server."`
	Schema   schemaCmd   `cmd:"" help:"Print the GraphQL schema."`

	Documents documentsCmd `cmd:"" help:"Check a folder of trusted documents, and print of each its hash, its file and its operations."`

	Version versionCmd `cmd:"" help:"Print the version."`
}

const description = `Fundus keeps the stock of a state's digital estate: services, authorities, datasets, software, and what ties them.

Begin with "fundus serve --sample" and open the address that it prints.

Exit codes: 0 done; 1 the input or the catalogue says no; 2 the command line is wrong; 3 the database or the network is not available; 130 stopped by a signal.`

// exit ends a command with a code of its own, after everything has been printed.
type exit struct{ code int }

func (e exit) Error() string { return fmt.Sprintf("exit %d", e.code) }

func run(ctx context.Context, args []string, c terminal) (err error) {
	var line cli
	parser, err := kong.New(&line,
		kong.Name("fundus"),
		kong.Description(description),
		kong.Writers(c.out, c.err),
		kong.Exit(func(code int) { panic(exit{code}) }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(c),
	)
	if err != nil {
		return err
	}
	defer func() {
		switch stopped := recover().(type) {
		case nil:
		case exit: // kong ends --help through its Exit
			err = stopped
		default:
			panic(stopped)
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		return misused(err, c.err)
	}
	if err := refuseUnknown(parser.Model, os.Environ()); err != nil {
		return misused(err, c.err)
	}
	level := slog.LevelInfo
	if err := level.UnmarshalText([]byte(line.LogLevel)); err != nil {
		return err
	}
	log := slog.New(requestid.Logged(logHandler(c.err, line.LogFormat, level)))
	return parsed.Run(&line, log)
}

// logHandler writes log lines from a level on.
func logHandler(w io.Writer, format string, level slog.Level) slog.Handler {
	options := &slog.HandlerOptions{Level: level}
	if format == "json" {
		options.ReplaceAttr = logbook.Seconds
		return slog.NewJSONHandler(w, options)
	}
	return slog.NewTextHandler(w, options)
}

// misused says what is wrong with the command line and where to read on.
func misused(err error, w io.Writer) error {
	fmt.Fprintf(w, "fundus: %v\n", err)
	command := "fundus"
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil && wrong.Context.Selected() != nil {
		command = wrong.Context.Selected().FullPath()
	}
	fmt.Fprintf(w, "Run \"%s --help\" to see what there is.\n", command)
	return exit{2}
}

// exitCode prints what went wrong, once, and says how to end.
func exitCode(ctx context.Context, err error, w io.Writer) int {
	var code exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return code.code
	case ctx.Err() != nil:
		fmt.Fprintf(w, "fundus: stopped (%v)\n", err)
		return 130
	}
	fmt.Fprintf(w, "fundus: %v\n", err)
	var own *catalogue.Error
	if !errors.As(err, &own) || own.Kind != catalogue.Unavailable {
		return 1
	}
	if own.Err != nil {
		fmt.Fprintf(w, "The cause: %v\n", own.Err)
	}
	return 3
}

// buildVersion names the build in a way that no other build shares; "" where the
// build does not know, as one of changed sources.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if settings["vcs.revision"] == "" || settings["vcs.modified"] != "false" {
		return ""
	}
	return info.Main.Version + " " + settings["vcs.revision"]
}

// version is that of the module, as the build recorded it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return "unknown"
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
