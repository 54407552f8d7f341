package main

import (
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/interchange/bundle"
)

// An export that fails half-way leaves the older archive as it was, and nothing
// of its own beside it.
func TestAFailedExportLeavesTheOlderOne(t *testing.T) {
	for _, name := range []string{"catalogue.zip", "catalogue.tar.gz"} {
		folder := t.TempDir()
		target := filepath.Join(folder, name)
		if err := os.WriteFile(target, []byte("older"), 0o666); err != nil {
			t.Fatal(err)
		}
		err := writeBundle(t.Context(), target, dangling{generate.New(generate.Tiny, 1)}, bundle.JSONLines, io.Discard)
		if err == nil {
			t.Errorf("%s: a statement that leads nowhere was written", name)
		}
		holdsOnly(t, folder, name)
		broken := errors.New("the disk is full")
		err = replaceFile(target, func(w io.Writer) error {
			_, _ = io.WriteString(w, "newer")
			return broken
		})
		if !errors.Is(err, broken) {
			t.Errorf("%s: ended with %v", name, err)
		}
		holdsOnly(t, folder, name)
	}
}

// dangling is a catalogue with a statement that leads nowhere.
type dangling struct{ bundle.Source }

func (dangling) Edges(r catalogue.Relation) iter.Seq[catalogue.Edge] {
	return slices.Values([]catalogue.Edge{{ID: 1, Relation: r, From: 1, To: 1 << 30}})
}

// holdsOnly expects nothing but the older export in a folder.
func holdsOnly(t *testing.T, folder, name string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != name {
		t.Errorf("the folder holds %v", entries)
	}
	if text, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(text) != "older" {
		t.Errorf("%s is %.20q, %v", name, text, err)
	}
}
