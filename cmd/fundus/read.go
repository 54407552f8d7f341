package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/interchange/dcatap"
	"fundus/internal/interchange/gvisys"
	"fundus/internal/interchange/publiccode"
	"fundus/internal/snapshot"
)

// changeSet is what a file says. locate gives an error of planning its place in
// the file, where the format can.
type changeSet struct {
	changes []catalogue.Change
	locate  func(error) error
}

// read turns a file into a change set and tells what was found on the way: a
// summary is printed, and the report, if there is to be one, has everything.
func (i *importCmd) read(ctx context.Context, s *snapshot.Snapshot, file string, c terminal) (changeSet, error) {
	findings := interchange.Findings{Each: i.report.of(file)}
	read, err := i.open(ctx, s, file, &findings, c)
	if err = firstOf(err, i.report.flush()); err != nil {
		return changeSet{}, err
	}
	if findings.Total() == 0 {
		return read, nil
	}
	fmt.Fprintf(c.out, "%s: %s\n", file, counted(findings.Total(), "finding"))
	_, err = findings.WriteTo(c.out)
	return read, err
}

func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func (i *importCmd) open(ctx context.Context, s *snapshot.Snapshot, file string, findings *interchange.Findings, c terminal) (changeSet, error) {
	info, err := os.Stat(file)
	if err != nil {
		return changeSet{}, unreadable(err)
	}
	if info.IsDir() {
		return i.openFolder(ctx, file, findings)
	}
	if info.Mode().IsRegular() && info.Size() == 0 {
		return changeSet{}, &catalogue.Error{Kind: catalogue.Invalid, Record: filepath.Base(file), Message: "the file is empty"}
	}
	f, err := os.Open(file)
	if err != nil {
		return changeSet{}, unreadable(err)
	}
	defer f.Close()
	in, done := withProgress(interchange.Input{Name: filepath.Base(file), Reader: f}, info.Size(), c.err)
	defer done()
	if i.Format == "bundle" {
		return fromBundle(bundle.FromFile(ctx, in, findings))
	}
	changes, err := importer(i.Format, s)(ctx, in, findings)
	return changeSet{changes, func(err error) error { return err }}, err
}

func (i *importCmd) openFolder(ctx context.Context, folder string, findings *interchange.Findings) (changeSet, error) {
	if i.Format != "bundle" {
		return changeSet{}, catalogue.Errorf(catalogue.Invalid, "a folder; only a bundle can be one")
	}
	return fromBundle(bundle.FromFS(ctx, os.DirFS(folder), findings))
}

func fromBundle(b *bundle.Bundle, err error) (changeSet, error) {
	if err != nil {
		return changeSet{}, err
	}
	return changeSet{b.Changes, b.Locate}, nil
}

// importer is the reader of a format for the catalogue as it stands.
func importer(format string, s *snapshot.Snapshot) interchange.Read {
	switch format {
	case "gvisys":
		return gvisys.Importer(heldFromRegister(s))
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

// heldFromRegister are the areas and authorities that the catalogue has on the word
// of the municipal register.
func heldFromRegister(s *snapshot.Snapshot) gvisys.Held {
	return func(yield func(catalogue.Record) bool) {
		registers := s.Lookup(catalogue.KindSource, gvisys.SourceIdentifier)
		for _, kind := range []catalogue.Kind{catalogue.KindAuthority, catalogue.KindArea} {
			for id := range s.Kind(kind).All() {
				if r := s.Record(id); slices.Contains(registers, r.Base().Source) && !yield(r) {
					return
				}
			}
		}
	}
}

// unreadable says of a file that cannot be opened why, as the input's fault.
func unreadable(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return &catalogue.Error{Kind: catalogue.Invalid, Record: path.Path, Message: path.Err.Error(), Err: err}
	}
	return err
}
