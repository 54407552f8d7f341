package reuse

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// What is asked of one solution, without a need.

// RungOf is the rung of the ladder in force on which a solution stands, false for none.
func RungOf(v *view.View, solution catalogue.ID) (view.Rung, bool) {
	p := policyOf(v)
	return p.rung(p.Ladder.Place(v, solution))
}

// Alternative is another solution that serves what one serves.
type Alternative struct {
	Candidate
	Better bool // it stands on a better rung
}

// AlternativesOf are the first of the other solutions that serve a service which one
// serves, or provide a capability that it provides: what a search would find for all that
// it does. By rung, then by how much of that they do too, then by name.
func AlternativesOf(v *view.View, solution catalogue.ID, first *int) ([]Alternative, error) {
	n, err := number(first)
	if err != nil {
		return nil, err
	}
	own, list := alternatives(v, solution)
	out := make([]Alternative, min(n, len(list.matches)))
	for i := range out {
		out[i] = Alternative{Candidate{list, list.matches[i]}, list.matches[i].place < own}
	}
	return out, v.Stopped()
}

// alternatives is the check for what a solution does, without itself, and its own place.
func alternatives(v *view.View, solution catalogue.ID) (place int, others Check) {
	others = check(v, Need{
		Services:     served(v, solution),
		Capabilities: v.Others(solution, catalogue.Provides.Role(catalogue.EndFrom)),
	})
	others.matches = slices.DeleteFunc(others.matches, func(m match) bool { return m.solution == solution })
	return others.policy.Ladder.Place(v, solution), others
}

// served are the services that a solution supports, or that are offered through it or
// will be, by number.
func served(v *view.View, solution catalogue.ID) []catalogue.ID {
	out := v.Others(solution, catalogue.Supports.Role(catalogue.EndFrom))
	last := catalogue.ID(0)
	for e := range v.Rows(solution, catalogue.Offers.Role(catalogue.EndVia)) {
		if service := e.At(catalogue.EndTo); service != last && e.Status() != catalogue.OfferRetired {
			out, last = append(out, service), service
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Flag (Hinweis auf Nachnutzung) marks an in-house build for which something better is
// there.
type Flag struct {
	place  int // on which to build stands
	others Check
	served []catalogue.ID
}

// FlagOf is the flag of a solution: that it is an in-house build, and that another
// solution, which is none, stands on a better rung than a build and serves a service that
// it serves. A build that serves no service is measured by its capabilities. False for
// any other solution.
//
// What is compared with is the rung on which to build stands, and not that of the
// solution: once it is operated a build may stand as high as a federal standard, and
// that it is operated is no reason to have built it.
func FlagOf(v *view.View, solution catalogue.ID) (Flag, bool) {
	s, ok := v.Snapshot().Record(solution).(*catalogue.Solution)
	if !ok || !v.Sees(solution) || !s.InHouse() || retired(v, solution) || policyOf(v).Ladder.ID == 0 {
		return Flag{}, false
	}
	_, others := alternatives(v, solution)
	f := Flag{others.policy.Ladder.PlaceOf(v, catalogue.OptionBuild, 0), others, others.need.Services}
	others.matches = slices.DeleteFunc(others.matches, func(m match) bool { return !f.betters(m) })
	f.others = others
	return f, len(others.matches) > 0
}

// betters says whether a match is a better one.
func (f Flag) betters(m match) bool {
	s, ok := f.others.in.Snapshot().Record(m.solution).(*catalogue.Solution)
	return ok && !s.InHouse() && m.place < f.place && (m.serves || len(f.served) == 0)
}

// BetterCount is how many better ones there are.
func (f Flag) BetterCount() int { return len(f.others.matches) }

// Better are the first of them: the best rung first.
func (f Flag) Better(first *int) ([]Candidate, error) {
	return f.others.candidates(f.others.matches, first)
}

// Rule is the rule in force that asks for the better one.
func (f Flag) Rule() (view.Rule, bool) { return f.others.Rule() }

// Legitimate says whether an own build is legitimate by who regulates the services that
// it serves (Typisierung): PASS where the state or its municipalities regulate all of
// them, FAIL where the federation regulates one, since what is regulated for all can be
// built for all; UNKNOWN where it serves none, or for one of them nobody is said to.
func (f Flag) Legitimate() catalogue.Verdict {
	return f.regulation().verdict
}

// Reason says why, in German.
func (f Flag) Reason() string { return f.regulation().reason }

// Services are those that decide it.
func (f Flag) Services() []view.Service {
	on := f.regulation().on
	return handles[view.Service](f.others.in, on[:min(len(on), view.MaxPage)])
}

func (f Flag) regulation() finding {
	v := f.others.in
	var federal, open []catalogue.ID
	for _, id := range f.served {
		s, _ := v.Snapshot().Record(id).(*catalogue.Service)
		switch regulated(s.RegulationType) {
		case byFederation:
			federal = append(federal, id)
		case byNobodyKnown:
			open = append(open, id)
		case byStateOrBelow:
		}
	}
	switch {
	case len(federal) > 0:
		return fail(federal, "Der Bund regelt %s: Was für alle geregelt ist, kann für alle gebaut werden.", enumerated(v, federal))
	case len(f.served) == 0:
		return unknown(nil, "Zu der Lösung ist keine Leistung erfasst, deren Typisierung es entscheiden könnte.")
	case len(open) > 0:
		return unknown(open, "Für %s ist nicht erfasst, wer die Leistung regelt.", enumerated(v, open))
	}
	return pass(f.served, "Land oder Kommunen regeln %s.", enumerated(v, f.served))
}

// regulator is who regulates a service.
type regulator uint8

const (
	byNobodyKnown regulator = iota
	byFederation
	byStateOrBelow
)

// regulated is who regulates a service of a type. The source is the code list
// urn:de:fim:leika:typisierung: types 1 to 3, and those that name both 2 and 3, are
// regulated by the federation, types 4 by the state and 5 by municipalities. The others
// are no services that somebody regulates, or have no published text.
func regulated(t catalogue.RegulationType) regulator {
	switch t {
	case "TYPE_1", "TYPE_2", "TYPE_2A", "TYPE_2B", "TYPE_3", "TYPE_3A", "TYPE_3B", "TYPE_2_3", "TYPE_2_3A", "TYPE_2_3B":
		return byFederation
	case "TYPE_4", "TYPE_4A", "TYPE_4B", "TYPE_5":
		return byStateOrBelow
	}
	return byNobodyKnown
}
