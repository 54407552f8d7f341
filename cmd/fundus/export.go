package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange/bundle"
	"fundus/internal/live"
)

type exportCmd struct {
	Target string `arg:"" help:"Folder that does not exist yet or is empty, or a file ending in .zip, .tar.gz or .tgz, which is replaced; - writes a .tar.gz to standard output."`
	Format string `default:"jsonl" enum:"yaml,jsonl" help:"How the files of the bundle are written: yaml to read, jsonl for large ones."`
}

// Validate refuses the name of an archive of a kind that there is not.
func (e *exportCmd) Validate() error { return refuseEnding(e.Target) }

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

// archiveEndings are those by which a target is known as an archive.
var archiveEndings = []string{".zip", ".tar.gz", ".tgz"}

// refuseEnding keeps an archive from becoming a folder with a name such as x.7z. A
// folder may be called so if it is there, or if the name ends in a slash.
func refuseEnding(target string) error {
	ending := filepath.Ext(strings.TrimLeft(filepath.Base(target), "."))
	known := func(end string) bool { return strings.HasSuffix(target, end) }
	if ending == "" || strings.HasSuffix(target, "/") || slices.ContainsFunc(archiveEndings, known) {
		return nil
	}
	if info, err := os.Stat(target); err == nil && info.IsDir() {
		return nil
	}
	return fmt.Errorf("%s: no archive ends in %s; write %s for an archive, or %s/ for a folder of that name", target, ending, strings.Join(archiveEndings, ", "), target)
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
// what goes wrong before leaves the older file as it was. A new file is its owner's
// alone, since all may be in it that the catalogue keeps to itself; one that is
// replaced is for whom the older was.
func replaceFile(name string, write func(io.Writer) error) (err error) {
	if err := refuseFolder(name); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".part-") // 0600, and nobody else's
	if err != nil {
		return writeFailed(name, err)
	}
	partial := f.Name()
	if older, err := os.Stat(name); err == nil && older.Mode().IsRegular() {
		_ = f.Chmod(older.Mode().Perm()) // where that cannot be, it stays its owner's
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

// refuseFolder is for what is written as a file.
func refuseFolder(name string) error {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return catalogue.Errorf(catalogue.Invalid, "write %s: it is a folder; name a file", name)
	}
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
