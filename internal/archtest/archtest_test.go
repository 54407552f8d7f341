package archtest_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// listed is what `go list -json` tells of a package, as far as we ask.
type listed struct {
	ImportPath, Dir           string
	GoFiles, Imports          []string
	TestImports, XTestImports []string
}

// room is the path as the rules write it.
func (p listed) room() string { return roomOf(p.ImportPath) }

func roomOf(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, "fundus/"), "internal/")
}

func ours(importPath string) bool { return strings.HasPrefix(importPath, "fundus/") }

func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".") && !ours(importPath)
}

func TestEveryPackageHasItsRow(t *testing.T) {
	for _, p := range packages(t) {
		if _, found := rowOf(p.room()); !found {
			t.Errorf("%s has no row in rooms: say there what it may import", p.ImportPath)
		}
	}
}

func TestAPackageImportsOnlyTheRoomsItMay(t *testing.T) {
	for _, p := range packages(t) {
		row, _ := rowOf(p.room())
		for _, i := range p.Imports {
			if ours(i) && !permitted(row.may, roomOf(i)) {
				t.Errorf("%s imports %s: it may import %v", p.ImportPath, i, row.may)
			}
		}
	}
}

func TestAModuleOfOthersIsMetOnlyBehindItsDoor(t *testing.T) {
	for _, p := range packages(t) {
		row, _ := rowOf(p.room())
		allowed := row.driver
		if !row.pure {
			allowed = slices.Concat(row.driver, shared)
		}
		for _, i := range p.Imports {
			if !standard(i) && !ours(i) && !withinAny(allowed, i) {
				t.Errorf("%s imports %s: of others it may import %v", p.ImportPath, i, allowed)
			}
		}
	}
}

func TestPureRoomsReachNothingOutside(t *testing.T) {
	for _, p := range packages(t) {
		if row, _ := rowOf(p.room()); !row.pure {
			continue
		}
		for _, i := range p.Imports {
			if slices.Contains(impure, i) {
				t.Errorf("%s is pure and imports %s: hand in what it needs as an argument", p.ImportPath, i)
			}
		}
		for _, call := range callsOutside(t, p) {
			t.Errorf("%s: a pure room calls %s: hand in what it needs as an argument", call.where, call.name)
		}
	}
}

// What is for testing never gets into the program, and cmd is a top, not a library.
func TestNothingLeansOnTestsOrCommands(t *testing.T) {
	for _, p := range packages(t) {
		user, _ := rowOf(p.room())
		for _, i := range p.Imports {
			if used, _ := rowOf(roomOf(i)); ours(i) && used.testing && !user.testing {
				t.Errorf("%s imports %s, which is for tests", p.ImportPath, i)
			}
		}
		for _, i := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if strings.HasPrefix(i, "fundus/cmd/") {
				t.Errorf("%s imports %s: nothing imports a command", p.ImportPath, i)
			}
		}
	}
}

// A comment tells what the package is for, what is authoritative, its invariants,
// and what it never does: one line is a title and not yet that.
func TestEveryPackageHasACommentWorthReading(t *testing.T) {
	const shortest = 2
	for _, p := range packages(t) {
		lines := 0
		for _, file := range parse(t, p, parser.ParseComments|parser.PackageClauseOnly) {
			if file.Doc != nil && !ast.IsGenerated(file) {
				lines += strings.Count(strings.TrimSpace(file.Doc.Text()), "\n") + 1
			}
		}
		if lines < shortest && p.room() != "graph/generated" {
			t.Errorf("%s has a package comment of %d lines, want at least %d", p.ImportPath, lines, shortest)
		}
	}
}

func TestTheTableHasNoRowTwice(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rooms {
		if seen[r.path] {
			t.Errorf("%s has two rows", r.path)
		}
		seen[r.path] = true
	}
}

func rowOf(path string) (room, bool) {
	i := slices.IndexFunc(rooms, func(r room) bool { return r.path == path })
	if i < 0 {
		return room{}, false
	}
	return rooms[i], true
}

func permitted(may []string, path string) bool {
	return slices.ContainsFunc(may, func(m string) bool {
		below, all := strings.CutSuffix(m, "...")
		return m == path || all && strings.HasPrefix(path+"/", below)
	})
}

func withinAny(modules []string, importPath string) bool {
	return slices.ContainsFunc(modules, func(m string) bool {
		return strings.HasPrefix(importPath+"/", m+"/")
	})
}

type call struct{ where, name string }

// callsOutside finds uses of impureCalls by the name of the package; a file that
// renames its import of time would escape, and stand out in review.
func callsOutside(t *testing.T, p listed) []call {
	t.Helper()
	var found []call
	for position, file := range parse(t, p, parser.SkipObjectResolution) {
		ast.Inspect(file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := selector.X.(*ast.Ident)
			if ok && slices.Contains(impureCalls[pkg.Name], selector.Sel.Name) {
				found = append(found, call{position, pkg.Name + "." + selector.Sel.Name})
			}
			return true
		})
	}
	return found
}

// parse returns the files of the package proper by path.
func parse(t *testing.T, p listed, mode parser.Mode) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	for _, name := range p.GoFiles {
		path := filepath.Join(p.Dir, name)
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, mode)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = file
	}
	return files
}

// packages asks the go command about every package of this module. It walks the
// tree itself as well, only so that go test, which sees what a test opens but not
// what its children do, takes no result from its cache when a file has changed.
func packages(t *testing.T) []listed {
	t.Helper()
	err := filepath.WalkDir("../..", func(_ string, entry fs.DirEntry, err error) error {
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." {
			return fs.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,GoFiles,Imports,TestImports,XTestImports", "fundus/...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("list the packages of this module: %v\n%s", err, &stderr)
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
