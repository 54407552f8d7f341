package bundle_test

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"

	"github.com/google/go-cmp/cmp"
)

// shapes are all ways to write a bundle and read it again.
var shapes = map[string]struct {
	write func(*testing.T, io.Writer, bundle.Source) error
	read  func(*testing.T, *bytes.Buffer) (*bundle.Bundle, error)
}{
	"zip of YAML":          {archive(bundle.WriteZip, bundle.YAML), fromArchive},
	"zip of JSON lines":    {archive(bundle.WriteZip, bundle.JSONLines), fromArchive},
	"tar.gz of YAML":       {archive(bundle.WriteTarGz, bundle.YAML), fromArchive},
	"tar.gz of JSON lines": {archive(bundle.WriteTarGz, bundle.JSONLines), fromArchive},
	"folder of YAML":       {inFolder(bundle.YAML), fromFolder},
	"folder of JSON lines": {inFolder(bundle.JSONLines), fromFolder},
}

type archiver func(context.Context, io.Writer, bundle.Source, bundle.Format) error

func archive(write archiver, f bundle.Format) func(*testing.T, io.Writer, bundle.Source) error {
	return func(t *testing.T, w io.Writer, s bundle.Source) error { return write(t.Context(), w, s, f) }
}

func fromArchive(t *testing.T, b *bytes.Buffer) (*bundle.Bundle, error) {
	return bundle.FromFile(t.Context(), interchange.Input{Name: "export", Reader: b}, new(interchange.Findings))
}

// inFolder writes a folder and leaves its name as the content.
func inFolder(f bundle.Format) func(*testing.T, io.Writer, bundle.Source) error {
	return func(t *testing.T, w io.Writer, s bundle.Source) error {
		path := filepath.Join(t.TempDir(), "export")
		_, _ = io.WriteString(w, path)
		return bundle.WriteFolder(t.Context(), path, s, f)
	}
}

func fromFolder(t *testing.T, b *bytes.Buffer) (*bundle.Bundle, error) {
	return bundle.FromFS(t.Context(), os.DirFS(b.String()), new(interchange.Findings))
}

func TestWhatIsWrittenIsReadAgainTheSameUpToIds(t *testing.T) {
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(25) {
				want := random(rand.New(rand.NewPCG(seed, 1)))
				if len(want.records) == 0 {
					continue
				}
				var file bytes.Buffer
				if err := shape.write(t, &file, want); err != nil {
					t.Fatalf("seed %d: write: %v", seed, err)
				}
				b, err := shape.read(t, &file)
				if err != nil {
					t.Fatalf("seed %d: read: %v", seed, err)
				}
				got, err := naive(b.Changes)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				if diff := cmp.Diff(want.lines(), got.lines()); diff != "" {
					t.Fatalf("seed %d: %s", seed, diff)
				}
			}
		})
	}
}

func TestAnExportOfAnImportedExportHasTheSameBytes(t *testing.T) {
	for seed := range uint64(25) {
		w := random(rand.New(rand.NewPCG(seed, 2)))
		if len(w.records) == 0 {
			continue
		}
		first := written(t, w)
		b, err := fromArchive(t, bytes.NewBuffer(bytes.Clone(first)))
		if err != nil {
			t.Fatal(err)
		}
		again, err := naive(b.Changes)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, written(t, again)) {
			t.Fatalf("seed %d: the second export differs", seed)
		}
	}
}

