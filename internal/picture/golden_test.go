package picture_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

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
