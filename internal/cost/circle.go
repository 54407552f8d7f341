package cost

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// PopulationBasis says by whom it is known how many inhabitants an adopter has.
type PopulationBasis string

// The bases, the better one first.
const (
	PopulationCompetent PopulationBasis = "COMPETENT" // the authorities that are competent for what the solution serves
	PopulationUsers     PopulationBasis = "USERS"     // its users of today
	PopulationUnknown   PopulationBasis = "UNKNOWN"
)

// circle is who uses a solution, and who may come to use it. Which authorities will
// join is not known, so each counts with the average of those of which the inhabitants
// are known.
type circle struct {
	users  int // of today
	basis  PopulationBasis
	people int // of those of which it is known, together
	known  int // how many those are
}

// of are so many users.
func (c circle) of(count int) Users {
	if c.known == 0 || count == 0 {
		return Users{Count: count}
	}
	return Users{count, max(1, count*c.people/c.known)}
}

func (c circle) average() int { return c.of(1).Population }

// circleOf are those of a solution. Its users are who USES it and who offers a service
// live through it.
func circleOf(v *view.View, solution catalogue.ID) circle {
	users := v.Others(solution, catalogue.Uses.Role(catalogue.EndTo))
	for r := range v.Rows(solution, catalogue.Offers.Role(catalogue.EndVia)) {
		if r.Status() == catalogue.OfferLive {
			users = append(users, r.At(catalogue.EndFrom))
		}
	}
	users = unique(users)
	c := circle{users: len(users), basis: PopulationUnknown}
	var competent []catalogue.ID
	for _, service := range services(v, solution) {
		competent = append(competent, v.Others(service, catalogue.CompetentFor.Role(catalogue.EndTo))...)
	}
	if c.count(v, unique(competent)) {
		c.basis = PopulationCompetent
	} else if c.count(v, users) {
		c.basis = PopulationUsers
	}
	return c
}

// count adds the people of some authorities up, false where nothing is known of them.
func (c *circle) count(v *view.View, authorities []catalogue.ID) bool {
	for _, id := range authorities {
		if a, ok := v.Snapshot().Record(id).(*catalogue.Authority); ok && a.Population > 0 {
			c.people, c.known = c.people+a.Population, c.known+1
		}
	}
	return c.known > 0
}

// services are those that a solution supports, or that are offered through it.
func services(v *view.View, solution catalogue.ID) []catalogue.ID {
	out := v.Others(solution, catalogue.Supports.Role(catalogue.EndFrom))
	for r := range v.Rows(solution, catalogue.Offers.Role(catalogue.EndVia)) {
		if r.Status() != catalogue.OfferRetired {
			out = append(out, r.At(catalogue.EndTo))
		}
	}
	return unique(out)
}

func unique(ids []catalogue.ID) []catalogue.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}
