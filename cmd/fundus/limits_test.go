package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// row is a line of a table of docs/limits.md.
type row struct{ byDefault, codes string }

var (
	limitRow = regexp.MustCompile("(?m)^\\| `--([a-z-]+)` \\|([^|]*)\\|([^|]*)\\|")
	coded    = regexp.MustCompile("`([A-Z][A-Z_]+)`")
)

func limitTable(t *testing.T) (rows map[string]row, text string) {
	t.Helper()
	data, err := os.ReadFile("../../docs/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	rows = map[string]row{}
	for _, m := range limitRow.FindAllStringSubmatch(string(data), -1) {
		rows[m[1]] = row{strings.TrimSpace(m[2]), m[3]}
	}
	return rows, string(data)
}

// flagsOf are the flags of a group, by name.
func flagsOf(t *testing.T, group any) map[string]*kong.Flag {
	t.Helper()
	parser, err := kong.New(group)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*kong.Flag{}
	for _, f := range parser.Model.Flags {
		if f.Name != "help" {
			out[f.Name] = f
		}
	}
	return out
}

// Every flag is in a table with its default, and nothing else is; and its environment
// variable is its name.
func TestTheTableOfLimitsHasTheFlagsOfServe(t *testing.T) {
	rows, _ := limitTable(t)
	told := len(rows)
	for _, group := range []any{new(limitFlags), new(trustFlags)} {
		for name, flag := range flagsOf(t, group) {
			row, there := rows[name]
			if !there {
				t.Errorf("docs/limits.md does not have --%s", name)
				continue
			}
			told--
			standard := flag.Default
			if flag.Target.Kind() == reflect.Bool {
				standard = "false"
			}
			if row.byDefault != standard {
				t.Errorf("--%s is %s by default, and %s in docs/limits.md", name, standard, row.byDefault)
			}
			if env := "FUNDUS_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_")); len(flag.Envs) != 1 || flag.Envs[0] != env {
				t.Errorf("--%s has %v, not %s", name, flag.Envs, env)
			}
			if flag.Help == "" {
				t.Errorf("--%s has no help", name)
			}
		}
	}
	if told != 0 {
		t.Errorf("%d rows of docs/limits.md are of no flag", told)
	}
}

// Every code that is told there is one that the program says.
func TestTheTableOfLimitsHasTheCodesOfTheProgram(t *testing.T) {
	_, text := limitTable(t)
	said := literals(t, "../../graph", "../../internal/httpd", "../../internal/admission", ".", "../../internal/catalogue")
	for _, m := range coded.FindAllStringSubmatch(text, -1) {
		if code := m[1]; !said[code] && !strings.HasPrefix(code, "FUNDUS_") {
			t.Errorf("nothing says %s", code)
		}
	}
}

// literals are the texts that stand in the program's own files, not in tests and not in
// what is generated.
func literals(t *testing.T, folders ...string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.IsDir() && entry.Name() == "generated" {
				return fs.SkipDir
			}
			if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if text, err := strconv.Unquote(l.Value); err == nil {
						out[text] = true
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// The smallest that each limit may be passes, and one below says which flag it is.
func TestALimitThatCannotBeIsRefusedByItsFlag(t *testing.T) {
	for name, flag := range flagsOf(t, new(limitFlags)) {
		for value, want := range map[string]bool{"-1": true, "1": name == "max-errors"} {
			if flag.Target.Type().String() == "time.Duration" {
				value += "s"
			}
			code, _, errs := called(t, "serve", "--listen=127.0.0.1:port", "--"+name+"="+value)
			if refused := code == 2 && strings.Contains(errs, "--"+name+": must"); refused != want {
				t.Errorf("--%s=%s: exit code %d: %s", name, value, code, errs)
			}
		}
	}
}

func TestTrustThatCannotBeIsRefusedByItsFlag(t *testing.T) {
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "a.graphql"), []byte("query A {\n  katalog\n}"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flags []string
		code  int
		says  string
	}{
		{[]string{"--only-trusted"}, 2, "--only-trusted: name a folder of them with --trusted-documents"},
		{[]string{"--trusted-proxies=10.0.0.0/8,proxy"}, 2, "--trusted-proxies: proxy: write a network"},
		{[]string{"--trusted-origins=portal.example"}, 2, "--trusted-origins: portal.example: write an origin"},
		{[]string{"--introspection=some"}, 2, "--introspection must be one of"},
		{[]string{"--trusted-documents=" + broken}, 1, `a.graphql:2: Cannot query field "katalog"`},
		{[]string{"--trusted-documents=" + broken + "/nowhere"}, 1, "--trusted-documents: " + broken + "/nowhere: there is no such folder"},
	} {
		args := append([]string{"--database", filepath.Join(t.TempDir(), "fundus.db"), "serve", "--listen=127.0.0.1:0"}, c.flags...)
		if code, _, errs := called(t, args...); code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%v: exit code %d: %s", c.flags, code, errs)
		}
	}
}

func TestDocumentsPrintsWhatRequestsName(t *testing.T) {
	code, out, errs := called(t, "documents", "../../examples")
	if code != 0 || !strings.HasPrefix(out, "sha256:") || !strings.Contains(out, "  01-bestand.graphql  Bestand\n") {
		t.Errorf("exit code %d: %.200s%s", code, out, errs)
	}
	empty := t.TempDir()
	if code, out, errs := called(t, "documents", empty); code != 0 || out != "" || errs != empty+": there is no .graphql file in this folder\n" {
		t.Errorf("exit code %d: %s%s", code, out, errs)
	}
	if code, _, errs := called(t, "documents", "nowhere"); code != 1 || !strings.Contains(errs, "nowhere: there is no such folder") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
