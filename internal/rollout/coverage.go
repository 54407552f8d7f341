package rollout

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// CoverageQuery is what a coverage can be asked.
type CoverageQuery struct {
	Services    view.Filter
	Authorities view.Filter
	Basis       Basis // BasisLevel where none is named
	GroupBy     []Dimension
	view.Paging // of the groups
}

// Basis says on what it rests that a service is asked of an authority.
type Basis string

// The bases. The first two are a choice in themselves: statements alone, or, for
// services of which no statement says who is competent, the level that executes them.
const (
	BasisCompetence Basis = "COMPETENCE"
	BasisLevel      Basis = "EXECUTING_LEVEL"
	BasisGiven      Basis = "GIVEN"
)

var bases = [...]Basis{BasisCompetence, BasisLevel, BasisGiven}

// basis is the place of the basis, that of BasisLevel where none is named.
func (q CoverageQuery) basis() int {
	if i := slices.Index(bases[:], q.Basis); i >= 0 {
		return i
	}
	return ofLevel
}

const (
	ofCompetence = iota
	ofLevel
	ofGiven
)

// Coverage is how far services are offered online by the authorities that are asked
// for them; see the package comment for what counts.
type Coverage struct {
	Figures
	Services     int // that were asked
	Authorities  int // likewise
	WithoutPairs int // services that nobody among them is asked for
	GroupCount   int
	Groups       []CoverageGroup
	PageInfo     view.PageInfo
	day          catalogue.Day
}

// Day is the day on which all of it holds.
func (c Coverage) Day() catalogue.Day { return c.day }

// CoverageGroup is the coverage of the pairs that have something in common.
type CoverageGroup struct {
	Keys []CoverageKey
	Figures
	order string
}

// MostGroups is how many groups there can be.
const MostGroups = 20_000

// Cover answers a question of coverage.
func Cover(v *view.View, q CoverageQuery) (Coverage, error) {
	a, err := newAnswer(v, q)
	if err != nil {
		return Coverage{}, err
	}
	groups, err := a.count()
	if err != nil {
		return Coverage{}, err
	}
	page, err := view.Cut(v, q.Paging, groups, func(g CoverageGroup) view.Place { return view.Place{Key: g.order} },
		"coverage", q.Services, q.Authorities, q.Basis, q.GroupBy)
	return Coverage{
		Figures: a.whole, day: v.Day(), Services: len(a.services), Authorities: len(a.scene.meant),
		WithoutPairs: a.withoutPairs, GroupCount: len(groups), Groups: page.Nodes(), PageInfo: page.Info,
	}, err
}

// answer is a coverage in the making, and later what is behind it.
type answer struct {
	*scene
	services     []catalogue.ID   // that are asked, by number
	parts        [][]catalogue.ID // the same by what groups them
	partKeys     []key
	whole        Figures
	withoutPairs int
	evidence     *evidence
	groups       []CoverageGroup
}

func newAnswer(v *view.View, q CoverageQuery) (*answer, error) {
	if err := checkDimensions(q.GroupBy); err != nil {
		return nil, err
	}
	s, err := newScene(v, newRoll(v.Snapshot()), q)
	if err != nil {
		return nil, err
	}
	a := &answer{scene: s, services: slices.Collect(s.days[0].services.All())}
	a.evidence = &evidence{open: func() (*answer, error) { return a, nil }, looks: newLooksBehind()}
	a.divide()
	return a, nil
}

// divide puts services that are told apart into different parts; one part where the
// question does not tell services apart.
func (a *answer) divide() {
	place := map[string]int{}
	for _, id := range a.services {
		k := a.keyOf(id, serviceDimensions)
		at, met := place[k.order]
		if !met {
			at = len(a.parts)
			place[k.order] = at
			a.parts, a.partKeys = append(a.parts, nil), append(a.partKeys, k)
		}
		a.parts[at] = append(a.parts[at], id)
	}
}

// count counts all pairs, whole and by group.
func (a *answer) count() ([]CoverageGroup, error) {
	plan := panes{lasting: []lens{wholeLens}}
	byOrigin := slices.Contains(a.query.GroupBy, ByOrigin)
	switch {
	case byOrigin:
		plan.passing = originLenses()
	case len(a.parts) > 1:
		plan.passing = []lens{wholeLens}
	}
	all := census{[]*scene{a.scene}, plan, newLooks()}
	if err := all.fits(); err != nil {
		return nil, err
	}
	first, err := all.take(a.parts, func(part int, passing []*pane) error {
		for _, p := range passing {
			a.gather(part, p)
		}
		return a.fits()
	})
	if err != nil {
		return nil, err
	}
	sheet := first.desks[0].sheets[0]
	whole := sheet.panes[0]
	a.withoutPairs = sheet.withoutPairs
	a.whole = whole.total(a.evidence.keeping(whole).of(everything, wholeLens, everything))
	if len(plan.passing) == 0 && len(a.query.GroupBy) > 0 && len(a.parts) > 0 {
		a.gather(0, whole)
	}
	slices.SortFunc(a.groups, func(x, y CoverageGroup) int { return strings.Compare(x.order, y.order) })
	return a.groups, a.fits()
}

// gather makes the groups of a part of the services, seen through a lens.
func (a *answer) gather(part int, p *pane) {
	if len(a.query.GroupBy) == 0 || p.lens != wholeLens && !p.lit {
		return
	}
	behind := part
	if len(a.parts) == 1 { // what is behind all of it is kept
		behind = everything
	}
	for group, figures := range p.byGroup() {
		if figures.pairCount() == 0 {
			continue
		}
		figures.behind = a.evidence.of(behind, p.lens, group)
		k := merge(a.query.GroupBy, a.partKeys[part], a.bodyKeys[group], p.lens.key())
		a.groups = append(a.groups, CoverageGroup{Keys: a.told(k), Figures: figures, order: k.order})
	}
}

// fits says that there are no more groups than an answer may have.
func (a *answer) fits() error {
	if len(a.groups) <= MostGroups {
		return nil
	}
	return &catalogue.Error{
		Kind: catalogue.Invalid, Field: "groupBy",
		Message: fmt.Sprintf("there are more than %d groups; group by less, or ask for fewer services or authorities", MostGroups),
	}
}
