package reuse

import (
	"fmt"
	"math/big"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// budget compares what the solution costs over the horizon of each of its cost models
// with the limit of the need, for as many authorities as are affected. A model that says
// not all that it could is a lower bound: it can fail, and not pass. Models that
// contradict each other say nothing.
func (x examined) budget() finding {
	return x.afford(x.view.Others(x.id, catalogue.Prices.Role(catalogue.EndTo)))
}

// Budget says whether cost models keep the limit of a need, as the gate about the budget
// judges those of a solution: for options that bring cost models of their own.
func Budget(v *view.View, need Need, models []catalogue.ID) GateFinding {
	f := examined{view: v, need: need}.afford(models)
	return GateFinding{v, 0, f.verdict, f.reason, f.on}
}

// Time says whether a solution keeps the deadline of a need, as the gate about it does.
func Time(v *view.View, need Need, solution catalogue.ID) GateFinding {
	x := examined{view: v, id: solution, need: need}
	f := unknown(nil, "Im Bestand ist die Lösung nicht zu sehen.")
	if s, ok := v.Snapshot().Record(solution).(*catalogue.Solution); ok && v.Sees(solution) {
		x.solution = s
		f = x.time()
	}
	return GateFinding{v, 0, f.verdict, f.reason, f.on}
}

func (x examined) afford(models []catalogue.ID) finding {
	limit, limited := x.need.limit()
	if !limited {
		return unknown(nil, "Der Bedarf nennt keine Kostengrenze.")
	}
	if len(models) == 0 {
		return unknown(nil, "Zu der Lösung liegt kein Kostenmodell vor.")
	}
	users := affected(x.view, x.need).Count()
	kept, broken := 0, 0
	for _, id := range models {
		m, _ := x.view.Snapshot().Record(id).(*catalogue.CostModel)
		least, whole := leastCost(m, users)
		switch within := least.Cmp(big.NewInt(int64(limit))) <= 0; {
		case within && whole:
			kept++
		case !within && m.PriceFunction != catalogue.PriceCostShare:
			broken++
		}
	}
	switch {
	case kept == len(models):
		return pass(models, "Die Kosten über die Laufzeit bleiben bei %s innerhalb von %s Euro.", authorities(users), germanMoney(limit))
	case broken == len(models):
		return fail(models, "Die Kosten über die Laufzeit übersteigen bei %s die Grenze von %s Euro.", authorities(users), germanMoney(limit))
	}
	return unknown(models, "Die Kostenmodelle belegen nicht, ob die Grenze von %s Euro bei %s eingehalten wird.", germanMoney(limit), authorities(users))
}

// limit is the lowest limit of a need on its costs.
func (n *Need) limit() (limit catalogue.Money, limited bool) {
	for _, c := range n.Constraints {
		if c.ConstraintKind == catalogue.ConstraintBudget && c.Money != nil && (!limited || *c.Money < limit) {
			limit, limited = *c.Money, true
		}
	}
	return limit, limited
}

// leastCost is what a model costs a number of users over its horizon, in cents, and
// whether that is all. An amount that is not given is counted as nothing, and so is what
// is multiplied by users where none are known. What is shared with others counts whole:
// the share is no more than that, so that it can pass, and not fail.
func leastCost(m *catalogue.CostModel, users int) (cost *big.Int, whole bool) {
	whole, cost = users > 0, new(big.Int)
	add := func(amount *catalogue.Money, times ...int) {
		if amount == nil {
			whole = false
			return
		}
		sum := big.NewInt(int64(*amount))
		for _, n := range times {
			sum.Mul(sum, big.NewInt(int64(n)))
		}
		cost.Add(cost, sum)
	}
	each := 1
	if m.PriceFunction == catalogue.PricePerAuthority {
		each = users
	}
	add(m.Once, each)
	add(m.Yearly, each, m.Years)
	add(m.Connection, users)
	add(m.OwnYearly, users, m.Years)
	return cost, whole
}

func authorities(n int) string {
	if n == 1 {
		return "einer Behörde"
	}
	return fmt.Sprintf("%s Behörden", germanNumber(n))
}
