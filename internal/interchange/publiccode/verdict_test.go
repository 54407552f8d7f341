package publiccode_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/publiccode"
)

// undecidable are the test files of the standard that are invalid for a reason
// which is not in the file. The table is exact: a file that is refused after
// all must leave it.
var undecidable = map[string]string{
	"v0/invalid/description_en_screenshots_missing_file.yml": "whether a file is in the repository",
	"v0/invalid/logo_missing_file.yml":                       "whether a file is in the repository",
	"v0/invalid/legal_authorsFile_missing_file.yml":          "whether a file is in the repository",
	"v0/invalid/no-network/logo_missing_file.yml":            "whether a file is in the repository",
	"v0/invalid/no-network/monochromeLogo_invalid_png.yml":   "whether a file in the repository is a picture",
	"v0/invalid/logo_missing_url.yml":                        "whether an address answers",
	"v0/invalid/description_en_videos_invalid_oembed.yml":    "whether an address offers a video",
	"v0/invalid/it_riuso_codiceIPA_invalid.yml":              "the register of Italian offices; sections of other countries are not read",
}

// undecidableInVersion1 are those of version 1 that nothing but their version
// makes invalid here. They are refused, but not for the reason they test.
var undecidableInVersion1 = map[string]string{
	"v1/invalid/logo_missing_file.yml":                     "whether a file is in the repository",
	"v1/invalid/legal_authorsFile_missing_file.yml":        "whether a file is in the repository",
	"v1/invalid/no-network/logo_invalid_png.yml":           "whether a file in the repository is a picture",
	"v1/invalid/no-network/monochromeLogo_invalid_png.yml": "whether a file in the repository is a picture",
	"v1/invalid/logo_missing_url.yml":                      "whether an address answers",
	"v1/invalid/it_riuso_codiceIPA_invalid.yml":            "the register of Italian offices; sections of other countries are not read",
	"v1/invalid/fundedBy_uri_wrong_italian_pa2.yml":        "the register of Italian offices",
	"v1/invalid/organisation_uri_wrong_italian_pa2.yml":    "the register of Italian offices",
	"v1/invalid/platforms_wrong_type.yml":                  "version 0 allows one platform as a text",
}

// root is the directory of go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil && dir != "/" {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	t.Fatalf("no go.mod above: %v", err)
	return ""
}

// published is a folder of real files, "" where they are not at hand.
func published(t testing.TB, name string) string {
	t.Helper()
	dir := filepath.Join(root(t), "../shared/data/publiccode", name)
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

// verdict is what the reader says of one file, nil for valid.
func verdict(t testing.TB, dir, file string) (*interchange.Findings, error) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	report := &interchange.Findings{}
	_, err = publiccode.Read(context.Background(), interchange.Input{Name: file, Reader: bytes.NewReader(data)}, report)
	return report, err
}

func files(t testing.TB, dir string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".yml") {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestVerdictsAgreeWithTheTestFilesOfTheStandard(t *testing.T) {
	dir := published(t, "parser-go-testdata")
	if dir == "" {
		t.Log("the test files of the standard are not at hand; the miniature stands in for the valid ones")
		if _, err := refusal(miniature(t)); err != nil {
			t.Error(err)
		}
		return
	}
	count := map[string]int{}
	left := maps.Clone(undecidable)
	for _, file := range files(t, dir) {
		_, err := verdict(t, dir, file)
		want := strings.HasPrefix(file, "v0/valid")
		got := err == nil
		if reason := undecidable[file]; reason != "" && got && !want {
			delete(left, file)
			count["undecidable"]++
			continue
		}
		if got != want {
			t.Errorf("%s: valid %v, want %v: %v", file, got, want, err)
			continue
		}
		if !want && !blamesWhatItTests(file, err) {
			t.Errorf("%s: refused for another reason than the one it tests: %v", file, err)
		}
		count[strings.Join(strings.Split(file, "/")[:2], "/")]++
	}
	for _, file := range slices.Sorted(maps.Keys(left)) {
		t.Errorf("%s is in the table of the undecidable and was decided", file)
	}
	t.Logf("%v", count)
}

// blamesWhatItTests says whether an error names the key after which a test file
// is named: maintenance_type_missing.yml, or another of its section.
func blamesWhatItTests(file string, err error) bool {
	name := strings.TrimSuffix(filepath.Base(file), ".yml")
	if name == "invalid_yaml" || name == "unknown_field" || strings.Contains(file, "invalid_valid") {
		return true // not named after a key
	}
	var all catalogue.Errors
	key, _, _ := strings.Cut(name, "_")
	return errors.As(err, &all) && slices.ContainsFunc(all, func(e *catalogue.Error) bool {
		section, _, _ := strings.Cut(e.Field, "/")
		return strings.EqualFold(section, key) || strings.HasPrefix(file, "v1/") && undecidableInVersion1[file] != ""
	})
}

// Version 1 does not exist, so its files are all refused; but each invalid one
// breaks the very rule that it tests, too.
func TestFilesOfVersion1BreakTheRuleTheyTest(t *testing.T) {
	dir := published(t, "parser-go-testdata")
	if dir == "" {
		_, err := refusal(strings.Replace(miniature(t), `"0.7"`, `"1"`, 1))
		if err == nil || breaksMoreThanItsVersion(err) {
			t.Errorf("got %v, want the version refused and nothing else", err)
		}
		return
	}
	left := maps.Clone(undecidableInVersion1)
	for _, file := range files(t, dir) {
		if !strings.HasPrefix(file, "v1/") {
			continue
		}
		_, err := verdict(t, dir, file)
		want := strings.HasPrefix(file, "v1/invalid/")
		if undecidableInVersion1[file] != "" && !breaksMoreThanItsVersion(err) {
			delete(left, file)
			continue
		}
		if got := breaksMoreThanItsVersion(err); got != want {
			t.Errorf("%s: breaks another rule %v, want %v: %v", file, got, want, err)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(left)) {
		t.Errorf("%s is in the table of the undecidable and was decided", file)
	}
}

func breaksMoreThanItsVersion(err error) bool {
	var all catalogue.Errors
	if !errors.As(err, &all) {
		return err != nil
	}
	return slices.ContainsFunc(all, func(e *catalogue.Error) bool { return e.Field != "publiccodeYmlVersion" })
}

func TestFilesOfTheWildAreRead(t *testing.T) {
	dir := published(t, "wild")
	if dir == "" {
		dir = "testdata"
	}
	for _, file := range files(t, dir) {
		report, err := verdict(t, dir, file)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		var text strings.Builder
		if _, err := report.WriteTo(&text); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d findings\n%s", file, report.Total(), text.String())
	}
}
