package rdf

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// lenient reads a document as an import does and gives its graph and its warnings.
func lenient(t testing.TB, text []byte, format Format, base string) ([]Triple, []Warning) {
	t.Helper()
	var graph []Triple
	var warnings []Warning
	o := Options{Base: base, Warn: func(w Warning) { warnings = append(warnings, w) }}
	err := Read(bytes.NewReader(text), format, o, func(s Triple, _ Position) error {
		graph = append(graph, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return graph, warnings
}

// documents are the RDF documents in the package's own testdata and in the folders of real files that are at hand.
func documents(t testing.TB) []string {
	t.Helper()
	var files []string
	roots := []string{filepath.Join("testdata", "documents")}
	for _, name := range []string{"dcat-ap-de", "dcat-ap-eu", "cpsv-ap", "dcat-ap-de-vocab", "dcat-ap-de-shacl"} {
		if folder := sharedFolder(t, name); folder != "" {
			roots = append(roots, folder)
		}
	}
	for _, root := range roots {
		err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			if slices.Contains([]string{".rdf", ".ttl", ".nt", ".jsonld"}, filepath.Ext(file)) {
				files = append(files, file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// Every real document is read to its end, is detected by content and name, and survives a passage through N-Triples.
func TestRealDocumentsAreReadInFull(t *testing.T) {
	for _, file := range documents(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text := mustReadFile(t, file)
			format := Detect(file, text[:min(len(text), DetectLength)])
			if format == Unknown {
				t.Fatal("the format is not detected")
			}
			graph, warnings := lenient(t, text, format, "https://portal.example/"+filepath.Base(file))
			t.Logf("%d triples, %d warnings %v", len(graph), len(warnings), warnings[:min(3, len(warnings))])
			again, _ := lenient(t, written(t, graph), NTriples, "")
			if !slices.Equal(graph, again) {
				t.Error("the graph is not what N-Triples gives back")
			}
		})
	}
}

func written(t testing.TB, graph []Triple) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, s := range graph {
		if err := w.Write(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// differing are the pairs of real documents that do not say the same, with the reason. The table is exact.
var differing = map[string]string{
	"3.0.0/example-bee-population-dataset-series-combined.ttl": distributionSpelledTwice,
	"3.0.1/example-bee-population-dataset-series-combined.ttl": distributionSpelledTwice,
	"3.0.1/example-bee-population-dataset-series-api.ttl":      distributionSpelledTwice,
}

const distributionSpelledTwice = "the Turtle says <example-dist:…> in one place and example-dist:… with its prefix in another; " +
	"the JSON-LD has no such prefix and means the former in both"

// A document means the same in each of its syntaxes.
func TestSyntaxesOfOneDocumentMeanTheSame(t *testing.T) {
	files := documents(t)
	for _, file := range files {
		twin := strings.TrimSuffix(file, filepath.Ext(file)) + ".jsonld"
		if filepath.Ext(file) != ".ttl" || !slices.Contains(files, twin) {
			continue
		}
		const base = "https://portal.example/document"
		turtle, _ := lenient(t, mustReadFile(t, file), Turtle, base)
		jsonld, _ := lenient(t, mustReadFile(t, twin), JSONLD, base)
		name := filepath.Base(filepath.Dir(file)) + "/" + filepath.Base(file)
		_, excepted := differing[name]
		if equal := isomorphic(turtle, jsonld); equal == excepted {
			t.Errorf("%s: Turtle and JSON-LD say the same: %t; listed as differing: %t", name, equal, excepted)
		}
	}
}
