package explore_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/territory"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// failing is a small world in which something fails.
type failing struct {
	*smallWorld
	by      explore.Subject
	metric  explore.Metric
	through explore.Through
}

// needs are the solutions without which one does nothing: itself, and by turns those
// that it depends on.
func (f *failing) needs(solution catalogue.ID) []catalogue.ID {
	out := []catalogue.ID{solution}
	for i := 0; i < len(out) && f.through != explore.ThroughDirect; i++ {
		for _, other := range f.of(catalogue.KindSolution) {
			if f.needsAtOnce(out[i], other) && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	return out
}

func (f *failing) needsAtOnce(a, b catalogue.ID) bool {
	if f.says(a, catalogue.DependsOn, b) {
		return true
	}
	return slices.ContainsFunc(f.of(catalogue.KindInterface), func(i catalogue.ID) bool {
		exposing := slices.DeleteFunc(f.of(catalogue.KindSolution), func(s catalogue.ID) bool { return !f.says(s, catalogue.Exposes, i) })
		return f.says(a, catalogue.Consumes, i) && slices.Equal(exposing, []catalogue.ID{b})
	})
}

// subjects are who a solution is, is operated by or comes from, as a reader would
// name them.
func (f *failing) subjects(solution catalogue.ID) (out []string) {
	switch f.by {
	case explore.BySolution:
		return []string{fmt.Sprint(solution)}
	case explore.ByVendor:
		if vendor := f.get(solution).(*catalogue.Solution).Vendor; vendor != "" {
			return []string{vendor}
		}
	case explore.ByOperator:
		for _, a := range f.of(catalogue.KindAuthority) {
			if f.says(a, catalogue.Operates, solution) {
				out = append(out, fmt.Sprint(a))
			}
		}
	}
	return out
}

// hangsOn says whether an offer is gone if a subject fails.
func (f *failing) hangsOn(e catalogue.Edge, subject string) bool {
	return e.Via != 0 && slices.ContainsFunc(f.needs(e.Via), func(s catalogue.ID) bool { return slices.Contains(f.subjects(s), subject) })
}

// reached is what offers reach.
type reached struct{ units, pairs, gaps int }

func (f *failing) reach(offers []catalogue.Edge) (out reached) {
	seen, paired := map[catalogue.ID]bool{}, map[[2]catalogue.ID]bool{}
	land, region := territory.New(f.View), territory.Region{}
	for _, e := range offers {
		paired[[2]catalogue.ID{e.From, e.To}] = true
		switch f.metric {
		case explore.Services:
			seen[e.To] = true
		case explore.Authorities:
			seen[e.From] = true
		case explore.Population:
			where := land.OfArea(e.Area)
			if e.Area == 0 {
				where = land.Of(e.From)
			}
			if where.Empty() && !seen[e.From] {
				seen[e.From] = true
				people := f.get(e.From).(*catalogue.Authority).Population
				out.units += people
				if people == 0 {
					out.gaps++
				}
			}
			region = region.Union(where)
		}
	}
	out.pairs = len(paired)
	if f.metric != explore.Population {
		out.units = len(seen)
		return out
	}
	people, unknown := land.People(region)
	out.units, out.gaps = out.units+people, out.gaps+unknown
	return out
}

func without(offers []catalogue.Edge, gone func(catalogue.Edge) bool) []catalogue.Edge {
	return slices.DeleteFunc(slices.Clone(offers), gone)
}

// If a subject is taken away and all is counted again, what is missing is what was
// told to be lost.
func TestWhatIsLostIsMissingWhenItIsTakenAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &failing{
			drawSmallWorld(t),
			rapid.SampledFrom([]explore.Subject{explore.BySolution, explore.ByOperator, explore.ByVendor}).Draw(t, "by"),
			rapid.SampledFrom([]explore.Metric{explore.Services, explore.Authorities, explore.Population}).Draw(t, "metric"),
			rapid.SampledFrom([]explore.Through{"", explore.ThroughDirect, explore.ThroughDependencies}).Draw(t, "through"),
		}
		q := explore.ConcentrationQuery{Paging: view.Paging{First: new(view.MaxPage)}, By: f.by, Metric: f.metric, Through: f.through}
		offers := without(f.edges, func(e catalogue.Edge) bool { return e.Status != catalogue.OfferLive })
		if rapid.Bool().Draw(t, "of one service") {
			one := drawOf(t, catalogue.KindService)
			q.Services = view.Filter{"id": map[string]any{"in": []string{catalogue.GlobalID(catalogue.KindService, one)}}}
			offers = without(offers, func(e catalogue.Edge) bool { return e.To != one })
		}
		got := must(explore.ConcentrationOf(f.View, q))
		whole := f.reach(offers)
		if got.Whole != whole.units || got.Offers != len(offers) || got.PeopleUnknown != whole.gaps {
			t.Fatalf("%d and %d unknown of %d offers, want %d and %d of %d", got.Whole, got.PeopleUnknown, got.Offers, whole.units, whole.gaps, len(offers))
		}
		told := map[string]bool{}
		for i, c := range got.Nodes() {
			subject := subjectOf(c)
			told[subject] = true
			kept := f.reach(without(offers, func(e catalogue.Edge) bool { return f.hangsOn(e, subject) }))
			through := f.reach(without(offers, func(e catalogue.Edge) bool { return !f.hangsOn(e, subject) }))
			want := [4]explore.Proportion{
				{Numerator: through.units, Denominator: whole.units}, {Numerator: whole.units - kept.units, Denominator: whole.units},
				{Numerator: through.pairs, Denominator: whole.pairs}, {Numerator: whole.pairs - kept.pairs, Denominator: whole.pairs},
			}
			if is := [4]explore.Proportion{c.Reached, c.Lost, c.PairsReached, c.PairsLost}; is != want {
				t.Errorf("%s: reached, lost, pairs reached, pairs lost: %v, want %v", subject, is, want)
			}
			if i > 0 && alone(c) > alone(got.Nodes()[i-1]) {
				t.Errorf("entry %d loses more than the one before", i)
			}
		}
		f.checkAll(t, offers, told)
		f.checkIndex(t, offers, got)
	})
}

