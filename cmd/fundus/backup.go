package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"

	"fundus/internal/backup"
	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/store"
)

type backupCmd struct {
	File    string `arg:"" help:"File to write, compressed; it has its name when it is complete. - writes to standard output."`
	Replace bool   `help:"Replace the file if there is one; without, that is refused."`
}

// Run writes the log up to the head. Others may go on writing.
func (b *backupCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	if b.File != "-" {
		if err := refusePresent(b.File, b.Replace); err != nil { // before the work is done
			return err
		}
	}
	return withStore(ctx, line, log, func(st store.Database) error {
		var head catalogue.Revision
		write := func(w io.Writer) (err error) {
			head, err = backup.Write(ctx, w, st)
			return err
		}
		if err := b.to(c.out, write); err != nil {
			return err
		}
		fmt.Fprintf(c.err, "backed up revision %d to %s\n", head, b.File)
		return nil
	})
}

// refusePresent keeps a file that is there, unless it is to be replaced.
func refusePresent(file string, replace bool) error {
	_, err := os.Lstat(file)
	switch {
	case replace, errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil: // nobody knows whether it is there, and it could not be written
		return writeFailed(file, err)
	}
	return catalogue.Errorf(catalogue.Conflict, "%s is there already; name another file, or say --replace", file)
}

func (b *backupCmd) to(out io.Writer, write func(io.Writer) error) error {
	if b.File != "-" {
		return replaceFile(b.File, write)
	}
	if f, ok := out.(*os.File); ok && isTerminal(f) {
		return catalogue.Errorf(catalogue.Invalid, "a backup is nothing to look at; send it to a file or a program, or name a file")
	}
	return write(out)
}

type restoreCmd struct {
	File   string `arg:"" help:"Backup to read; - reads standard input."`
	DryRun bool   `help:"Read the backup to its end and say whether it is whole; nothing is stored."`
}

// Run makes the catalogue what the file says. The file's first line is looked at
// before a database is, so that a wrong file makes none.
func (r *restoreCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	in, done, err := r.open(c)
	if err != nil {
		return err
	}
	defer done()
	from, err := backup.NewReader(untilStopped(ctx, in))
	if err != nil {
		return r.refused(err)
	}
	if r.DryRun {
		if err := from.Commits(func(*catalogue.Commit) error { return nil }); err != nil {
			return r.refused(err)
		}
		fmt.Fprintf(c.out, "%s is whole, up to revision %d\n", r.File, from.Revision())
		return nil
	}
	err = withStore(ctx, line, log, func(st store.Database) error { return st.Restore(ctx, from.Commits) })
	if err != nil {
		return r.refused(err)
	}
	fmt.Fprintf(c.out, "restored revision %d from %s to %s\n", from.Revision(), r.File, hidePassword(line.Database))
	return nil
}

// untilStopped reads no more once the program is to stop: a large commit takes a
// while, in which nothing else asks.
func untilStopped(ctx context.Context, r io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		if ctx.Err() != nil {
			return 0, context.Cause(ctx)
		}
		return r.Read(p)
	})
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func (r *restoreCmd) open(c terminal) (in io.Reader, done func(), err error) {
	if r.File == "-" {
		return c.in, func() {}, nil
	}
	f, err := os.Open(r.File)
	if err != nil {
		return nil, nil, unreadable(err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, nil, firstOf(unreadable(err), f.Close())
	}
	shown, end := withProgress(interchange.Input{Name: r.File, Reader: f}, info.Size(), c.err)
	return shown.Reader, func() {
		end()
		_ = f.Close() // it was only read
	}, nil
}

// refused says of a file that is wrong that it left no trace.
func (r *restoreCmd) refused(err error) error {
	if catalogue.KindOf(err) == catalogue.Unavailable {
		return err
	}
	return fmt.Errorf("%s is not restored, nothing was stored: %w", r.File, err)
}
