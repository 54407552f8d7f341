package collision

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Collision is a build and another solution that overlap.
type Collision struct {
	in   *estate
	pair pair
}

func (c Collision) build() catalogue.ID { return c.in.solutions[c.pair.build] }
func (c Collision) other() catalogue.ID { return c.in.solutions[c.pair.other] }

// Build is the build; of two, the first by name.
func (c Collision) Build() view.Solution { return handle[view.Solution](c.in, c.build()) }

// Other is the other solution.
func (c Collision) Other() view.Solution { return handle[view.Solution](c.in, c.other()) }

// BuildOwners are the authorities that own or develop the build, by number.
func (c Collision) BuildOwners() []view.Authority { return handles(c.in, c.in.owners(c.build())) }

// OtherOwners are those of the other.
func (c Collision) OtherOwners() []view.Authority { return handles(c.in, c.in.owners(c.other())) }

// Score is how much they overlap, 1 to 1000.
func (c Collision) Score() int { return int(c.pair.score) }

// owners are the authorities that own or develop a solution, each once, by number.
func (e *estate) owners(solution catalogue.ID) []catalogue.ID {
	out := append(e.Others(solution, catalogue.Owns.Role(catalogue.EndTo)), e.Others(solution, catalogue.Develops.Role(catalogue.EndTo))...)
	slices.Sort(out)
	return slices.Compact(out)
}

func handle[R view.Record](e *estate, id catalogue.ID) R {
	r, _ := view.Handle[R](e.View, id)
	return r
}

func handles(e *estate, ids []catalogue.ID) []view.Authority {
	out := make([]view.Authority, len(ids))
	for i, id := range ids {
		out[i] = handle[view.Authority](e, id)
	}
	return out
}