// alone is what hangs on a subject alone; small worlds have fewer than a thousand pairs.
func alone(c explore.ConcentrationEntry) int {
	return c.Lost.Numerator*1000 + c.PairsLost.Numerator
}

func subjectOf(c explore.ConcentrationEntry) string {
	if s, ok := c.Solution(); ok {
		return fmt.Sprint(idsOf([]view.Solution{s})[0])
	}
	if a, ok := c.Operator(); ok {
		return fmt.Sprint(idsOf([]view.Authority{a})[0])
	}
	return c.Vendor()
}

// checkAll looks for subjects on which an offer hangs and that were not told.
func (f *failing) checkAll(t *rapid.T, offers []catalogue.Edge, told map[string]bool) {
	for _, solution := range f.of(catalogue.KindSolution) {
		for _, subject := range f.subjects(solution) {
			hangs := slices.ContainsFunc(offers, func(e catalogue.Edge) bool { return f.hangsOn(e, subject) })
			if hangs != told[subject] {
				t.Errorf("%s: told %v, something hangs on it %v", subject, told[subject], hangs)
			}
		}
	}
}

// checkIndex reckons the index anew, and what is not known.
func (f *failing) checkIndex(t *rapid.T, offers []catalogue.Edge, got explore.Concentration) {
	made, unknown := map[string]int64{}, 0
	for _, e := range offers {
		if e.Via == 0 || len(f.subjects(e.Via)) == 0 {
			unknown++
			continue
		}
		for _, s := range f.subjects(e.Via) {
			made[s]++
		}
	}
	var sum, squares int64
	for _, n := range made {
		sum, squares = sum+n, squares+n*n
	}
	h := got.HerfindahlHirschman
	if got.OffersUnknown != unknown || h.Numerator() != fmt.Sprint(squares) || h.Denominator() != fmt.Sprint(sum*sum) {
		t.Errorf("%d unknown, index %s of %s; want %d, %d of %d", got.OffersUnknown, h.Numerator(), h.Denominator(), unknown, squares, sum*sum)
	}
	value, ok := h.Value()
	if ok != (sum > 0) || ok && big.NewInt(int64(value)).Cmp(big.NewInt(squares*10_000/(sum*sum))) != 0 {
		t.Errorf("the index is %d, %v", value, ok)
	}
}

func TestAProportionOfNothingHasNoPerMille(t *testing.T) {
	if n, ok := (explore.Proportion{Numerator: 2, Denominator: 3}).PerMille(); n != 667 || !ok {
		t.Errorf("%d, %v", n, ok)
	}
	if _, ok := (explore.Proportion{}).PerMille(); ok {
		t.Error("a proportion of nothing")
	}
}
