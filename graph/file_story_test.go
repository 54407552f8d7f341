package graph_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"fundus/graph"
)

// TestFilesAreAsTheyStandInStories asks for the files that stand in testdata/files,
// over HTTP. A story begins as those of TestStories do; each question has its files
// behind it, with its name and that of the format:
//
//	-- NAME.graphql --
//	-- NAME.variables.json --
//	-- NAME.csv --
//
// Lines of a table end as those of other files here.
func TestFilesAreAsTheyStandInStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/files/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { tellFiles(t, path) })
	}
}

func tellFiles(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, catalogueOf(t, onSQLite(t), seedOf(archive)), graph.Options{})
	questions := map[string]request{}
	for i, f := range archive.Files {
		name, part, _ := strings.Cut(f.Name, ".")
		q := questions[name]
		switch {
		case f.Name == "world" || strings.HasPrefix(f.Name, "seed/"):
			continue
		case part == "graphql":
			q.Query = string(f.Data)
		case part == "variables.json":
			if err := json.Unmarshal(f.Data, &q.Variables); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		default:
			got := bytes.ReplaceAll(file(t, s, part, q), []byte("\r\n"), []byte("\n"))
			if *update {
				archive.Files[i].Data = got
			} else if diff := cmp.Diff(string(f.Data), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", f.Name, diff)
			}
		}
		questions[name] = q
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
