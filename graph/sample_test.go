package graph_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"fundus/graph"
	"fundus/internal/catalogue"
)

// walked is what is asked of the cases at each revision.
type walked struct {
	Cases struct {
		Nodes []struct {
			Name        string
			Step, State catalogue.CaseState
			Steps       []struct {
				To     catalogue.CaseState
				By     string
				Reason string
			}
			AllowedTransitions []struct {
				To      catalogue.CaseState
				Allowed bool
				Guards  []struct {
					Met  *bool
					Text string
				}
			}
		}
	}
}

// TestTheCasesOfTheSampleGoTheWholeWay asks at each revision of the sample how far its
// cases are and what is missing for the next step: the story of two whole decisions and
// one under way, as the program tells it (testdata/sample/walk.txt; -update writes it).
func TestTheCasesOfTheSampleGoTheWholeWay(t *testing.T) {
	c := sampleOf(t, onSQLite(t))
	s := serve(t, c, graph.Options{Now: func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }})
	var story strings.Builder
	for revision := 2; revision <= int(c.Snapshot().Revision()); revision++ {
		var w walked
		a := askFor(t, s, request{Query: fmt.Sprintf(`query @at(revision: %d) {cases {nodes {name step state steps {to by reason} allowedTransitions {to allowed guards {met text}}}}}`, revision)})
		if len(a.Errors) > 0 {
			t.Fatalf("revision %d: %+v", revision, a.Errors)
		}
		if err := json.Unmarshal(a.Data, &w); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&story, "Revision %d\n", revision)
		w.tell(&story)
		if revision == int(c.Snapshot().Revision()) {
			w.holds(t)
		}
	}
	const golden = "testdata/sample/walk.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(story.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), story.String()); diff != "" {
		t.Errorf("the cases go another way (-want +got):\n%s", diff)
	}
}

// tell says of each case how far it is, who took the last step and why, and what the next
// steps want that is not so.
func (w *walked) tell(to *strings.Builder) {
	for _, c := range w.Cases.Nodes {
		fmt.Fprintf(to, "  %s: %s", c.Name, c.State)
		if c.State != c.Step {
			fmt.Fprintf(to, " (moved to %s)", c.Step)
		}
		if n := len(c.Steps); n > 0 {
			last := c.Steps[n-1]
			fmt.Fprintf(to, ", by %s: %s", last.By, last.Reason)
		}
		to.WriteByte('\n')
		for _, next := range c.AllowedTransitions {
			var missing []string
			for _, g := range next.Guards {
				if g.Met != nil && !*g.Met {
					missing = append(missing, g.Text)
				}
			}
			if next.Allowed {
				missing = []string{"steht offen"}
			}
			fmt.Fprintf(to, "    → %s: %s\n", next.To, strings.Join(missing, " "))
		}
	}
}

// holds says that two cases took every state up to being in effect, one after the other.
func (w *walked) holds(t *testing.T) {
	t.Helper()
	way := []catalogue.CaseState{
		catalogue.CaseNeedFrozen, catalogue.CaseSearched, catalogue.CaseGated, catalogue.CaseAssessed,
		catalogue.CaseReady, catalogue.CaseDecided, catalogue.CaseInEffect,
	}
	whole, due := 0, 0
	for _, c := range w.Cases.Nodes {
		var steps []catalogue.CaseState
		for _, s := range c.Steps {
			if s.To != catalogue.CaseDraft {
				steps = append(steps, s.To)
			}
		}
		if len(steps) >= len(way) && slices.Equal(steps[:len(way)], way) {
			whole++
		}
		if c.State == catalogue.CaseReviewDue {
			due++
		}
	}
	if whole != 2 || due != 1 {
		t.Errorf("%d cases went the whole way and %d are due for review, not 2 and 1", whole, due)
	}
}
