package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Documents are those that are trusted: by whoever runs the server, who has put them
// into a folder. They are read once, at the start, and nobody adds any later.
type Documents struct {
	all  []Document
	text map[string]string // by id
}

// Document is one of them.
type Document struct {
	// ID is the SHA-256 of the file, in hexadecimal digits, as sha256sum prints it.
	ID         string
	File       string
	Operations []string // their names, "" for one that has none
}

// mostDocuments bounds what is read.
const mostDocuments = 10_000

// ReadDocuments reads every .graphql file of a folder and of those within it. Each must
// be a document that could be carried out within the limits, but for its cost, to which
// variables belong; the error names the file and the line of the first that is none.
func ReadDocuments(folder fs.FS, l Limits) (*Documents, error) {
	d := &Documents{text: map[string]string{}}
	l = l.withDefaults()
	l.Cost = most
	reader := documentReader{&guard{limits: l}, schema()}
	err := fs.WalkDir(folder, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".graphql" {
			return err
		}
		if len(d.all) == mostDocuments {
			return fmt.Errorf("%s: there are more than %d documents, the limit", file, mostDocuments)
		}
		text, err := fs.ReadFile(folder, file)
		if err != nil {
			return err
		}
		known, err := reader.read(file, string(text))
		if err != nil {
			return err
		}
		d.add(known, string(text))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// add keeps a document. Editors end a file with a line break that clients do not hash
// and do not send: the document is known without it too.
func (d *Documents) add(known Document, text string) {
	d.all = append(d.all, known)
	for _, text := range []string{text, strings.TrimRight(text, "\r\n")} {
		d.text[idOf(text)] = text
	}
}

// All lists the documents in the order of their files.
func (d *Documents) All() []Document { return d.all }

func (d *Documents) find(id string) (text string, known bool) {
	if d == nil {
		return "", false
	}
	text, known = d.text[id]
	return text, known
}

// idOf is by what a document is named: its SHA-256 in lower hexadecimal digits.
func idOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

type documentReader struct {
	guard  *guard
	schema *ast.Schema
}

func (r documentReader) read(file, text string) (Document, error) {
	if !utf8.ValidString(text) {
		return Document{}, fmt.Errorf("%s: not UTF-8", file)
	}
	doc, wrong := r.guard.parse(text)
	if wrong != nil {
		return Document{}, inFile(file, wrong)
	}
	if _, wrong := newMeasure(doc, nil).check(r.guard.limits); wrong != nil {
		return Document{}, inFile(file, wrong)
	}
	if errs := validator.ValidateWithRules(r.schema, doc, rules.NewDefaultRules()); len(errs) > 0 {
		return Document{}, inFile(file, errs[0])
	}
	if len(doc.Operations) == 0 {
		return Document{}, fmt.Errorf("%s: there is no operation in it", file)
	}
	out := Document{ID: idOf(text), File: file}
	for _, op := range doc.Operations {
		out.Operations = append(out.Operations, op.Name)
	}
	return out, nil
}

// inFile is an error with the place that it is about.
func inFile(file string, wrong *gqlerror.Error) error {
	if len(wrong.Locations) > 0 {
		return fmt.Errorf("%s:%d: %s", file, wrong.Locations[0].Line, wrong.Message)
	}
	return fmt.Errorf("%s: %s", file, wrong.Message)
}
