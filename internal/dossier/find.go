package dossier

import (
	"slices"

	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/casework"
	"fundus/internal/catalogue"
	"fundus/internal/collision"
	"fundus/internal/rollout"
	"fundus/internal/view"
)

// Find asks the other rooms what they find out about a case, at the moment of its view.
func Find(f *casefile.File) (Sections, error) {
	x := finder{f: f, v: f.View}
	x.s.State = casework.StateOf(f)
	for _, find := range []func() error{x.standings, x.gates, x.rules, x.drift, x.precedents, x.prices, x.coverages, x.collisions} {
		if err := find(); err != nil {
			return Sections{}, err
		}
	}
	return x.s, x.v.Stopped()
}

// finder gathers sections.
type finder struct {
	f *casefile.File
	v *view.View
	s Sections
}

// leading is the option that is chosen, else the one that leads; false for none.
func (x *finder) leading() (*casefile.Option, bool) {
	for _, d := range x.f.Decisions {
		for _, id := range d.Chosen {
			if o, ok := x.f.Option(id); ok {
				return o, true
			}
		}
	}
	for _, s := range x.s.Standings {
		if !s.Excluded {
			return x.f.Option(s.Option)
		}
	}
	return nil, false
}

// rules are those in force. What people found counts where the program sees nothing.
func (x *finder) rules() error {
	x.s.Findings = []RuleFinding{}
	for _, r := range casework.RuleFindings(x.f) {
		found := RuleFinding{Rule: r.Rule.ID, Verdict: r.Verdict, Reason: r.Reason}
		for _, on := range r.Records() {
			if check, ok := on.(view.RuleCheck); ok {
				found.Checks = append(found.Checks, check.ID)
			}
		}
		if d, ok := r.Deviation(); ok {
			found.Deviation = d.ID
		}
		x.s.Findings = append(x.s.Findings, found)
	}
	return nil
}

func (x *finder) drift() error {
	d, ok, err := assess.DriftOf(x.v, x.f.ID)
	if err != nil || !ok {
		return err
	}
	x.s.Drift = &Drift{Flips: d.RankingFlips()}
	for _, fact := range d.Drifted() {
		x.s.Drift.Facts = append(x.s.Drift.Facts, DriftedFact{fact.Trigger(), fact.Sentence()})
	}
	return nil
}

func (x *finder) precedents() error {
	found, err := assess.Precedents(x.v, x.f.ID, nil)
	if err != nil {
		return err
	}
	x.s.Precedents = []Precedent{}
	for _, p := range found {
		outcome, _ := p.Outcome()
		alike := Precedent{Case: p.Case().ID, Outcome: outcome, Drifted: p.Drifted()}
		for _, r := range p.Reasons() {
			alike.Alike = append(alike.Alike, r.Sentence())
		}
		x.s.Precedents = append(x.s.Precedents, alike)
	}
	return nil
}

// coverages are those of the services of the need. That the option were live with all of
// whom a service is asked covers them all, by what covered means. A service that its
// solution is not said to support stays as it is; what is built or bought is for the need.
func (x *finder) coverages() error {
	services := x.f.Need.Services[:min(mostNamed, len(x.f.Need.Services))]
	leading, ok := x.leading()
	if !ok || len(services) == 0 {
		return nil
	}
	supported := x.v.Others(leading.Solution, catalogue.Supports.Role(catalogue.EndFrom))
	if leading.Solution == 0 && leading.OptionKind != catalogue.OptionNoSystem {
		supported = services
	}
	for _, id := range services {
		c, err := rollout.Cover(x.v, rollout.CoverageQuery{Services: among(catalogue.KindService, id)})
		if err != nil {
			return err
		}
		pairs := c.Pairs()
		row := Coverage{Service: id, Asked: pairs.Denominator, Before: pairs.Numerator, After: pairs.Numerator}
		if slices.Contains(supported, id) {
			row.After = row.Asked
		}
		x.s.Coverages = append(x.s.Coverages, row)
	}
	return nil
}

// among is the filter for records of a kind.
func among(kind catalogue.Kind, ids ...catalogue.ID) view.Filter {
	var in []any
	for _, id := range ids {
		in = append(in, catalogue.GlobalID(kind, id))
	}
	return view.Filter{"id": map[string]any{"in": in}}
}

// collisions are those of the solutions that are options. Without any there are none to
// look for.
func (x *finder) collisions() error {
	var solutions []catalogue.ID
	for i := range x.f.Options {
		if s := x.f.Options[i].Solution; s != 0 {
			solutions = append(solutions, s)
		}
	}
	if len(solutions) == 0 {
		return nil
	}
	most := mostNamed
	found, err := collision.Find(x.v, &collision.Filter{Solutions: among(catalogue.KindSolution, solutions...)}, view.Paging{First: &most})
	if err != nil {
		return err
	}
	x.s.Collisions = []Collision{}
	for _, c := range found.Nodes() {
		x.s.Collisions = append(x.s.Collisions, collided(c))
	}
	x.s.Further = found.TotalCount() - len(x.s.Collisions)
	return nil
}

func collided(c collision.Collision) Collision {
	out := Collision{One: c.Build().ID, Other: c.Other().ID, Score: c.Score(), Status: c.StatusReason()}
	for _, r := range c.Reasons() {
		out.Reasons = append(out.Reasons, r.Text())
	}
	for _, a := range append(c.BuildOwners(), c.OtherOwners()...) {
		out.Owners = append(out.Owners, a.ID)
	}
	return out
}
