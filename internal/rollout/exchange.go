package rollout

import (
	"slices"

	"fundus/internal/catalogue"
)

// exchange is the interface or the standard over which an application and a
// candidate understand each other; false where there is none:
//
//   - an interface that the one exposes and the other consumes, or that both consume,
//     as two ends of one line do;
//   - a standard that both implement. Where the candidate requires standards it is
//     one of these: others do not help.
//
// What is one solution needs nothing between; then it is the solution itself.
func (s *estate) exchange(application, candidate catalogue.ID) (catalogue.ID, bool) {
	if application == candidate {
		return application, true
	}
	for _, pair := range [...][2][]catalogue.ID{
		{s.exposes.of(application), s.calls.of(candidate)},
		{s.calls.of(application), s.exposes.of(candidate)},
		{s.calls.of(application), s.calls.of(candidate)},
		{s.spoken(candidate), s.implements.of(application)},
	} {
		if id, ok := common(pair[0], pair[1]); ok {
			return id, true
		}
	}
	return 0, false
}

// spoken are the standards in which a candidate exchanges: those that it implements,
// and requires if it requires any.
func (s *estate) spoken(candidate catalogue.ID) []catalogue.ID {
	required, implemented := s.requires.of(candidate), s.implements.of(candidate)
	if len(required) == 0 {
		return implemented
	}
	var out []catalogue.ID
	for _, id := range required {
		if _, ok := slices.BinarySearch(implemented, id); ok {
			out = append(out, id)
		}
	}
	return out
}

// implementing is one solution that would implement one standard.
type implementing struct{ solution, standard catalogue.ID }

// wouldExchange are the single steps, besides an adapter, after each of which the
// two would exchange: the application implements a standard of the candidate's, or
// the candidate one of the application's, as far as it requires them.
func (s *estate) wouldExchange(application, candidate catalogue.ID) []implementing {
	var out []implementing
	for _, id := range s.spoken(candidate) {
		out = append(out, implementing{application, id})
	}
	required := s.requires.of(candidate)
	for _, id := range s.implements.of(application) {
		if _, ok := slices.BinarySearch(required, id); ok || len(required) == 0 {
			out = append(out, implementing{candidate, id})
		}
	}
	return out
}
