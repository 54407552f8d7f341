package cost

import (
	"strconv"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Query is what a curve can be asked.
type Query struct {
	Solution string  // by its global id or by a reference
	Adopters []int   // for which numbers of authorities
	Build    *string // what it is compared with: an option or a solution; by default what is known
}

// Curve is what a solution costs by the number of authorities that use it.
type Curve struct {
	in       *view.View
	solution catalogue.ID
	adopters []int
	circle   circle
	builds   []build
}

const (
	mostPoints   = 50
	mostAdopters = 10_000
)

// Find is the curve of a solution.
func Find(v *view.View, q Query) (Curve, error) {
	id, err := named(v, "solution", q.Solution, catalogue.KindSolution)
	if err != nil {
		return Curve{}, err
	}
	if err := checkAdopters(q.Adopters); err != nil {
		return Curve{}, err
	}
	c := Curve{in: v, solution: id, adopters: q.Adopters, circle: circleOf(v, id)}
	if q.Build == nil {
		c.builds = knownBuilds(v, id)
		return c, v.Stopped()
	}
	against, err := named(v, "build", *q.Build, catalogue.KindSolution, catalogue.KindOption)
	if err != nil {
		return Curve{}, err
	}
	c.builds = buildsOf(v, against)
	return c, nil
}

// named is a record of one of some kinds.
func named(v *view.View, field, name string, kinds ...catalogue.Kind) (catalogue.ID, error) {
	id, err := v.Named(field, name)
	if err != nil {
		return 0, err
	}
	found := v.Snapshot().Record(id).Kind()
	wanted := ""
	for _, k := range kinds {
		if k == found {
			return id, nil
		}
		if wanted != "" {
			wanted += " or "
		}
		wanted += k.Noun()
	}
	return 0, &catalogue.Error{Kind: catalogue.Invalid, Field: field, Value: name, Message: "this is a " + found.Noun() + ", not a " + wanted}
}

// checkAdopters holds that a curve is asked at points in their order.
func checkAdopters(adopters []int) error {
	bad := func(value int, rule string) error {
		return &catalogue.Error{Kind: catalogue.Invalid, Field: "adopters", Value: strconv.Itoa(value), Message: rule}
	}
	if len(adopters) < 1 || len(adopters) > mostPoints {
		return bad(len(adopters), "a curve has 1 to 50 points")
	}
	for i, n := range adopters {
		if n < 1 || n > mostAdopters {
			return bad(n, "1 to 10,000 authorities use a solution")
		}
		if i > 0 && n <= adopters[i-1] {
			return bad(n, "the numbers of adopters ascend, each once")
		}
	}
	return nil
}

// Solution is the solution.
func (c Curve) Solution() view.Solution {
	s, _ := view.Handle[view.Solution](c.in, c.solution)
	return s
}

// PresentUsers is how many authorities use it now.
func (c Curve) PresentUsers() int { return c.circle.users }

// Users are so many authorities of this state that use it, with the inhabitants that
// they are taken to have.
func (c Curve) Users(count int) Users { return c.circle.of(count) }

// AveragePopulation is how many inhabitants an adopter is taken to have, false where
// nothing is known.
func (c Curve) AveragePopulation() (int, bool) {
	return c.circle.average(), c.circle.basis != PopulationUnknown
}

// PopulationBasis says whose average that is.
func (c Curve) PopulationBasis() PopulationBasis { return c.circle.basis }

// Models are the curves by each cost model that is seen, by number: those that
// contradict each other stand side by side.
func (c Curve) Models() []ModelCurve {
	out := []ModelCurve{}
	for _, id := range models(c.in, c.solution) {
		if m, ok := view.Handle[view.CostModel](c.in, id); ok {
			out = append(out, ModelCurve{c, m})
		}
	}
	return out
}

// models are the cost models that price a solution or an option, by number.
func models(v *view.View, id catalogue.ID) []catalogue.ID {
	return v.Others(id, catalogue.Prices.Role(catalogue.EndTo))
}

// ModelCurve is the curve by one cost model.
type ModelCurve struct {
	of    Curve
	model view.CostModel
}

// Model is the cost model.
func (c ModelCurve) Model() view.CostModel { return c.model }

// Points are what so many authorities pay, in the order in which they were asked.
func (c ModelCurve) Points() ([]Point, error) {
	out := make([]Point, 0, len(c.of.adopters))
	for _, n := range c.of.adopters {
		p := pointOf(c.model.CostModel, c.of.circle, n)
		if p.Total() == Most {
			return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "adopters", Value: strconv.Itoa(n), Message: "so many pay more than an amount can say"}
		}
		out = append(out, p)
	}
	return out, nil
}
