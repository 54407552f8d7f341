package cost_test

import (
	"math/big"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/cost"

	"pgregory.net/rapid"
)

var functions = []catalogue.PriceFunction{catalogue.PriceFixed, catalogue.PricePerAuthority, catalogue.PriceCostShare}

// drawModel draws a model that the catalogue would take.
func drawModel(t *rapid.T, f catalogue.PriceFunction) *catalogue.CostModel {
	m := &catalogue.CostModel{PriceFunction: f, Years: rapid.IntRange(1, 50).Draw(t, "years")}
	for _, amount := range []**catalogue.Money{&m.Once, &m.Yearly, &m.Connection, &m.OwnYearly} {
		if rapid.Bool().Draw(t, "given") {
			*amount = new(catalogue.Money(rapid.Int64Range(0, 100_000_000_000_00).Draw(t, "amount") >> rapid.IntRange(0, 40).Draw(t, "smaller")))
		}
	}
	if f == catalogue.PriceCostShare {
		m.FixedShare = rapid.IntRange(0, 1000).Draw(t, "share")
		m.PartnerStates = rapid.IntRange(0, 16).Draw(t, "states")
		m.PartnerPopulation = rapid.IntRange(0, 100_000_000).Draw(t, "elsewhere")
	}
	return m
}

func drawUsers(t *rapid.T) cost.Users {
	return cost.Users{Count: rapid.IntRange(1, 10_000).Draw(t, "users"), Population: rapid.IntRange(0, 10_000_000).Draw(t, "people")}
}

// plainly is the total as the words of the model say it, in fractions of any size,
// each part that is divided with others rounded up to the cent.
func plainly(m *catalogue.CostModel, u cost.Users) *big.Int {
	of := func(a *catalogue.Money, times ...int) *big.Int {
		out := new(big.Int)
		if a != nil {
			out.SetInt64(int64(*a))
		}
		for _, n := range times {
			out.Mul(out, big.NewInt(int64(n)))
		}
		return out
	}
	up := func(n *big.Int, d int) *big.Int {
		q, r := new(big.Int).DivMod(n, big.NewInt(int64(d)), new(big.Int))
		return q.Add(q, big.NewInt(int64(r.Sign())))
	}
	sum := of(m.Connection, u.Count)
	sum.Add(sum, of(m.OwnYearly, u.Count, m.Years))
	switch m.PriceFunction {
	case catalogue.PriceFixed:
		sum.Add(sum, of(m.Once)).Add(sum, of(m.Yearly, m.Years))
	case catalogue.PricePerAuthority:
		sum.Add(sum, of(m.Once, u.Count)).Add(sum, of(m.Yearly, u.Count, m.Years))
	case catalogue.PriceCostShare:
		fixed := new(big.Int).Div(of(m.Yearly, m.FixedShare), big.NewInt(1000))
		shared := new(big.Int).Sub(of(m.Yearly), fixed)
		year := up(fixed, max(1, m.PartnerStates))
		if u.Population > 0 {
			shared = up(shared.Mul(shared, big.NewInt(int64(u.Population))), u.Population+m.PartnerPopulation)
		}
		year.Add(year, shared)
		sum.Add(sum, of(m.Once)).Add(sum, year.Mul(year, big.NewInt(int64(m.Years))))
	}
	return sum
}

// TestATotalIsWhatTheModelSays compares totals with plain fractions; past the highest
// amount a total stays at it.
func TestATotalIsWhatTheModelSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, u := drawModel(t, rapid.SampledFrom(functions).Draw(t, "function")), drawUsers(t)
		want := plainly(m, u)
		if most := big.NewInt(int64(cost.Most)); want.Cmp(most) > 0 {
			want = most
		}
		if got := cost.Total(m, u.Count, u.Population); big.NewInt(int64(got)).Cmp(want) != 0 {
			t.Fatalf("%s, not %s cents", got, want)
		}
	})
}
