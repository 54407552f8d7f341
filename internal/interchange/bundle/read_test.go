package bundle_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the expectations and schemas anew")

func TestABadBundleIsRefusedWithFileLineAndField(t *testing.T) {
	stories(t, "testdata/refused/*.txtar", "error", func(t *testing.T, folder fs.FS) string {
		b, err := bundle.FromFS(t.Context(), folder, new(interchange.Findings))
		if err == nil || b != nil || catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("got %v, %v, want a refusal", b, err)
		}
		return fmt.Sprintln(err)
	})
}

func TestAGoodBundleIsOneChangeSet(t *testing.T) {
	stories(t, "testdata/read/*.txtar", "changes", func(t *testing.T, folder fs.FS) string {
		b, err := bundle.FromFS(t.Context(), folder, new(interchange.Findings))
		if err != nil {
			t.Fatal(err)
		}
		return show(b)
	})
}

// show writes a change a line: where it stands and what it says.
func show(b *bundle.Bundle) string {
	var out strings.Builder
	for i, c := range b.Changes {
		switch x := c.(type) {
		case catalogue.Put:
			body, _ := catalogue.EncodeRecord(x.Record)
			fmt.Fprintf(&out, "%s: put %s local %q source %q %s\n", b.Place(i), x.Record.Kind().Noun(), x.Local, x.Source, body)
		case catalogue.Relate:
			fmt.Fprintf(&out, "%s: relate %s %s to %s via %q area %q source %q %+v\n", b.Place(i), x.Relation, x.From, x.To, x.Via, x.Area, x.Source, x.EdgeFacts)
		}
	}
	return out.String()
}

// stories compares what a bundle gives with the last file of its archive.
func stories(t *testing.T, pattern, result string, run func(*testing.T, fs.FS) string) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %v, %d files", pattern, err, len(paths))
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			last := &a.Files[len(a.Files)-1]
			if last.Name != result {
				t.Fatalf("the last file is %s, not %s", last.Name, result)
			}
			folder := fstest.MapFS{}
			for _, f := range a.Files[:len(a.Files)-1] {
				folder[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := run(t, folder)
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := gocmp.Diff(string(last.Data), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheEncodingIsUTF8(t *testing.T) {
	for name, content := range map[string]string{
		"areas.yaml":  "- name: A\n- name: M\xfcnchen\n",
		"areas.jsonl": "{\"name\":\"A\"}\n{\"name\":\"M\xfcnchen\"}\n",
	} {
		_, err := read(t, name, content)
		if want := name + ":2: not UTF-8 (perhaps ISO-8859-1 or Windows-1252?); save the file as UTF-8"; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} {
		if _, err := read(t, "areas.jsonl", mark+"{\x00"); err == nil || !strings.Contains(err.Error(), "UTF-16") {
			t.Errorf("got %v", err)
		}
	}
	for _, name := range []string{"areas.yaml", "areas.jsonl"} {
		content := cmp.Or(map[string]string{"areas.yaml": "- name: A\r\n"}[name], "{\"name\":\"A\"}\r\n")
		if b, err := read(t, name, "\xef\xbb\xbf"+content); err != nil || len(b.Changes) != 1 {
			t.Errorf("%s with a byte order mark: %v, %v", name, b, err)
		}
	}
}

// read reads a single file.
func read(t *testing.T, name, content string) (*bundle.Bundle, error) {
	t.Helper()
	return bundle.FromFile(t.Context(), interchange.Input{Name: "/some/where/" + name, Reader: strings.NewReader(content)}, new(interchange.Findings))
}

func TestWhatIsTooLargeIsRefused(t *testing.T) {
	for name, content := range map[string]string{
		"areas.yaml":     "# " + strings.Repeat("x", 17<<20),
		"services.yaml":  "- " + strings.Repeat("[],", 1_200_000),
		"areas.jsonl":    `{"name":"` + strings.Repeat("x", 9<<20) + `"}`,
		"services.jsonl": `{"tags":[` + strings.Repeat("0,", 600_000) + `0]}`,
		"sources.jsonl":  "{" + strings.Repeat(`"a":1,`, 1000) + `"a":1}`,
	} {
		if _, err := read(t, name, content); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAMillionErrorsAreAnsweredWithAPage(t *testing.T) {
	_, err := read(t, "areas.jsonl", strings.Repeat("{\"nam\":\"A\"}\n{\n", 100_000))
	if lines := strings.Count(fmt.Sprint(err), "\n"); lines > 200 {
		t.Errorf("%d lines", lines)
	}
}

func TestAnErrorOfPlanningIsSaidInPlacesOfTheBundle(t *testing.T) {
	b, err := read(t, "areas.jsonl", "{\"name\":\"A\"}\n\n{\"name\":\"B\"}\n")
	if err != nil {
		t.Fatal(err)
	}
	got := b.Locate(catalogue.Errors{
		{Kind: catalogue.Conflict, Record: "changes[1]", Message: "stale"},
		{Kind: catalogue.Invalid, Record: "changes[0]: area B", Message: "wrong"},
		{Kind: catalogue.Invalid, Record: "changes[7]", Message: "not there"},
		{Kind: catalogue.Invalid, Record: "area C", Message: "elsewhere"},
	})
	want := "areas.jsonl:3: stale\nareas.jsonl:1: area B: wrong\nchanges[7]: not there\narea C: elsewhere"
	if diff := gocmp.Diff(want, got.Error()); diff != "" {
		t.Error(diff)
	}
}

func TestRecordsThatNothingCanRecogniseAreFindings(t *testing.T) {
	report := new(interchange.Findings)
	in := interchange.Input{Name: "areas.jsonl", Reader: bytes.NewReader([]byte(`{"name":"A"}`))}
	if _, err := bundle.Read(t.Context(), in, report); err != nil || report.Total() != 1 {
		t.Errorf("%v, %d findings", err, report.Total())
	}
}
