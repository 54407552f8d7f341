package bundle

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"fundus/internal/catalogue"
)

// writer writes a source into a place that takes files one after the other.
type writer struct {
	from   Source
	refs   *refs
	format Format
	to     files
	most   int // entries of a file
	buf    bytes.Buffer
	json   *json.Encoder
	yaml   yamlWriter
}

// files is where a bundle goes. write may be called more than once and writes
// the same each time.
type files interface {
	add(name string, write func(io.Writer) error) error
}

// mostPerFile cuts large files so that each can be imported by itself.
const mostPerFile = 4_000_000

func write(ctx context.Context, to files, from Source, format Format) error {
	return newWriter(to, from, format).write(ctx)
}

func newWriter(to files, from Source, format Format) *writer {
	w := &writer{from: from, refs: newRefs(from), format: format, to: to, most: mostPerFile}
	w.json = json.NewEncoder(&w.buf)
	w.json.SetEscapeHTML(false)
	return w
}

func (w *writer) write(ctx context.Context) error {
	for _, kind := range catalogue.Kinds() {
		if err := w.section(ctx, kind.Plural(), w.refs.count[kind], w.records(kind)); err != nil {
			return err
		}
	}
	for _, r := range catalogue.AllRelations() {
		n := 0
		for range w.from.Edges(r) {
			n++
		}
		name := relationsStem + "-" + strings.ReplaceAll(strings.ToLower(r.String()), "_", "-")
		if err := w.section(ctx, name, n, w.edges(r)); err != nil {
			return err
		}
	}
	return nil
}

// entries hands out entries as lines of JSON, valid until the next.
type entries func(yield func(line []byte) error) error

// section writes the n entries of a kind or relation, none without entries.
func (w *writer) section(ctx context.Context, name string, n int, all entries) error {
	files := (n + w.most - 1) / w.most
	for i := range files {
		part := name
		if files > 1 {
			part = fmt.Sprintf("%s-%0*d", name, len(strconv.Itoa(files)), i+1) // in order by name too
		}
		if err := w.file(part, slice(ctx, all, i*w.most, (i+1)*w.most)); err != nil {
			return fmt.Errorf("write %s: %w", part, err)
		}
	}
	return nil
}

// slice is the entries from one number up to before another.
func slice(ctx context.Context, all entries, from, until int) entries {
	return func(yield func([]byte) error) error {
		i := 0
		err := all(func(line []byte) error {
			i++
			switch {
			case i <= from:
				return nil
			case i > until:
				return errEnough
			case i%1024 == 0 && ctx.Err() != nil:
				return ctx.Err()
			case len(line) > longestJSON:
				return catalogue.Errorf(catalogue.Invalid, "entry %d has %d bytes; no more than %d can be read again", i, len(line), longestJSON)
			}
			return yield(line)
		})
		if errors.Is(err, errEnough) {
			return nil
		}
		return err
	}
}

// errEnough ends a walk early.
var errEnough = errors.New("enough")

// file writes a file in the wanted format, or as JSON lines where YAML would be
// larger than can be read again.
func (w *writer) file(name string, all entries) error {
	if w.format == YAML {
		inYAML := func(to io.Writer) error { return all(func(line []byte) error { return w.yaml.entry(to, line) }) }
		err := inYAML(&meter{})
		if err == nil {
			return w.to.add(name+"."+string(YAML), inYAML)
		}
		if !errors.Is(err, errTooLarge) {
			return err
		}
	}
	return w.to.add(name+"."+string(JSONLines), func(to io.Writer) error {
		return all(func(line []byte) error {
			_, err := to.Write(line)
			return err
		})
	})
}

// errTooLarge is what a meter says.
var errTooLarge = errors.New("too large for YAML")

// meter takes what still can be read as YAML.
type meter struct{ bytes, indicators int }

func (m *meter) Write(p []byte) (int, error) {
	m.bytes += len(p)
	m.indicators += indicators(p)
	if m.bytes > longestYAML || m.indicators > mostIndicators {
		return 0, errTooLarge
	}
	return len(p), nil
}

// records are the entries of a kind.
func (w *writer) records(kind catalogue.Kind) entries {
	return func(yield func([]byte) error) error {
		for rec := range w.from.Records(kind) {
			line, err := w.record(rec)
			if err == nil {
				err = yield(line)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// record is an entry: the record's own JSON with local before and source behind.
func (w *writer) record(rec catalogue.Record) ([]byte, error) {
	body, err := catalogue.EncodeRecord(rec)
	if err != nil {
		return nil, err
	}
	source, err := w.refs.to(rec.Base().Source)
	if err != nil {
		return nil, err
	}
	w.buf.Reset()
	w.buf.WriteByte('{')
	if local, ok := strings.CutPrefix(string(w.refs.of[rec.Base().ID]), "local:"); ok {
		w.member("local", local)
	}
	if body = bytes.TrimSuffix(bytes.TrimPrefix(body, []byte("{")), []byte("}")); len(body) > 0 {
		w.comma()
		w.buf.Write(body)
	}
	if source != "" {
		w.member("source", string(source))
	}
	w.buf.WriteString("}\n")
	return w.buf.Bytes(), nil
}

func (w *writer) member(name, value string) {
	w.comma()
	fmt.Fprintf(&w.buf, "%q:", name)
	_ = w.json.Encode(value) // a string into a buffer
	w.buf.Truncate(w.buf.Len() - 1)
}

func (w *writer) comma() {
	if w.buf.Len() > 1 {
		w.buf.WriteByte(',')
	}
}

// edges are the entries of a relation.
func (w *writer) edges(r catalogue.Relation) entries {
	return func(yield func([]byte) error) error {
		for e := range w.from.Edges(r) {
			line, err := w.edge(&e)
			if err == nil {
				err = yield(line)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

func (w *writer) edge(e *catalogue.Edge) ([]byte, error) {
	entry := relation{Relation: e.Relation, EdgeFacts: e.EdgeFacts}
	for _, end := range []struct {
		id   catalogue.ID
		into *catalogue.Ref
	}{{e.From, &entry.From}, {e.To, &entry.To}, {e.Via, &entry.Via}, {e.Area, &entry.Area}, {e.Source, &entry.Source}} {
		ref, err := w.refs.to(end.id)
		if err != nil {
			return nil, err
		}
		*end.into = ref
	}
	w.buf.Reset()
	if err := w.json.Encode(&entry); err != nil {
		return nil, fmt.Errorf("encode %s: %w", e.Relation, err)
	}
	return w.buf.Bytes(), nil
}
