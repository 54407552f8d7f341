package assess

import (
	"fmt"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// followed is what follow-ups that are due say against the plan. Where nobody counted
// adopters, those of the chosen solution that are confirmed are counted; a decision
// that planned adopters and no such follow-up is asked when the last of its follow-ups
// is due.
func followed(f *casefile.File) []Drifted {
	var out []Drifted
	counted, last := false, catalogue.Day(0)
	for _, u := range f.FollowUps {
		last = max(last, u.Due)
		counted = counted || u.FollowUpMeasure == catalogue.FollowUpAdopters
		if u.Due <= f.View.Day() {
			out = append(out, followUp(f, u)...)
		}
	}
	if counted || last == 0 || f.View.Day() <= last {
		return out
	}
	for _, d := range f.Decisions {
		if users, ok := adopters(f); ok && users < catalogue.DecimalFromInt(d.PlannedAdopters) {
			out = append(out, fewAdopters(d.ID, catalogue.DecimalFromInt(d.PlannedAdopters), users))
		}
	}
	return out
}

// followUp is what one that is due says.
func followUp(f *casefile.File, u *catalogue.FollowUp) []Drifted {
	switch u.FollowUpMeasure {
	case catalogue.FollowUpAdopters:
		actual, ok := measuredAdopters(f, u)
		if ok && actual < *u.Planned {
			return []Drifted{fewAdopters(u.ID, *u.Planned, actual)}
		}
	case catalogue.FollowUpYearlyCost, catalogue.FollowUpOnceCost:
		if u.Actual != nil && beyondAFifth(int64(*u.Planned), int64(*u.Actual)) {
			what := label(catalogue.FollowUpMeasures, string(u.FollowUpMeasure))
			return []Drifted{{catalogue.TriggerPrice, u.ID, "actual", u.Planned.String(), u.Actual.String(),
				fmt.Sprintf("Erfolgskontrolle (%s): geplant %s, gemessen %s.", what, inGerman(*u.Planned), inGerman(*u.Actual))}}
		}
	case catalogue.FollowUpOther:
	}
	return nil
}

// measuredAdopters are those that somebody counted, else those that are confirmed once
// the day is over; false while neither is known.
func measuredAdopters(f *casefile.File, u *catalogue.FollowUp) (catalogue.Decimal, bool) {
	if u.Actual != nil {
		return *u.Actual, true
	}
	if f.View.Day() <= u.Due {
		return 0, false
	}
	return adopters(f)
}

// adopters are the confirmed users of the chosen solution, false where none is chosen.
func adopters(f *casefile.File) (catalogue.Decimal, bool) {
	o, ok := chosen(f)
	if !ok || o.Solution == 0 {
		return 0, false
	}
	users, _ := confirmedUsers(f.View, o.Solution, carriedBy(f.View, o.Solution))
	return catalogue.DecimalFromInt(len(users)), true
}

func fewAdopters(subject catalogue.ID, planned, actual catalogue.Decimal) Drifted {
	return Drifted{catalogue.TriggerAdopters, subject, "adopters", planned.String(), actual.String(),
		fmt.Sprintf("Geplant waren %s nutzende Behörden, bestätigt sind %s.", inGerman(planned), inGerman(actual))}
}
