package picture_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
)

var update = flag.Bool("update", false, "write the golden files")

func TestTheExampleIsWrittenAsInItsGoldenFiles(t *testing.T) {
	for _, f := range picture.Formats() {
		t.Run(string(f), func(t *testing.T) {
			got := picture.Text(f, example())
			file := filepath.Join("testdata", "example"+f.Extension())
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		})
	}
}

// TestEveryKindHasItsLook draws a record of each kind: only a solution may be of unknown
// origin.
func TestEveryKindHasItsLook(t *testing.T) {
	for _, k := range catalogue.Kinds() {
		drawn := picture.Text(picture.SVG, picture.Graph{Nodes: []picture.Node{{ID: "n", Kind: k, Label: "Name"}}})
		if unknown := strings.Contains(drawn, `"origin-unknown"`); unknown != (k == catalogue.KindSolution) {
			t.Errorf("%s: of unknown origin: %v", k, unknown)
		}
	}
}
