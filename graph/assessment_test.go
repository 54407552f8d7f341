package graph_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// twoCases are a case that was decided for reusing a portal, with an assessment of the
// time when the portal was productive, and a new case with the same need.
func twoCases(t *testing.T, phase catalogue.LifecyclePhase, a *catalogue.Assessment) *snapshot.Snapshot {
	t.Helper()
	b, id, edge := snapshot.NewBuilder(), catalogue.ID(0), catalogue.EdgeID(0)
	fail := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	add := func(name string, r catalogue.Record) catalogue.ID {
		id++
		m := r.Base()
		m.ID, m.Revision, m.Name = id, 1, catalogue.T(name)
		fail(b.Record(r))
		return id
	}
	relate := func(r catalogue.Relation, from, to catalogue.ID) {
		edge++
		fail(b.Edges([]catalogue.Edge{{ID: edge, Revision: 1, Relation: r, From: from, To: to}}))
	}
	earlier := add("alte Akte", &catalogue.Case{Lane: "S", Step: catalogue.CaseDecided, Steps: []catalogue.CaseStep{{To: catalogue.CaseDecided, Revision: 1}}})
	later := add("neue Akte", &catalogue.Case{Lane: "S", Step: catalogue.CaseDraft})
	service := add("Hund anmelden", &catalogue.Service{})
	portal := add("Portal", &catalogue.Solution{Development: "FEDERAL", Lifecycle: []catalogue.Phase{{Phase: phase}}})
	option := add("Portal nachnutzen", &catalogue.Option{OptionKind: "SOLUTION"})
	decision := add("Beschluss", &catalogue.Decision{Outcome: "REUSE", Reason: "so"})
	for _, file := range []catalogue.ID{earlier, later} {
		need := add("Bedarf", &catalogue.Need{})
		relate(catalogue.FiledIn, need, file)
		relate(catalogue.Concerns, need, service)
	}
	relate(catalogue.FiledIn, option, earlier)
	relate(catalogue.FiledIn, decision, earlier)
	relate(catalogue.Proposes, option, portal)
	relate(catalogue.Chooses, decision, option)
	if a != nil {
		relate(catalogue.FiledIn, add("Bewertung", a), earlier)
	}
	s, err := b.Build(1, noon)
	fail(err)
	return s
}

func TestADecisionSaysWhatDriftedAndIsAPrecedentOfALikeCase(t *testing.T) {
	f, _ := casefile.Read(view.New(twoCases(t, "PRODUCTIVE", nil), catalogue.DayOf(noon)), 1)
	a := &catalogue.Assessment{}
	if err := assess.Fill(f, a); err != nil {
		t.Fatal(err)
	}
	query := fmt.Sprintf(`{
		decided: case(id: %q) {
			drift { drifted { trigger subject { name } field then now sentence } rankingFlips }
			decisions { nodes { drift { since { name } drifted { trigger } shifted { field } } } }
		}
		like: case(id: %q) {
			precedents { case { name } similarity reasons { likeness shared { name } } outcome chosen { name } drifted }
		}
	}`, catalogue.GlobalID(catalogue.KindCase, 1), catalogue.GlobalID(catalogue.KindCase, 2))
	type object = map[string]any
	want := object{
		"decided": object{
			"drift": object{"rankingFlips": false, "drifted": []any{object{
				"trigger": "PHASE_OUT", "subject": object{"name": "Portal"}, "field": "phase", "then": "PRODUCTIVE", "now": "RETIRED",
				"sentence": "„Portal“: Phase war produktiv und ist jetzt außer Betrieb.",
			}}},
			"decisions": object{"nodes": []any{object{"drift": object{
				"since": object{"name": "Bewertung"}, "drifted": []any{object{"trigger": "PHASE_OUT"}}, "shifted": []any{},
			}}}},
		},
		"like": object{"precedents": []any{object{
			"case": object{"name": "alte Akte"}, "similarity": 400.0, "outcome": "REUSE", "chosen": object{"name": "Portal nachnutzen"}, "drifted": true,
			"reasons": []any{object{"likeness": "SERVICES", "shared": []any{object{"name": "Hund anmelden"}}}},
		}}},
	}
	if diff := cmp.Diff(want, asker(twoCases(t, "RETIRED", a), nil, "")(t, query)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
