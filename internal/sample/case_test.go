package sample_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/sample"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// today is a day on which everything that the sample tells has begun.
var today = func() catalogue.Day {
	d, err := catalogue.ParseDay("2026-11-23")
	if err != nil {
		panic(err)
	}
	return d
}()

// decided are the cases of the sample that were decided, as they stand in the end.
func decided(t *testing.T) []*casefile.File {
	t.Helper()
	s := load(t)
	var out []*casefile.File
	for id := range s.Kind(catalogue.KindCase).All() {
		f, ok := casefile.Read(view.New(s, today), id)
		if !ok {
			t.Fatalf("case %d is not seen", id)
		}
		if len(f.Decisions) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// A folder that no step takes would be read by people and by nothing else.
func TestEveryFolderIsAStepInTheOrderOfItsNumber(t *testing.T) {
	folders, err := os.ReadDir("steps")
	if err != nil {
		t.Fatal(err)
	}
	steps := sample.Steps()[1:]
	if len(folders) != len(steps) {
		t.Fatalf("%d folders and %d steps", len(folders), len(steps))
	}
	for i, folder := range folders {
		there, err := fs.Glob(os.DirFS("steps/"+folder.Name()), "*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		taken, err := fs.Glob(steps[i].FS, "*.yaml")
		if err != nil || !slices.Equal(there, taken) {
			t.Errorf("step %d takes %q, folder %s has %q", i+1, taken, folder.Name(), there)
		}
	}
}

func TestCasesMoveOneStateInAStepAndTwoGoTheWholeWay(t *testing.T) {
	toEffect := []catalogue.CaseState{
		catalogue.CaseDraft, catalogue.CaseNeedFrozen, catalogue.CaseSearched, catalogue.CaseGated, catalogue.CaseAssessed, catalogue.CaseReady, catalogue.CaseDecided, catalogue.CaseInEffect,
	}
	want := map[string][]catalogue.CaseState{
		"beispiel-akte-bezahlen":       append(slices.Clone(toEffect), catalogue.CaseReviewDue, catalogue.CaseConfirmed),
		"beispiel-akte-ehrenamtskarte": toEffect,
		"beispiel-akte-gewerbe":        toEffect[:3],
	}
	got := map[string][]catalogue.CaseState{}
	s := snapshot.Empty()
	for _, step := range sample.Steps() {
		before := s
		s = taken(t, s, step)
		moved := 0
		for _, c := range records[*catalogue.Case](s, catalogue.KindCase) {
			head, _ := before.Record(c.ID).(*catalogue.Case)
			if head == nil || head.Step != c.Step {
				key, _ := c.Identifier("sample")
				got[key] = append(got[key], c.Step)
				moved++
			}
		}
		if moved > 1 {
			t.Errorf("%s: %d cases move at once", step.Message, moved)
		}
	}
	for key, states := range want {
		if !slices.Equal(got[key], states) {
			t.Errorf("%s went %v, not %v", key, got[key], states)
		}
	}
}

func TestEveryOptionIsJudgedAtEveryGateAndTheChosenOnePassesAll(t *testing.T) {
	for _, f := range decided(t) {
		for i := range f.Options {
			o := &f.Options[i]
			if len(o.GateResults) != len(f.Policy.Gates) {
				t.Errorf("%s has %d results for %d gates", o.Name, len(o.GateResults), len(f.Policy.Gates))
			}
			for _, gate := range f.Policy.Gates {
				verdict := o.Verdict(gate.ID)
				if verdict == catalogue.VerdictFail && !o.Excluded() {
					t.Errorf("%s fails at %s and is not excluded", o.Name, gate.Name)
				}
				if slices.Contains(f.Decisions[0].Chosen, o.ID) && verdict != catalogue.VerdictPass {
					t.Errorf("%s is chosen and does not pass %s", o.Name, gate.Name)
				}
			}
		}
	}
}

// One case needs no deviation because nothing better is left, the other needs one.
func TestWhatIsChosenIsTheBestThatIsLeftOrDeviates(t *testing.T) {
	for _, f := range decided(t) {
		chosen, ok := f.Option(f.Decisions[0].Chosen[0])
		if !ok {
			t.Fatalf("%s chooses what is no option", f.Case.Name)
		}
		better := slices.ContainsFunc(f.Options, func(o casefile.Option) bool { return !o.Excluded() && o.Place < chosen.Place })
		deviates := slices.ContainsFunc(f.Deviations, func(d casefile.Deviation) bool { return d.Helps(today) })
		if better != deviates {
			t.Errorf("%s: a better rung is left: %t, a deviation helps: %t", f.Case.Name, better, deviates)
		}
		if built := chosen.OptionKind == catalogue.OptionBuild; built != deviates {
			t.Errorf("%s: a build: %t, a deviation: %t", f.Case.Name, built, deviates)
		}
	}
}

func TestThePolicyIsAProposalAndSaysSo(t *testing.T) {
	s := load(t)
	for _, kind := range []catalogue.Kind{catalogue.KindLadder, catalogue.KindWeightSet, catalogue.KindGate, catalogue.KindRule} {
		for _, r := range records[catalogue.Record](s, kind) {
			if !strings.HasPrefix(r.Base().Description.String(), "Vorschlag, vom Gremium zu beschließen.") {
				t.Errorf("%s does not say that it is a proposal", catalogue.Describe(r))
			}
		}
	}
	policy := casefile.InForce(view.New(s, today))
	if len(policy.Gates) != len(catalogue.GateKinds.Codes) || policy.Ladder.ID == 0 || policy.Weights.ID == 0 || len(policy.Rules) == 0 {
		t.Errorf("in force are %d gates, %d rules, ladder %d, weights %d", len(policy.Gates), len(policy.Rules), policy.Ladder.ID, policy.Weights.ID)
	}
}

// A ladder on which something stands nowhere would leave that out of every decision.
func TestEverySolutionOfKnownOriginStandsOnARung(t *testing.T) {
	s := load(t)
	v := view.New(s, today)
	ladder := casefile.InForce(v).Ladder
	for _, x := range records[*catalogue.Solution](s, catalogue.KindSolution) {
		if x.Origin() != "" && ladder.Place(v, x.ID) == casefile.OffLadder {
			t.Errorf("%s, %s, stands on no rung", x.Name, x.Origin())
		}
	}
	for _, kind := range []catalogue.OptionKind{catalogue.OptionNoSystem, catalogue.OptionPurchase, catalogue.OptionBuild} {
		if ladder.PlaceOf(v, kind, 0) == casefile.OffLadder {
			t.Errorf("%s stands on no rung", kind)
		}
	}
}
