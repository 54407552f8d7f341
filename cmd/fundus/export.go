package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"fundus/internal/interchange/bundle"
	"fundus/internal/live"
)

type exportCmd struct {
	Target string `arg:"" help:"Folder that does not exist yet or is empty, or a file ending in .zip or .tar.gz; - writes a .tar.gz to standard output."`
	Format string `default:"jsonl" enum:"yaml,jsonl" help:"How the files of the bundle are written: yaml to read, jsonl for large ones."`
}

// Run writes the whole catalogue as it stands at the head.
func (e *exportCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
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
		return bundle.WriteTarGz(ctx, out, from, format)
	case strings.HasSuffix(target, ".zip"):
		return replaceFile(target, func(w io.Writer) error { return bundle.WriteZip(ctx, w, from, format) })
	case strings.HasSuffix(target, ".tar.gz"), strings.HasSuffix(target, ".tgz"):
		return replaceFile(target, func(w io.Writer) error { return bundle.WriteTarGz(ctx, w, from, format) })
	}
	return bundle.WriteFolder(ctx, target, from, format)
}

// replaceFile writes a file beside its name and renames it when it is complete.
func replaceFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return unreadable(err)
	}
	defer func() {
		if err != nil {
			err = firstOf(err, os.Remove(f.Name()))
		}
	}()
	if err = firstOf(write(f), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return os.Rename(f.Name(), name)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
