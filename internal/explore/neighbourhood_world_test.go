package explore

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// surroundings is a catalogue for questions about neighbourhoods with its naive reading:
// what holds on the day, as lists that are searched whole for each question.
type surroundings struct {
	*view.View
	records []catalogue.Record
	edges   []catalogue.Edge
}

const surroundingsDay = catalogue.Day(20_000)

var surroundingKinds = []catalogue.Kind{
	catalogue.KindService, catalogue.KindAuthority, catalogue.KindArea, catalogue.KindSolution, catalogue.KindCapability,
}

var surroundingRelations = []catalogue.Relation{
	catalogue.Offers, catalogue.Offers, catalogue.CompetentFor, catalogue.Uses, catalogue.Covers,
	catalogue.PartOf, catalogue.PartOf, catalogue.DependsOn, catalogue.Needs, catalogue.Provides,
}

func surroundingRecord(t *rapid.T, kind catalogue.Kind) catalogue.Record {
	some := func(codes ...string) string { return rapid.SampledFrom(codes).Draw(t, "code") }
	switch kind {
	case catalogue.KindService:
		return &catalogue.Service{PolicyField: catalogue.PolicyField(some("", "BAUEN_WOHNEN", "FAMILIE_KIND"))}
	case catalogue.KindAuthority:
		return &catalogue.Authority{AuthorityKind: catalogue.AuthorityKind(some("", "MUNICIPALITY", "RURAL_DISTRICT"))}
	case catalogue.KindArea:
		return &catalogue.Area{AreaKind: catalogue.AreaKind(some("", "STATE", "RURAL_DISTRICT", "INDEPENDENT_CITY", "MUNICIPALITY"))}
	case catalogue.KindSolution:
		return &catalogue.Solution{Development: catalogue.Sphere(some("", "FEDERAL", "THIRD_PARTY"))}
	default:
		return kind.New()
	}
}

// drawSurroundings draws a catalogue in which some records have ended, some statements
// too, and a few records have many statements.
func drawSurroundings(t *rapid.T) *surroundings {
	w, b := &surroundings{}, snapshot.NewBuilder()
	kinds, seen := map[catalogue.ID]catalogue.Kind{0: 0}, map[catalogue.ID]bool{0: true}
	for i := range rapid.IntRange(2, 30).Draw(t, "records") {
		r := surroundingRecord(t, surroundingKinds[i%len(surroundingKinds)])
		m := r.Base()
		m.ID, m.Revision, m.Name = catalogue.ID(i+1), 1, catalogue.T(fmt.Sprint("n", i+1))
		if i > 0 && rapid.IntRange(0, 9).Draw(t, "ended") == 0 {
			m.ValidUntil = surroundingsDay - 1
		} else {
			w.records, seen[m.ID] = append(w.records, r), true
		}
		kinds[m.ID] = r.Kind()
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	var edges []catalogue.Edge
	for range rapid.IntRange(0, 70).Draw(t, "statements") {
		e, ok := drawSurroundingEdge(t, kinds)
		if !ok {
			continue
		}
		e.ID, e.Revision, e.ValidFrom = catalogue.EdgeID(len(edges)+1), 1, catalogue.Day(len(edges))
		e.Evidence = rapid.SampledFrom([]catalogue.EvidenceGrade{"A", "D"}).Draw(t, "evidence")
		if rapid.IntRange(0, 9).Draw(t, "over") == 0 {
			e.ValidUntil = surroundingsDay - 1
		} else if seen[e.From] && seen[e.To] && seen[e.Via] && seen[e.Area] {
			w.edges = append(w.edges, e)
		}
		edges = append(edges, e)
	}
	if err := b.Edges(edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	w.View = view.New(s, surroundingsDay)
	return w
}

func drawSurroundingEdge(t *rapid.T, kinds map[catalogue.ID]catalogue.Kind) (e catalogue.Edge, ok bool) {
	e.Relation = rapid.SampledFrom(surroundingRelations).Draw(t, "relation")
	facts := e.Relation.Facts()
	some := func(kind catalogue.Kind) catalogue.ID {
		var of []catalogue.ID
		for id, k := range kinds {
			if k == kind && id > 0 {
				of = append(of, id)
			}
		}
		if slices.Sort(of); len(of) == 0 {
			return 0
		}
		// The first is met oftener than all others.
		return of[max(0, rapid.IntRange(-len(of), len(of)-1).Draw(t, "end"))]
	}
	ends := rapid.SampledFrom(facts.Ends).Draw(t, "ends")
	e.From, e.To = some(ends.From), some(ends.To)
	if facts.Via != 0 && rapid.Bool().Draw(t, "via") {
		e.Via = some(facts.Via)
	}
	if facts.Area && rapid.Bool().Draw(t, "area") {
		e.Area = some(catalogue.KindArea)
	}
	if facts.Status {
		e.Status = "LIVE"
	}
	return e, e.From != 0 && e.To != 0 && (!facts.Acyclic || e.From > e.To)
}
