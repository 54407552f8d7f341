package bundle

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// FromFS reads a bundle out of a folder: its own files, not those of folders in it.
func FromFS(ctx context.Context, folder fs.FS, report *interchange.Findings) (*Bundle, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, catalogue.Errorf(catalogue.Invalid, "read the folder of a bundle: %v", err)
	}
	r := newReader(report)
	budget := &budget{left: interchange.Limit}
	for _, e := range entries {
		if e.IsDir() {
			report.Add(interchange.Finding{Subject: e.Name(), Field: "file", Action: interchange.Omitted, Message: "a folder within a bundle"})
			continue
		}
		if err := r.fromFolder(ctx, folder, e.Name(), budget); err != nil {
			return r.stopped(err)
		}
	}
	return r.done()
}

func (r *reader) fromFolder(ctx context.Context, folder fs.FS, name string, b *budget) error {
	f, err := folder.Open(name)
	if err != nil {
		return interchange.At(name, 0, err)
	}
	defer func() { _ = f.Close() }() // nothing was written
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return interchange.At(name, 0, errors.New("not a regular file"))
	}
	return r.file(ctx, name, b.reader(f))
}

// FromFile reads a bundle out of one file: a .zip, a .tar.gz, or a single file
// of a bundle under its name. Archives are known by their first bytes. A .zip
// is read in place if the input can be read at an offset, as files can.
func FromFile(ctx context.Context, in interchange.Input, report *interchange.Findings) (*Bundle, error) {
	buffered := bufio.NewReaderSize(in.Reader, 64<<10)
	head, _ := buffered.Peek(4)
	r := newReader(report)
	var err error
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		err = r.zip(ctx, in, buffered)
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		err = r.tarGz(ctx, in.Name, buffered)
	default:
		name := in.Name[strings.LastIndexAny(in.Name, `/\`)+1:]
		err = r.file(ctx, name, (&budget{left: interchange.Limit}).reader(buffered))
	}
	if err != nil {
		return r.stopped(err)
	}
	return r.done()
}

// stopped ends reading before all is read: the errors found so far are the
// better answer where there are any, but not to somebody who gave up.
func (r *reader) stopped(err error) (*Bundle, error) {
	if errors.Is(err, errFull) || len(r.errs) > 0 && !errors.Is(err, context.Canceled) {
		return nil, r.errs
	}
	return nil, err
}

// longestSpool bounds a .zip that comes through a pipe and is held in memory.
const longestSpool = 256 << 20

func (r *reader) zip(ctx context.Context, in interchange.Input, buffered io.Reader) error {
	at, size, err := readerAt(in, buffered)
	if err != nil {
		return interchange.At(in.Name, 0, err)
	}
	archive, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are checked one by one
		return interchange.At(in.Name, 0, fmt.Errorf("not a .zip that can be read: %w", err))
	}
	b := &budget{left: interchange.Limit, packed: func() int64 { return size }}
	seen := map[string]bool{}
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := r.packed(f.Name, f.Mode(), seen); err != nil {
			return err
		}
		if err := r.fromZip(ctx, f, b); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) fromZip(ctx context.Context, f *zip.File, b *budget) error {
	content, err := f.Open()
	if err != nil {
		return interchange.At(f.Name, 0, err)
	}
	defer func() { _ = content.Close() }() // nothing was written
	return r.file(ctx, f.Name, b.reader(content))
}

func readerAt(in interchange.Input, buffered io.Reader) (io.ReaderAt, int64, error) {
	type file interface {
		io.ReaderAt
		Stat() (fs.FileInfo, error)
	}
	if f, ok := in.Reader.(file); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, info.Size(), nil
		}
	}
	data, err := io.ReadAll(io.LimitReader(buffered, longestSpool+1))
	if err != nil {
		return nil, 0, err
	}
	if len(data) > longestSpool {
		return nil, 0, fmt.Errorf("a .zip through a pipe has at most %d bytes; name the file, or send a .tar.gz", longestSpool)
	}
	return bytes.NewReader(data), int64(len(data)), nil
}

func (r *reader) tarGz(ctx context.Context, name string, in io.Reader) error {
	counted := &counter{r: in}
	unzipped, err := gzip.NewReader(counted)
	if err != nil {
		return interchange.At(name, 0, fmt.Errorf("not a .tar.gz that can be read: %w", err))
	}
	b := &budget{left: interchange.Limit, packed: func() int64 { return counted.n }}
	archive := tar.NewReader(b.reader(unzipped))
	seen := map[string]bool{}
	for {
		h, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return r.rest(name, b.reader(unzipped))
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return interchange.At(name, 0, fmt.Errorf("not a .tar.gz that can be read: %w", err))
		case h.FileInfo().IsDir() || h.Typeflag == tar.TypeXGlobalHeader:
			continue
		}
		if err := r.packed(h.Name, h.FileInfo().Mode(), seen); err != nil {
			return err
		}
		if err := r.file(ctx, strings.TrimPrefix(h.Name, "./"), archive); err != nil {
			return err
		}
	}
}

// rest reads what is behind the last file: the checksum of the whole is there.
func (r *reader) rest(name string, in io.Reader) error {
	if _, err := io.Copy(io.Discard, in); err != nil {
		return interchange.At(name, 0, fmt.Errorf("not a .tar.gz that can be read: %w", err))
	}
	return nil
}

// packed refuses entries of an archive that no honest archive has: names that
// lead out of it, links and devices, the same name twice. Nothing is unpacked
// here, but whoever unpacks the archive elsewhere should hear of it.
func (r *reader) packed(name string, mode fs.FileMode, seen map[string]bool) error {
	clean := strings.TrimPrefix(name, "./")
	switch {
	case !fs.ValidPath(clean) || strings.ContainsAny(clean, "\\:\x00"):
		return catalogue.Errorf(catalogue.Invalid, "the archive names a file outside of itself: %q", shorten(name))
	case !mode.IsRegular():
		return interchange.At(name, 0, errors.New("not a regular file; a bundle has no links"))
	case seen[clean]:
		return interchange.At(name, 0, errors.New("twice in the archive"))
	}
	seen[clean] = true
	return nil
}

// budget bounds what all files of a bundle unpack to, in all and in relation to
// what they were packed into. Lines of relations shrink to a twentieth; what
// shrinks to less than a hundredth was made to be a bomb.
type budget struct {
	left   int64
	read   int64
	packed func() int64 // bytes read of the archive so far, nil without one
}

const (
	highestRatio = 100
	freeOfRatio  = 16 << 20
)

func (b *budget) reader(r io.Reader) io.Reader { return &budgeted{b, r} }

type budgeted struct {
	*budget
	r io.Reader
}

func (b *budgeted) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.left -= int64(n)
	b.read += int64(n)
	if b.left < 0 {
		return 0, catalogue.Errorf(catalogue.Invalid, "a bundle has at most %d bytes in all", int64(interchange.Limit))
	}
	if b.packed != nil && b.read > freeOfRatio && b.read/highestRatio > b.packed() {
		return 0, catalogue.Errorf(catalogue.Invalid, "the archive unpacks to more than %d times its size", highestRatio)
	}
	return n, err
}

// counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
