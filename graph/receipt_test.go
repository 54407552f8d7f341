package graph_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"fundus/graph"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/view"
)

// TestAReceiptIsReplayedBitForBitAndRerunTellsWhatAppearedSince searches for a case in
// the catalogue of a story, on each engine, and then changes what the search rests on: a
// hit is retired, another becomes a federal standard under another name, and a third
// appears. The replay is that of then, the rerun that of now.
func TestAReceiptIsReplayedBitForBitAndRerunTellsWhatAppearedSince(t *testing.T) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			archive, err := txtar.ParseFile("testdata/reuse-check.txtar")
			if err != nil {
				t.Fatal(err)
			}
			c := catalogueOf(t, e.open(t), seedOf(archive))
			openCase(t, c)
			takeReceipt(t, c)
			changeHits(t, c)
			answersWith(t, c, `{searchReceipt(identifier:{scheme:"w",value:"recherche"}){
				replay{identical hits{solution{name} rung strength} differences{solution{name}}}
				rerun{considered appeared{solution{name} rung} vanished{solution{name} rung} moved{solution{name} before{rung} now{rung}}}
			}}`, `{"searchReceipt":{
				"replay":{"identical":true,"hits":[
					{"solution":{"name":"Bundesportal Hund"},"rung":"vorhanden","strength":928},
					{"solution":{"name":"Hunderegister Cala"},"rung":"vorhanden","strength":928},
					{"solution":{"name":"Zentraler Hund"},"rung":"efa","strength":928},
					{"solution":{"name":"Freies Hundeformular"},"rung":"offen","strength":928},
					{"solution":{"name":"Tierportal"},"rung":null,"strength":428}
				],"differences":[]},
				"rerun":{"considered":9,
					"appeared":[{"solution":{"name":"Neues Hundeportal"},"rung":"efa"}],
					"vanished":[{"solution":{"name":"Bundesportal Hund"},"rung":"vorhanden"}],
					"moved":[{"solution":{"name":"Zentraler Hund"},"before":{"rung":"efa"},"now":{"rung":"vorhanden"}}]}
			}}`)
		})
	}
}

// TestAReceiptWithoutItsCaseHasNoReplay removes a case: what it asked for is gone with it.
func TestAReceiptWithoutItsCaseHasNoReplay(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/reuse-check.txtar")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogueOf(t, onSQLite(t), seedOf(archive))
	openCase(t, c)
	takeReceipt(t, c)
	commit(t, c, catalogue.Remove{Target: "case/w:akte", Cascade: true, Seen: catalogue.AnyRevision})
	answersWith(t, c, `{searchReceipt(identifier:{scheme:"w",value:"recherche"}){replay{identical} rerun{considered}}}`, `{"searchReceipt":{"replay":null,"rerun":null}}`)
}

// answersWith asks and compares the data of the answer.
func answersWith(t *testing.T, c *live.Catalogue, query, want string) {
	t.Helper()
	got := askFor(t, serve(t, c, graph.Options{}), request{Query: query})
	var data, wanted any
	if err := errors.Join(json.Unmarshal(got.Data, &data), json.Unmarshal([]byte(want), &wanted)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wanted, data); diff != "" || len(got.Errors) > 0 {
		t.Errorf("%v (-want +got):\n%s", got.Errors, diff)
	}
}

func called(value, name string) catalogue.Meta {
	return catalogue.Meta{Identifiers: []catalogue.Identifier{{Scheme: "w", Value: value}}, Name: catalogue.T(name)}
}

func commit(t *testing.T, c *live.Catalogue, changes ...catalogue.Change) {
	t.Helper()
	if _, err := c.Commit(t.Context(), catalogue.Stamp{Actor: "test", Origin: "test"}, changes); err != nil {
		t.Fatal(err)
	}
}

// openCase opens a case about a service and freezes its need.
func openCase(t *testing.T, c *live.Catalogue) {
	t.Helper()
	file := &catalogue.Case{Meta: called("akte", "Hundeanmeldung"), Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft}
	file.Description = catalogue.T("Womit melden Menschen ihren Hund an?")
	need := &catalogue.Need{Meta: called("bedarf", "Hund anmelden"), Requirements: []catalogue.Requirement{{Key: "R1", Level: catalogue.LevelMust, Text: "Anmeldung ohne Papier"}}}
	commit(t, c,
		catalogue.Put{Record: file}, catalogue.Put{Record: need},
		catalogue.Relate{Relation: catalogue.FiledIn, From: "need/w:bedarf", To: "case/w:akte"},
		catalogue.Relate{Relation: catalogue.Concerns, From: "need/w:bedarf", To: "service/leika:99102013104000"},
	)
	frozen := caseOf(t, c).Case.Clone().(*catalogue.Case)
	frozen.Step = catalogue.CaseNeedFrozen
	commit(t, c, catalogue.Put{Record: frozen, Seen: frozen.Revision})
}

// caseOf is the file of the case at the newest revision.
func caseOf(t *testing.T, c *live.Catalogue) *casefile.File {
	t.Helper()
	s := c.Snapshot()
	found := s.Lookup(catalogue.KindCase, catalogue.Identifier{Scheme: "w", Value: "akte"})
	file, ok := casefile.Read(view.New(s, catalogue.DayOf(noon)), found[0])
	if !ok {
		t.Fatal("there is no case")
	}
	return file
}

// takeReceipt files a receipt in the case: the program searches and writes what it found.
func takeReceipt(t *testing.T, c *live.Catalogue) {
	t.Helper()
	r := &catalogue.SearchReceipt{Meta: called("recherche", "Recherche"), Elsewhere: []catalogue.SearchedPlace{{Place: "openCode", On: catalogue.DayOf(noon), Query: "Hund", Found: "nichts"}}}
	commit(t, c, catalogue.Put{Record: r}, catalogue.Relate{Relation: catalogue.FiledIn, From: "searchReceipt/w:recherche", To: "case/w:akte"})
}

func changeHits(t *testing.T, c *live.Catalogue) {
	t.Helper()
	commit(t, c,
		catalogue.Put{Record: &catalogue.Solution{Meta: called("bundesportal", "Bundesportal Hund"), Development: catalogue.SphereFederal, Lifecycle: []catalogue.Phase{{Phase: catalogue.PhaseRetired}}}, Seen: catalogue.AnyRevision},
		catalogue.Put{Record: &catalogue.Solution{Meta: called("efa", "Zentraler Hund"), Development: catalogue.SphereFederal}, Seen: catalogue.AnyRevision},
		catalogue.Put{Record: &catalogue.Solution{Meta: called("neu", "Neues Hundeportal"), Development: catalogue.SphereCrossState}},
		catalogue.Relate{Relation: catalogue.Supports, From: "solution/w:neu", To: "service/leika:99102013104000"},
	)
}
