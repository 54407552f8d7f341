package publiccode_test

import (
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

	"github.com/google/go-cmp/cmp"
)

// The next version of a file names a user less and no longer claims a standard.
func TestANewerFileWithdrawsWhatTheOlderClaimed(t *testing.T) {
	s := snapshot.Empty()
	take := func(changes ...catalogue.Change) *catalogue.Commit {
		commit, err := s.Plan(changes)
		if err == nil {
			s, err = s.Apply(commit)
		}
		if err != nil {
			t.Fatal(err)
		}
		return commit
	}
	file := func(text string) *catalogue.Commit {
		in := known{"standard/uri:urn:xoev-de:standard:xbeispiel": {"uri:urn:xoev-de:standard:xbeispiel"}}
		changes, _ := read(t, text, in)
		return take(changes...)
	}
	take(catalogue.Put{Record: &catalogue.Standard{Meta: catalogue.Meta{Name: catalogue.T("XBeispiel"), Identifiers: []catalogue.Identifier{{Scheme: "uri", Value: "urn:xoev-de:standard:xbeispiel"}}}}})
	file(miniature(t))
	take(catalogue.Relate{Relation: catalogue.Uses, From: "name:kreis beispiel", To: "publiccode:https://git.example.org/amt/antragswerk.git", EdgeFacts: catalogue.EdgeFacts{Evidence: "B"}})
	if diff := cmp.Diff([]string{"IMPLEMENTS XBeispiel D", "OWNS Amt für Beispiele D", "USES Kreis Beispiel B", "USES Kreis Beispiel D", "USES Stadt Musterhausen D"}, claims(s)); diff != "" {
		t.Fatalf("before (-want +got):\n%s", diff)
	}
	var lines []string
	for _, line := range strings.SplitAfter(miniature(t), "\n") {
		if !strings.Contains(line, "Kreis Beispiel:") && !strings.Contains(line, "xbeispiel") {
			lines = append(lines, line)
		}
	}
	newer := strings.Join(lines, "")
	file(newer)
	if diff := cmp.Diff([]string{"OWNS Amt für Beispiele D", "USES Kreis Beispiel B", "USES Stadt Musterhausen D"}, claims(s)); diff != "" {
		t.Errorf("after (-want +got):\n%s", diff)
	}
	if again := file(newer); !again.Empty() {
		t.Errorf("the same again changes %d records and %d statements", len(again.Records), len(again.Edges))
	}
}

// claims are what is stated of the software, with the grade.
func claims(s *snapshot.Snapshot) (out []string) {
	for id := catalogue.EdgeID(1); id <= s.MaxEdge(); id++ {
		if x, ok := s.Edge(id); ok {
			other := x.From
			if x.Relation == catalogue.Implements {
				other = x.To
			}
			out = append(out, strings.Join([]string{x.Relation.String(), s.Record(other).Base().Name.String(), string(x.Evidence)}, " "))
		}
	}
	slices.Sort(out)
	return out
}
