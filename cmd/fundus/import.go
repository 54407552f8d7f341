package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/interchange/dcatap"
	"fundus/internal/interchange/gvisys"
	"fundus/internal/interchange/publiccode"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

type importCmd struct {
	Format  string   `arg:"" enum:"bundle,dcatap,gvisys,publiccode" help:"Format of the files: bundle (the catalogue's own), dcatap (DCAT-AP.de in RDF/XML, Turtle, JSON-LD, N-Triples), gvisys (Destatis GV100AD), publiccode (publiccode.yml)."`
	Files   []string `arg:"" name:"file" help:"Files, or for bundle also folders."`
	DryRun  bool     `help:"Show what would change, field by field, and change nothing."`
	Message string   `short:"m" help:"Why, for the log of commits."`
}

// Run takes the files one after the other; the first that is refused ends it.
func (i *importCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	return withCatalogue(ctx, line, log, func(cat *live.Catalogue) error {
		for _, file := range i.Files {
			if err := i.one(ctx, cat, file, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// one takes one file: read, report, plan or commit, report.
func (i *importCmd) one(ctx context.Context, cat *live.Catalogue, file string, c terminal) error {
	var findings interchange.Findings
	before := cat.Snapshot()
	changes, locate, err := i.read(ctx, before, file, &findings, c)
	if err != nil {
		return err
	}
	if findings.Total() > 0 {
		fmt.Fprintf(c.out, "%s: %d findings\n", file, findings.Total())
		if _, err := findings.WriteTo(c.out); err != nil {
			return err
		}
	}
	if i.DryRun {
		commit, err := before.Plan(changes)
		if err != nil {
			return locate(err)
		}
		_, err = interchange.PlanOf(before, commit).WriteTo(c.out)
		return err
	}
	stamp := catalogue.Stamp{Actor: userName(), Message: i.Message, Origin: "import " + i.Format + " " + filepath.Base(file)}
	result, err := cat.Commit(ctx, stamp, changes)
	if err != nil {
		return locate(err)
	}
	if result.Commit == nil {
		fmt.Fprintf(c.out, "%s: nothing to change, the catalogue stays at revision %d\n", file, result.Revision)
		return nil
	}
	fmt.Fprintf(c.out, "%s: revision %d: %s\n", file, result.Revision, interchange.PlanOf(before, result.Commit).Summary())
	return nil
}

// read turns a file into a change set. What it returns beside it gives an error
// of planning its place in the file, where the format can.
func (i *importCmd) read(ctx context.Context, s *snapshot.Snapshot, file string, findings *interchange.Findings, c terminal) ([]catalogue.Change, func(error) error, error) {
	asItIs := func(err error) error { return err }
	info, err := os.Stat(file)
	if err != nil {
		return nil, nil, unreadable(err)
	}
	if info.IsDir() {
		if i.Format != "bundle" {
			return nil, nil, catalogue.Errorf(catalogue.Invalid, "%s is a folder; only a bundle can be one", file)
		}
		b, err := bundle.FromFS(ctx, os.DirFS(file), findings)
		if err != nil {
			return nil, nil, err
		}
		return b.Changes, b.Locate, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, unreadable(err)
	}
	defer f.Close()
	in, done := withProgress(interchange.Input{Name: filepath.Base(file), Reader: f}, info.Size(), c.err)
	defer done()
	if i.Format == "bundle" {
		b, err := bundle.FromFile(ctx, in, findings)
		if err != nil {
			return nil, nil, err
		}
		return b.Changes, b.Locate, nil
	}
	changes, err := importer(i.Format, s)(ctx, in, findings)
	return changes, asItIs, err
}

// importer is the reader of a format for the catalogue as it stands.
func importer(format string, s *snapshot.Snapshot) interchange.Read {
	switch format {
	case "gvisys":
		return gvisys.Read
	case "dcatap":
		return dcatap.Importer(func(kind catalogue.Kind, i catalogue.Identifier) bool {
			return len(s.Lookup(kind, i)) > 0
		})
	case "publiccode":
		return publiccode.Importer(func(kind catalogue.Kind, i catalogue.Identifier) []catalogue.Ref {
			var out []catalogue.Ref
			for _, id := range s.Lookup(kind, i) {
				out = append(out, catalogue.RefToID(kind, id))
			}
			return out
		})
	}
	return func(context.Context, interchange.Input, *interchange.Findings) ([]catalogue.Change, error) {
		return nil, errors.New("no such format: " + format)
	}
}

// unreadable says of a file that cannot be opened why, as the input's fault.
func unreadable(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return &catalogue.Error{Kind: catalogue.Invalid, Record: path.Path, Message: path.Err.Error(), Err: err}
	}
	return err
}
