package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// countMoney divides the money of every budget line among the solutions that it pays
// for, and returns that of lines which lead to none.
func (r *reuse) countMoney() (unassigned catalogue.Money) {
	for id := range r.All(catalogue.KindBudgetLine).All() {
		line, ok := r.Snapshot().Record(id).(*catalogue.BudgetLine)
		if !ok {
			continue
		}
		amount, solutions := amountOf(line, yearOf(r.query.Year)), funded(r.View, id)
		if len(solutions) == 0 {
			unassigned += amount
		}
		for i, part := range divided(amount, len(solutions)) {
			if !r.solutions.Has(solutions[i]) {
				continue
			}
			for _, g := range r.groupsOf(solutions[i]) {
				g.classes[r.facts[solutions[i]].class].Money += part
			}
		}
	}
	return unassigned
}

// amountOf is what a budget line has in a year, in all years for 0: what was spent
// (Ist) where that is known, and what was planned (Ansatz) otherwise.
func amountOf(line *catalogue.BudgetLine, year int) (sum catalogue.Money) {
	for _, a := range line.Amounts {
		switch {
		case year != 0 && a.Year != year:
		case a.Actual != nil:
			sum += *a.Actual
		default:
			sum += a.Planned
		}
	}
	return sum
}

// funded are the solutions that a budget line pays for.
func funded(v *view.View, line catalogue.ID) []catalogue.ID {
	return slices.DeleteFunc(paidBy(v, line), func(id catalogue.ID) bool {
		return v.Snapshot().Record(id).Kind() != catalogue.KindSolution
	})
}

// divided are n parts of an amount that differ by a cent at most and add up to it,
// the larger ones first.
func divided(amount catalogue.Money, n int) []catalogue.Money {
	parts := make([]catalogue.Money, n)
	for i := range parts {
		rest := catalogue.Money(n - i)
		parts[i] = (amount + (rest-1)*sign(amount)) / rest
		amount -= parts[i]
	}
	return parts
}

func sign(m catalogue.Money) catalogue.Money {
	if m < 0 {
		return -1
	}
	return 1
}
