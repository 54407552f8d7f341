package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

const operations = "../../docs/operations.md"

var (
	fenced = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")
	spans  = regexp.MustCompile("`([^`\n]+)`")
	links  = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
)

// What the chapter for operators tells to type and to set is there: a command that has
// been renamed would be found by somebody whose server is down.
func TestTheOperationsChapterNamesWhatThereIs(t *testing.T) {
	text := read(t, operations)
	known := variables(t)
	for _, name := range variable.FindAllString(text, -1) {
		if !slices.Contains(known, name) {
			t.Errorf("%s is no variable of the program", name)
		}
	}
	found := 0
	for _, block := range fenced.FindAllStringSubmatch(text, -1) {
		for line := range strings.Lines(block[2]) {
			if called := ownCall(line); called != nil && block[1] == "sh" {
				found++
				understood(t, line, called)
			}
		}
	}
	flags := allFlags(t)
	for _, span := range spans.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		word := strings.FieldsFunc(span[1], func(r rune) bool { return r == ' ' || r == '=' })
		switch {
		case strings.HasPrefix(word[0], "--") && !slices.Contains(flags, word[0]):
			t.Errorf("%s is no flag of the program", span[1])
		case word[0] == "fundus" && len(word) > 1:
			found++
			if !slices.ContainsFunc(commands(t), func(n *kong.Node) bool { return n.Name == word[1] }) {
				t.Errorf("%s is no command", span[1])
			}
		}
	}
	if found < 10 {
		t.Errorf("found %d commands: they are read wrongly", found)
	}
}

// ownCall is what a line of a shell tells the program, itself or through a program that
// runs it somewhere else; nil for lines that call others.
func ownCall(line string) []string {
	line, _, _ = strings.Cut(line, " #")
	line, _, _ = strings.Cut(line, " |")
	line, _, _ = strings.Cut(line, " >")
	words := strings.Fields(strings.ReplaceAll(line, "'", ""))
	for i, word := range slices.Backward(words) { // before it others may be called fundus: a namespace
		if path.Base(word) == "fundus" && i+1 < len(words) {
			return words[i+1:]
		}
	}
	return nil
}

func allFlags(t *testing.T) (all []string) {
	t.Helper()
	for _, n := range commands(t) {
		for _, f := range n.Flags {
			all = append(all, "--"+f.Name)
		}
	}
	return all
}

func TestTheOperationsChapterLeadsToFilesThatThereAre(t *testing.T) {
	for _, link := range links.FindAllStringSubmatch(read(t, operations), -1) {
		if _, err := os.Stat(filepath.Join(filepath.Dir(operations), link[1])); err != nil {
			t.Error(err)
		}
	}
}
