package cost

import "fundus/internal/catalogue"

// Point is what a number of authorities pay over the horizon of a model.
type Point struct {
	Parts    Bill
	Adopters int
	model    *catalogue.CostModel
	circle   circle
}

func pointOf(m *catalogue.CostModel, c circle, adopters int) Point {
	return Point{BillOf(m, m.Years, c.of(adopters)), adopters, m, c}
}

// Population are the inhabitants of so many, false where nothing is known.
func (p Point) Population() (int, bool) {
	u := p.circle.of(p.Adopters)
	return u.Population, u.Population > 0
}

// Total is what they pay together.
func (p Point) Total() catalogue.Money { return p.Parts.Total() }

// PerYear is what they pay together in a year, beside what is paid one time.
func (p Point) PerYear() catalogue.Money {
	return plus(p.Parts.Yearly, p.Parts.OwnYearly) / catalogue.Money(p.model.Years)
}

// PerAuthority is what each pays, if the total is divided evenly; OneCentMore of them
// pay a cent more.
func (p Point) PerAuthority() catalogue.Money { return p.Total() / catalogue.Money(p.Adopters) }

// OneCentMore is how many pay a cent more, so that together they pay the total.
func (p Point) OneCentMore() int { return int(p.Total() % catalogue.Money(p.Adopters)) }

// OwnFee is what one of them pays in a year as its part of the fee, rounded up.
func (p Point) OwnFee() catalogue.Money {
	return part(Fee(p.model, p.circle.of(p.Adopters)), 1, p.Adopters)
}

// OthersSave is what newcomers take over of the fees of all years from those who pay
// already: the users of today, and the users elsewhere with whom a COST_SHARE is
// divided. What was paid one time is paid. It is rounded down; false where fewer would
// use the solution than do today.
func (p Point) OthersSave() (catalogue.Money, bool) {
	today := p.circle.users
	if p.Adopters < today {
		return 0, false
	}
	before, after := p.circle.of(today), p.circle.of(p.Adopters)
	saved := paidBy(p.model, before) - part(Fee(p.model, after), today, p.Adopters)
	if p.model.PriceFunction == catalogue.PriceCostShare {
		_, shared := split(p.model)
		saved += byPopulation(p.model, shared, after) - byPopulation(p.model, shared, before)
	}
	return times(max(0, saved), p.model.Years), true
}

// paidBy is the fee of a year, which nobody pays where there is nobody.
func paidBy(m *catalogue.CostModel, u Users) catalogue.Money {
	if u.Count == 0 {
		return 0
	}
	return Fee(m, u)
}
