package collision

import (
	"fmt"
	"slices"
	"sort"
	"strconv"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// Filter says which collisions are meant; its fields are joined by AND.
type Filter struct {
	Status    []Status           // any of these
	Solutions view.Filter        // one of the two is such a solution
	Owners    view.Filter        // an authority that owns or develops one of the two
	Origins   []catalogue.Origin // one of the two is of such an origin
	Overlaps  []Overlap          // they overlap in one of these
	MinScore  *int               // 0 to 1000, DefaultMinScore by default
}

// DefaultMinScore is where the list begins unless asked otherwise: below it is what any
// two solutions have in common.
const DefaultMinScore = 100

// Connection is a page of collisions.
type Connection struct {
	view.Listed[Collision]
	// Skipped is how many things were left out because too many solutions have them.
	Skipped int
}

// Edge is a collision on a page.
type Edge = view.ListedEdge[Collision]

// Find looks for the collisions that are meant, the highest score first, then by name.
func Find(v *view.View, filter *Filter, paging view.Paging) (Connection, error) {
	if filter == nil {
		filter = &Filter{}
	}
	e, err := lookFor(v, filter)
	if err != nil {
		return Connection{}, err
	}
	meant, err := e.meant(filter)
	if err != nil {
		return Connection{}, err
	}
	page, err := view.Cut(v, paging, meant, e.place, filter.spelt()...)
	if err != nil {
		return Connection{}, err
	}
	return Connection{view.Map(page, func(p pair) Collision { return Collision{e, p} }), e.skipped}, nil
}

// lookFor is the estate that a filter needs: where it names solutions, these and what
// they have.
func lookFor(v *view.View, f *Filter) (*estate, error) {
	if !named(f.Solutions) {
		return look(v)
	}
	few, err := v.Matching(catalogue.KindSolution, f.Solutions)
	if err != nil {
		return nil, err
	}
	return lookAtFew(v, few)
}

// named says whether a filter names its records, by their ids or identifiers.
func named(f view.Filter) bool {
	by, _ := f["identifier"].(map[string]any)
	return f["id"] != nil || by["in"] != nil
}

// spelt is what was asked, to bind cursors to it.
func (f *Filter) spelt() []any {
	return []any{"collisions", f.Status, f.Solutions, f.Owners, f.Origins, f.Overlaps, f.least()}
}

// least is the score where the list begins.
func (f *Filter) least() int {
	if f.MinScore == nil {
		return DefaultMinScore
	}
	return *f.MinScore
}

// place is where a pair stands: by score, then by the names of both.
func (e *estate) place(p pair) view.Place {
	key := make([]byte, 0, 64)
	for _, at := range []int32{p.build, p.other} {
		id := e.solutions[at]
		key = append(key, e.Snapshot().SortKey(id)...)
		key = append(key, 0)
		key = append(key, fmt.Sprintf("%010d", id)...)
	}
	return view.Place{Number: -int64(p.score), Key: string(key)}
}

// meant are the pairs that a filter means, in their order.
func (e *estate) meant(f *Filter) ([]pair, error) {
	least := f.least()
	if least < 0 || least > 1000 {
		return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "minScore", Value: strconv.Itoa(least), Message: "a score is 0 to 1000"}
	}
	tests, err := e.tests(f)
	if err != nil {
		return nil, err
	}
	end := sort.Search(len(e.pairs), func(i int) bool { return int(e.pairs[i].score) < least })
	pairs := e.pairs[:end]
	if len(tests) == 0 {
		return pairs, nil
	}
	var out []pair
	for i, p := range pairs {
		if i%4096 == 0 {
			if err := e.Stopped(); err != nil {
				return nil, err
			}
		}
		if !slices.ContainsFunc(tests, func(test func(pair) bool) bool { return !test(p) }) {
			out = append(out, p)
		}
	}
	return out, nil
}

// tests are those of the parts of a filter that say something, the cheap ones first.
func (e *estate) tests(f *Filter) (out []func(pair) bool, err error) {
	if f.Overlaps != nil {
		wanted := maskOf(f.Overlaps)
		out = append(out, func(p pair) bool { return p.overlaps&wanted != 0 })
	}
	if f.Origins != nil {
		out = append(out, e.either(func(place int32) bool { return slices.Contains(f.Origins, e.solution(place).Origin()) }))
	}
	if f.Solutions != nil {
		set, err := e.Matching(catalogue.KindSolution, f.Solutions)
		if err != nil {
			return nil, err
		}
		out = append(out, e.either(func(place int32) bool { return set.Has(e.solutions[place]) }))
	}
	if f.Owners != nil {
		set, err := e.Matching(catalogue.KindAuthority, f.Owners)
		if err != nil {
			return nil, err
		}
		out = append(out, e.either(func(place int32) bool { return e.ownedBy(place, set) }))
	}
	if f.Status != nil {
		out = append(out, func(p pair) bool { return slices.Contains(f.Status, Collision{e, p}.Status()) })
	}
	return out, nil
}

func maskOf(some []Overlap) (m mask) {
	for k, o := range overlaps {
		if slices.Contains(some, o) {
			m |= 1 << k
		}
	}
	return m
}

// either tests a pair by what is true of one of the two, found out once of each solution.
func (e *estate) either(is func(place int32) bool) func(pair) bool {
	found := make([]bool, len(e.solutions))
	for i := range found {
		found[i] = is(int32(i))
	}
	return func(p pair) bool { return found[p.build] || found[p.other] }
}

func (e *estate) ownedBy(place int32, authorities snapshot.Set) bool {
	return slices.ContainsFunc(e.owners(e.solutions[place]), authorities.Has)
}
