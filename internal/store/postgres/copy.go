package postgres

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/jackc/pgx/v5"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// copyRecords and copyEdges send versions with COPY in its binary form (manual,
// "COPY", section "File Formats"): no statement is parsed for a row, and no value
// goes through an interface.

func copyRecords(ctx context.Context, tx pgx.Tx, c *catalogue.Commit) error {
	if !slices.ContainsFunc(c.Records, func(v catalogue.RecordVersion) bool { return v.Record != nil }) {
		return nil
	}
	const sql = "copy record_version (id, revision, kind, source, body) from stdin (format binary)"
	next := 0
	return copyIn(ctx, tx, sql, func(t *tuples) error {
		for ; next < len(c.Records); next++ {
			v := c.Records[next]
			if v.Record == nil {
				continue
			}
			body, err := catalogue.EncodeRecord(v.Record)
			if err != nil {
				return err
			}
			t.tuple(5)
			t.int8(int64(v.ID))
			t.int8(int64(c.Revision))
			t.int2(int16(v.Kind))
			t.optional8(int64(v.Record.Base().Source))
			t.bytes(body)
			if t.full() {
				next++
				return nil
			}
		}
		return io.EOF
	})
}

func copyEdges(ctx context.Context, tx pgx.Tx, c *catalogue.Commit) error {
	if !slices.ContainsFunc(c.Edges, func(v catalogue.EdgeVersion) bool { return !v.Removed }) {
		return nil
	}
	const sql = "copy edge_version (id, revision, relation, from_id, to_id, via_id, area_id, status, evidence, " +
		"valid_from, valid_until, source, url, report, note, visibility) from stdin (format binary)"
	next := 0
	return copyIn(ctx, tx, sql, func(t *tuples) error {
		for ; next < len(c.Edges); next++ {
			if c.Edges[next].Removed {
				continue
			}
			if err := t.edge(&c.Edges[next].Edge); err != nil {
				return err
			}
			if t.full() {
				next++
				return nil
			}
		}
		return io.EOF
	})
}

func (t *tuples) edge(e *catalogue.Edge) error {
	status, err := store.Statuses.Number(e.Status)
	if err != nil {
		return err
	}
	evidence, err := store.Evidence.Number(e.Evidence)
	if err != nil {
		return err
	}
	visibility, err := store.Visible.Number(e.Visibility)
	if err != nil {
		return err
	}
	t.tuple(16)
	t.int8(int64(e.ID))
	t.int8(int64(e.Revision))
	t.int2(int16(e.Relation))
	t.int8(int64(e.From))
	t.int8(int64(e.To))
	t.optional8(int64(e.Via))
	t.optional8(int64(e.Area))
	t.int2(status)
	t.int2(evidence)
	t.optional4(int32(e.ValidFrom))
	t.optional4(int32(e.ValidUntil))
	t.optional8(int64(e.Source))
	t.optionalText(e.URL)
	t.optionalText(e.Report)
	t.optionalText(e.Note)
	t.int2(visibility)
	return nil
}

// copyIn streams what fill writes. fill is called until it says io.EOF, each time
// to write tuples until there are enough for a message.
func copyIn(ctx context.Context, tx pgx.Tx, sql string, fill func(*tuples) error) error {
	stream := &copyStream{fill: fill}
	stream.buffer.begin()
	_, err := tx.Conn().PgConn().CopyFrom(ctx, stream, sql)
	if stream.failed != nil {
		return stream.failed // the server only repeats that we broke off
	}
	return err
}

// copyStream is the reader that pgx empties into the connection.
type copyStream struct {
	fill   func(*tuples) error
	buffer tuples
	sent   int
	ended  bool
	failed error
}

func (s *copyStream) Read(p []byte) (int, error) {
	for s.sent == len(s.buffer) {
		if s.ended {
			return 0, io.EOF
		}
		s.buffer, s.sent = s.buffer[:0], 0
		if err := s.refill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, s.buffer[s.sent:])
	s.sent += n
	return n, nil
}

func (s *copyStream) refill() error {
	err := s.fill(&s.buffer)
	if errors.Is(err, io.EOF) {
		s.buffer.end()
		s.ended = true
		return nil
	}
	s.failed = err
	return err
}

// tuples is a piece of a binary COPY.
type tuples []byte

// full is near the size at which pgx sends a message.
func (t tuples) full() bool { return len(t) >= 60<<10 }

// begin is the file header: signature, no flags, no extension.
func (t *tuples) begin() {
	*t = append(*t, "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"...)
}

func (t *tuples) end()             { *t = binary.BigEndian.AppendUint16(*t, 0xffff) }
func (t *tuples) tuple(fields int) { *t = binary.BigEndian.AppendUint16(*t, uint16(fields)) }
func (t *tuples) size(n int)       { *t = binary.BigEndian.AppendUint32(*t, uint32(n)) }
func (t *tuples) null()            { *t = append(*t, 0xff, 0xff, 0xff, 0xff) }

func (t *tuples) int2(v int16) {
	t.size(2)
	*t = binary.BigEndian.AppendUint16(*t, uint16(v))
}

func (t *tuples) int8(v int64) {
	t.size(8)
	*t = binary.BigEndian.AppendUint64(*t, uint64(v))
}

func (t *tuples) bytes(v []byte) {
	t.size(len(v))
	*t = append(*t, v...)
}

// The optional ones write null for the zero value, which in the catalogue means
// that there is none.

func (t *tuples) optional8(v int64) {
	if v == 0 {
		t.null()
		return
	}
	t.int8(v)
}

func (t *tuples) optional4(v int32) {
	if v == 0 {
		t.null()
		return
	}
	t.size(4)
	*t = binary.BigEndian.AppendUint32(*t, uint32(v))
}

func (t *tuples) optionalText(v string) {
	if v == "" {
		t.null()
		return
	}
	t.size(len(v))
	*t = append(*t, v...)
}
