package graph_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"fundus/examples"
	"fundus/graph"
)

// TestEveryFigureOnTheBoardsPageLeadsToEvidence reads the page of both whole cases of the
// sample: what was judged, scored, priced, departed from, decided and measured rests on
// evidence that stands beside it, and what the catalogue measures names records and why.
func TestEveryFigureOnTheBoardsPageLeadsToEvidence(t *testing.T) {
	query, err := examples.Files.ReadFile("board-paper.graphql")
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, sampleOf(t, onSQLite(t)), graph.Options{Now: func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }})
	for _, name := range []string{"beispiel-akte-bezahlen", "beispiel-akte-ehrenamtskarte"} {
		a := askFor(t, s, request{Query: string(query), Variables: map[string]any{
			"akte": map[string]any{"scheme": "sample", "value": name}, "loesungen": map[string]any{"scheme": "sample", "in": []string{"beispiel-efa-ehrenamtskarte"}},
			"loesung": "solution/sample:beispiel-efa-ehrenamtskarte",
		}})
		if len(a.Errors) > 0 {
			t.Fatalf("%s: %+v", name, a.Errors)
		}
		var page map[string]any
		if err := json.Unmarshal(a.Data, &page); err != nil {
			t.Fatal(err)
		}
		p := &paper{t: t}
		p.read(name, page["case"])
		if p.figures < 40 {
			t.Errorf("%s: only %d figures were found", name, p.figures)
		}
	}
}

// paper goes through an answer.
type paper struct {
	t       *testing.T
	figures int
}

func (p *paper) read(path string, v any) {
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			p.read(fmt.Sprintf("%s[%d]", path, i), e)
		}
	case map[string]any:
		p.object(path, v)
		for name, field := range v {
			p.read(path+"."+name, field)
		}
	}
}

// object asks what states a figure for what it rests on.
func (p *paper) object(path string, o map[string]any) {
	has := func(field string) bool { _, ok := o[field]; return ok }
	switch {
	case has("cells") || has("contributions") || has("gates"):
	case has("verdict") && has("evidence"): // at a gate
		p.rests(path, o["evidence"], o["verdict"] == "PASS" || o["verdict"] == "FAIL")
	case has("sentence") && has("evidence"): // why an option is out
		p.rests(path, o["evidence"], true)
	case o["origin"] == "RECORDED":
		p.rests(path, o["evidence"], true)
	case o["origin"] == "MEASURED":
		p.rests(path, o["records"], o["high"] != "0") // where nothing is found nothing can be named
		p.rests(path, o["reason"], true)
	case has("restsOn"): // costs, deviations, the decision, what was measured since
		p.rests(path, o["restsOn"].(map[string]any)["nodes"], !has("actual") || o["actual"] != nil)
	}
}

func (p *paper) rests(path string, on any, must bool) {
	if !must {
		return
	}
	p.figures++
	if list, ok := on.([]any); on == nil || on == "" || ok && len(list) == 0 {
		p.t.Errorf("%s rests on nothing", path)
	}
}
