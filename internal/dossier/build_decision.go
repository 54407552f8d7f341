package dossier

import (
	"fmt"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
)

func (b *builder) decisions() []decision {
	var out []decision
	for _, d := range b.f.Decisions {
		x := decision{
			Name: plain(d.Name.String()), Outcome: label(catalogue.DecisionOutcomes, d.Outcome), Reason: plain(d.Reason),
			From: germanDay(d.InEffectFrom), Expires: germanDay(d.Expires), Chosen: b.namesOf(d.Chosen),
			Conditions: plainAll(d.Conditions), Dissent: plainAll(d.Dissent), Conflicts: plainAll(d.ConflictsOfInterest),
			PlannedAdopters: d.PlannedAdopters, PlannedYearly: euros(d.PlannedYearly), PlannedOnce: euros(d.PlannedOnce), Evidence: b.cites(d.Evidence),
		}
		for _, v := range d.Votes {
			x.Votes = append(x.Votes, term{plain(v.Seat), label(catalogue.VoteKinds, v.Vote)})
		}
		for _, t := range d.RevisitTriggers {
			x.Triggers = append(x.Triggers, term{label(catalogue.TriggerKinds, t.TriggerKind), plain(t.Text)})
		}
		out = append(out, x)
	}
	return out
}

func (b *builder) deviations() []deviation {
	var out []deviation
	for _, d := range b.f.Deviations {
		out = append(out, deviation{
			Name: plain(d.Name.String()), Status: label(catalogue.DeviationStatuses, d.DeviationStatus), Reason: plain(d.Reason),
			Compensation: plain(d.Compensation), Expires: germanDay(d.Expires), Money: euros(d.Money),
			RequestedBy: plain(d.RequestedBy), RequestedOn: germanDay(d.RequestedOn), ApprovedBy: plain(d.ApprovedBy), ApprovedOn: germanDay(d.ApprovedOn),
			Rules: b.namesOf(d.Rules), Owners: b.namesOf(d.Owners), Helps: d.Helps(b.v.Day()), Evidence: b.cites(d.Evidence),
		})
	}
	return out
}

func (b *builder) followUps() []followUp {
	var out []followUp
	for _, u := range b.f.FollowUps {
		out = append(out, followUp{
			Name: plain(u.Name.String()), Measure: measureOf(u), Due: germanDay(u.Due),
			Planned: decimal(u.Planned), Actual: decimal(u.Actual), MeasuredOn: germanDay(u.MeasuredOn),
		})
	}
	return out
}

func measureOf(u *catalogue.FollowUp) string {
	if u.Unit != "" {
		return plain(u.Unit)
	}
	return label(catalogue.FollowUpMeasures, u.FollowUpMeasure)
}

func decimal(d *catalogue.Decimal) string {
	if d == nil {
		return ""
	}
	return comma(d.String())
}

// ofEstate are the kinds of which an impact speaks: what there is, and not what is written
// about it in files.
var ofEstate = []catalogue.Kind{
	catalogue.KindService, catalogue.KindAuthority, catalogue.KindDataset, catalogue.KindSolution, catalogue.KindInterface, catalogue.KindCapability, catalogue.KindProject,
}

// impact is what depends on the solution that is chosen, nothing where none is.
func (b *builder) impact() (impact, error) {
	for i := range b.f.Options {
		o := &b.f.Options[i]
		if !b.chosen[o.ID] || b.nameOf(o.Solution) == "" {
			continue
		}
		of := catalogue.GlobalID(catalogue.KindSolution, o.Solution)
		found, err := explore.ImpactOf(b.v, explore.ImpactQuery{Of: of, Filter: map[string]any{"kinds": ofEstate}}, untimed)
		if err != nil {
			return impact{}, err
		}
		out := impact{Of: b.nameOf(o.Solution), Complete: found.Complete()}
		for _, k := range found.Kinds() {
			out.Kinds = append(out.Kinds, amount{k.Kind.German(), k.Count})
		}
		return out, nil
	}
	return impact{}, nil
}

// untimed is a clock that never says that the time is over: what a walk finds here must
// follow from the moment alone. Records and statements bound it.
func untimed(int) (over func() bool) { return func() bool { return false } }

// noImpact says why no impact is shown.
func (b *builder) noImpact() string {
	if len(b.chosen) == 0 {
		return "Nicht ermittelt: Es ist noch keine Option gewählt."
	}
	return "Nicht ermittelt: Die gewählte Option nennt keine Lösung des Bestands."
}

// lastWord is what stands behind the last space.
func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// pictures draws.
func (b *builder) pictures(p *paper) error {
	p.Ladder, p.Intervals = drawLadder(p), drawIntervals(p)
	n, err := explore.NeighbourhoodOf(b.v, surroundings(b.f.ID), untimed)
	if err != nil {
		return fmt.Errorf("draw what the case hangs together with: %w", err)
	}
	p.Surroundings = n.AsSVG()
	return nil
}

// surroundings asks what a case hangs together with: its need, options and decisions, and
// what they are about.
func surroundings(of catalogue.ID) explore.NeighbourhoodQuery {
	depth := 2
	return explore.NeighbourhoodQuery{
		Of: catalogue.GlobalID(catalogue.KindCase, of), Depth: &depth,
		Scope: explore.Scope{Relations: []catalogue.Relation{
			catalogue.FiledIn, catalogue.Concerns, catalogue.Needs, catalogue.Requires, catalogue.Proposes, catalogue.Chooses,
			catalogue.DecidedBy, catalogue.DeviatesFrom, catalogue.Replaces,
		}},
		Filter: map[string]any{"kinds": []catalogue.Kind{
			catalogue.KindCase, catalogue.KindNeed, catalogue.KindOption, catalogue.KindDecision, catalogue.KindDeviation, catalogue.KindRule,
			catalogue.KindService, catalogue.KindAuthority, catalogue.KindSolution, catalogue.KindCapability, catalogue.KindStandard,
			catalogue.KindDataset, catalogue.KindInterface,
		}},
	}
}
