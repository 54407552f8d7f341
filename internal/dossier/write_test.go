package dossier_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"fundus/internal/catalogue"
	"fundus/internal/dossier"
)

var update = flag.Bool("update", false, "write the golden files anew")

// filesIn are the files of an archive by name.
func filesIn(t testing.TB, archive []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestTheSameMomentMakesTheSameBytes(t *testing.T) {
	w, id := residence("")
	one := read(t, w, id, today)
	again, sameID := residence("")
	other := read(t, again, sameID, today)
	if !bytes.Equal(archive(t, one, known(one)), archive(t, other, known(other))) {
		t.Error("two archives of one moment differ")
	}
	if bytes.Equal(archive(t, one, known(one)), archive(t, read(t, w, id, today+1), known(one))) {
		t.Error("another day makes the same archive")
	}
}

// What the archive says in words and tables is what a reader of the board would want to
// read; it stands in testdata to be read.
func TestTheArchiveSaysWhatTheCaseSays(t *testing.T) {
	w, id := residence("")
	f := read(t, w, id, today)
	for name, s := range map[string]dossier.Sections{"bare": {}, "known": known(f)} {
		t.Run(name, func(t *testing.T) { golden(t, "testdata/"+name+".txtar", archive(t, f, s)) })
	}
}

// golden compares the files of an archive that people read, and the manifest.
func golden(t *testing.T, path string, made []byte) {
	all := filesIn(t, made)
	var names []string
	for name := range all {
		if strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".csv") || name == "manifest.json" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	a := &txtar.Archive{Comment: []byte("The files of an archive that people read; lines end with LF here.\n")}
	for _, name := range names {
		text := strings.ReplaceAll(string(all[name]), "\r\n", "\n")
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(strings.TrimPrefix(text, "\ufeff"))})
	}
	got := txtar.Format(a)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A case of which nothing is known has an archive all the same.
func TestAnEmptyCaseHasAnArchive(t *testing.T) {
	w := &world{}
	id := w.add("Leer", &catalogue.Case{Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft})
	made := archive(t, read(t, w, id, today), dossier.Sections{})
	if r := check(t, made); !r.OK() || r.Links != 0 {
		t.Errorf("%d links, %v", r.Links, r.Findings)
	}
}

func TestAnArchiveIsCalledByItsCase(t *testing.T) {
	w := &world{}
	for identifier, want := range map[string]string{"2026/07": "akte-2026-07.zip", "../../etc": "akte--.-..-etc.zip", "ä b": "akte----b.zip"} {
		id := w.add("Fall", &catalogue.Case{Meta: catalogue.Meta{Identifiers: []catalogue.Identifier{{Scheme: "akte", Value: identifier}}}, Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft})
		if got := dossier.Name(read(t, w, id, today)); got != want {
			t.Errorf("%s is called %s", identifier, got)
		}
	}
}
