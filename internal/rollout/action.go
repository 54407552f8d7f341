package rollout

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// LeverKind is what sort of action a lever is.
type LeverKind string

// The kinds.
const (
	LeverAdapter  LeverKind = "ADAPTER"  // Anbindung
	LeverContract LeverKind = "CONTRACT" // Vertrag
	LeverStandard LeverKind = "STANDARD" // Umsetzung eines Standards
	LeverSolution LeverKind = "SOLUTION" // Bau oder Beschaffung
)

// action is one thing that can be done:
//
//	ADAPTER   at who, what (a candidate) and with (an application) are connected
//	CONTRACT  who joins what (a solution), for all whose provider it is
//	STANDARD  what (a solution) implements with (a standard)
//	SOLUTION  one is built or procured for what (a service), with its operator, its
//	          interfaces and its contracts
type action struct {
	kind            LeverKind
	who, what, with catalogue.ID
}

func (a action) compare(b action) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.who, b.who), cmp.Compare(a.what, b.what), cmp.Compare(a.with, b.with))
}

// needs are what a chain needs to be mended: for each need the actions any one of
// which meets it. It is false where one cannot be met by any.
func (s *estate) needs(c *chain) (needs [][]action, ok bool) {
	actor := c.provider
	if actor == 0 {
		actor = c.authority
	}
	var joining []action // the solutions that are joined, whatever for
	switch {
	case c.candidate == 0:
		joining = append(joining, action{kind: LeverSolution, what: c.service})
	case c.links[atContract] == LinkMissing:
		joining = append(joining, action{LeverContract, actor, c.candidate, 0})
	}
	prospect := action{LeverContract, actor, c.prospect, 0}
	if c.links[atApplication] == LinkMissing && !slices.Contains(joining, prospect) { // the candidate may be the application
		joining = append(joining, prospect)
	}
	for _, a := range joining {
		needs = append(needs, []action{a})
	}
	if exchange := s.connecting(c, actor); len(exchange) > 0 {
		needs = append(needs, exchange)
	}
	if c.links[atProvider] == LinkMissing {
		operated := slices.DeleteFunc(slices.Clone(joining), func(a action) bool {
			return a.kind == LeverContract && (s.base[a.what] || len(s.operators.of(a.what)) == 0)
		})
		needs = append(needs, operated)
	}
	return needs, !slices.ContainsFunc(needs, func(n []action) bool { return len(n) == 0 })
}

// connecting are the actions that let the application, the one that is there or is to
// be, exchange with the candidate; none where it does, or where one of them is not there.
func (s *estate) connecting(c *chain, actor catalogue.ID) []action {
	application := cmp.Or(c.application, c.prospect)
	if application == 0 || c.candidate == 0 {
		return nil
	}
	if _, exchanging := s.exchange(application, c.candidate); exchanging {
		return nil
	}
	out := []action{{LeverAdapter, actor, c.candidate, application}}
	for _, i := range s.wouldExchange(application, c.candidate) {
		out = append(out, action{kind: LeverStandard, what: i.solution, with: i.standard})
	}
	return out
}
