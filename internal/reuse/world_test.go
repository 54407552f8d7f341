package reuse_test

import (
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/reuse"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

const today catalogue.Day = 739_000

// world is a small catalogue, drawn, of which some does not hold today. What one finds
// in it by hand is what the search must find.
type world struct {
	records []catalogue.Record // by id, from 1
	edges   []catalogue.Edge
}

func (w *world) add(r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision = catalogue.ID(len(w.records)+1), 1
	w.records = append(w.records, r)
	return m.ID
}

func (w *world) relate(e catalogue.Edge) {
	e.ID, e.Revision = catalogue.EdgeID(len(w.edges)+1), 1
	w.edges = append(w.edges, e)
}

func (w *world) of(k catalogue.Kind) (ids []catalogue.ID) {
	for _, r := range w.records {
		if r.Kind() == k {
			ids = append(ids, r.Base().ID)
		}
	}
	return ids
}

// seen are the records of a kind that hold today.
func (w *world) seen(k catalogue.Kind) []catalogue.ID {
	return slices.DeleteFunc(w.of(k), func(id catalogue.ID) bool { return !w.holds(id) })
}

func (w *world) holds(id catalogue.ID) bool {
	if id == 0 {
		return true
	}
	m := w.records[id-1].Base()
	return today.Valid(m.ValidFrom, m.ValidUntil)
}

// stated are the statements of a relation that hold today, with all that takes part.
func (w *world) stated(r catalogue.Relation) (out []catalogue.Edge) {
	for _, e := range w.edges {
		if e.Relation == r && today.Valid(e.ValidFrom, e.ValidUntil) && w.holds(e.From) && w.holds(e.To) && w.holds(e.Via) && w.holds(e.Area) {
			out = append(out, e)
		}
	}
	return out
}

// says says whether a relation is stated between two records.
func (w *world) says(r catalogue.Relation, from, to catalogue.ID) bool {
	return slices.ContainsFunc(w.stated(r), func(e catalogue.Edge) bool { return e.From == from && e.To == to })
}

func (w *world) solution(id catalogue.ID) *catalogue.Solution {
	return w.records[id-1].(*catalogue.Solution)
}

// view is the world as it is seen today; reversed, it was stated in the opposite order.
func (w *world) view(t interface{ Fatal(...any) }, reversed bool) *view.View {
	b := snapshot.NewBuilder()
	for _, r := range w.records {
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	edges := slices.Clone(w.edges)
	if reversed {
		slices.Reverse(edges)
		for i := range edges {
			edges[i].ID = catalogue.EdgeID(i + 1)
		}
	}
	if err := b.Edges(edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return view.New(s, today)
}

// words are found by no other word.
var words = []string{"Elterngeld", "Hundesteuer", "Bauakte"}

func drawWorld(t *rapid.T) *world {
	w := &world{}
	some := func(what string, most int, make func(name catalogue.Text) catalogue.Record) {
		for range rapid.IntRange(1, most).Draw(t, what) {
			r := make(catalogue.T(rapid.SampledFrom(words).Draw(t, "name") + " " + rapid.SampledFrom(words).Draw(t, "name")))
			r.Base().ValidFrom, r.Base().ValidUntil = drawDays(t)
			w.add(r)
		}
	}
	some("services", 3, func(n catalogue.Text) catalogue.Record {
		return &catalogue.Service{Meta: catalogue.Meta{Name: n}, RegulationType: rapid.SampledFrom([]catalogue.RegulationType{"", "TYPE_2A", "TYPE_4B", "TYPE_5"}).Draw(t, "type")}
	})
	some("capabilities", 2, func(n catalogue.Text) catalogue.Record {
		return &catalogue.Capability{Meta: catalogue.Meta{Name: n}}
	})
	some("standards", 3, func(n catalogue.Text) catalogue.Record {
		return &catalogue.Standard{Meta: catalogue.Meta{Name: n}, Bindingness: rapid.SampledFrom([]catalogue.Bindingness{"BINDING", "RECOMMENDED"}).Draw(t, "bindingness")}
	})
	some("datasets", 2, func(n catalogue.Text) catalogue.Record { return &catalogue.Dataset{Meta: catalogue.Meta{Name: n}} })
	some("interfaces", 2, func(n catalogue.Text) catalogue.Record { return &catalogue.Interface{Meta: catalogue.Meta{Name: n}} })
	some("authorities", 5, func(n catalogue.Text) catalogue.Record { return drawAuthority(t, n) })
	some("solutions", 6, func(n catalogue.Text) catalogue.Record { return drawSolution(t, n) })
	for range rapid.IntRange(0, 40).Draw(t, "statements") {
		w.relate(drawStatement(t, w))
	}
	addPolicy(w)
	return w
}

func drawDays(t *rapid.T) (from, until catalogue.Day) {
	switch rapid.IntRange(0, 12).Draw(t, "validity") {
	case 0:
		return today + 1, 0
	case 1:
		return 0, today - 1
	}
	return 0, 0
}

func drawAuthority(t *rapid.T, n catalogue.Text) catalogue.Record {
	return &catalogue.Authority{
		Meta: catalogue.Meta{Name: n}, Level: rapid.SampledFrom([]catalogue.AuthorityLevel{"", "FEDERAL", "MUNICIPALITY"}).Draw(t, "level"),
		AuthorityKind: rapid.SampledFrom([]catalogue.AuthorityKind{"", "MUNICIPALITY", "MINISTRY"}).Draw(t, "kind"),
		Population:    rapid.IntRange(0, 6).Draw(t, "people"),
	}
}

func drawSolution(t *rapid.T, n catalogue.Text) catalogue.Record {
	s := &catalogue.Solution{
		Meta: catalogue.Meta{Name: n}, SolutionKind: rapid.SampledFrom([]catalogue.SolutionKind{"", "BASE_SERVICE", "LINE_OF_BUSINESS"}).Draw(t, "kind"),
		Development: rapid.SampledFrom([]catalogue.Sphere{"", "FEDERAL", "CROSS_STATE", "STATE", "THIRD_PARTY"}).Draw(t, "development"),
	}
	day := today - 2
	for range rapid.IntRange(0, 3).Draw(t, "phases") {
		s.Lifecycle = append(s.Lifecycle, catalogue.Phase{Phase: rapid.SampledFrom([]catalogue.LifecyclePhase{"PLANNED", "PILOT", "PRODUCTIVE", "PRODUCTIVE", "PHASE_OUT", "RETIRED"}).Draw(t, "phase"), From: day})
		day += catalogue.Day(rapid.IntRange(1, 4).Draw(t, "days"))
	}
	return s
}

// drawn are the statements that the search reads.
var drawn = []catalogue.Relation{
	catalogue.Supports, catalogue.Supports, catalogue.Offers, catalogue.Offers, catalogue.Provides, catalogue.Implements, catalogue.Reads, catalogue.Writes, catalogue.Holds, catalogue.Exposes,
	catalogue.Consumes, catalogue.DependsOn, catalogue.Requires, catalogue.Uses, catalogue.Uses, catalogue.Operates, catalogue.Operates, catalogue.CompetentFor,
}

func drawStatement(t *rapid.T, w *world) catalogue.Edge {
	e := catalogue.Edge{Relation: rapid.SampledFrom(drawn).Draw(t, "relation")}
	ends := slices.DeleteFunc(slices.Clone(e.Relation.Facts().Ends), func(x catalogue.Ends) bool { return x.From == catalogue.KindNeed })
	x := rapid.SampledFrom(ends).Draw(t, "ends")
	e.From = rapid.SampledFrom(w.of(x.From)).Draw(t, "from")
	e.To = rapid.SampledFrom(w.of(x.To)).Draw(t, "to")
	if e.Relation == catalogue.Offers {
		e.Status = rapid.SampledFrom([]catalogue.OfferStatus{"LIVE", "LIVE", "PLANNED", "RETIRED"}).Draw(t, "status")
		e.Via = rapid.SampledFrom(append(w.of(catalogue.KindSolution), 0)).Draw(t, "via")
	}
	e.Evidence = rapid.SampledFrom([]catalogue.EvidenceGrade{"", "A", "B", "C", "D"}).Draw(t, "evidence")
	e.ValidFrom, e.ValidUntil = drawDays(t)
	return e
}

// addPolicy puts a ladder in force that has no rung for some origins, and a gate for
// each test.
func addPolicy(w *world) {
	named := func(name string) catalogue.Meta { return catalogue.Meta{Name: catalogue.T(name)} }
	w.add(&catalogue.Ladder{Meta: named("Rangfolge"), PolicyStatus: catalogue.PolicyProposed, Rungs: []catalogue.Rung{
		{Key: "none", Name: catalogue.T("kein System"), OptionKinds: []catalogue.OptionKind{catalogue.OptionNoSystem}},
		{Key: "known", Name: catalogue.T("bekannt"), Origins: []catalogue.Origin{catalogue.OriginFederalStandard}, Operated: true},
		{Key: "efa", Name: catalogue.T("EfA"), Origins: []catalogue.Origin{catalogue.OriginEfA}},
		{Key: "build", Name: catalogue.T("bauen"), Origins: []catalogue.Origin{catalogue.OriginInHouse}, OptionKinds: []catalogue.OptionKind{catalogue.OptionBuild}},
	}})
	for _, test := range catalogue.GateTests.Codes {
		w.add(&catalogue.Gate{Meta: named(test.Name), GateKind: "LEGAL", GateTest: catalogue.GateTest(test.Name), PolicyStatus: catalogue.PolicyProposed})
	}
}

// drawNeed draws a need of records that are seen, and words.
func drawNeed(t *rapid.T, w *world) (n reuse.Need) {
	some := func(k catalogue.Kind) []catalogue.ID {
		return slices.DeleteFunc(w.seen(k), func(catalogue.ID) bool { return rapid.Bool().Draw(t, "left out") })
	}
	n.Services, n.Capabilities, n.Standards = some(catalogue.KindService), some(catalogue.KindCapability), some(catalogue.KindStandard)
	n.Datasets, n.Interfaces = some(catalogue.KindDataset), some(catalogue.KindInterface)
	n.Text = rapid.SampledFrom([]string{"", words[0], words[0] + " " + words[1], words[0] + " " + words[1] + " " + words[2]}).Draw(t, "text")
	if rapid.Bool().Draw(t, "limited") {
		n.Constraints = []catalogue.Constraint{{Key: "C1", ConstraintKind: catalogue.ConstraintDeadline, Day: today + 3}}
	}
	return n
}

// everywhere tries a law in many worlds.
func everywhere(t *testing.T, law func(t *rapid.T, w *world, need reuse.Need)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		law(t, w, drawNeed(t, w))
	})
}
