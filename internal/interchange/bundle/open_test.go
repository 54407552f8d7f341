package bundle_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
)

// packed makes an archive of entries.
type packed func(t *testing.T, entries ...entry) *bytes.Buffer

type entry struct {
	name, content, link string
}

func inZip(t *testing.T, entries ...entry) *bytes.Buffer {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.link != "" {
			h.SetMode(os.ModeSymlink)
		}
		out, err := w.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(out, e.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

func inTarGz(t *testing.T, entries ...entry) *bytes.Buffer {
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	w := tar.NewWriter(zipped)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.content))}
		switch {
		case e.link != "":
			h.Typeflag, h.Linkname = tar.TypeSymlink, e.link
		case strings.HasSuffix(e.name, "/"):
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	return &b
}

var archives = map[string]packed{"zip": inZip, "tar.gz": inTarGz}

const oneArea = "{\"name\":\"Hannover\"}\n"

func TestAnArchiveOfAFolderIsABundle(t *testing.T) {
	for name, pack := range archives {
		b, err := fromArchive(t, pack(t, entry{name: "mein-export/"}, entry{name: "mein-export/relations.yaml", content: "[]"},
			entry{name: "__MACOSX/._areas.jsonl", content: "\x00"}, entry{name: "mein-export/areas.jsonl", content: oneArea}, entry{name: "LICENSE"}))
		if err != nil || len(b.Changes) != 1 || b.Place(0) != "mein-export/areas.jsonl:1" {
			t.Errorf("%s: %v, %v", name, b, err)
		}
	}
}

func TestAnArchiveThatNoHonestToolMakesIsRefused(t *testing.T) {
	for reason, entries := range map[string][]entry{
		"outside of itself":  {{name: "../areas.jsonl", content: oneArea}},
		"outside of itself ": {{name: "/etc/areas.jsonl", content: oneArea}},
		"outside  of itself": {{name: `C:\areas.jsonl`, content: oneArea}},
		"twice":              {{name: "areas.jsonl", content: oneArea}, {name: "areas.jsonl", content: oneArea}},
		"not a regular file": {{name: "areas.jsonl", link: "/etc/passwd"}},
		"in one folder":      {{name: "a/areas.jsonl", content: oneArea}, {name: "b/sources.jsonl", content: oneArea}},
		"times its size":     {{name: "areas.jsonl", content: strings.Repeat(" \n", 30<<20)}},
	} {
		for name, pack := range archives {
			_, err := fromArchive(t, pack(t, entries...))
			words := strings.Join(strings.Fields(reason), " ")
			if catalogue.KindOf(err) != catalogue.Invalid || !strings.Contains(err.Error(), words) {
				t.Errorf("%s: got %v, want a refusal that says %q", name, err, words)
			}
		}
	}
}

func TestATruncatedArchiveIsRefusedWhereverItEnds(t *testing.T) {
	for name, pack := range archives {
		whole := pack(t, entry{name: "areas.jsonl", content: strings.Repeat(oneArea, 50)}).Bytes()
		for n := range len(whole) - 1 {
			_, err := bundle.FromFile(t.Context(), interchange.Input{Name: "export", Reader: bytes.NewReader(whole[:n])}, new(interchange.Findings))
			if catalogue.KindOf(err) != catalogue.Invalid {
				t.Errorf("%s: %d of %d bytes: %v", name, n, len(whole), err)
			}
		}
	}
}

func TestAZipFileIsReadInPlace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.zip")
	if err := os.WriteFile(path, inZip(t, entry{name: "areas.jsonl", content: oneArea}).Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if b, err := bundle.FromFile(t.Context(), interchange.Input{Name: path, Reader: f}, new(interchange.Findings)); err != nil || len(b.Changes) != 1 {
		t.Errorf("%v, %v", b, err)
	}
}

func TestAFolderWithinAFolderIsAFinding(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "areas.jsonl"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "sources.jsonl"), []byte(oneArea), 0o600); err != nil {
		t.Fatal(err)
	}
	report := new(interchange.Findings)
	if b, err := bundle.FromFS(t.Context(), os.DirFS(folder), report); err != nil || len(b.Changes) != 1 || len(report.Counts()) != 2 {
		t.Errorf("%v, %v, %v", b, err, report.Counts())
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	in := interchange.Input{Name: "areas.jsonl", Reader: strings.NewReader(strings.Repeat(oneArea, 5000))}
	if _, err := bundle.FromFile(ctx, in, new(interchange.Findings)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
