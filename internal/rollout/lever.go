package rollout

import (
	"cmp"
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// LeversQuery is what levers can be asked.
type LeversQuery struct {
	Scope
	First *int
	Goal  Goal // GoalAuthorities where none is given
}

// How many levers are told, and at most.
const (
	DefaultLevers = 10
	MostLevers    = 50
)

// Levers are the actions that unlock most, each given those before it. A pair is
// unlocked when all its missing links are mended.
type Levers struct {
	Goal    Goal
	Pairs   int // that are not served
	Ready   int // of them, those that miss no link
	Unknown int // of them, those of whose authority nothing is known
	Beyond  int // of them, those that no action helps
	Actions []Lever
}

// FindLevers chooses greedily.
func FindLevers(v *view.View, q LeversQuery) (Levers, error) {
	n := DefaultLevers
	if q.First != nil {
		n = *q.First
	}
	if n < 1 || n > MostLevers {
		return Levers{}, &catalogue.Error{
			Kind: catalogue.Invalid, Field: "first", Value: fmt.Sprint(n),
			Message: fmt.Sprintf("levers are asked for by 1 to %d", MostLevers),
		}
	}
	q.Goal = cmp.Or(q.Goal, GoalAuthorities)
	s, err := surveyOf(v, q.Scope)
	if err != nil {
		return Levers{}, err
	}
	out := Levers{Goal: q.Goal, Pairs: len(s.chains), Actions: []Lever{}}
	for i := range s.chains {
		switch s.chains[i].missing {
		case MissingRollout:
			out.Ready++
		case MissingUnknown:
			out.Unknown++
		}
	}
	m, beyond := newMending(s)
	out.Beyond = beyond
	out.Actions = m.levers(q.Goal, n)
	return out, v.Stopped()
}

func (m *mending) levers(goal Goal, n int) []Lever {
	g, sum, out := m.greedy(goal), Gain{}, []Lever{}
	for len(out) < n {
		s, ok := g.next()
		if !ok {
			break
		}
		sum = Gain{sum.Pairs + s.gain.Pairs, sum.Authorities + s.gain.Authorities, sum.People + s.gain.People}
		out = append(out, Lever{in: m, step: s, Cumulated: sum})
	}
	return out
}

// Lever is an action with what it unlocks after those before it.
type Lever struct {
	in *mending
	step
	Cumulated Gain // with that of those before it
}

// Kind is what sort of action it is.
func (l Lever) Kind() LeverKind { return l.action.kind }

// Gain is what it wins.
func (l Lever) Gain() Gain { return l.gain }

// Mends is how many missing links it mends, those of pairs that stay locked too.
func (l Lever) Mends() int { return l.mends }

// Actor is the provider, or the authority that has none, that connects or joins.
func (l Lever) Actor() (view.Authority, bool) {
	return view.Handle[view.Authority](l.in.view, l.action.who)
}

// Solution is what is connected with, joined, or given a standard.
func (l Lever) Solution() (view.Solution, bool) {
	return view.Handle[view.Solution](l.in.view, l.action.what)
}

// Application is the line-of-business application that is connected.
func (l Lever) Application() (view.Solution, bool) {
	return view.Handle[view.Solution](l.in.view, l.action.with)
}

// Standard is the standard that is implemented.
func (l Lever) Standard() (view.Standard, bool) {
	return view.Handle[view.Standard](l.in.view, l.action.with)
}

// Service is the service for which a solution is built or procured.
func (l Lever) Service() (view.Service, bool) {
	return view.Handle[view.Service](l.in.view, l.action.what)
}

// Authorities are the ids of the authorities of the pairs that it unlocks, each once.
func (l Lever) Authorities() []string {
	return globalIDs(catalogue.KindAuthority, l.in.authoritiesOf(l.unlocked))
}

// Unlocks are the pairs that it unlocks, by service and then by authority.
func (l Lever) Unlocks(first *int, after *string) (view.Listed[Blocker], error) {
	return pageOf(l.in.view, view.Paging{First: first, After: after}, l.unlocked,
		func(c int32) view.Place { return view.Place{Number: int64(l.in.chains[c].key())} },
		func(c int32) Blocker { return Blocker{l.in.estate, l.in.chains[c]} },
		"unlocks", fmt.Sprint(l.action))
}