func written(t *testing.T, s bundle.Source) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := bundle.WriteTarGz(t.Context(), &b, s, bundle.JSONLines); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestARecordIsNamedByItsShortestIdentifierThatIsItsOwn(t *testing.T) {
	authority := func(id catalogue.ID, identifiers ...catalogue.Identifier) catalogue.Record {
		return &catalogue.Authority{Meta: catalogue.Meta{ID: id, Name: catalogue.T("A"), Identifiers: identifiers}}
	}
	service := func(id catalogue.ID, identifiers ...catalogue.Identifier) catalogue.Record {
		return &catalogue.Service{Meta: catalogue.Meta{ID: id, Name: catalogue.T("S"), Identifiers: identifiers}}
	}
	area := &catalogue.Area{Meta: catalogue.Meta{ID: 9, Name: catalogue.T("G"), Identifiers: []catalogue.Identifier{{Scheme: "ars", Value: "03241"}}}}
	w := &world{
		records: []catalogue.Record{
			service(1, catalogue.Identifier{Scheme: "leika", Value: "99000000000001"}, catalogue.Identifier{Scheme: "ozg", Value: "1"}),
			service(2, catalogue.Identifier{Scheme: "leika", Value: "99000000000001"}, catalogue.Identifier{Scheme: "pvog", Value: "L100002.LB.1"}),
			service(3, catalogue.Identifier{Scheme: "leika", Value: "99000000000001"}),
			authority(4, catalogue.Identifier{Scheme: "ars", Value: "03241"}),
			authority(5, catalogue.Identifier{Scheme: "ars", Value: "03242"}, catalogue.Identifier{Scheme: "wikidata", Value: "Q1"}),
			area,
		},
	}
	for _, pair := range [][2]catalogue.ID{{4, 1}, {5, 2}, {5, 3}} {
		w.edges = append(w.edges, catalogue.Edge{Relation: catalogue.CompetentFor, From: pair[0], To: pair[1], Area: 9})
	}
	b, err := fromArchive(t, bytes.NewBuffer(written(t, w)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range b.Changes {
		if x, ok := c.(catalogue.Relate); ok {
			got = append(got, string(x.From+" "+x.To+" "+x.Area))
		}
	}
	want := []string{
		"authority/ars:03241 ozg:1 area/ars:03241",
		"ars:03242 pvog:L100002.LB.1 area/ars:03241",
		"ars:03242 local:service-1 area/ars:03241",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAnExportThatWouldDangleIsAnError(t *testing.T) {
	w := &world{records: []catalogue.Record{&catalogue.Area{Meta: catalogue.Meta{ID: 1, Name: catalogue.T("A"), Source: 7}}}}
	if err := bundle.WriteZip(t.Context(), io.Discard, w, bundle.YAML); catalogue.KindOf(err) != catalogue.Invalid {
		t.Errorf("got %v", err)
	}
}

func TestWhatAKilledExportLeftIsInNobodysWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "export")
	for _, left := range []string{".partial", ".partial-1"} {
		if err := os.Mkdir(path+left, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	area := &catalogue.Area{Meta: catalogue.Meta{ID: 1, Name: catalogue.T("A")}}
	if err := bundle.WriteFolder(t.Context(), path, &world{records: []catalogue.Record{area}}, bundle.YAML); err != nil {
		t.Fatal(err)
	}
	left, _ := filepath.Glob(path + "*")
	if diff := cmp.Diff([]string{path, path + ".partial", path + ".partial-1"}, left); diff != "" {
		t.Error(diff)
	}
}

func TestAnExportNeverMixesWithAnOlderOneAndLeavesNothingHalfDone(t *testing.T) {
	area := &catalogue.Area{Meta: catalogue.Meta{ID: 1, Name: catalogue.T("A")}}
	good := &world{records: []catalogue.Record{area}}
	path := filepath.Join(t.TempDir(), "export")
	if err := bundle.WriteFolder(t.Context(), path, good, bundle.YAML); err != nil {
		t.Fatal(err)
	}
	if err := bundle.WriteFolder(t.Context(), path, good, bundle.YAML); catalogue.KindOf(err) != catalogue.Conflict {
		t.Errorf("a second export into the folder: %v", err)
	}
	broken := &world{records: []catalogue.Record{&catalogue.Area{Meta: catalogue.Meta{ID: 1, Name: catalogue.T("A"), Source: 7}}}}
	other := filepath.Join(filepath.Dir(path), "other")
	if err := bundle.WriteFolder(t.Context(), other, broken, bundle.YAML); err == nil {
		t.Error("a dangling source was written")
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if diff := cmp.Diff([]string{path}, left); diff != "" {
		t.Error(diff)
	}
}
