package cost

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// build is a cost model of building, with what it prices.
type build struct {
	of    catalogue.ID // a solution or an option
	model catalogue.ID
}

// mostBuilds is with how many a curve is compared.
const mostBuilds = 20

// BreakEven is from how many adopters on a solution is cheaper than a build.
type BreakEven struct {
	in       *view.View
	build    build // nothing where no build is known
	adopters int   // 0 for never
	years    int
}

// BreakEven compares the curve with each build; where none is known, one entry says so.
func (c ModelCurve) BreakEven() []BreakEven {
	if len(c.of.builds) == 0 {
		return []BreakEven{{in: c.of.in}}
	}
	out := make([]BreakEven, len(c.of.builds))
	for i, b := range c.of.builds {
		m, _ := c.of.in.Snapshot().Record(b.model).(*catalogue.CostModel)
		out[i] = BreakEven{c.of.in, b, from(c.model.CostModel, m, c.of.circle), c.model.Years}
	}
	return out
}

// from is the smallest number of adopters from which on, up to the most that there
// may be, a model is cheaper than another; 0 for none. Both are taken over the horizon
// of the first.
func from(m, other *catalogue.CostModel, c circle) int {
	n := mostAdopters
	for n > 0 && BillOf(m, m.Years, c.of(n)).Total() < BillOf(other, m.Years, c.of(n)).Total() {
		n--
	}
	if n == mostAdopters {
		return 0
	}
	return n + 1
}

// Adopters is the number, false for never and where no build is known.
func (b BreakEven) Adopters() (int, bool) { return b.adopters, b.adopters > 0 }

// Build is the solution or option with which is compared; nil where none is known.
func (b BreakEven) Build() view.Record { return b.in.At(b.build.of) }

// Model is its cost model; false where none is known.
func (b BreakEven) Model() (view.CostModel, bool) {
	return view.Handle[view.CostModel](b.in, b.build.model)
}

// Reason says it in words.
func (b BreakEven) Reason() string {
	if b.build.model == 0 {
		return "Nicht bekannt: Zu einer Eigenentwicklung gibt es kein Kostenmodell."
	}
	name := b.in.Snapshot().Record(b.build.of).Base().Name.In(catalogue.German)
	switch b.adopters {
	case 0:
		return fmt.Sprintf("Auch mit 10.000 Behörden über %d Jahre nicht günstiger als „%s“.", b.years, name)
	case 1:
		return fmt.Sprintf("Schon mit einer Behörde über %d Jahre günstiger als „%s“.", b.years, name)
	}
	return fmt.Sprintf("Ab %d Behörden über %d Jahre günstiger als „%s“.", b.adopters, b.years, name)
}

// knownBuilds are the cost models of builds for the same end: of options to build in
// cases in which the solution is an option too, and of in-house solutions that serve
// one of its services. By number, not more than a curve is compared with.
func knownBuilds(v *view.View, solution catalogue.ID) []build {
	var others []catalogue.ID
	for _, option := range v.Others(solution, catalogue.Proposes.Role(catalogue.EndTo)) {
		others = append(others, buildsBeside(v, option)...)
	}
	for _, service := range services(v, solution) {
		for _, id := range v.Others(service, catalogue.Supports.Role(catalogue.EndTo)) {
			if s, ok := v.Snapshot().Record(id).(*catalogue.Solution); ok && id != solution && s.InHouse() {
				others = append(others, id)
			}
		}
	}
	var out []build
	for _, id := range unique(others) {
		out = append(out, buildsOf(v, id)...)
	}
	return out[:min(mostBuilds, len(out))]
}

// buildsBeside are the options to build in the cases of an option.
func buildsBeside(v *view.View, option catalogue.ID) (out []catalogue.ID) {
	for _, file := range v.Others(option, catalogue.FiledIn.Role(catalogue.EndFrom)) {
		for _, id := range v.OthersOf(file, catalogue.FiledIn.Role(catalogue.EndTo), catalogue.KindOption) {
			if o, ok := v.Snapshot().Record(id).(*catalogue.Option); ok && id != option && o.OptionKind == catalogue.OptionBuild {
				out = append(out, id)
			}
		}
	}
	return out
}

// buildsOf are the cost models of a solution, or of an option, which without one of its
// own costs what the solution costs that it proposes.
func buildsOf(v *view.View, id catalogue.ID) (out []build) {
	priced := models(v, id)
	for _, proposed := range v.Others(id, catalogue.Proposes.Role(catalogue.EndFrom)) {
		if len(priced) == 0 {
			priced = models(v, proposed)
		}
	}
	for _, m := range priced {
		out = append(out, build{id, m})
	}
	return out
}
