package casefile_test

import (
	"fmt"
	"testing"
	"time"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"github.com/google/go-cmp/cmp"
)

const today catalogue.Day = 739_000

// world is a small catalogue, by ids from 1.
type world struct {
	records []catalogue.Record
	edges   []catalogue.Edge
}

func (w *world) add(r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision = catalogue.ID(len(w.records)+1), 1
	m.Name = catalogue.T(fmt.Sprint(r.Kind(), m.ID))
	w.records = append(w.records, r)
	return m.ID
}

func (w *world) relate(from catalogue.ID, relation catalogue.Relation, to catalogue.ID) *catalogue.Edge {
	w.edges = append(w.edges, catalogue.Edge{ID: catalogue.EdgeID(len(w.edges) + 1), Revision: 1, Relation: relation, From: from, To: to})
	return &w.edges[len(w.edges)-1]
}

// file adds a record that is filed in a case.
func (w *world) file(in catalogue.ID, r catalogue.Record) catalogue.ID {
	id := w.add(r)
	w.relate(id, catalogue.FiledIn, in)
	return id
}

func (w *world) view(t *testing.T) *view.View {
	t.Helper()
	b := snapshot.NewBuilder()
	for _, r := range w.records {
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Edges(w.edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return view.New(s, today)
}

func (w *world) read(t *testing.T, id catalogue.ID) *casefile.File {
	t.Helper()
	f, ok := casefile.Read(w.view(t), id)
	if !ok {
		t.Fatalf("record %d is no case", id)
	}
	return f
}

func ended() catalogue.Meta { return catalogue.Meta{ValidUntil: today - 1} }

// judged makes a result at a gate of an option, which rests on evidence.
func (w *world) judged(in, option, gate catalogue.ID, v catalogue.Verdict, evidence ...catalogue.ID) {
	r := w.file(in, &catalogue.GateResult{Verdict: v})
	w.relate(r, catalogue.Judges, option)
	w.relate(r, catalogue.Applies, gate)
	for _, e := range evidence {
		w.relate(r, catalogue.RestsOn, e)
	}
}

func TestAFileHasWhatIsFiledInItsCaseAndSeenOnTheDay(t *testing.T) {
	w := &world{}
	service, capability, standard := w.add(&catalogue.Service{}), w.add(&catalogue.Capability{}), w.add(&catalogue.Standard{})
	solution, other := w.add(&catalogue.Solution{}), w.add(&catalogue.Case{})
	id := w.add(&catalogue.Case{})
	second := w.file(id, &catalogue.Option{})
	need := w.file(id, &catalogue.Need{})
	for to, r := range map[catalogue.ID]catalogue.Relation{service: catalogue.Concerns, capability: catalogue.Needs, standard: catalogue.Requires} {
		w.relate(need, r, to)
	}
	third := w.file(id, &catalogue.Option{})
	w.relate(third, catalogue.Proposes, solution)
	w.file(id, &catalogue.Option{Meta: ended()})
	w.file(other, &catalogue.Option{})
	rule := w.add(&catalogue.Rule{})
	deviation := w.file(id, &catalogue.Deviation{})
	w.relate(deviation, catalogue.DeviatesFrom, rule)
	decision := w.file(id, &catalogue.Decision{})
	w.relate(decision, catalogue.Chooses, third)
	w.relate(decision, catalogue.Chooses, second).ValidUntil = today - 1

	f := w.read(t, id)
	type told struct {
		Options, Proposed, Rules, Chosen  []catalogue.ID
		Services, Capabilities, Standards []catalogue.ID
		Needs, Authorities                int
	}
	got := told{Needs: f.Needs, Services: f.Need.Services, Capabilities: f.Need.Capabilities, Standards: f.Need.Standards, Authorities: len(f.Need.Authorities)}
	for _, o := range f.Options {
		got.Options, got.Proposed = append(got.Options, o.ID), append(got.Proposed, o.Solution)
	}
	for _, d := range f.Deviations {
		got.Rules = append(got.Rules, d.Rules...)
	}
	for _, d := range f.Decisions {
		got.Chosen = append(got.Chosen, d.Chosen...)
	}
	want := told{
		Options: []catalogue.ID{second, third}, Proposed: []catalogue.ID{0, solution},
		Rules: []catalogue.ID{rule}, Chosen: []catalogue.ID{third}, Needs: 1,
		Services: []catalogue.ID{service}, Capabilities: []catalogue.ID{capability}, Standards: []catalogue.ID{standard},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, no := range []catalogue.ID{service, 0, 999} {
		if _, ok := casefile.Read(w.view(t), no); ok {
			t.Errorf("record %d is a case", no)
		}
	}
	w.records[id-1].Base().ValidUntil = today - 1
	if _, ok := casefile.Read(w.view(t), id); ok {
		t.Error("a case is read that is not seen")
	}
}

func TestAVerdictIsOfThisCaseAndRestsOnEvidenceThatIsSeen(t *testing.T) {
	const pass, fail, unknown = catalogue.VerdictPass, catalogue.VerdictFail, catalogue.VerdictUnknown
	for name, c := range map[string]struct {
		judge func(w *world, id, other, option, gate, evidence, expired catalogue.ID)
		want  catalogue.Verdict
	}{
		"nobody judged": {func(*world, catalogue.ID, catalogue.ID, catalogue.ID, catalogue.ID, catalogue.ID, catalogue.ID) {}, unknown},
		"with evidence": {func(w *world, id, _, option, gate, evidence, expired catalogue.ID) {
			w.judged(id, option, gate, pass, expired, evidence)
		}, pass},
		"without": {func(w *world, id, _, option, gate, _, _ catalogue.ID) { w.judged(id, option, gate, pass) }, unknown},
		"evidence that expired": {func(w *world, id, _, option, gate, _, expired catalogue.ID) {
			w.judged(id, option, gate, fail, expired)
		}, unknown},
		"of another case": {func(w *world, _, other, option, gate, evidence, _ catalogue.ID) {
			w.judged(other, option, gate, pass, evidence)
		}, unknown},
		"at another gate": {func(w *world, id, _, option, _, evidence, _ catalogue.ID) {
			w.judged(id, option, w.add(&catalogue.Gate{}), pass, evidence)
		}, unknown},
		"twice the same": {func(w *world, id, _, option, gate, evidence, _ catalogue.ID) {
			w.judged(id, option, gate, fail, evidence)
			w.judged(id, option, gate, fail, evidence)
			w.judged(id, option, gate, unknown, evidence)
		}, fail},
		"one against the other": {func(w *world, id, _, option, gate, evidence, _ catalogue.ID) {
			w.judged(id, option, gate, pass, evidence)
			w.judged(id, option, gate, fail, evidence)
		}, unknown},
	} {
		w := &world{}
		id, other, gate := w.add(&catalogue.Case{}), w.add(&catalogue.Case{}), w.add(&catalogue.Gate{})
		option := w.file(id, &catalogue.Option{})
		evidence, expired := w.add(&catalogue.Evidence{}), w.add(&catalogue.Evidence{Meta: ended()})
		c.judge(w, id, other, option, gate, evidence, expired)
		if got := w.read(t, id).Options[0].Verdict(gate); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestWhatAnOptionCostsItselfGoesBeforeWhatItsSolutionDoes(t *testing.T) {
	w := &world{}
	id, solution := w.add(&catalogue.Case{}), w.add(&catalogue.Solution{})
	option := w.file(id, &catalogue.Option{})
	w.relate(option, catalogue.Proposes, solution)
	general, own := w.add(&catalogue.CostModel{}), w.add(&catalogue.CostModel{})
	w.relate(general, catalogue.Prices, solution)
	prices := func() catalogue.ID {
		costs := w.read(t, id).Options[0].Costs
		if len(costs) != 1 {
			t.Fatalf("%d cost models", len(costs))
		}
		return costs[0].ID
	}
	if got := prices(); got != general {
		t.Errorf("priced by %d, want %d of the solution", got, general)
	}
	w.relate(own, catalogue.Prices, option)
	if got := prices(); got != own {
		t.Errorf("priced by %d, want %d of the option", got, own)
	}
}

// TestOneLadderIsInForce adds ladders, each of which goes before those that are there, and
// then what takes it out again.
func TestOneLadderIsInForce(t *testing.T) {
	w := &world{}
	id := w.add(&catalogue.Case{})
	want := func(what string, ladder catalogue.ID, pinned bool) {
		t.Helper()
		if f := w.read(t, id); f.Policy.Ladder.ID != ladder || f.PinnedLadder != pinned {
			t.Errorf("%s: ladder %d, pinned %t, want %d", what, f.Policy.Ladder.ID, f.PinnedLadder, ladder)
		}
	}
	want("none", 0, false)
	proposed := w.add(&catalogue.Ladder{PolicyStatus: catalogue.PolicyProposed})
	want("proposed", proposed, false)
	enacted := w.add(&catalogue.Ladder{PolicyStatus: catalogue.PolicyEnacted})
	w.add(&catalogue.Ladder{PolicyStatus: catalogue.PolicyProposed, Meta: catalogue.Meta{ValidFrom: today - 1}})
	want("enacted, before a later proposal", enacted, false)
	later := w.add(&catalogue.Ladder{PolicyStatus: catalogue.PolicyEnacted, Meta: catalogue.Meta{ValidFrom: today - 5}})
	w.add(&catalogue.Ladder{PolicyStatus: catalogue.PolicyEnacted, Meta: catalogue.Meta{ValidFrom: today + 1}})
	want("what holds since later, but not yet", later, false)
	w.relate(enacted, catalogue.Replaces, later)
	want("what another replaces", enacted, false)
	w.records[enacted-1].(*catalogue.Ladder).PolicyStatus = catalogue.PolicyWithdrawn
	w.edges[len(w.edges)-1].ValidUntil = today - 1
	want("withdrawn", later, false)
	w.relate(id, catalogue.Applies, proposed)
	want("what the case applies", proposed, true)
}

func TestGatesAreThoseEnactedOrElseThoseProposed(t *testing.T) {
	w := &world{}
	id := w.add(&catalogue.Case{})
	gates := func() (out []catalogue.ID) {
		for _, g := range w.read(t, id).Policy.Gates {
			out = append(out, g.ID)
		}
		return out
	}
	first, second := w.add(&catalogue.Gate{PolicyStatus: catalogue.PolicyProposed}), w.add(&catalogue.Gate{PolicyStatus: catalogue.PolicyProposed})
	w.add(&catalogue.Gate{PolicyStatus: catalogue.PolicyWithdrawn})
	if diff := cmp.Diff([]catalogue.ID{first, second}, gates()); diff != "" {
		t.Errorf("proposed (-want +got):\n%s", diff)
	}
	enacted := w.add(&catalogue.Gate{PolicyStatus: catalogue.PolicyEnacted})
	if diff := cmp.Diff([]catalogue.ID{enacted}, gates()); diff != "" {
		t.Errorf("enacted (-want +got):\n%s", diff)
	}
}
