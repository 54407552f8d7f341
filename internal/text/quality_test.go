package text

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the answers of this program into testdata")

const qualityFile = "testdata/verwaltung.txt"

// script is a text of documents, and queries with their answers.
type script struct {
	head    string // all that stands before the first query
	names   []string
	docs    []Document
	queries []string
	answers [][]string
}

func readScript(t *testing.T) script {
	t.Helper()
	data, err := os.ReadFile(qualityFile)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(data), "\n? ")
	s := script{head: head}
	classes := map[string]Class{"key": Key, "name": Name, "tag": Tag, "text": Text}
	for n, line := range strings.Split(string(data), "\n") {
		field, indented := strings.CutPrefix(line, "\t")
		first, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || first == "#" || line == "#":
		case indented && len(s.queries) > 0:
			s.answers[len(s.answers)-1] = append(s.answers[len(s.answers)-1], field)
		case indented:
			name, text, _ := strings.Cut(field, " ")
			class, ok := classes[name]
			if !ok {
				t.Fatalf("%s:%d: no class %q", qualityFile, n+1, name)
			}
			doc := &s.docs[len(s.docs)-1]
			doc.Fields = append(doc.Fields, Field{class, name, text})
		case first == "doc":
			s.names = append(s.names, rest)
			s.docs = append(s.docs, Document{ID: uint32(len(s.docs))})
		case first == "?":
			s.queries, s.answers = append(s.queries, rest), append(s.answers, nil)
		default:
			t.Fatalf("%s:%d: what is %q?", qualityFile, n+1, line)
		}
	}
	return s
}

func (s script) answer(t *testing.T, x *Index, query string) []string {
	t.Helper()
	q, err := Parse(query)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, h := range x.Search(q, Options{Limit: MaxHits}).Hits {
		var why []string
		for _, m := range h.Matches {
			why = append(why, fmt.Sprintf("%s %s %s", m.Word, m.Manner, m.Class))
		}
		lines = append(lines, s.names[h.ID]+": "+strings.Join(why, ", "))
	}
	return lines
}

func TestGermanQueries(t *testing.T) {
	s := readScript(t)
	x := Build(slices.Values(s.docs))
	var out strings.Builder
	out.WriteString(s.head)
	for i, query := range s.queries {
		got := s.answer(t, x, query)
		fmt.Fprintf(&out, "\n? %s\n", query)
		for _, line := range got {
			fmt.Fprintf(&out, "\t%s\n", line)
		}
		if !*update && !slices.Equal(got, s.answers[i]) {
			t.Errorf("%s:\ngot\n\t%s\nwant\n\t%s", query, strings.Join(got, "\n\t"), strings.Join(s.answers[i], "\n\t"))
		}
	}
	if *update {
		if err := os.WriteFile(qualityFile, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Every hit of the script can be shown: its matches are found in its fields.
func TestEveryMatchHasAPlace(t *testing.T) {
	s := readScript(t)
	x := Build(slices.Values(s.docs))
	for _, query := range s.queries {
		q, err := Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range x.Search(q, Options{Limit: MaxHits}).Hits {
			for _, m := range h.Matches {
				if len(m.Places(s.docs[h.ID])) == 0 {
					t.Errorf("%s: %s has no place for %+v", query, s.names[h.ID], m)
				}
			}
		}
	}
}
