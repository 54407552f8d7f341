package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange/bundle"
	"fundus/internal/live"
)

type exportCmd struct {
	Target string `arg:"" help:"Folder that does not exist yet or is empty, or a file ending in .zip or .tar.gz, which is replaced; - writes a .tar.gz to standard output."`
	Format string `default:"jsonl" enum:"yaml,jsonl" help:"How the files of the bundle are written: yaml to read, jsonl for large ones."`
}

// Run writes the whole catalogue as it stands at the head.
func (e *exportCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	return withCatalogue(ctx, line, log, func(cat *live.Catalogue) error {
		s := cat.Snapshot()
		if err := writeBundle(ctx, e.Target, bundle.FromSnapshot(s), bundle.Format(e.Format), c.out); err != nil {
			return err
		}
		fmt.Fprintf(c.err, "exported revision %d to %s\n", s.Revision(), e.Target)
		return nil
	})
}

// writeBundle writes a bundle to a folder, an archive or standard output. An
// archive appears under its name when it is complete.
func writeBundle(ctx context.Context, target string, from bundle.Source, format bundle.Format, out io.Writer) error {
	switch {
	case target == "-":
		if f, ok := out.(*os.File); ok && isTerminal(f) {
			return catalogue.Errorf(catalogue.Invalid, "an archive is nothing to look at; send it to a file or a program, or name a target")
		}
		return bundle.WriteTarGz(ctx, out, from, format)
	case strings.HasSuffix(target, ".zip"):
		return replaceFile(target, func(w io.Writer) error { return bundle.WriteZip(ctx, w, from, format) })
	case strings.HasSuffix(target, ".tar.gz"), strings.HasSuffix(target, ".tgz"):
		return replaceFile(target, func(w io.Writer) error { return bundle.WriteTarGz(ctx, w, from, format) })
	}
	return writeFailed(target, bundle.WriteFolder(ctx, target, from, format))
}

// replaceFile writes a file beside its name and renames it when it is complete:
// what goes wrong before leaves the older file as it was.
func replaceFile(name string, write func(io.Writer) error) (err error) {
	partial := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".part-"+strconv.Itoa(os.Getpid()))
	f, err := os.OpenFile(partial, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return writeFailed(name, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(partial) // the first error is the one to know
		}
	}()
	if err := fill(f, write); err != nil {
		return writeFailed(name, err)
	}
	if err := os.Rename(partial, name); err != nil {
		return writeFailed(name, err)
	}
	syncFolder(filepath.Dir(name))
	return nil
}

// syncFolder brings the new name to the disk. Some file systems cannot do that on
// demand, and the file is good either way.
func syncFolder(name string) {
	if folder, err := os.Open(name); err == nil {
		_ = folder.Sync()
		_ = folder.Close()
	}
}

// fill writes a file, to the disk if all went well, and closes it in any case.
func fill(f *os.File, write func(io.Writer) error) error {
	err := write(f)
	if err == nil {
		err = f.Sync()
	}
	return firstOf(err, f.Close())
}

// writeFailed names the target instead of a file that the user has never heard of.
func writeFailed(target string, err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("write %s: %w", target, err)
}

// firstOf is the first error there is.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
