package cost_test

import (
	"math/big"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/cost"

	"pgregory.net/rapid"
)

var solution = catalogue.GlobalID(catalogue.KindSolution, 1)

// drawAdopters draws numbers in their order.
func drawAdopters(t *rapid.T) []int {
	n := rapid.SliceOfNDistinct(rapid.OneOf(rapid.IntRange(1, 12), rapid.IntRange(1, 10_000)), 1, 8, rapid.ID).Draw(t, "adopters")
	slices.Sort(n)
	return n
}

// points are those of the only model of the solution, none where they are too dear.
func points(c cost.Curve) []cost.Point {
	p, err := c.Models()[0].Points()
	if err != nil {
		return nil
	}
	return p
}

// model is the cost model of the solution.
func (w *world) model() *catalogue.CostModel { return w.records[2].(*catalogue.CostModel) }

// TestThePartsOfAPointAreItsWhole adds up the parts, and what each pays, to the cent.
func TestThePartsOfAPointAreItsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, rapid.SampledFrom(functions).Draw(t, "function"))
		for _, p := range points(must(cost.Find(w.view(), cost.Query{Solution: solution, Adopters: drawAdopters(t)}))) {
			n := catalogue.Money(p.Adopters)
			b, m := p.Parts, w.model()
			switch {
			case b.Once+b.Connection+b.Yearly+b.OwnYearly != p.Total():
				t.Fatalf("%+v is not %s", b, p.Total())
			case p.PerAuthority()*n+catalogue.Money(p.OneCentMore()) != p.Total() || p.OneCentMore() >= p.Adopters:
				t.Fatalf("%s each and %d a cent more is not %s", p.PerAuthority(), p.OneCentMore(), p.Total())
			case p.PerYear()*catalogue.Money(m.Years) != b.Yearly+b.OwnYearly:
				t.Fatalf("%s a year for %d years is not %s", p.PerYear(), m.Years, b.Yearly+b.OwnYearly)
			case p.Total() != cost.Total(m, p.Adopters, w.population(p.Adopters)):
				t.Fatalf("%s, not %s", p.Total(), cost.Total(m, p.Adopters, w.population(p.Adopters)))
			}
		}
	})
}

// TestACurveCountsWhoIsSeen compares users and inhabitants with a look at all statements.
func TestACurveCountsWhoIsSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, catalogue.PriceCostShare)
		c := must(cost.Find(w.view(), cost.Query{Solution: solution, Adopters: []int{1}}))
		average, known := c.AveragePopulation()
		if c.PresentUsers() != len(w.users()) || average != w.population(1) || known != (w.population(1) > 0) {
			t.Fatalf("%d users with %d each, not %d with %d", c.PresentUsers(), average, len(w.users()), w.population(1))
		}
	})
}

// TestMoreAdoptersPayNoMoreEach: a fixed price is divided among more, and a price for each
// stays what it is.
func TestMoreAdoptersPayNoMoreEach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom([]catalogue.PriceFunction{catalogue.PriceFixed, catalogue.PricePerAuthority}).Draw(t, "function")
		p := points(must(cost.Find(drawWorld(t, f).view(), cost.Query{Solution: solution, Adopters: drawAdopters(t)})))
		for i := 1; i < len(p); i++ {
			before, after := p[i-1].PerAuthority(), p[i].PerAuthority()
			if after > before || f == catalogue.PricePerAuthority && after != before {
				t.Fatalf("%s: %s with %d adopters, %s with %d", f, before, p[i-1].Adopters, after, p[i].Adopters)
			}
		}
	})
}

// TestOthersSaveWhatNewcomersTakeOver compares with fractions: what newcomers pay of the
// fee, less what the fee of all in this state rises, and what users elsewhere are spared.
// To the cent that is rounded for each year.
func TestOthersSaveWhatNewcomersTakeOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, rapid.SampledFrom(functions).Draw(t, "function"))
		m, users := w.model(), len(w.users())
		for _, p := range points(must(cost.Find(w.view(), cost.Query{Solution: solution, Adopters: drawAdopters(t)}))) {
			got, some := p.OthersSave()
			if some != (p.Adopters >= users) {
				t.Fatalf("%d adopters, %d users, %v", p.Adopters, users, some)
			}
			if !some {
				continue
			}
			want := saved(m, users, w.population(users), p.Adopters, w.population(p.Adopters))
			off := new(big.Rat).Sub(want, new(big.Rat).SetInt64(int64(got)))
			if most := big.NewRat(int64(4*m.Years), 1); off.Cmp(most) > 0 || off.Cmp(new(big.Rat).Neg(most)) < 0 {
				t.Fatalf("%s, not %s cents", got, want.FloatString(2))
			}
		}
	})
}

