package backup

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"hash"
	"io"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Write writes the log of a store, up to the head that it has now, and says which
// revision that is.
func Write(ctx context.Context, w io.Writer, from store.Store) (catalogue.Revision, error) {
	out, err := newWriter(w)
	if err != nil {
		return 0, err
	}
	if err := from.Commits(ctx, 0, out.commit); err != nil {
		return 0, err
	}
	return out.last, out.end()
}

type writer struct {
	zip   *gzip.Writer
	sum   hash.Hash
	lines *bufio.Writer // in front of both
	enc   *json.Encoder
	last  catalogue.Revision
}

// pieces is how much is compressed, or unpacked, at once.
const pieces = 64 << 10

func newWriter(w io.Writer) (*writer, error) {
	zip, err := gzip.NewWriterLevel(w, gzip.BestSpeed) // lines that repeat their names shrink well at any level
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	lines := bufio.NewWriterSize(io.MultiWriter(zip, sum), pieces)
	enc := json.NewEncoder(lines)
	enc.SetEscapeHTML(false)
	return &writer{zip: zip, sum: sum, lines: lines, enc: enc}, enc.Encode(header{magic, format})
}

func (w *writer) commit(c *catalogue.Commit) error {
	if err := w.enc.Encode(line{Commit: lineOfCommit(c)}); err != nil {
		return err
	}
	for i := range c.Records {
		l, err := lineOfRecord(&c.Records[i])
		if err != nil {
			return err
		}
		if err := w.enc.Encode(line{Record: l}); err != nil {
			return err
		}
	}
	for i := range c.Edges {
		if err := w.enc.Encode(line{Edge: lineOfEdge(&c.Edges[i])}); err != nil {
			return err
		}
	}
	w.last = c.Revision
	return nil
}

// end seals what was written.
func (w *writer) end() error {
	if err := w.lines.Flush(); err != nil {
		return err
	}
	end := endLine{Revision: w.last}
	w.sum.Sum(end.SHA256[:0])
	if err := w.enc.Encode(line{End: &end}); err != nil {
		return err
	}
	if err := w.lines.Flush(); err != nil {
		return err
	}
	return w.zip.Close()
}
