package publiccode

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"

	"go.yaml.in/yaml/v3"
)

// mostBytes bounds the file. Real ones have a few KB.
const mostBytes = 1 << 20

// Find gives references to all records of a kind that carry an identifier, none
// where there is none: several services may carry one LeiKa key. Statements
// about records that a file does not make itself are made of what is found, and
// kept as tags where nothing is: an edge to nothing would refuse the whole
// change set.
type Find func(kind catalogue.Kind, i catalogue.Identifier) []catalogue.Ref

// Read turns a file into its solution and what it says of others, for a
// catalogue of which nothing is known. It is an interchange.Read.
func Read(ctx context.Context, in interchange.Input, report *interchange.Findings) ([]catalogue.Change, error) {
	return Importer(func(catalogue.Kind, catalogue.Identifier) []catalogue.Ref { return nil })(ctx, in, report)
}

// Importer is Read for a catalogue that can be asked.
func Importer(find Find) interchange.Read {
	return func(ctx context.Context, in interchange.Input, report *interchange.Findings) ([]catalogue.Change, error) {
		root, err := load(ctx, in)
		if err != nil {
			return nil, err
		}
		r := &reading{name: in.Name, budget: mostNodes}
		f := r.read(r.mapping("", r.resolve(root)))
		var changes []catalogue.Change
		if len(r.wrong) == 0 {
			changes = f.changes(find, r)
			r.checkRecords(changes)
		}
		r.flush(report)
		if err := r.errs().OrNil(); err != nil {
			return nil, err
		}
		return changes, nil
	}
}

func load(ctx context.Context, in interchange.Input) (*yaml.Node, error) {
	data, err := io.ReadAll(in.Limited(mostBytes))
	if err != nil {
		return nil, interchange.At(in.Name, 0, err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return parse(in.Name, data)
}

// parse makes the one document of the file a tree of nodes.
func parse(name string, data []byte) (*yaml.Node, error) {
	if !utf8.Valid(data) {
		return nil, interchange.At(name, 1+bytes.Count(data[:validPrefix(data)], []byte("\n")), errors.New("not UTF-8; publiccode.yml is UTF-8"))
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var document, second yaml.Node
	err := dec.Decode(&document)
	if errors.Is(err, io.EOF) || err == nil && len(document.Content) == 0 {
		return nil, interchange.At(name, 0, errors.New("the file is empty"))
	}
	if err != nil {
		return nil, syntaxError(name, err)
	}
	switch err := dec.Decode(&second); {
	case err == nil:
		return nil, interchange.At(name, second.Line, errors.New("a second document; a file describes one software"))
	case !errors.Is(err, io.EOF):
		return nil, syntaxError(name, err)
	}
	return document.Content[0], nil
}

// checkRecords holds the file against the rules of the catalogue, which bounds
// texts that the standard does not.
func (r *reading) checkRecords(changes []catalogue.Change) {
	for _, change := range changes {
		put, ok := change.(catalogue.Put)
		if !ok {
			continue
		}
		if broken, ok := errors.AsType[catalogue.Errors](catalogue.Check(put.Record)); ok {
			for _, e := range broken {
				e.Record = r.name + ": " + e.Record
				r.wrong = append(r.wrong, fault{0, e})
			}
		}
	}
}

func validPrefix(data []byte) int {
	n := 0
	for n < len(data) {
		r, size := utf8.DecodeRune(data[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntaxError gives an error of the YAML reader its place; the line is only in
// its text.
func syntaxError(name string, err error) error {
	line := 0
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	return interchange.At(name, line, fmt.Errorf("not YAML: %s", yamlLine.ReplaceAllString(err.Error(), "")))
}

// errs is what is wrong, in the order of the file.
func (r *reading) errs() catalogue.Errors {
	slices.SortStableFunc(r.wrong, func(a, b fault) int { return cmp.Compare(a.line, b.line) })
	var out catalogue.Errors
	for _, f := range r.wrong {
		out.Add(f.err)
	}
	return out
}

// flush hands the findings over in the order of the file.
func (r *reading) flush(to *interchange.Findings) {
	slices.SortStableFunc(r.findings, func(a, b interchange.Finding) int { return cmp.Compare(a.Line, b.Line) })
	for _, f := range r.findings {
		f.Field = generic(f.Field)
		to.Add(f)
	}
}

// generic takes the language out of a path, so that findings of all languages
// are of one sort, as the standard writes it.
func generic(path string) string {
	parts := strings.Split(path, "/")
	if len(parts) == 3 && parts[0] == "description" {
		parts[1] = "[lang]"
	}
	return strings.Join(parts, "/")
}
