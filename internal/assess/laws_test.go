package assess_test

import (
	"maps"
	"slices"
	"testing"

	"fundus/internal/assess"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// filled is the assessment of the case today.
func filled(t interface{ Fatal(...any) }, w *world, s *snapshot.Snapshot) *catalogue.Assessment {
	r := &catalogue.Assessment{}
	if err := assess.Fill(w.read(t, s), r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatIsNotSeenHasNoPartInAnAssessment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		hiding, without := filled(t, w, w.at(t, 1, all)), filled(t, w, w.at(t, 1, onToday))
		if hiding.Digest != without.Digest {
			t.Fatalf("with what has ended:\n%+v\nwithout it:\n%+v", hiding, without)
		}
	})
}

func TestTheSameFileFillsTheSameAssessment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a, b := filled(t, w, w.at(t, 1, all)), filled(t, w, w.at(t, 1, all))
		if a.Digest != b.Digest {
			t.Fatal("two digests of one file")
		}
		a.Name = catalogue.T("Bewertung")
		if err := catalogue.Check(a); err != nil {
			t.Fatal(err)
		}
	})
}

func TestNothingHasDriftedRightAfterAnAssessment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.fileIn(filled(t, w, w.at(t, 1, all)))
		f := w.read(t, w.at(t, 2, all))
		if d := assess.Drift(f); len(d) > 0 || len(assess.Shifted(f)) > 0 || assess.Flips(f) {
			t.Fatalf("drifted: %+v", d)
		}
		if d, err := assess.DriftDigest(assess.Drift(f)); err != nil || d != (catalogue.Digest{}) {
			t.Fatal("nothing has a digest")
		}
	})
}

// TestDriftIsTheFactsThatAreOtherwise changes one record and compares the facts of two
// assessments as documents: what is otherwise has drifted, or moved without changing
// the order, or is the appearance of what does not count.
func TestDriftIsTheFactsThatAreOtherwise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		then := filled(t, w, w.at(t, 1, onToday))
		w.fileIn(then)
		changeOne(t, w)
		now := filled(t, w, w.at(t, 2, onToday))
		f := w.read(t, w.at(t, 2, onToday))
		told := map[string]bool{}
		for _, d := range slices.Concat(assess.Drift(f), assess.Shifted(f)) {
			told[key(d.Subject, d.Field)] = true
			if d.Sentence == "" {
				t.Fatalf("%+v has no sentence", d)
			}
		}
		a, b := facts(then), facts(now)
		for k := range maps.Keys(told) {
			if a[k] == b[k] {
				t.Fatalf("%s is told and is the same", k)
			}
		}
		for k, was := range a {
			if is, there := b[k]; there && is != was && !told[k] {
				t.Fatalf("%s was %s, is %s, and is not told", k, was, is)
			}
		}
	})
}

func key(subject catalogue.ID, field string) string {
	return string(rune(subject)) + " " + field
}

func facts(a *catalogue.Assessment) map[string]string {
	out := map[string]string{}
	for _, x := range a.Facts {
		_, id, _ := catalogue.ParseGlobalID(x.Subject)
		out[key(id, x.Field)] = x.Value
	}
	return out
}

// changeOne changes something of one record on which an assessment may rest.
func changeOne(t *rapid.T, w *world) {
	kinds := []catalogue.Kind{catalogue.KindSolution, catalogue.KindRule, catalogue.KindGate, catalogue.KindWeightSet, catalogue.KindGateResult}
	for _, k := range []catalogue.Kind{catalogue.KindScore, catalogue.KindCostModel} {
		if len(w.of(k)) > 0 {
			kinds = append(kinds, k)
		}
	}
	id := w.drawn(t, rapid.SampledFrom(kinds).Draw(t, "changed"))
	r := w.records[id-1].Clone()
	switch r := r.(type) {
	case *catalogue.Solution:
		r.Lifecycle = []catalogue.Phase{{Phase: "PHASE_OUT"}}
		r.Licence = "MIT"
	case *catalogue.Rule:
		r.Quote = "anders"
	case *catalogue.Gate:
		r.Description = catalogue.T("anders")
	case *catalogue.WeightSet:
		r.Criteria[0].Name = catalogue.T("anders")
	case *catalogue.GateResult:
		r.Verdict = catalogue.VerdictFail
	case *catalogue.Score:
		r.Points = new(catalogue.DecimalFromInt(55))
	case *catalogue.CostModel:
		r.Yearly = new(catalogue.Money(130_000))
	}
	w.records[id-1] = r
}

