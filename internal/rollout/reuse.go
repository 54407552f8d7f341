package rollout

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// ReuseQuery is what the share of reuse can be asked.
type ReuseQuery struct {
	view.Paging
	GroupBy   []ReuseDimension // every combination is a group; one group where none is named
	Services  view.Filter
	Solutions view.Filter
	Year      *int // of the money only this budget year; all by default
}

// ReuseGroupConnection says how solutions, their offers, the people whom these reach and the
// money divide by origin. Within a group the classes add up to the whole in each of
// the four; groups do not, since a solution may belong to several.
//
//	solutions  those that are meant and whose life is not over; with a filter of
//	           services, those that serve one of them
//	offers     live offers of the services through them. Those through no solution are
//	           of unknown origin, where no filter of solutions leaves them out
//	people     whom the offers reach, each once for each service: with the best
//	           origin, in the order of reuse, of those that reach him
//	money      what budget lines have for the solutions, directly or for projects that
//	           deliver them; a line that pays for several is divided evenly
type ReuseGroupConnection struct {
	view.Listed[ReuseGroup]
	// Unassigned is the money of budget lines that lead to no solution.
	Unassigned catalogue.Money
}

// ReuseMeasures are the four measures.
type ReuseMeasures struct {
	Solutions int
	Offers    int
	People    int
	Money     catalogue.Money
}

func (m *ReuseMeasures) add(n ReuseMeasures) {
	m.Solutions += n.Solutions
	m.Offers += n.Offers
	m.People += n.People
	m.Money += n.Money
}

// ReuseClass is what is of one origin, empty for what is of none that is known.
type ReuseClass struct {
	Origin catalogue.Origin
	ReuseMeasures
}

// reuseClasses is how many classes there are: the origins, and the unknown one.
var reuseClasses = len(catalogue.Origins.Codes) + 1

// FindReuse divides the estate by origin.
func FindReuse(v *view.View, q ReuseQuery) (ReuseGroupConnection, error) {
	if err := cmp.Or(checkDimensions(q.GroupBy), checkYear(q.Year)); err != nil {
		return ReuseGroupConnection{}, err
	}
	services, err := v.Matching(catalogue.KindService, q.Services)
	if err != nil {
		return ReuseGroupConnection{}, err
	}
	solutions, err := v.Matching(catalogue.KindSolution, q.Solutions)
	if err != nil {
		return ReuseGroupConnection{}, err
	}
	r := &reuse{View: v, query: q, services: services, groups: map[reuseKey]*ReuseGroup{}}
	r.serving = newServing(v, services)
	r.choose(solutions)
	r.countSolutions()
	r.countOffers()
	unassigned := r.countMoney()
	if err := v.Stopped(); err != nil {
		return ReuseGroupConnection{}, err
	}
	out := ReuseGroupConnection{Unassigned: unassigned}
	out.Listed, err = pageOf(v, q.Paging, r.ordered(),
		func(g *ReuseGroup) view.Place { return view.Place{Number: g.key.order()} },
		func(g *ReuseGroup) ReuseGroup { return *g },
		"reuseShare", q.GroupBy, q.Services, q.Solutions, yearOf(q.Year))
	return out, err
}

// checkYear says whether a budget can have a year; see catalogue.BudgetLine.
func checkYear(year *int) error {
	const first, last = 1946, 2200
	if year == nil || first <= *year && *year <= last {
		return nil
	}
	return &catalogue.Error{
		Kind: catalogue.Invalid, Field: "year", Value: strconv.Itoa(*year),
		Message: fmt.Sprintf("a budget year is %d to %d", first, last),
	}
}

func yearOf(year *int) int {
	if year == nil {
		return 0
	}
	return *year
}

// reuse is the division in the making.
type reuse struct {
	*view.View
	query     ReuseQuery
	services  snapshot.Set
	solutions snapshot.Set // those that are counted
	serving   serving
	facts     []solutionFacts // by solution
	groups    map[reuseKey]*ReuseGroup
}

// solutionFacts is to what a solution belongs.
type solutionFacts struct {
	class      uint8
	ministries []catalogue.ID // 0 for none
	quarter    quarter        // in which it became productive
}

// choose leaves the solutions that are counted, and says to what they belong.
func (r *reuse) choose(meant snapshot.Set) {
	r.facts = make([]solutionFacts, r.Snapshot().MaxRecord()+1)
	r.facts[0] = solutionFacts{class: uint8(reuseClasses - 1), ministries: []catalogue.ID{0}}
	chosen := snapshot.NewSet()
	for id := range meant.All() {
		x, ok := r.Snapshot().Record(id).(*catalogue.Solution)
		if !ok || x.PhaseOn(r.Day()) == catalogue.PhaseRetired || len(r.query.Services) > 0 && len(r.serving.services.of(id)) == 0 {
			continue
		}
		chosen.Add(id)
		r.facts[id] = solutionFacts{rankOf(x.Origin()), r.ministries(id), productiveSince(x, r.Day())}
	}
	r.solutions = chosen.Set()
}

// group is the group of a key.
func (r *reuse) group(k reuseKey) *ReuseGroup {
	g := r.groups[k]
	if g == nil {
		g = &ReuseGroup{in: r.View, key: k, classes: make([]ReuseMeasures, reuseClasses)}
		r.groups[k] = g
	}
	return g
}

func (r *reuse) ordered() []*ReuseGroup {
	out := make([]*ReuseGroup, 0, len(r.groups))
	for _, g := range r.groups {
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b *ReuseGroup) int { return cmp.Compare(a.key.order(), b.key.order()) })
	return out
}

// countSolutions counts each solution in each group that it belongs to.
func (r *reuse) countSolutions() {
	for id := range r.solutions.All() {
		for _, g := range r.groupsOf(id) {
			g.classes[r.facts[id].class].Solutions++
		}
	}
}

// groupsOf are the groups that a solution belongs to, each once: those of its
// ministries, of the fields of the services that it serves, and of the quarter in
// which it became productive.
func (r *reuse) groupsOf(solution catalogue.ID) []*ReuseGroup {
	var out []*ReuseGroup
	f := &r.facts[solution]
	for _, field := range r.fields(solution) {
		for _, ministry := range f.ministries {
			if g := r.group(r.key(ministry, field, f.quarter)); !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
	}
	return out
}
