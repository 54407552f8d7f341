package dossier

import (
	"maps"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/cost"
)

// prices are the curves of the options in the choice, all at the same numbers of
// authorities, so that one can be read beside the other.
func (x *finder) prices() error {
	circles := map[catalogue.ID]cost.Curve{}
	for i := range x.f.Options {
		o := &x.f.Options[i]
		if o.Solution == 0 || x.out(o.ID) {
			continue
		}
		c, err := cost.Find(x.v, cost.Query{Solution: catalogue.GlobalID(catalogue.KindSolution, o.Solution), Adopters: []int{1}})
		if err != nil {
			return err
		}
		circles[o.Solution] = c
	}
	x.s.Prices, x.s.BreakEvens, x.s.Totals = []Price{}, []string{}, []Total{}
	counts := x.counts(circles)
	for i := range x.f.Options {
		if o := &x.f.Options[i]; !x.out(o.ID) {
			x.price(o, circles, counts)
		}
	}
	return nil
}

// out says whether an option is out of the choice.
func (x *finder) out(option catalogue.ID) bool {
	return slices.ContainsFunc(x.s.Standings, func(s Standing) bool { return s.Option == option && s.Excluded })
}

// price is the curve of an option by each of its cost models, with its total for as many
// as all options are compared at. An option without a solution says nothing of whose
// inhabitants would use it.
func (x *finder) price(o *casefile.Option, circles map[catalogue.ID]cost.Curve, counts map[int]string) {
	circle, known := circles[o.Solution]
	users := func(n int) cost.Users {
		if !known {
			return cost.Users{Count: n}
		}
		return circle.Users(n)
	}
	for _, m := range o.Costs {
		for _, n := range slices.Sorted(maps.Keys(counts)) {
			all := cost.BillOf(m, m.Years, users(n)).Total()
			if all == cost.Most {
				break // more than an amount can say
			}
			x.s.Prices = append(x.s.Prices, Price{o.ID, m.ID, n, counts[n], all, all / catalogue.Money(n)})
			if n == x.compared() {
				x.s.Totals = append(x.s.Totals, Total{o.ID, m.ID, n, all})
			}
		}
	}
	if known {
		x.breakEvens(o, circle)
	}
}

// breakEvens say when a solution is cheaper than building, by the models that the option
// is priced by.
func (x *finder) breakEvens(o *casefile.Option, circle cost.Curve) {
	for _, m := range circle.Models() {
		if !slices.Contains(o.Costs, m.Model().CostModel) {
			continue
		}
		for _, b := range m.BreakEven() {
			x.s.BreakEvens = append(x.s.BreakEvens, m.Model().Name.String()+": "+b.Reason())
		}
	}
}

// counts are the numbers of authorities that say something, each with what it is.
func (x *finder) counts(circles map[catalogue.ID]cost.Curve) map[int]string {
	out := map[int]string{}
	note := func(n int, why string) {
		switch {
		case n < 1 || n > mostAdopters:
		case out[n] == "":
			out[n] = why
		default:
			out[n] += "; " + why
		}
	}
	note(1, "eine allein")
	note(x.planned(), "wie geplant")
	note(len(x.affected()), "alle, die der Bedarf betrifft")
	for _, id := range slices.Sorted(maps.Keys(circles)) {
		for _, m := range circles[id].Models() {
			for _, b := range m.BreakEven() {
				if n, ok := b.Adopters(); ok && out[n] == "" {
					note(n, "ab hier wird eine Nachnutzung günstiger als der Bau")
				}
			}
		}
	}
	return out
}

// mostAdopters bounds a curve.
const mostAdopters = 10_000

// compared is for how many authorities the options are compared: as many as are planned
// with, else as the need affects; 0 where neither is known.
func (x *finder) compared() int {
	if n := x.planned(); n > 0 {
		return n
	}
	return len(x.affected())
}

// planned is how many authorities the decision plans with, 0 where it does not say.
func (x *finder) planned() int {
	most := 0
	for _, d := range x.f.Decisions {
		most = max(most, d.PlannedAdopters)
	}
	return most
}

// affected are the authorities whom the need affects: those that it names, else those
// that are competent for its services.
func (x *finder) affected() []catalogue.ID {
	if len(x.f.Need.Authorities) > 0 {
		return x.f.Need.Authorities
	}
	var out []catalogue.ID
	for _, s := range x.f.Need.Services {
		out = append(out, x.v.Others(s, catalogue.CompetentFor.Role(catalogue.EndTo))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