func TestAPriceMayMoveByAFifth(t *testing.T) {
	for amount, drifts := range map[catalogue.Money]bool{80_000: false, 79_999: true, 100_000: false, 120_000: false, 120_001: true} {
		w := priced()
		w.fileIn(filled(t, w, w.at(t, 1, all)))
		w.records[w.of(catalogue.KindCostModel)[0]-1].(*catalogue.CostModel).Yearly = new(amount)
		d := assess.Drift(w.read(t, w.at(t, 2, all)))
		if drifts != (len(d) == 1 && d[0].Trigger == catalogue.TriggerPrice) {
			t.Errorf("%s after 1000.00: %+v", amount, d)
		}
	}
}

// priced is a case with one option that costs 1000 euros a year.
func priced() *world {
	w := &world{}
	w.file = w.add(&catalogue.Case{Lane: "S", Step: catalogue.CaseDraft})
	o := w.fileIn(&catalogue.Option{OptionKind: "PURCHASE"})
	w.relate(catalogue.Prices, w.fileIn(&catalogue.CostModel{PriceFunction: "FIXED", Years: 5, Yearly: new(catalogue.Money(100_000))}), o)
	return w
}

// TestEveryFlipIsProvedByASimulation assumes what a flip says, and asks who is first.
func TestEveryFlipIsProvedByASimulation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		v := view.New(w.at(t, 1, all), today)
		a, err := assess.Of(v, w.file)
		if err != nil {
			t.Fatal(err)
		}
		for _, flip := range a.Flips() {
			assumed, possible := assumption(flip)
			if !possible {
				continue
			}
			then, err := assess.Simulate(v, catalogue.GlobalID(catalogue.KindCase, w.file), nil, []assess.ScoreAssumption{assumed})
			if err != nil {
				t.Fatal(err)
			}
			if first, ok := then.First(); !ok || first.ID != flip.Winner().ID {
				t.Fatalf("%s: but then %+v leads", flip.Sentence(), first)
			}
		}
		again, err := assess.Of(v, w.file)
		if err != nil || again.Sentence() != a.Sentence() {
			t.Fatal("a simulation has changed what is")
		}
	})
}

// assumption is what a flip says, false for what cannot be assumed.
func assumption(f assess.Flip) (assess.ScoreAssumption, bool) {
	on, ok := f.On()
	if !ok || f.Kind() == assess.FlipExclusion {
		return assess.ScoreAssumption{}, false
	}
	out := assess.ScoreAssumption{Option: catalogue.GlobalID(catalogue.KindOption, on.ID)}
	if gate, there := f.Gate(); there {
		verdict := catalogue.VerdictFail
		if on.ID == f.Winner().ID {
			verdict = catalogue.VerdictPass
		}
		out.Gate, out.Verdict = new(catalogue.GlobalID(catalogue.KindGate, gate.ID)), &verdict
		return out, true
	}
	to, _ := f.To()
	out.Criterion, out.Points = new(f.Criterion().Key), &to
	return out, true
}

func TestContributionsOfAnOptionSumToItsScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a, err := assess.Of(view.New(w.at(t, 1, all), today), w.file)
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range a.Options() {
			var low, high catalogue.Decimal
			for _, c := range o.Contributions() {
				low, high = low+c.Low(), high+c.High()
				if c.Origin() == assess.PointsUnknown && (c.PointsLow() != 0 || c.PointsHigh() != catalogue.DecimalFromInt(100)) {
					t.Fatalf("unknown, and yet %s to %s", c.PointsLow(), c.PointsHigh())
				}
				if c.Origin() == assess.PointsRecorded && len(c.Evidence()) == 0 {
					t.Fatal("points without evidence")
				}
			}
			if low != o.Low() || high != o.High() || o.Rank() != i+1 {
				t.Fatalf("%s..%s sum to %s..%s", o.Low(), o.High(), low, high)
			}
			if o.Excluded() != (len(o.Reasons()) > 0) {
				t.Fatal("out without a reason, or in with one")
			}
		}
	})
}
