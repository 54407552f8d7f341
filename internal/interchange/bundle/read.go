package bundle

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// The limits of a bundle besides interchange.Limit, which bounds its bytes.
const (
	mostChanges = 5_000_000 // of a change set
	mostFiles   = 1000
	longestJSON = 8 << 20 // a line
)

// reader turns the files of a bundle, in whatever order they come, into parts.
type reader struct {
	dec    *decoder
	json   jsonReader
	report *interchange.Findings
	errs   catalogue.Errors

	folder string // in which all files are, once known
	files  int
	count  int // changes so far
	parts  []part
	name   string // of the file at hand

	row       relation // the entry at hand
	rowTarget target

	wanted      map[string]place // local names that are referred to
	locals      map[string]place
	identifiers map[string]place // unshared ones, by kind
	shared      map[carrier]int  // how many entries carry a shared one
}

// part is what one file says.
type part struct {
	content
	name    string
	changes []catalogue.Change
	lines   []uint32 // of each change
}

// place is where something stands.
type place struct {
	name string
	line int
}

func (p place) String() string {
	if p.line == 0 {
		return p.name
	}
	return fmt.Sprintf("%s:%d", p.name, p.line)
}

// errFull ends reading when there are as many errors as anybody wants to read.
var errFull = errors.New("enough errors")

func newReader(report *interchange.Findings) *reader {
	r := &reader{
		report:      report,
		wanted:      map[string]place{},
		locals:      map[string]place{},
		identifiers: map[string]place{},
		shared:      map[carrier]int{},
	}
	r.dec = newDecoder(r.fail)
	r.rowTarget = r.dec.target(reflect.ValueOf(&r.row).Elem())
	return r
}

func (r *reader) placeOf(line int) place { return place{r.name, line} }

func (r *reader) fail(line int, field, value, message string) {
	r.errs.Add(&catalogue.Error{Kind: catalogue.Invalid, Record: r.placeOf(line).String(), Field: field, Value: shorten(value), Message: message})
}

func (r *reader) full() bool { return !r.errs.Add(nil) }

// file reads a file of the bundle. The error is one of input and output, or
// errFull; what is wrong in the file is in errs.
func (r *reader) file(ctx context.Context, name string, in io.Reader) error {
	if r.files++; r.files > mostFiles {
		return catalogue.Errorf(catalogue.Invalid, "a bundle has at most %d files", mostFiles)
	}
	r.name = name
	c, found, err := contentOf(name)
	if err != nil {
		r.fail(0, "", "", err.Error())
		return nil
	}
	if !found {
		r.report.Add(interchange.Finding{Subject: name, Field: "file", Action: interchange.Omitted, Message: "not a file of a bundle"})
		return nil
	}
	if !r.sameFolder(name) {
		return nil
	}
	r.parts = append(r.parts, part{content: c, name: name})
	if c.format == YAML {
		return r.yamlFile(ctx, in)
	}
	return r.jsonFile(ctx, in)
}

// sameFolder holds that the files of a bundle stand side by side: the top of
// the archive, or one folder in it.
func (r *reader) sameFolder(name string) bool {
	folder := path.Dir(name)
	if len(r.parts) == 0 {
		r.folder = folder
	}
	if folder != r.folder {
		r.fail(0, "", "", fmt.Sprintf("the files of a bundle are in one folder; %s is in %s", r.parts[0].name, r.folder))
	}
	return folder == r.folder
}

func (r *reader) yamlFile(ctx context.Context, in io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(in, longestYAML+1))
	if err != nil {
		return r.unreadable(0, err)
	}
	if len(data) > longestYAML {
		r.fail(0, "", "", fmt.Sprintf("larger than %d bytes, the limit of YAML; write a file of this size as JSON lines (.jsonl)", longestYAML))
		return nil
	}
	if !r.encoded(data) {
		return nil
	}
	entries, line, err := readYAML(bytes.TrimPrefix(data, utf8Mark))
	if err != nil {
		r.fail(line, "", "", err.Error())
		return nil
	}
	for i := range entries {
		if err := r.entry(ctx, &entries[i]); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) jsonFile(ctx context.Context, in io.Reader) error {
	scan := bufio.NewScanner(in)
	scan.Buffer(make([]byte, 64<<10), longestJSON)
	line := 0
	for scan.Scan() {
		line++
		data := scan.Bytes()
		if line == 1 {
			if !r.encoded(data) {
				return nil
			}
			data = bytes.TrimPrefix(data, utf8Mark)
		}
		if err := r.jsonLine(ctx, data, line); err != nil {
			return err
		}
	}
	if err := scan.Err(); errors.Is(err, bufio.ErrTooLong) {
		r.fail(line+1, "", "", fmt.Sprintf("a line is longer than %d bytes; JSON lines have one object a line", longestJSON))
	} else if err != nil {
		return r.unreadable(line+1, err)
	}
	return nil
}

