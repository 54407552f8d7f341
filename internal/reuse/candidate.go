package reuse

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Candidate is a solution that came up for a need.
type Candidate struct {
	of Check
	match
}

// Solution is the solution.
func (c Candidate) Solution() view.Solution {
	s, _ := view.Handle[view.Solution](c.of.in, c.solution)
	return s
}

// Rung is the rung on which it stands, false for none.
func (c Candidate) Rung() (view.Rung, bool) { return c.of.policy.rung(c.place) }

// Strength is how much of the need it matches, in thousandths (Search).
func (c Candidate) Strength() int { return c.strength }

// Reasons are why it came up, the strongest first.
func (c Candidate) Reasons() []Reason {
	out := make([]Reason, len(c.reasons))
	for i, r := range c.reasons {
		out[i] = Reason{c.of.in, r}
	}
	return out
}

// Gates are what the catalogue says of it at each gate in force.
func (c Candidate) Gates() []GateFinding {
	return Gates(c.of.in, c.of.policy.Policy, c.solution, c.of.need)
}

// ConfirmedUsers are who is confirmed to work with it.
func (c Candidate) ConfirmedUsers() ConfirmedUsers {
	return c.of.desk().confirmedUsers(c.of.in, c.solution, c.of.need)
}

// MissingStandards are those that it must implement and is not said to.
func (c Candidate) MissingStandards() []view.Standard {
	return handles[view.Standard](c.of.in, missingStandards(c.of.in, c.solution, c.of.need))
}

// ConnectionEffort is how many of the affected are connected already.
func (c Candidate) ConnectionEffort() ConnectionEffort {
	return c.of.desk().effort(c.of.in, c.solution)
}

// Reason is why a candidate came up.
type Reason struct {
	in *view.View
	reason
}

// Match is in what it matches.
func (r Reason) Match() catalogue.MatchReason { return r.match }

// Record is what it matches, nil for words.
func (r Reason) Record() view.Record { return r.in.At(r.record) }

// Sentence says it in German.
func (r Reason) Sentence() string {
	if r.record == 0 {
		return "Ihre Beschreibung enthält Wörter des Bedarfs."
	}
	name := nameOf(r.in, r.record)
	switch r.match {
	case catalogue.MatchService:
		return fmt.Sprintf("Sie unterstützt die Leistung „%s“.", name)
	case catalogue.MatchCapability:
		return fmt.Sprintf("Sie stellt die Fähigkeit „%s“ bereit.", name)
	case catalogue.MatchOffer:
		return fmt.Sprintf("Die Leistung „%s“ wird über sie angeboten oder soll es werden.", name)
	case catalogue.MatchStandard:
		return fmt.Sprintf("Sie setzt den Standard „%s“ um.", name)
	case catalogue.MatchDataset:
		return fmt.Sprintf("Sie arbeitet mit dem Datensatz „%s“.", name)
	case catalogue.MatchInterface:
		return fmt.Sprintf("Sie bietet die Schnittstelle „%s“.", name)
	case catalogue.MatchText:
	}
	return ""
}
