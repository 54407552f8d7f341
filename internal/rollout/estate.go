package rollout

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// estate is what stands between authorities and services: who uses, operates and
// connects which solution. It is read once for an answer, never changes then, and
// any number of goroutines may read it.
type estate struct {
	view *view.View

	uses, usedBy   joined // authority – solution
	operators      joined // solution – authority
	operated       joined // authority – solution
	supporters     joined // service – solution
	exposes, calls joined // solution – interface
	implements     joined // solution – standard
	requires       joined // solution, or service – standard
	provider       map[catalogue.ID]catalogue.ID
	rank           []uint8 // by solution: the place of its origin in the order of reuse
	use            []usability
	application    []bool // by solution: it is a line-of-business application
	base           []bool // by solution: it is a base service
}

// usability is whether a solution can be used on the day.
type usability uint8

const (
	unusable usability = iota
	untold             // nothing is known of its phase
	usable             // it is piloted or productive
)

// kindLineOfBusiness is the kind of a Fachverfahren.
const kindLineOfBusiness catalogue.SolutionKind = "LINE_OF_BUSINESS"

func newEstate(v *view.View) *estate {
	last := v.Snapshot().MaxRecord()
	s := &estate{
		view:       v,
		uses:       joins(v, catalogue.Uses, catalogue.EndFrom),
		usedBy:     joins(v, catalogue.Uses, catalogue.EndTo),
		operators:  joins(v, catalogue.Operates, catalogue.EndTo),
		operated:   joins(v, catalogue.Operates, catalogue.EndFrom),
		supporters: joins(v, catalogue.Supports, catalogue.EndTo),
		exposes:    joins(v, catalogue.Exposes, catalogue.EndFrom),
		calls:      joins(v, catalogue.Consumes, catalogue.EndFrom),
		implements: joins(v, catalogue.Implements, catalogue.EndFrom),
		requires:   joins(v, catalogue.Requires, catalogue.EndFrom),
		provider:   map[catalogue.ID]catalogue.ID{},
		rank:       make([]uint8, last+1), use: make([]usability, last+1), application: make([]bool, last+1), base: make([]bool, last+1),
	}
	for id := range v.All(catalogue.KindSolution).All() {
		if x, ok := v.Snapshot().Record(id).(*catalogue.Solution); ok {
			s.rank[id] = rankOf(x.Origin())
			s.use[id] = usabilityOn(x, v.Day())
			s.application[id] = x.SolutionKind == kindLineOfBusiness
			s.base[id] = x.SolutionKind == catalogue.SolutionBaseService
		}
	}
	for id := range v.All(catalogue.KindAuthority).All() {
		s.provider[id] = s.mainProvider(id)
	}
	return s
}

// rankOf is the place of an origin in the order of reuse, the best first and what is
// not known last.
func rankOf(o catalogue.Origin) uint8 {
	if place := catalogue.Origins.Position(string(o)); place >= 0 {
		return uint8(place)
	}
	return uint8(len(catalogue.Origins.Codes))
}

func usabilityOn(s *catalogue.Solution, day catalogue.Day) usability {
	switch phase := s.PhaseOn(day); {
	case phase == catalogue.PhasePilot || phase == catalogue.PhaseProductive:
		return usable
	case len(s.Lifecycle) == 0:
		return untold
	}
	return unusable
}

// mainProvider is the authority that operates most of what another uses, the one of
// the lowest number where several do; itself where it operates what it does not use;
// 0 where there is none. Who operates a base service for everybody is nobody's
// provider for that.
func (s *estate) mainProvider(authority catalogue.ID) catalogue.ID {
	operators := s.serving(authority)
	if len(operators) == 0 && len(s.operated.of(authority)) > 0 {
		return authority
	}
	return mostFrequent(operators)
}

// serving are the operators of what an authority uses, base services aside, each as
// often as it operates some of it.
func (s *estate) serving(authority catalogue.ID) (operators []catalogue.ID) {
	for _, solution := range s.uses.of(authority) {
		if !s.base[solution] {
			operators = append(operators, s.operators.of(solution)...)
		}
	}
	return operators
}

// mostFrequent is the most frequent of some records, the lowest where several are; 0
// of none. It takes the slice.
func mostFrequent(ids []catalogue.ID) (most catalogue.ID) {
	slices.Sort(ids)
	times := 0
	for len(ids) > 0 {
		n := 1
		for n < len(ids) && ids[n] == ids[0] {
			n++
		}
		if n > times {
			most, times = ids[0], n
		}
		ids = ids[n:]
	}
	return most
}

// providerOf is the authority that runs an application for another: of its operators
// the one that operates most of what the other uses.
func (s *estate) providerOf(authority, application catalogue.ID) catalogue.ID {
	operators := s.operators.of(application)
	if len(operators) <= 1 {
		return mostFrequent(slices.Clone(operators))
	}
	serving := slices.DeleteFunc(s.serving(authority), func(id catalogue.ID) bool { return !slices.Contains(operators, id) })
	return mostFrequent(append(serving, operators...))
}

// known says whether the catalogue says anything about what an authority works with.
func (s *estate) known(authority catalogue.ID) bool {
	return len(s.uses.of(authority)) > 0 || len(s.operated.of(authority)) > 0
}

// better orders solutions by origin in the order of reuse, then by how many
// authorities live with them, the more the better, then by number.
func (s *estate) better(a, b catalogue.ID, live func(catalogue.ID) int) int {
	return cmp.Or(cmp.Compare(s.rank[a], s.rank[b]), cmp.Compare(live(b), live(a)), cmp.Compare(a, b))
}

// users is how many authorities use a solution.
func (s *estate) users(solution catalogue.ID) int { return len(s.usedBy.of(solution)) }
