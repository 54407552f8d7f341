package assess

import (
	"fmt"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// sinceDecided are the differences from what was decided: what has expired, adopters
// below plan, and prices beyond it.
func sinceDecided(f *casefile.File) []Drifted {
	var out []Drifted
	for _, d := range f.Decisions {
		out = append(out, expired(f, d.ID, d.Expires, "Die Entscheidung")...)
		out = append(out, priced(f, d.Decision)...)
	}
	for _, d := range f.Deviations {
		if d.DeviationStatus == catalogue.DeviationApproved {
			out = append(out, expired(f, d.ID, d.Expires, "Die Abweichung „"+d.Name.String()+"“")...)
		}
	}
	out = append(out, expiredEvidence(f)...)
	return append(out, followed(f)...)
}

// expired is that the last day of something is over.
func expired(f *casefile.File, id catalogue.ID, last catalogue.Day, what string) []Drifted {
	if last == 0 || f.View.Day() <= last {
		return nil
	}
	return []Drifted{{catalogue.TriggerExpiry, id, "expires", last.String(), f.View.Day().String(), what + " galt bis " + last.String() + "."}}
}

// expiredEvidence is what the decision, rule checks and deviations rested on when the
// case was decided and that is not valid any more.
func expiredEvidence(f *casefile.File) []Drifted {
	day := decidedOn(f.Case)
	if day == 0 {
		return nil
	}
	var resting []catalogue.ID
	for _, d := range f.Decisions {
		resting = append(resting, d.ID)
	}
	for _, d := range f.Deviations {
		resting = append(resting, d.ID)
	}
	for _, c := range f.RuleChecks {
		resting = append(resting, c.Record.ID)
	}
	past, rests := f.View.On(day), catalogue.RestsOn.Role(catalogue.EndFrom)
	var out []Drifted
	for _, id := range resting {
		now := f.View.Others(id, rests)
		for _, x := range past.Others(id, rests) {
			if slices.Contains(now, x) || f.View.Sees(x) {
				continue
			}
			e := f.View.Snapshot().Record(x).Base()
			until := e.ValidUntil.String()
			out = append(out, Drifted{catalogue.TriggerExpiry, x, fieldValidity, day.String(), until, "Nachweis „" + e.Name.String() + "“ galt bis " + until + "."})
		}
	}
	return out
}

// decidedOn is the day of the decision, 0 where there is none.
func decidedOn(c *catalogue.Case) catalogue.Day {
	for _, s := range slices.Backward(c.Steps) {
		if s.To == catalogue.CaseDecided {
			return s.On
		}
	}
	return 0
}

// priced are the costs of the chosen option beyond a fifth of what was planned, where
// they are a matter of one amount: fixed, or the same for each of the adopters.
func priced(f *casefile.File, d *catalogue.Decision) []Drifted {
	o, ok := chosen(f)
	if !ok {
		return nil
	}
	var out []Drifted
	for _, m := range o.Costs {
		times := catalogue.Money(1)
		switch m.PriceFunction {
		case catalogue.PriceFixed:
		case catalogue.PricePerAuthority:
			times = catalogue.Money(d.PlannedAdopters)
		case catalogue.PriceCostShare:
			continue
		}
		out = append(out, beyondPlan(m.ID, "plannedYearly", d.PlannedYearly, m.Yearly, times)...)
		out = append(out, beyondPlan(m.ID, "plannedOnce", d.PlannedOnce, m.Once, times)...)
	}
	return out
}

var plannedWords = map[string]string{"plannedYearly": "jährliche Kosten", "plannedOnce": "einmalige Kosten"}

func beyondPlan(model catalogue.ID, field string, planned, price *catalogue.Money, times catalogue.Money) []Drifted {
	if planned == nil || price == nil || times == 0 || *price > maxMoney/times {
		return nil
	}
	if !beyondAFifth(int64(*planned), int64(*price*times)) {
		return nil
	}
	then, now := planned.String(), (*price * times).String()
	sentence := fmt.Sprintf("Geplant waren %s Euro %s; nach dem Kostenmodell sind es jetzt %s Euro.", then, plannedWords[field], now)
	return []Drifted{{catalogue.TriggerPrice, model, field, then, now, sentence}}
}

// maxMoney is the most that there can be.
const maxMoney = catalogue.Money(1<<63 - 1)

// pricey says whether an amount is more than 20 % above or below another, both as a
// fact writes them.
func pricey(then, now string) bool {
	a, errA := catalogue.ParseMoney(then)
	b, errB := catalogue.ParseMoney(now)
	if errA != nil || errB != nil {
		return then != now
	}
	return beyondAFifth(int64(a), int64(b))
}

// beyondAFifth says whether a number is more than 20 % above or below another. The
// fifth is cut: whole numbers above that are above the fifth itself.
func beyondAFifth(then, now int64) bool { return max(now-then, then-now) > then/5 }
