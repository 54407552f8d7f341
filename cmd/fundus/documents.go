package main

import (
	"fmt"
	"strings"

	"fundus/graph"
	"fundus/internal/catalogue"
)

type documentsCmd struct {
	Folder string `arg:"" help:"Folder of .graphql files, as serve takes it with --trusted-documents."`
}

// Run prints a line for each document: its hash, its file and its operations.
func (d *documentsCmd) Run(c terminal) error {
	documents, err := readDocuments(d.Folder, graph.DefaultLimits())
	if err != nil {
		return &catalogue.Error{Kind: catalogue.Invalid, Message: err.Error(), Err: err}
	}
	if len(documents.All()) == 0 {
		fmt.Fprintf(c.err, "%s: there is no .graphql file in this folder\n", d.Folder)
	}
	for _, known := range documents.All() {
		if _, err := fmt.Fprintf(c.out, "sha256:%s  %s  %s\n", known.ID, known.File, strings.Join(known.Operations, ", ")); err != nil {
			return err
		}
	}
	return nil
}
