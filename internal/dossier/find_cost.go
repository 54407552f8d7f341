package dossier

import (
	"maps"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/cost"
)

// prices are the curve of the solution that is chosen or leads.
func (x *finder) prices() error {
	leading, ok := x.leading()
	if !ok || leading.Solution == 0 {
		return nil
	}
	first, err := x.curve(leading.Solution, 1)
	if err != nil {
		return err
	}
	counts := x.counts(first)
	c, err := x.curve(leading.Solution, slices.Sorted(maps.Keys(counts))...)
	if err != nil {
		return err
	}
	x.s.Prices, x.s.BreakEvens = []Price{}, []string{}
	for _, m := range c.Models() {
		points, err := m.Points()
		if catalogue.KindOf(err) == catalogue.Invalid {
			continue // more than an amount can say
		}
		if err != nil {
			return err
		}
		for _, p := range points {
			x.s.Prices = append(x.s.Prices, Price{
				Of: leading.Solution, Model: m.Model().ID, Adopters: p.Adopters, Why: counts[p.Adopters],
				Own: p.Total(), Each: p.PerAuthority(), Build: buildInstead(c, m, p.Adopters),
			})
		}
		for _, b := range m.BreakEven() {
			x.s.BreakEvens = append(x.s.BreakEvens, b.Reason())
		}
	}
	return nil
}

func (x *finder) curve(solution catalogue.ID, adopters ...int) (cost.Curve, error) {
	return cost.Find(x.v, cost.Query{Solution: catalogue.GlobalID(catalogue.KindSolution, solution), Adopters: adopters})
}

// buildInstead is what as many would pay for the first build that the curve is compared
// with, over the same years; nil where none is known.
func buildInstead(c cost.Curve, m cost.ModelCurve, adopters int) *catalogue.Money {
	for _, b := range m.BreakEven() {
		if built, ok := b.Model(); ok {
			total := cost.BillOf(built.CostModel, m.Model().Years, c.Users(adopters)).Total()
			return &total
		}
	}
	return nil
}

// counts are the numbers of authorities that say something, each with what it is.
func (x *finder) counts(c cost.Curve) map[int]string {
	out := map[int]string{}
	note := func(n int, why string) {
		switch {
		case n < 1 || n > mostAdopters:
		case out[n] == "":
			out[n] = why
		default:
			out[n] += ", " + why
		}
	}
	note(1, "eine allein")
	note(c.PresentUsers(), "die Nutzer von heute")
	for _, m := range c.Models() {
		for _, b := range m.BreakEven() {
			if n, ok := b.Adopters(); ok && n > 1 && out[n] == "" {
				note(n, "ab hier günstiger als selbst zu entwickeln")
			}
		}
	}
	note(x.planned(), "wie geplant")
	note(len(x.affected()), "alle, die es betrifft")
	return out
}

// mostAdopters bounds a curve.
const mostAdopters = 10_000

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

// totals are what the options cost, all for the same number of authorities: as many as
// are planned with, else as the need affects. Where neither is known there are none.
func (x *finder) totals() error {
	adopters := x.planned()
	if adopters == 0 {
		adopters = len(x.affected())
	}
	if adopters == 0 {
		return nil
	}
	for i := range x.f.Options {
		o := &x.f.Options[i]
		users, err := x.users(o, adopters)
		if err != nil {
			return err
		}
		for _, m := range o.Costs {
			x.s.Totals = append(x.s.Totals, Total{o.ID, m.ID, adopters, cost.BillOf(m, m.Years, users).Total()})
		}
	}
	return nil
}

// users are so many authorities, with their inhabitants where an option says whose.
func (x *finder) users(o *casefile.Option, count int) (cost.Users, error) {
	if o.Solution == 0 {
		return cost.Users{Count: count}, nil
	}
	c, err := x.curve(o.Solution, 1)
	if err != nil {
		return cost.Users{}, err
	}
	return c.Users(count), nil
}