// saved is what is spared of the fees of all years, not rounded.
func saved(m *catalogue.CostModel, users, peopleBefore, adopters, peopleAfter int) *big.Rat {
	if m.Yearly == nil || m.PriceFunction == catalogue.PricePerAuthority {
		return new(big.Rat)
	}
	years := big.NewRat(int64(m.Years), 1)
	yearly := new(big.Rat).SetInt64(int64(*m.Yearly))
	newcomers := big.NewRat(int64(adopters-users), int64(adopters))
	if m.PriceFunction == catalogue.PriceFixed {
		if users == 0 {
			return new(big.Rat) // nobody paid before
		}
		return newcomers.Mul(newcomers, yearly).Mul(newcomers, years)
	}
	fixed := new(big.Rat).Mul(yearly, big.NewRat(int64(m.FixedShare), 1000))
	shared := new(big.Rat).Sub(yearly, fixed)
	ours := func(count, people int) *big.Rat {
		switch {
		case count == 0:
			return new(big.Rat)
		case people == 0:
			return new(big.Rat).Set(shared)
		}
		return new(big.Rat).Mul(shared, big.NewRat(int64(people), int64(people+m.PartnerPopulation)))
	}
	before, after := ours(users, peopleBefore), ours(adopters, peopleAfter)
	elsewhere := new(big.Rat).Sub(after, before)
	here := new(big.Rat)
	if users > 0 {
		state := new(big.Rat).Quo(fixed, big.NewRat(int64(max(1, m.PartnerStates)), 1))
		fee := new(big.Rat).Add(state, after)
		left := new(big.Rat).Mul(fee, big.NewRat(int64(users), int64(adopters)))
		here.Add(state, before).Sub(here, left)
	}
	sum := here.Add(here, elsewhere)
	if sum.Sign() < 0 {
		sum.SetInt64(0)
	}
	return sum.Mul(sum, years)
}

// TestBreakEvenIsWhereAScanFindsIt goes down through all numbers to the first run.
func TestBreakEvenIsWhereAScanFindsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, rapid.SampledFrom(functions).Draw(t, "function"))
		against := catalogue.GlobalID(catalogue.KindSolution, 2)
		c := must(cost.Find(w.view(), cost.Query{Solution: solution, Adopters: []int{1}, Build: &against}))
		m, build := w.model(), *w.records[3].(*catalogue.CostModel)
		build.Years = m.Years
		from, until, population := 0, 0, w.populations()
		for n := 10_000; n > 0; n-- {
			switch cheaper := cost.Total(m, n, population(n)) < cost.Total(&build, n, population(n)); {
			case !cheaper:
				continue
			case from != n+1:
				from, until = n, n // a run that comes earlier
			default:
				from = n
			}
		}
		got := c.Models()[0].BreakEven()[0]
		first, some := got.Adopters()
		last, ends := got.Until()
		if first != from || some != (from > 0) || last != until || ends != (some && until < 10_000) {
			t.Fatalf("from %d until %d, not %d until %d", first, last, from, until)
		}
	})
}

// TestABuildIsFoundByItself: without a build named, those for the same service are compared.
func TestABuildIsFoundByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, catalogue.PriceFixed)
		serves := len(w.today(catalogue.Supports)) == 2 || len(w.today(catalogue.Offers)) > 0
		b := must(cost.Find(w.view(), cost.Query{Solution: solution, Adopters: []int{1}})).Models()[0].BreakEven()
		if _, known := b[0].Model(); len(b) != 1 || known != serves {
			t.Fatalf("%d builds, known %v, want %v", len(b), known, serves)
		}
	})
}

func TestAQuestionThatMakesNoCurveIsRefused(t *testing.T) {
	w := &world{}
	w.add(&catalogue.Solution{})
	w.add(&catalogue.Service{})
	service := catalogue.GlobalID(catalogue.KindService, 2)
	many := make([]int, 51)
	for i := range many {
		many[i] = i + 1
	}
	for name, q := range map[string]cost.Query{
		"no points":      {Solution: solution},
		"too many":       {Solution: solution, Adopters: many},
		"nobody":         {Solution: solution, Adopters: []int{0}},
		"too many users": {Solution: solution, Adopters: []int{10_001}},
		"twice":          {Solution: solution, Adopters: []int{5, 5}},
		"down":           {Solution: solution, Adopters: []int{5, 4}},
		"a service":      {Solution: service, Adopters: []int{1}},
		"such a build":   {Solution: solution, Adopters: []int{1}, Build: &service},
	} {
		if _, err := cost.Find(w.view(), q); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := cost.Find(w.view(), cost.Query{Solution: catalogue.GlobalID(catalogue.KindSolution, 9), Adopters: []int{1}})
	if catalogue.KindOf(err) != catalogue.NotFound {
		t.Errorf("nothing: %v", err)
	}
}

// TestATotalPastAllAmountsIsRefused asks for the dearest there is.
func TestATotalPastAllAmountsIsRefused(t *testing.T) {
	most := catalogue.Money(100_000_000_000_00)
	w := &world{}
	w.add(&catalogue.Solution{})
	w.price(&catalogue.CostModel{PriceFunction: catalogue.PricePerAuthority, Yearly: &most, OwnYearly: &most, Years: 50}, 1)
	c := must(cost.Find(w.view(), cost.Query{Solution: solution, Adopters: []int{10_000}}))
	if _, err := c.Models()[0].Points(); catalogue.KindOf(err) != catalogue.Invalid {
		t.Errorf("%v", err)
	}
}
