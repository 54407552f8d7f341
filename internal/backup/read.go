package backup

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"

	"fundus/internal/catalogue"
)

// Reader reads a backup. Its errors are Invalid where the file is to blame, and say
// at which line.
type Reader struct {
	lines *bufio.Scanner
	sum   hash.Hash // of the lines before the one in hand
	at    int       // the line in hand, from 1
	last  catalogue.Revision
}

const notOurs = "this is no backup of Fundus"

// longestLine is far more than a record can have.
const longestLine = 256 << 20

// NewReader begins to read and says at once if it is no backup, or one of a newer
// program.
func NewReader(r io.Reader) (*Reader, error) {
	zip, err := gzip.NewReader(bufio.NewReaderSize(r, pieces))
	if err != nil {
		return nil, unreadable(err, notOurs)
	}
	b := &Reader{lines: bufio.NewScanner(zip), sum: sha256.New()}
	b.lines.Buffer(make([]byte, pieces), longestLine)
	first, err := b.read()
	if errors.Is(err, io.EOF) {
		err = unreadable(err, notOurs)
	}
	if err != nil {
		return nil, err
	}
	var h header
	if err := json.Unmarshal(first, &h); err != nil || h.Fundus != magic || h.Format < 1 {
		return nil, catalogue.Errorf(catalogue.Invalid, notOurs)
	}
	if h.Format > format {
		return nil, catalogue.Errorf(catalogue.Invalid,
			"this backup was written by a newer Fundus (format %d, this program knows %d): update the program", h.Format, format)
	}
	b.add(first)
	return b, nil
}

// Commits yields the commits of the file in order: it is a store.Log. Only when it
// returns without an error is it known that the file is whole; until then whoever
// takes the commits must be able to forget them. It is called once.
func (b *Reader) Commits(yield func(*catalogue.Commit) error) error {
	for {
		l, err := b.next()
		switch {
		case err != nil:
			return err
		case l.Commit != nil:
			c, err := b.commit(l.Commit)
			if err != nil {
				return err
			}
			if err := yield(c); err != nil {
				return err
			}
			b.last = c.Revision
		case l.End != nil:
			return b.end(l.End)
		default:
			return b.wrong("a commit or the end is expected here")
		}
	}
}

// Revision is that of the last commit that was taken.
func (b *Reader) Revision() catalogue.Revision { return b.last }

// commit reads what belongs to a commit. The counts are not relied on before their
// lines are there: a file may be anything.
func (b *Reader) commit(head *commitLine) (*catalogue.Commit, error) {
	if head.Revision != b.last+1 {
		return nil, b.wrong("revision %d follows revision %d", head.Revision, b.last)
	}
	c := head.commit()
	for range head.Records {
		l, err := b.next()
		if err != nil {
			return nil, err
		}
		if l.Record == nil {
			return nil, b.wrong("a record is expected here")
		}
		v, err := l.Record.version(c.Revision)
		if err != nil {
			return nil, b.wrong("%v", err)
		}
		c.Records = append(c.Records, v)
	}
	for range head.Edges {
		l, err := b.next()
		if err != nil {
			return nil, err
		}
		if l.Edge == nil {
			return nil, b.wrong("an edge is expected here")
		}
		c.Edges = append(c.Edges, l.Edge.version(c.Revision))
	}
	return c, nil
}

// end wants the end to be true and to be one.
func (b *Reader) end(l *endLine) error {
	var sum catalogue.Digest
	b.sum.Sum(sum[:0])
	if l.Revision != b.last || l.SHA256 != sum {
		return b.wrong("the file was altered: its lines are not those that this end was written for")
	}
	switch _, err := b.read(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return b.wrong("something follows the end")
}

// next is the next line, which counts for the sum unless it is the end.
func (b *Reader) next() (line, error) {
	text, err := b.read()
	if errors.Is(err, io.EOF) {
		err = b.wrong("the file ends here, before its end: it is not whole")
	}
	if err != nil {
		return line{}, err
	}
	var l line
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields() // what is left out unread would be lost
	if err := dec.Decode(&l); err != nil {
		return line{}, b.wrong("%v; the file is damaged, or a newer Fundus wrote it", err)
	}
	if l.End == nil {
		b.add(text)
	}
	return l, nil
}

// read is the text of the next line, good until the next call; io.EOF behind the last.
func (b *Reader) read() ([]byte, error) {
	more := b.lines.Scan()
	b.at++
	switch err := b.lines.Err(); {
	case err != nil: // also with a piece of a line in hand
		return nil, unreadable(err, fmt.Sprintf("line %d: the file is damaged, or it was cut short here", b.at))
	case more:
		return b.lines.Bytes(), nil
	}
	return nil, io.EOF
}

func (b *Reader) add(text []byte) {
	_, _ = b.sum.Write(text) // a hash never fails
	_, _ = b.sum.Write([]byte{'\n'})
}

func (b *Reader) wrong(format string, args ...any) error {
	return &catalogue.Error{Kind: catalogue.Invalid, Record: fmt.Sprintf("line %d", b.at), Message: fmt.Sprintf(format, args...)}
}

// unreadable tells a file that is wrong from a disk that does not read it.
func unreadable(err error, why string) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum),
		errors.Is(err, bufio.ErrTooLong), errors.As(err, &corrupt):
		return &catalogue.Error{Kind: catalogue.Invalid, Message: why, Err: err}
	}
	return fmt.Errorf("read a backup: %w", err)
}
