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

// BreakEven is for how many adopters a solution is cheaper than a build.
type BreakEven struct {
	in    *view.View
	build build // nothing where no build is known
	run   run
	years int
}

// run is from how many adopters on, and up to how many, one is cheaper; nothing for never.
type run struct{ from, until int }

// BreakEven compares the curve with each build; where none is known, one entry says so.
func (c ModelCurve) BreakEven() []BreakEven {
	if len(c.of.builds) == 0 {
		return []BreakEven{{in: c.of.in}}
	}
	out := make([]BreakEven, len(c.of.builds))
	for i, b := range c.of.builds {
		m, _ := c.of.in.Snapshot().Record(b.model).(*catalogue.CostModel)
		out[i] = BreakEven{c.of.in, b, cheaper(c.model.CostModel, m, c.of.circle), c.model.Years}
	}
	return out
}

// cheaper is the first run of numbers for which a model is cheaper than another. Both
// are taken over the horizon of the first. It may end: who divides the costs of a build
// among many saves the connection of each.
func cheaper(m, other *catalogue.CostModel, c circle) run {
	is := func(n int) bool {
		return BillOf(m, m.Years, c.of(n)).Total() < BillOf(other, m.Years, c.of(n)).Total()
	}
	r := run{from: 1}
	for r.from <= mostAdopters && !is(r.from) {
		r.from++
	}
	if r.from > mostAdopters {
		return run{}
	}
	for r.until = r.from; r.until < mostAdopters && is(r.until+1); {
		r.until++
	}
	return r
}

// Adopters is the smallest number for which it is cheaper, false for never and where no
// build is known.
func (b BreakEven) Adopters() (int, bool) { return b.run.from, b.run.from > 0 }

// Until is the last number up to which it stays cheaper, false where it does however
// many use it, and where it never is.
func (b BreakEven) Until() (int, bool) {
	return b.run.until, b.run.from > 0 && b.run.until < mostAdopters
}

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
	name := func(id catalogue.ID) string {
		return "„" + b.in.Snapshot().Record(id).Base().Name.In(catalogue.German) + "“"
	}
	than := fmt.Sprintf("günstiger als %s nach %s, über %d Jahre gerechnet", name(b.build.of), name(b.build.model), b.years)
	_, ends := b.Until()
	switch {
	case b.run.from == 0:
		return "Mit keiner Zahl von Behörden bis 10.000 " + than + "."
	case ends && b.run.until == 1:
		return fmt.Sprintf("Nur mit einer Behörde %s.", than)
	case ends && b.run.from == b.run.until:
		return fmt.Sprintf("Nur mit %d Behörden %s.", b.run.from, than)
	case b.run.from == 1 && !ends:
		return fmt.Sprintf("Schon ab der ersten Behörde %s.", than)
	case ends:
		return fmt.Sprintf("Mit %d bis %d Behörden %s; mit mehr nicht.", b.run.from, b.run.until, than)
	}
	return fmt.Sprintf("Ab %d Behörden %s.", b.run.from, than)
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