func (r *reader) jsonLine(ctx context.Context, data []byte, line int) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil
	}
	if !utf8.Valid(data) {
		r.fail(line, "", "", notUTF8)
		return nil
	}
	n, err := r.json.read(string(data), line)
	if err != nil {
		r.fail(line, "", "", "not JSON: "+err.Error())
		if r.full() {
			return errFull
		}
		return nil
	}
	return r.entry(ctx, &n)
}

func (r *reader) unreadable(line int, err error) error {
	return interchange.At(r.name, line, fmt.Errorf("read: %w", err))
}

var utf8Mark = []byte("\xef\xbb\xbf")

const notUTF8 = "not UTF-8 (perhaps ISO-8859-1 or Windows-1252?); save the file as UTF-8"

// encoded says whether the beginning of a file, or all of it, is UTF-8.
func (r *reader) encoded(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		r.fail(1, "", "", "UTF-16; save the file as UTF-8")
		return false
	}
	if utf8.Valid(data) {
		return true
	}
	line := 1
	for len(data) > 0 {
		c, size := utf8.DecodeRune(data)
		if c == utf8.RuneError && size == 1 {
			break
		}
		if c == '\n' {
			line++
		}
		data = data[size:]
	}
	r.fail(line, "", "", notUTF8)
	return false
}

// entry takes the next entry of the file at hand.
func (r *reader) entry(ctx context.Context, n *node) error {
	if r.count++; r.count > mostChanges {
		return interchange.At(r.name, n.line, catalogue.Errorf(catalogue.Invalid, "more than %d entries; import the files of a bundle of this size one after the other", mostChanges))
	}
	if r.count%1024 == 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	p := &r.parts[len(r.parts)-1]
	var c catalogue.Change
	if p.kind == 0 {
		c = r.relate(n)
	} else {
		c = r.record(p.kind, n)
	}
	if c == nil {
		if r.full() {
			return errFull
		}
		return nil
	}
	p.changes = append(p.changes, c)
	p.lines = append(p.lines, uint32(n.line))
	return nil
}

// named remembers by which names a record is known, and refuses those taken.
func (r *reader) named(n *node, rec catalogue.Record, local string) {
	if local != "" {
		if local != strings.TrimSpace(local) || len(local) > longestLocal || strings.ContainsFunc(local, func(c rune) bool { return c < ' ' }) {
			r.fail(n.lineOf("local"), "local", local, fmt.Sprintf("a local name has at most %d characters, no control characters and no space around it", longestLocal))
		}
		r.take(r.locals, strings.Clone(local), n.lineOf("local"), "local", local)
	}
	r.countShared(rec)
	own := false
	for _, i := range rec.Base().Identifiers {
		if !i.Shared() {
			own = true
			r.take(r.identifiers, string(catalogue.RefToKind(rec.Kind(), i)), n.lineOf("identifiers"), "identifiers", i.String())
		}
	}
	if !own {
		r.report.Add(interchange.Finding{
			Line: n.line, Subject: r.name + " " + catalogue.Describe(rec), Field: "identifiers", Action: interchange.Noted,
			Message: "a record without an identifier of its own is made anew by another import",
		})
	}
}

const longestLocal = 200

func (r *reader) take(names map[string]place, name string, line int, field, value string) {
	here := r.placeOf(line)
	if there, taken := names[name]; taken {
		r.fail(line, field, value, fmt.Sprintf("%q is already the name of the record in %s", value, there))
		return
	}
	names[name] = here
}

// done puts the parts in order. All errors are known now.
func (r *reader) done() (*Bundle, error) {
	slices.SortStableFunc(r.parts, func(a, b part) int {
		return cmp.Or(a.order()-b.order(), strings.Compare(a.name, b.name))
	})
	r.refuseTwice()
	r.refuseDangling()
	if len(r.parts) == 0 && len(r.errs) == 0 {
		r.errs.Add(catalogue.Errorf(catalogue.Invalid, "no file of a bundle: they are named %s.yaml, %s.jsonl and so on", catalogue.KindService.Plural(), relationsStem))
	}
	if err := r.errs.OrNil(); err != nil {
		return nil, err
	}
	for i := range r.parts {
		r.apart(&r.parts[i])
	}
	return newBundle(r.parts), nil
}

// refuseDangling reports local names that no entry has.
func (r *reader) refuseDangling() {
	for _, name := range slices.Sorted(maps.Keys(r.wanted)) {
		if _, ok := r.locals[name]; !ok {
			r.errs.Add(&catalogue.Error{
				Kind: catalogue.Invalid, Record: r.wanted[name].String(), Value: "local:" + name,
				Message: fmt.Sprintf("no record of this bundle has the local name %q", shorten(name)),
			})
		}
	}
}
