package bundle

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// areas is a source of so many areas, each with the same text about it.
type areas struct {
	n    int
	text string
}

func (a areas) Records(kind catalogue.Kind) iter.Seq[catalogue.Record] {
	return func(yield func(catalogue.Record) bool) {
		for i := range a.n {
			if kind == catalogue.KindArea && !yield(&catalogue.Area{Meta: catalogue.Meta{ID: catalogue.ID(i + 1), Name: catalogue.T(fmt.Sprint("Gebiet ", i+1)), Description: catalogue.T(a.text)}}) {
				return
			}
		}
	}
}

func (areas) Edges(catalogue.Relation) iter.Seq[catalogue.Edge] {
	return func(func(catalogue.Edge) bool) {}
}

// memory is a place for files.
type memory fstest.MapFS

func (m memory) add(name string, write func(io.Writer) error) error {
	var b strings.Builder
	err := write(&b)
	m[name] = &fstest.MapFile{Data: []byte(b.String())}
	return err
}

func TestALargeFileIsCutIntoPartsThatReadAsOne(t *testing.T) {
	files := memory{}
	w := newWriter(files, areas{n: 25}, JSONLines)
	w.most = 2
	if err := w.write(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(files) != 13 {
		t.Errorf("%d files, want 13", len(files))
	}
	b, err := FromFS(t.Context(), fstest.MapFS(files), new(interchange.Findings))
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, 0, 25)
	for _, c := range b.Changes {
		names = append(names, c.(catalogue.Put).Record.Base().Name.String())
	}
	if len(names) != 25 || slices.Index(names, "Gebiet 25") != 24 || slices.Index(names, "Gebiet 11") != 10 {
		t.Errorf("got %v", names)
	}
}

func TestWhatIsTooLargeForYAMLIsWrittenAsJSONLines(t *testing.T) {
	files := memory{}
	if err := newWriter(files, areas{400, strings.Repeat("Text ", 9000)}, YAML).write(t.Context()); err != nil {
		t.Fatal(err)
	}
	if files["areas.jsonl"] == nil || len(files) != 1 {
		t.Errorf("%d files, areas.jsonl is not one of them", len(files))
	}
}
