package explore

import (
	"cmp"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/view"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func drawCommon(t *rapid.T, p *plain) (q CommonQuery, of []catalogue.ID, want []sharing) {
	if len(p.ids) < 2 {
		t.Skip("nothing to compare")
	}
	of = rapid.SliceOfNDistinct(rapid.SampledFrom(p.ids), 2, min(4, len(p.ids)), rapid.ID).Draw(t, "of")
	for _, id := range of {
		q.Of = append(q.Of, p.name(id))
	}
	hops, scope := rapid.IntRange(1, 3).Draw(t, "hops"), drawScope(t)
	q.Hops, q.Scope = &hops, scope.Scope
	var isMeant func(catalogue.ID) bool
	q.Filter, isMeant = p.drawMeant(t)
	want = p.common(of, hops, scope)
	return q, of, slices.DeleteFunc(want, func(s sharing) bool { return !isMeant(s.id) })
}

// common is the naive answer.
func (p *plain) common(of []catalogue.ID, hops int, scope plainScope) (out []sharing) {
	var from []map[catalogue.ID]int
	for _, id := range of {
		from = append(from, p.distances(id, hops, func(at catalogue.ID) []step { return p.steps(at, scope) }))
	}
	for _, id := range p.ids {
		s := sharing{id: id}
		for _, distances := range from {
			if d, near := distances[id]; near {
				s.distances = append(s.distances, d)
			}
		}
		if len(s.distances) == len(of) && !slices.Contains(of, id) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b sharing) int {
		return cmp.Or(cmp.Compare(a.Distance(), b.Distance()), cmp.Compare(a.id, b.id))
	})
	return out
}

// everythingShared are all pages of an answer.
func everythingShared(t *rapid.T, p *plain, q CommonQuery) (all []sharing, last Common) {
	size := rapid.IntRange(1, 8).Draw(t, "page")
	q.First = &size
	for {
		c, err := CommonTo(p.View, q, forever)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range c.Edges {
			all = append(all, e.sharing)
		}
		if last = c; !c.Info.HasNextPage {
			return all, last
		}
		q.After = &c.Info.EndCursor
	}
}

func TestWhatSeveralHaveInCommonIsNearEachOfThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		q, of, want := drawCommon(t, p)
		got, c := everythingShared(t, p, q)
		if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(sharing{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%v, %d hops (-want +got):\n%s", of, *q.Hops, diff)
		}
		if !c.Complete() || c.TotalCount() != len(want) || len(c.Of()) != len(of) {
			t.Fatalf("%d of %d, %+v", c.TotalCount(), len(want), c.Outcome)
		}
	})
}

// In whatever order they are named, they have the same in common.
func TestWhatSeveralHaveInCommonHasNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		q, _, _ := drawCommon(t, p)
		some, c := everythingShared(t, p, q)
		slices.Reverse(q.Of)
		others, d := everythingShared(t, p, q)
		for _, s := range others {
			slices.Reverse(s.distances)
		}
		if diff := gocmp.Diff(some, others, gocmp.AllowUnexported(sharing{})); diff != "" || c.Explored != d.Explored {
			t.Fatalf("%+v, %+v (-some +others):\n%s", c.Explored, d.Explored, diff)
		}
	})
}

// Within whatever budget: what is listed is as near as it says, and if it is complete
// it is everything.
func TestWhatIsCommonWithinABudgetIsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		q, _, want := drawCommon(t, p)
		q.Budget = drawBudget(t)
		got, c := everythingShared(t, p, q)
		heldTo(t, q.Budget, c.Outcome)
		if c.Complete() && len(got) != len(want) {
			t.Fatalf("complete with %d of %d", len(got), len(want))
		}
		for _, s := range got {
			so := slices.ContainsFunc(want, func(w sharing) bool { return w.id == s.id && slices.Equal(w.distances, s.distances) })
			if !so {
				t.Fatalf("%+v is not so", s)
			}
		}
	})
}

func TestCommonRefusesWhatItCannotAnswer(t *testing.T) {
	p := smallPlain(t)
	pair := []string{p.name(1), p.name(2)}
	none, five := 0, 5
	for what, c := range map[string]struct {
		q     CommonQuery
		kind  catalogue.ErrorKind
		field string
	}{
		"one":            {CommonQuery{Of: pair[:1]}, catalogue.Invalid, "of"},
		"too many":       {CommonQuery{Of: slices.Repeat(pair, 11)}, catalogue.Invalid, "of"},
		"one twice":      {CommonQuery{Of: []string{pair[0], pair[0]}}, catalogue.Invalid, "of"},
		"nobody":         {CommonQuery{Of: []string{pair[0], catalogue.GlobalID(catalogue.KindSolution, 99)}}, catalogue.NotFound, "of"},
		"no step":        {CommonQuery{Of: pair, Hops: &none}, catalogue.Invalid, "hops"},
		"too far":        {CommonQuery{Of: pair, Hops: &five}, catalogue.Invalid, "hops"},
		"no budget":      {CommonQuery{Of: pair, Budget: Budget{Nodes: &none}}, catalogue.Invalid, "budget.nodes"},
		"a bad filter":   {CommonQuery{Of: pair, Filter: view.RecordFilter{"kinds": []string{"X"}}}, catalogue.Invalid, "kinds"},
		"a bad evidence": {CommonQuery{Of: pair, Scope: Scope{Where: view.EdgeFilter{"evidence": map[string]any{"in": []any{"Z"}}}}}, catalogue.Invalid, "evidence"},
	} {
		_, err := CommonTo(p.View, c.q, forever)
		refused(t, what, err, c.kind, c.field)
	}
}
