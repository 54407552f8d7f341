package rdf

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	nsManifest = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	nsTest     = "http://www.w3.org/ns/rdftest#"
	testBase   = "https://w3c.github.io/rdf-tests/rdf/rdf11/"
)

// suiteTest is one entry of a manifest.
type suiteTest struct {
	name, kind, action, result string
}

// suite reads a manifest with the Turtle reader of this package, in the order of its names.
func suite(t *testing.T, dir string) []suiteTest {
	t.Helper()
	text := mustReadFile(t, filepath.Join(dir, "manifest.ttl"))
	tests := make(map[string]*suiteTest)
	err := Read(bytes.NewReader(text), Turtle, Options{Base: "file:manifest.ttl"}, func(s Triple, _ Position) error {
		entry := tests[s.Subject.Value()]
		if entry == nil {
			entry = new(suiteTest)
			tests[s.Subject.Value()] = entry
		}
		switch s.Predicate.Value() {
		case Type:
			entry.kind = strings.TrimPrefix(s.Object.Value(), nsTest)
		case nsManifest + "name":
			entry.name = s.Object.Value()
		case nsManifest + "action":
			entry.action = strings.TrimPrefix(s.Object.Value(), "file:")
		case nsManifest + "result":
			entry.result = strings.TrimPrefix(s.Object.Value(), "file:")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var list []suiteTest
	for _, entry := range tests {
		if strings.HasPrefix(entry.kind, "Test") {
			list = append(list, *entry)
		}
	}
	slices.SortFunc(list, func(a, b suiteTest) int { return strings.Compare(a.name, b.name) })
	return list
}

// TestW3C runs every test of the RDF 1.1 suites: what must be read, what must be refused, and what it must mean. There are
// no exceptions. On a machine without the suites it runs those of testdata, which have the same form.
func TestW3C(t *testing.T) {
	for _, root := range suiteRoots(t) {
		for _, s := range []struct {
			dir    string
			format Format
		}{{"rdf-xml", RDFXML}, {"rdf-turtle", Turtle}, {"rdf-n-triples", NTriples}} {
			counts := make(map[string]int)
			for _, test := range suite(t, filepath.Join(root, s.dir)) {
				err := runSuiteTest(filepath.Join(root, s.dir), testBase+s.dir+"/", s.format, test)
				if err != nil {
					t.Errorf("%s/%s (%s): %v", s.dir, test.name, test.kind, err)
					continue
				}
				counts[test.kind]++
			}
			for _, kind := range slices.Sorted(maps.Keys(counts)) {
				t.Logf("%s/%s: %4d %s passed", filepath.Base(root), s.dir, counts[kind], kind)
			}
		}
	}
}

func runSuiteTest(dir, base string, format Format, test suiteTest) error {
	graph, err := readGraph(filepath.Join(dir, test.action), format, base+test.action)
	switch {
	case strings.HasSuffix(test.kind, "NegativeSyntax"), strings.HasSuffix(test.kind, "NegativeEval"):
		if err == nil {
			return fmt.Errorf("read %d triples of a document that must be refused", len(graph))
		}
		return nil
	case err != nil:
		return err
	case test.result == "":
		return nil
	}
	want, err := readGraph(filepath.Join(dir, test.result), NTriples, "")
	if err != nil {
		return err
	}
	if !isomorphic(graph, want) {
		return fmt.Errorf("got\n%s\nwant\n%s", graphText(graph), graphText(want))
	}
	return nil
}

func readGraph(file string, format Format, base string) ([]Triple, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var graph []Triple
	err = Read(f, format, Options{Base: base}, func(t Triple, _ Position) error {
		graph = append(graph, t)
		return nil
	})
	return graph, err
}

func graphText(graph []Triple) string {
	lines := make([]string, len(graph))
	for i, t := range graph {
		lines[i] = t.String()
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// suiteRoots are the folders that hold suites: the package's own and the W3C's where it is at hand.
func suiteRoots(t *testing.T) []string {
	t.Helper()
	roots := []string{filepath.Join("testdata", "suite")}
	if shared := sharedSuites(t); shared != "" {
		roots = append(roots, shared)
	}
	return roots
}

func sharedSuites(t testing.TB) string {
	return sharedFolder(t, "w3c-rdf11")
}

// sharedFolder is a folder of real files beside the repository, empty where there is none.
func sharedFolder(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	folder := filepath.Join(dir, "..", "shared", "data", name)
	if _, err := os.Stat(folder); err != nil {
		return ""
	}
	return folder
}

func mustReadFile(t testing.TB, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
