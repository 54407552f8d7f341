package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

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
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // the first signal
		err := writeBundle(ctx, target, generate.New(generate.Tiny, 1), bundle.JSONLines, io.Discard)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: ended with %v", name, err)
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
