package cost

import (
	"math"
	"math/bits"

	"fundus/internal/catalogue"
)

// Most is the highest amount there is: a sum past it stays at it.
const Most catalogue.Money = math.MaxInt64

// Users are those in this state that use a solution.
type Users struct {
	Count      int
	Population int // their inhabitants, 0 where they are not known
}

// Bill is what users pay together over a horizon.
type Bill struct {
	Once       catalogue.Money // development or purchase
	Connection catalogue.Money // by those who join, on their own side
	Yearly     catalogue.Money // the fees of all years
	OwnYearly  catalogue.Money // what they go on paying by themselves, of all years
}

// Total is what a number of authorities pay together by a model over its horizon;
// population are their inhabitants, 0 where they are not known.
func Total(m *catalogue.CostModel, adopters, population int) catalogue.Money {
	return BillOf(m, m.Years, Users{adopters, population}).Total()
}

// BillOf is what users pay together by a model over some years.
func BillOf(m *catalogue.CostModel, years int, u Users) Bill {
	b := Bill{
		Once:       amount(m.Once),
		Connection: times(amount(m.Connection), u.Count),
		Yearly:     times(Fee(m, u), years),
		OwnYearly:  times(times(amount(m.OwnYearly), u.Count), years),
	}
	if m.PriceFunction == catalogue.PricePerAuthority {
		b.Once = times(b.Once, u.Count)
	}
	return b
}

// Total is the sum of the parts.
func (b Bill) Total() catalogue.Money {
	return plus(plus(b.Once, b.Connection), plus(b.Yearly, b.OwnYearly))
}

// Fee is what users pay together for one year, without what each goes on paying by itself.
func Fee(m *catalogue.CostModel, u Users) catalogue.Money {
	whole := amount(m.Yearly)
	switch m.PriceFunction {
	case catalogue.PricePerAuthority:
		return times(whole, u.Count)
	case catalogue.PriceCostShare:
		fixed, shared := split(m)
		return plus(part(fixed, 1, max(1, m.PartnerStates)), byPopulation(m, shared, u))
	case catalogue.PriceFixed:
	}
	return whole
}

// split divides the yearly costs of a COST_SHARE into the use-independent part and
// what is shared by population.
func split(m *catalogue.CostModel) (fixed, shared catalogue.Money) {
	whole := amount(m.Yearly)
	fixed = whole * catalogue.Money(m.FixedShare) / 1000
	return fixed, whole - fixed
}

// byPopulation is what users bear of what is shared by population.
func byPopulation(m *catalogue.CostModel, shared catalogue.Money, u Users) catalogue.Money {
	switch {
	case u.Count == 0:
		return 0
	case u.Population == 0:
		return shared
	}
	return part(shared, u.Population, u.Population+m.PartnerPopulation)
}

// part is so much of a whole, rounded up to the cent.
func part(m catalogue.Money, numerator, denominator int) catalogue.Money {
	high, low := bits.Mul64(uint64(m), uint64(numerator))
	quotient, rest := bits.Div64(high, low, uint64(denominator))
	if rest > 0 {
		quotient++
	}
	return catalogue.Money(quotient)
}

// amount is what is given, nothing where it is not.
func amount(m *catalogue.Money) catalogue.Money {
	if m == nil {
		return 0
	}
	return *m
}

// times is an amount that is not negative, so many times.
func times(m catalogue.Money, n int) catalogue.Money {
	if high, low := bits.Mul64(uint64(m), uint64(n)); high == 0 && low <= uint64(Most) {
		return catalogue.Money(low)
	}
	return Most
}

// plus is the sum of two amounts that are not negative.
func plus(a, b catalogue.Money) catalogue.Money {
	if a > Most-b {
		return Most
	}
	return a + b
}
