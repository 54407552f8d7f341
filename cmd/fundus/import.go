package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fundus/internal/casework"
	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

type importCmd struct {
	Format   string   `arg:"" enum:"bundle,dcatap,gvisys,publiccode" help:"Format of the files: bundle (the catalogue's own), dcatap (DCAT-AP.de in RDF/XML, Turtle, JSON-LD, N-Triples), gvisys (Destatis GV100AD), publiccode (publiccode.yml)."`
	Files    []string `arg:"" name:"file" help:"Files, or for bundle also folders. They are taken one after the other; the first that is refused ends the import, those before it stay."`
	DryRun   bool     `help:"Show what each file by itself would change, field by field, and change nothing. Of many changes alike the first few are shown."`
	All      bool     `help:"With --dry-run: show every change, however many there are."`
	Findings string   `placeholder:"FILE" help:"Write every finding, that is what was not taken over as it stands, to this file: a JSON object a line (line, subject, field, value, action, message, file). An older file is replaced. Without it, as with it, a summary with examples goes to standard output."`
	Message  string   `short:"m" help:"Why, for the log of commits. It is the reason of a case that a file moves."`
	Actor    string   `placeholder:"NAME" help:"Who acts, for the log of commits and the steps of cases: a claim of whoever runs the program. Without it the name of the user of this machine."`

	report *report `kong:"-"`
}

// Validate refuses what would mean nothing.
func (i *importCmd) Validate() error {
	if i.All && !i.DryRun {
		return errors.New("--all: there is nothing to show without --dry-run")
	}
	if i.Actor != "" {
		return catalogue.CheckActor(i.Actor)
	}
	return nil
}

// Run takes the files one after the other; the first that is refused ends it.
func (i *importCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) (err error) {
	for _, file := range i.Files {
		if _, err := os.Stat(file); err != nil {
			return unreadable(err)
		}
	}
	if i.Findings != "" {
		if i.report, err = newReport(i.Findings, append(i.Files, line.Database)); err != nil {
			return err
		}
		defer func() { err = firstOf(err, i.report.close()) }()
	}
	if i.DryRun && absent(line.Database) {
		return i.each(func(file string) error { return i.plan(ctx, snapshot.Empty(), file, c) })
	}
	return withCatalogue(ctx, line, log, func(cat *live.Catalogue) error {
		if i.DryRun {
			return i.each(func(file string) error { return i.plan(ctx, cat.Snapshot(), file, c) })
		}
		return i.each(func(file string) error { return i.commit(ctx, cat, file, c) })
	})
}

func (i *importCmd) each(do func(file string) error) error {
	for _, file := range i.Files {
		if err := do(file); err != nil {
			return refused(file, err)
		}
	}
	return nil
}

// refused says of a file that breaks a rule, whole lines for each, that it left
// no trace. Of other errors that is not known here.
func refused(file string, err error) error {
	switch catalogue.KindOf(err) {
	case catalogue.Invalid, catalogue.NotFound, catalogue.Conflict, catalogue.Forbidden:
		return fmt.Errorf("%s is refused, nothing of it was stored:\n%w", file, err)
	default:
	}
	return fmt.Errorf("%s: %w", file, err)
}

// plan shows what a file would change.
func (i *importCmd) plan(ctx context.Context, s *snapshot.Snapshot, file string, c terminal) error {
	read, err := i.read(ctx, s, file, c)
	if err != nil {
		return err
	}
	commit, err := s.Plan(read.changes)
	if err != nil {
		return read.locate(err)
	}
	if err := casework.Settle(s, commit, i.stamp(file), live.DayOf(time.Now())); err != nil {
		return read.locate(err)
	}
	planOf := interchange.PlanOf
	if i.All {
		planOf = interchange.WholePlanOf
	}
	fmt.Fprintf(c.out, "%s would change: ", file)
	_, err = planOf(s, commit).WriteTo(c.out)
	return err
}

// slowCommit is when somebody who waits wants to know why.
const slowCommit = 5 * time.Second

// stamp is what the log says of a file that is taken over.
func (i *importCmd) stamp(file string) catalogue.Stamp {
	actor := i.Actor
	if actor == "" {
		actor = userName()
	}
	return catalogue.Stamp{Actor: actor, Message: i.Message, Origin: "import " + i.Format + " " + filepath.Base(file)}
}

// commit takes a file over and says what it changed.
func (i *importCmd) commit(ctx context.Context, cat *live.Catalogue, file string, c terminal) error {
	before := cat.Snapshot()
	read, err := i.read(ctx, before, file, c)
	if err != nil {
		return err
	}
	slow := time.AfterFunc(slowCommit, func() {
		fmt.Fprintf(c.err, "%s: still at it: the change set is large, or another program is writing to the database\n", file)
	})
	defer slow.Stop()
	result, err := cat.Commit(ctx, i.stamp(file), read.changes)
	if err != nil {
		return read.locate(err)
	}
	if result.Commit == nil {
		fmt.Fprintf(c.out, "%s: nothing to change, the catalogue stays at revision %d\n", file, result.Revision)
		return nil
	}
	fmt.Fprintf(c.out, "%s: revision %d: %s\n", file, result.Revision, interchange.PlanOf(before, result.Commit).Summary())
	return nil
}
