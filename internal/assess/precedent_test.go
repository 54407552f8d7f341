package assess_test

import (
	"cmp"
	"slices"
	"testing"

	"fundus/internal/assess"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// drawCases draws a few cases, some decided, that share services, solutions, rules and
// grounds now and then.
func drawCases(t *rapid.T) (*world, []catalogue.ID) {
	w, cases := &world{}, []catalogue.ID{}
	for range 3 {
		w.add(&catalogue.Service{})
		w.add(&catalogue.Solution{})
	}
	for range 2 {
		w.add(&catalogue.Rule{Level: "SHOULD", RuleTest: "JUDGED", PolicyStatus: "ENACTED"})
	}
	for range rapid.IntRange(1, 5).Draw(t, "cases") {
		w.file = w.add(drawCase(t))
		cases = append(cases, w.file)
		need := w.fileIn(&catalogue.Need{})
		w.someOf(t, catalogue.KindService, func(id catalogue.ID) { w.relate(catalogue.Concerns, need, id) })
		w.someOf(t, catalogue.KindSolution, func(id catalogue.ID) {
			o := w.fileIn(&catalogue.Option{OptionKind: "SOLUTION"})
			w.relate(catalogue.Proposes, o, id)
			if rapid.Bool().Draw(t, "excluded") {
				x := &catalogue.Exclusion{Ground: rapid.SampledFrom([]catalogue.ExclusionGround{"GATE", "REFUSED"}).Draw(t, "ground"), Reason: "so"}
				w.relate(catalogue.Judges, w.fileIn(x), o)
			}
		})
		w.someOf(t, catalogue.KindRule, func(id catalogue.ID) {
			w.relate(catalogue.DeviatesFrom, w.fileIn(&catalogue.Deviation{DeviationStatus: "REQUESTED", Reason: "so"}), id)
		})
	}
	for i := range w.edges {
		end(t, &w.edges[i].ValidUntil)
	}
	return w, cases
}

func drawCase(t *rapid.T) *catalogue.Case {
	c := &catalogue.Case{Lane: "S", Step: rapid.SampledFrom([]catalogue.CaseState{"DRAFT", "DECIDED", "IN_EFFECT", "LAPSED", "WITHDRAWN"}).Draw(t, "step")}
	if c.Step != catalogue.CaseDraft {
		c.Steps = []catalogue.CaseStep{{To: catalogue.CaseDecided, Revision: rapid.IntRange(1, 3).Draw(t, "decided at")}}
	}
	end(t, &c.ValidUntil)
	return c
}

func (w *world) someOf(t *rapid.T, k catalogue.Kind, each func(catalogue.ID)) {
	for _, id := range w.of(k) {
		if rapid.IntRange(0, 2).Draw(t, "some") == 0 {
			each(id)
		}
	}
}

// naiveLikeness is the similarity of two cases, and whether they share what makes a
// precedent, from every statement of a catalogue in which all is seen.
func naiveLikeness(s *snapshot.Snapshot, a, b catalogue.ID) (similarity int, alike bool) {
	for i, weight := range []int{400, 300, 200, 100} {
		x, y := naiveTraits(s, a)[i], naiveTraits(s, b)[i]
		both, either := 0, map[string]bool{}
		for k := range x {
			either[k] = true
			if y[k] {
				both++
			}
		}
		for k := range y {
			either[k] = true
		}
		if both > 0 {
			similarity += weight * both / len(either)
			alike = alike || weight > 100
		}
	}
	return similarity, alike
}

// naiveTraits are the services, solutions, rules and grounds of a case.
func naiveTraits(s *snapshot.Snapshot, file catalogue.ID) (out [4]map[string]bool) {
	for i := range out {
		out[i] = map[string]bool{}
	}
	filed := map[catalogue.ID]bool{}
	for id := range s.MaxEdge() + 1 {
		if e, ok := s.Edge(id); ok && e.Relation == catalogue.FiledIn && e.To == file {
			filed[e.From] = true
		}
	}
	for id := range s.MaxEdge() + 1 {
		e, ok := s.Edge(id)
		if !ok || !filed[e.From] {
			continue
		}
		to := catalogue.GlobalID(s.Record(e.To).Kind(), e.To)
		switch e.Relation {
		case catalogue.Concerns:
			out[0][to] = true
		case catalogue.Proposes:
			out[1][to] = true
		case catalogue.DeviatesFrom:
			out[2][to] = true
		case catalogue.Judges:
			if x, ok := s.Record(e.From).(*catalogue.Exclusion); ok && filed[e.To] {
				out[3][string(x.Ground)] = true
			}
		default:
		}
	}
	return out
}

func TestPrecedentsAreTheDecidedCasesThatAreAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, cases := drawCases(t)
		seen := w.at(t, 1, onToday)
		of := cases[0]
		got, err := assess.Precedents(view.New(w.at(t, 1, all), today), of, new(50))
		if err != nil {
			t.Fatal(err)
		}
		var want []catalogue.ID
		for _, c := range cases {
			if _, alike := naiveLikeness(seen, of, c); alike && precedes(seen, c, of) {
				want = append(want, c)
			}
		}
		slices.SortFunc(want, func(a, b catalogue.ID) int {
			x, _ := naiveLikeness(seen, of, a)
			y, _ := naiveLikeness(seen, of, b)
			return cmp.Or(cmp.Compare(y, x), cmp.Compare(b, a))
		})
		var ids []catalogue.ID
		for _, p := range got {
			ids = append(ids, p.Case().ID)
			if n, _ := naiveLikeness(seen, of, p.Case().ID); n != p.Similarity() || len(p.Reasons()) == 0 {
				t.Fatalf("similarity %d, want %d", p.Similarity(), n)
			}
		}
		if !slices.Equal(ids, want) {
			t.Fatalf("precedents %v, want %v", ids, want)
		}
	})
}

// precedes says whether a case was decided before another, which may not be decided.
func precedes(s *snapshot.Snapshot, earlier, later catalogue.ID) bool {
	a, ok := s.Record(earlier).(*catalogue.Case)
	b, there := s.Record(later).(*catalogue.Case)
	if !ok || !there || earlier == later || a.Step == catalogue.CaseDraft || a.Step == catalogue.CaseWithdrawn {
		return false
	}
	return len(b.Steps) == 0 || a.Steps[0].Revision < b.Steps[0].Revision
}
