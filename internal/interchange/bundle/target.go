package bundle

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"fundus/internal/catalogue"
)

// WriteFolder writes a bundle into a folder that does not exist yet or is
// empty: files of an older export beside new ones would be read with them. The
// folder appears when it is complete, or not at all; what a killed export left
// beside it is in nobody's way.
func WriteFolder(ctx context.Context, path string, from Source, format Format) (err error) {
	if entries, err := os.ReadDir(path); err == nil && len(entries) > 0 {
		return catalogue.Errorf(catalogue.Conflict, "the folder %s is not empty; an export needs a new one", path)
	}
	path = filepath.Clean(path)
	// It is its owner's alone, as temporary folders are, and stays so: all may be in it
	// that the catalogue keeps to itself.
	partial, err := os.MkdirTemp(filepath.Dir(path), filepath.Base(path)+".partial-")
	if err != nil {
		return fmt.Errorf("make the folder of an export: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(partial)) }() // renamed, it is not there
	if err := write(ctx, folder(partial), from, format); err != nil {
		return err
	}
	if err := giveWay(path, partial); err != nil {
		return err
	}
	return os.Rename(partial, path)
}

// giveWay removes the empty folder that is there, which no renaming replaces; the new one
// is for whom it was.
func giveWay(path, to string) error {
	older, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !older.IsDir() {
		return &os.PathError{Op: "export", Path: path, Err: syscall.ENOTDIR}
	}
	_ = os.Chmod(to, older.Mode().Perm()) // where that cannot be, it stays its owner's
	return os.Remove(path)
}

type folder string

func (f folder) add(name string, write func(io.Writer) error) error {
	out, err := os.OpenFile(filepath.Join(string(f), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(out, 256<<10)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	return errors.Join(err, out.Close())
}

// WriteZip writes a bundle as a .zip.
func WriteZip(ctx context.Context, to io.Writer, from Source, format Format) error {
	archive := zip.NewWriter(to)
	if err := write(ctx, zipFiles{archive}, from, format); err != nil {
		return err
	}
	return archive.Close()
}

type zipFiles struct{ to *zip.Writer }

func (z zipFiles) add(name string, write func(io.Writer) error) error {
	// No time: the same catalogue gives the same bytes.
	out, err := z.to.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(out, 64<<10)
	if err := write(buffered); err != nil {
		return err
	}
	return buffered.Flush()
}

// WriteTarGz writes a bundle as a .tar.gz.
func WriteTarGz(ctx context.Context, to io.Writer, from Source, format Format) error {
	zipped := gzip.NewWriter(to)
	archive := tar.NewWriter(zipped)
	if err := write(ctx, tarFiles{archive}, from, format); err != nil {
		return err
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return zipped.Close()
}

type tarFiles struct{ to *tar.Writer }

// add writes twice, for a tar says how long a file is before it begins and a
// file of two million offers is not held in memory.
func (t tarFiles) add(name string, write func(io.Writer) error) error {
	var size length
	if err := write(&size); err != nil {
		return err
	}
	if err := t.to.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(size), Format: tar.FormatPAX}); err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(t.to, 64<<10)
	if err := write(buffered); err != nil {
		return err
	}
	return buffered.Flush()
}

// length counts what is written.
type length int64

func (l *length) Write(p []byte) (int, error) {
	*l += length(len(p))
	return len(p), nil
}
