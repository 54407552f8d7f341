package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// behind is what a link that is there consists of: a record, and the statements by
// which it is there.
func (b Blocker) behind(link int) (catalogue.ID, []catalogue.EdgeID) {
	switch link {
	case atProvider:
		return b.provider, b.provided()
	case atApplication:
		return b.application, b.in.stated(
			wanted{catalogue.Uses, b.authority, b.application},
			wanted{catalogue.Supports, b.application, b.service})
	case atInterface:
		return b.exchanged()
	case atSolution:
		return b.candidate, b.carried(b.candidate)
	default:
		return b.candidate, b.contracted()
	}
}

// wanted is what a statement should say.
type wanted struct {
	relation catalogue.Relation
	from, to catalogue.ID
}

// stated are the first statements that say what is asked for, as far as they are seen.
func (s *estate) stated(all ...wanted) []catalogue.EdgeID {
	var out []catalogue.EdgeID
	for _, w := range all {
		if e, ok := first(s.view, w); ok {
			out = append(out, e)
		}
	}
	return out
}

// first is the first statement that says something.
func first(v *view.View, s wanted) (catalogue.EdgeID, bool) {
	snap := v.Snapshot()
	for e := range snap.Edges(s.from, s.relation.Role(catalogue.EndFrom)).All() {
		if snap.EdgeAt(e, catalogue.EndTo) == s.to && v.SeesStatement(e) {
			return e, true
		}
	}
	return 0, false
}

// provided says by the operation of what the provider is one: of the application
// where it runs that, else of the first solution that the authority uses and that is
// no base service.
func (b Blocker) provided() []catalogue.EdgeID {
	for _, solution := range append([]catalogue.ID{b.application}, b.in.uses.of(b.authority)...) {
		if solution != 0 && !b.in.base[solution] && slices.Contains(b.in.operators.of(solution), b.provider) {
			return b.in.stated(
				wanted{catalogue.Uses, b.authority, solution},
				wanted{catalogue.Operates, b.provider, solution})
		}
	}
	return b.in.stated(wanted{catalogue.Operates, b.provider, b.in.operated.of(b.provider)[0]})
}

// exchanged says how application and candidate exchange. They need nothing where they are one.
func (b Blocker) exchanged() (catalogue.ID, []catalogue.EdgeID) {
	id, _ := b.in.exchange(b.application, b.candidate)
	if b.application == b.candidate {
		return id, nil
	}
	var out []catalogue.EdgeID
	for _, solution := range []catalogue.ID{b.application, b.candidate} {
		for _, r := range []catalogue.Relation{catalogue.Exposes, catalogue.Consumes, catalogue.Implements} {
			out = append(out, b.in.stated(wanted{r, solution, id})...)
		}
	}
	return id, out
}

// carried says by what a solution is a candidate: that it supports the service, and
// the first live offer of it.
func (b Blocker) carried(solution catalogue.ID) []catalogue.EdgeID {
	out := b.in.stated(wanted{catalogue.Supports, solution, b.service})
	if e, ok := b.offer(solution, catalogue.EndTo, b.service, catalogue.OfferLive); ok {
		out = append(out, e)
	}
	return out
}

// contracted says by what the authority has the candidate.
func (b Blocker) contracted() []catalogue.EdgeID {
	out := b.in.stated(wanted{catalogue.Uses, b.authority, b.candidate})
	if e, ok := b.offer(b.candidate, catalogue.EndFrom, b.authority, catalogue.OfferPlanned, catalogue.OfferInRollout); ok {
		out = append(out, e)
	}
	return out
}

// offer is the first offer of the service via a solution, of the authority or of
// whoever, in one of some states.
func (b Blocker) offer(solution catalogue.ID, end catalogue.End, id catalogue.ID, states ...catalogue.OfferStatus) (catalogue.EdgeID, bool) {
	snap := b.in.view.Snapshot()
	for e := range snap.Edges(id, catalogue.Offers.Role(end)).All() {
		if snap.EdgeAt(e, catalogue.EndVia) == solution && snap.EdgeAt(e, catalogue.EndTo) == b.service &&
			slices.Contains(states, snap.EdgeStatus(e)) && b.in.view.SeesStatement(e) {
			return e, true
		}
	}
	return 0, false
}
