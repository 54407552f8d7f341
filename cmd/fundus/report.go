package main

import (
	"bufio"
	"encoding/json"
	"os"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// report is a file with every finding of an import, a line each. No report, nil,
// takes everything and keeps nothing.
type report struct {
	file *os.File
	text *bufio.Writer
	err  error // the first one; nothing is written after it
}

// newReport begins a report in a file, which is none of those the import is about.
func newReport(name string, others []string) (*report, error) {
	if old, err := os.Stat(name); err == nil {
		for _, other := range others {
			if info, err := os.Stat(other); err == nil && os.SameFile(old, info) {
				return nil, catalogue.Errorf(catalogue.Invalid, "--findings=%s: this file is read by the import, name another", name)
			}
		}
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) // findings quote what was read
	if err != nil {
		return nil, writeFailed(name, err)
	}
	return &report{file: f, text: bufio.NewWriter(f)}, nil
}

// of writes the findings about a file.
func (r *report) of(file string) func(interchange.Finding) {
	if r == nil {
		return nil
	}
	lines := json.NewEncoder(r.text)
	lines.SetEscapeHTML(false)
	return func(x interchange.Finding) {
		if r.err == nil {
			r.err = lines.Encode(struct {
				interchange.Finding
				File string `json:"file"`
			}{x, file})
		}
	}
}

// flush says whether everything is written so far: what cannot be reported is
// not to be taken over.
func (r *report) flush() error {
	if r == nil {
		return nil
	}
	return writeFailed(r.file.Name(), firstOf(r.err, r.text.Flush()))
}

func (r *report) close() error { return writeFailed(r.file.Name(), r.file.Close()) }
