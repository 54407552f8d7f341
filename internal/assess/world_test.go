package assess_test

import (
	"fmt"
	"slices"
	"time"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

const today catalogue.Day = 739_000

// world is a small catalogue with one case, drawn. Each record and statement may have
// ended, so that it is not seen.
type world struct {
	records []catalogue.Record // by id, from 1
	edges   []catalogue.Edge
	file    catalogue.ID
}

func (w *world) add(r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision = catalogue.ID(len(w.records)+1), 1
	if m.Name.String() == "" {
		m.Name = catalogue.T(fmt.Sprint(r.Kind(), m.ID))
	}
	w.records = append(w.records, r)
	return m.ID
}

func (w *world) relate(relation catalogue.Relation, from, to catalogue.ID) *catalogue.Edge {
	w.edges = append(w.edges, catalogue.Edge{ID: catalogue.EdgeID(len(w.edges) + 1), Revision: 1, Relation: relation, From: from, To: to})
	return &w.edges[len(w.edges)-1]
}

// fileIn files a record in the case.
func (w *world) fileIn(r catalogue.Record) catalogue.ID {
	id := w.add(r)
	w.relate(catalogue.FiledIn, id, w.file)
	return id
}

// at is the world at a revision; kept says what of it is there at all.
func (w *world) at(t interface{ Fatal(...any) }, revision catalogue.Revision, kept func(from, until catalogue.Day) bool) *snapshot.Snapshot {
	b, gone := snapshot.NewBuilder(), map[catalogue.ID]bool{0: false}
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(b.Given(catalogue.ID(len(w.records)), catalogue.EdgeID(len(w.edges))))
	for _, r := range w.records {
		m := r.Base()
		if gone[m.ID] = !kept(m.ValidFrom, m.ValidUntil); !gone[m.ID] {
			must(b.Record(r.Clone()))
		}
	}
	for _, e := range w.edges {
		if kept(e.ValidFrom, e.ValidUntil) && !gone[e.From] && !gone[e.To] && !gone[e.Via] && !gone[e.Area] {
			must(b.Edges([]catalogue.Edge{e}))
		}
	}
	s, err := b.Build(revision, time.Unix(1, 0))
	must(err)
	return s
}

func all(catalogue.Day, catalogue.Day) bool { return true }

// onToday is what holds today.
func onToday(from, until catalogue.Day) bool { return today.Valid(from, until) }

// read is the file of the case today.
func (w *world) read(t interface{ Fatal(...any) }, s *snapshot.Snapshot) *casefile.File {
	f, ok := casefile.Read(view.New(s, today), w.file)
	if !ok {
		t.Fatal("the case is not seen")
	}
	return f
}

func (w *world) of(k catalogue.Kind) (ids []catalogue.ID) {
	for _, r := range w.records {
		if r.Kind() == k {
			ids = append(ids, r.Base().ID)
		}
	}
	return ids
}

func (w *world) drawn(t *rapid.T, k catalogue.Kind) catalogue.ID {
	return rapid.SampledFrom(w.of(k)).Draw(t, k.String())
}

// end lets a record or statement end yesterday, now and then.
func end(t *rapid.T, until *catalogue.Day) {
	if rapid.IntRange(0, 7).Draw(t, "ends") == 0 {
		*until = today - 1
	}
}

func drawWorld(t *rapid.T) *world {
	w := &world{}
	w.policy(t)
	w.estate(t)
	lane := rapid.SampledFrom([]catalogue.Lane{"S", "M", "L"}).Draw(t, "lane")
	w.file = w.add(&catalogue.Case{Lane: lane, Step: catalogue.CaseDraft})
	need := w.fileIn(&catalogue.Need{})
	for _, id := range slices.Concat(w.of(catalogue.KindService), w.of(catalogue.KindAuthority)) {
		if rapid.Bool().Draw(t, "concerns") {
			w.relate(catalogue.Concerns, need, id)
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "evidence") {
		e := &catalogue.Evidence{EvidenceKind: "OBSERVATION", Grade: "B"}
		end(t, &e.ValidUntil)
		w.fileIn(e)
	}
	for range rapid.IntRange(1, 4).Draw(t, "options") {
		w.option(t)
	}
	for i := range w.edges {
		end(t, &w.edges[i].ValidUntil)
		if w.edges[i].Relation == catalogue.FiledIn {
			w.edges[i].ValidUntil = 0
		}
	}
	return w
}

func (w *world) policy(t *rapid.T) {
	w.add(&catalogue.Ladder{PolicyStatus: "PROPOSED", Rungs: []catalogue.Rung{
		{Key: "none", Name: catalogue.T("kein System"), OptionKinds: []catalogue.OptionKind{"NO_SYSTEM"}},
		{Key: "shared", Name: catalogue.T("gemeinsam"), Origins: []catalogue.Origin{"FEDERAL_STANDARD", "EFA", "OTHER_PUBLIC"}},
		{Key: "build", Name: catalogue.T("selbst"), OptionKinds: []catalogue.OptionKind{"BUILD"}},
	}})
	weight := rapid.IntRange(0, 100).Draw(t, "weight")
	half := rapid.IntRange(0, 100-weight).Draw(t, "half")
	measures := []catalogue.CriterionMeasure{"JUDGED", "FUNCTIONAL_COVER", "CONFIRMED_ADOPTION", "INTEROPERABILITY", "SOVEREIGNTY", "VITALITY", "CONNECTION_EFFORT", "NETWORK_GAIN", "DELIVERY_RISK"}
	w.add(&catalogue.WeightSet{PolicyStatus: "PROPOSED", Criteria: []catalogue.Criterion{
		{Key: "a", Name: catalogue.T("A"), Weight: weight, Measure: rapid.SampledFrom(measures).Draw(t, "measure")},
		{Key: "b", Name: catalogue.T("B"), Weight: half, Measure: rapid.SampledFrom(measures).Draw(t, "measure")},
		{Key: "c", Name: catalogue.T("C"), Weight: 100 - weight - half, Measure: rapid.SampledFrom(measures).Draw(t, "measure")},
	}})
	for range 2 {
		g := &catalogue.Gate{GateKind: "LEGAL", GateTest: "JUDGED", PolicyStatus: "PROPOSED"}
		end(t, &g.ValidUntil)
		w.add(g)
	}
	w.add(&catalogue.Rule{Level: "SHOULD", RuleTest: "BETTER_RUNG", PolicyStatus: "ENACTED"})
}

func (w *world) estate(t *rapid.T) {
	for range 2 {
		w.add(&catalogue.Service{})
		w.add(&catalogue.Authority{})
		w.add(&catalogue.Standard{Bindingness: "BINDING"})
	}
	w.add(&catalogue.Interface{})
	for range 3 {
		s := &catalogue.Solution{
			Development:       rapid.SampledFrom([]catalogue.Sphere{"", "FEDERAL", "CROSS_STATE", "THIRD_PARTY"}).Draw(t, "development"),
			Operation:         rapid.SampledFrom([]catalogue.Sphere{"", "STATE"}).Draw(t, "operation"),
			DevelopmentStatus: rapid.SampledFrom([]catalogue.DevelopmentStatus{"", "BETA", "STABLE"}).Draw(t, "status"),
			Lifecycle:         []catalogue.Phase{{Phase: rapid.SampledFrom([]catalogue.LifecyclePhase{"PLANNED", "PRODUCTIVE"}).Draw(t, "phase")}},
		}
		end(t, &s.ValidUntil)
		w.add(s)
	}
	for range rapid.IntRange(0, 12).Draw(t, "statements") {
		relation := rapid.SampledFrom([]catalogue.Relation{catalogue.Supports, catalogue.Implements, catalogue.Requires, catalogue.Exposes, catalogue.Consumes, catalogue.Uses, catalogue.Operates, catalogue.CompetentFor, catalogue.DependsOn}).Draw(t, "relation")
		ends := rapid.SampledFrom(relation.Facts().Ends[:1]).Draw(t, "ends")
		e := w.relate(relation, w.drawn(t, ends.From), w.drawn(t, ends.To))
		if relation == catalogue.Uses {
			e.Evidence = rapid.SampledFrom([]catalogue.EvidenceGrade{"", "A", "D"}).Draw(t, "grade")
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "offers") {
		e := w.relate(catalogue.Offers, w.drawn(t, catalogue.KindAuthority), w.drawn(t, catalogue.KindService))
		e.Via, e.Status = w.drawn(t, catalogue.KindSolution), catalogue.OfferLive
	}
}

func (w *world) option(t *rapid.T) {
	o := w.fileIn(&catalogue.Option{OptionKind: rapid.SampledFrom([]catalogue.OptionKind{"NO_SYSTEM", "SOLUTION", "SOLUTION", "SOLUTION", "BUILD"}).Draw(t, "kind")})
	if w.records[o-1].(*catalogue.Option).OptionKind == catalogue.OptionSolution {
		w.relate(catalogue.Proposes, o, w.drawn(t, catalogue.KindSolution))
	}
	for _, key := range []string{"a", "b", "c"} {
		if rapid.Bool().Draw(t, "scored") {
			p := new(catalogue.DecimalFromInt(rapid.IntRange(0, 10).Draw(t, "tens") * 10))
			w.judge(t, &catalogue.Score{Criterion: key, Points: p, Reason: "so"}, o)
		}
	}
	for _, gate := range w.of(catalogue.KindGate) {
		verdict := rapid.SampledFrom([]catalogue.Verdict{"PASS", "PASS", "UNKNOWN", "FAIL"}).Draw(t, "verdict")
		w.relate(catalogue.Applies, w.judge(t, &catalogue.GateResult{Verdict: verdict, Reason: "so"}, o), gate)
	}
	if rapid.IntRange(0, 3).Draw(t, "excluded") == 0 {
		x := w.judge(t, &catalogue.Exclusion{Ground: "GATE", Reason: "so"}, o)
		w.relate(catalogue.Applies, x, w.drawn(t, catalogue.KindGate))
	}
	if rapid.Bool().Draw(t, "priced") {
		m := w.fileIn(&catalogue.CostModel{PriceFunction: "FIXED", Years: 5, Yearly: new(catalogue.Money(100_000))})
		w.relate(catalogue.Prices, m, o)
	}
}

// judge files a judgement about an option that rests on some evidence or none.
func (w *world) judge(t *rapid.T, r catalogue.Record, option catalogue.ID) catalogue.ID {
	id := w.fileIn(r)
	w.relate(catalogue.Judges, id, option)
	for _, e := range w.of(catalogue.KindEvidence) {
		if rapid.IntRange(0, 2).Draw(t, "rests") != 0 {
			w.relate(catalogue.RestsOn, id, e)
		}
	}
	return id
}
