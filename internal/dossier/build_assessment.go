package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// assessment is the ranking: as it is now, where that is given, beside that which was
// filed last and on which the decision rests; else the latter alone.
func (b *builder) assessment(p *paper) {
	p.Filed, p.FiledAs = b.filed()
	p.Leader, p.Ranking, p.RankedAs = plain(b.s.Leader), b.ranking(b.s.Standings), "nach dem Stand vom "+p.Day
	if len(b.f.Assessments) == 0 && p.Leader != "" {
		p.Leader = "Vorläufig, denn die Akte ist noch nicht bewertet: " + p.Leader
	}
	if b.s.Standings == nil {
		p.Ranking, p.RankedAs, p.Filed = p.Filed, p.FiledAs, nil
	}
	for _, r := range b.s.Ranges {
		p.Ranges = append(p.Ranges, weightRange{b.criterionName(r.Criterion), comma(r.Low.String()) + " % bis " + comma(r.High.String()) + " %"})
	}
	p.NotFirst = b.notFirst()
	p.Flips = plainAll(b.s.Flips)
	p.NoFlips = none(b.s.Flips, "Keine einzelne Änderung an Punkten, Gewichten oder Urteilen brächte eine andere Option nach vorn.")
	if b.s.Drift != nil {
		p.Drift = &drift{Flips: b.s.Drift.Flips}
		for _, x := range b.s.Drift.Facts {
			p.Drift.Facts = append(p.Drift.Facts, drifted{label(catalogue.TriggerKinds, x.Trigger), plain(x.Sentence)})
		}
	}
}

// notFirst says that what is chosen does not lead now.
func (b *builder) notFirst() string {
	if len(b.s.Standings) == 0 || b.s.Standings[0].Excluded || len(b.chosen) == 0 || b.chosen[b.s.Standings[0].Option] {
		return ""
	}
	return "Gewählt ist nicht die Option, die vorn liegt; warum, sagt die Entscheidung."
}

// ranking are options in their places.
func (b *builder) ranking(standings []Standing) []standing {
	var out []standing
	for _, s := range standings {
		if o, ok := b.f.Option(s.Option); ok {
			out = append(out, b.standing(len(out)+1, o, s))
		}
	}
	return out
}

// filed is the ranking of the last assessment that lies in the case, on the rungs of
// then, and from when it is.
func (b *builder) filed() ([]standing, string) {
	if len(b.f.Assessments) == 0 {
		return nil, ""
	}
	a := b.f.Assessments[len(b.f.Assessments)-1]
	var out []standing
	for _, r := range a.Ranking {
		id, _ := seen(b.v, r.Option)
		if o, ok := b.f.Option(id); ok {
			s := b.standing(len(out)+1, o, Standing{Option: id, Low: r.Low, High: r.High, Excluded: r.Excluded})
			s.Rung = b.rungName(r.Rung)
			out = append(out, s)
		}
	}
	return out, fmt.Sprintf("wie bewertet am %s (Revision %d)", germanDay(a.AtDay), a.AtRevision)
}

func (b *builder) standing(place int, o *casefile.Option, s Standing) standing {
	return standing{
		Place: place, Option: plain(o.Name.String()), Rung: b.rungName(o.Rung), Low: s.Low.String(), High: s.High.String(),
		Score: interval(s.Low, s.High), LowAt: thousandths(s.Low), HighAt: thousandths(s.High), Excluded: s.Excluded,
		Money: b.moneyOf(o), Separable: b.namesOf(s.SeparableFrom), Behind: b.namesOf(s.DominatedBy),
		Cells: b.cells(o, s),
	}
}

// cells are the points of an option by criterion, in the order of the weight set.
func (b *builder) cells(o *casefile.Option, s Standing) []pointsCell {
	if b.f.Policy.Weights.ID == 0 {
		return nil
	}
	var out []pointsCell
	for _, k := range b.f.Policy.Weights.Criteria {
		cell := pointsCell{Criterion: plain(k.Name.String())}
		for _, judged := range o.Scores {
			if judged.Record.Criterion != k.Key {
				continue
			}
			cell.Points = pointsOf(judged)
			if judged.Record.Points != nil {
				cell.Number = judged.Record.Points.String()
			}
			cell.Reasons, cell.Evidence = append(cell.Reasons, plain(judged.Record.Reason)), append(cell.Evidence, b.cites(judged.Evidence)...)
		}
		if at := slices.IndexFunc(s.Contributions, func(c Contribution) bool { return c.Criterion == k.Key }); at >= 0 {
			cell = b.contributed(cell.Criterion, s.Contributions[at])
		}
		out = append(out, cell)
	}
	return out
}

// contributed are points with what they add.
func (b *builder) contributed(criterion string, c Contribution) pointsCell {
	cell := pointsCell{
		Criterion: criterion, Points: interval(c.PointsLow, c.PointsHigh) + ", " + plain(c.Origin), Reasons: nonEmpty(plain(c.Reason)),
		Contribution: interval(c.Low, c.High), Low: c.Low.String(), High: c.High.String(),
	}
	if c.PointsLow == c.PointsHigh {
		cell.Number = c.PointsLow.String()
	}
	for _, e := range b.evidence {
		if slices.Contains(c.Evidence, e.ID) {
			cell.Evidence = append(cell.Evidence, b.cites([]*catalogue.Evidence{e})...)
		}
	}
	return cell
}

// thousandths is where a score of 0 to 100 lies on a line of 0 to 1000.
func thousandths(d catalogue.Decimal) int {
	at := int(d / (catalogue.DecimalFromInt(1) / 10))
	return min(max(at, 0), 1000)
}

// moneyOf is what an option costs, by each of its cost models: in all where that is
// known, else what is stated.
func (b *builder) moneyOf(o *casefile.Option) string {
	var out []string
	for _, m := range o.Costs {
		if total, ok := b.total(o.ID, m.ID); ok {
			out = append(out, fmt.Sprintf("%s in %s bei %s", euros(&total.Amount), counted(m.Years, "Jahr", "Jahren"), counted(total.Adopters, "Behörde", "Behörden")))
			continue
		}
		out = append(out, strings.Join(nonEmpty(labelled("einmalig ", euros(m.Once)), labelled("jährlich ", euros(m.Yearly))), ", "))
	}
	return strings.Join(nonEmpty(out...), "; oder ")
}

// total is what an option costs by a model, false where that is not known.
func (b *builder) total(option, model catalogue.ID) (Total, bool) {
	at := slices.IndexFunc(b.s.Totals, func(t Total) bool { return t.Option == option && t.Model == model })
	if at < 0 {
		return Total{}, false
	}
	return b.s.Totals[at], true
}

// sections puts down what other rooms found out.
func (b *builder) sections(p *paper) {
	p.Rules, p.Further, p.BreakEvens = b.rules(), b.s.Further, plainAll(b.s.BreakEvens)
	p.NoPrices = none(b.s.Prices, "Zu keiner Option, die zur Wahl steht, gibt es ein Kostenmodell.")
	p.NoCollisions = none(b.s.Collisions, "Der Bestand zeigt kein Vorhaben, das sich mit einer Lösung dieser Akte nennenswert überschneidet.")
	p.NoPrecedents = none(b.s.Precedents, "Der Bestand enthält keine ähnliche Entscheidung.")
	for _, x := range b.s.Prices {
		if of, ok := b.name(x.Of); ok {
			p.Prices = append(p.Prices, price{of, b.nameOf(x.Model), plain(x.Why), x.Adopters, euros(&x.All), euros(&x.Each)})
		}
	}
	for _, x := range b.s.Coverages {
		if service, ok := b.name(x.Service); ok {
			p.Coverages = append(p.Coverages, coverage{service, x.Asked, x.Before, x.After})
		}
	}
	for _, x := range b.s.Collisions {
		one, ok := b.name(x.One)
		if other, also := b.name(x.Other); ok && also {
			p.Collisions = append(p.Collisions, overlap{one, other, fmt.Sprint(x.Score, " von 1000"), plainAll(x.Reasons), b.namesOf(x.Owners), plain(x.Status)})
		}
	}
	for _, x := range b.s.Precedents {
		if name, ok := b.name(x.Case); ok {
			p.Precedents = append(p.Precedents, precedent{name, label(catalogue.DecisionOutcomes, x.Outcome), plainAll(x.Alike), x.Drifted})
		}
	}
}

// rules are those in force with what is found about each: by the program, and by people.
// What both say stands as two.
func (b *builder) rules() []ruleFinding {
	var out []ruleFinding
	for _, r := range b.f.Policy.Rules {
		row := ruleFinding{Name: plain(r.Name.String()), Level: label(catalogue.RequirementLevels, r.Level), Quote: plain(r.Quote), Citation: plain(r.Citation)}
		before := len(out)
		for _, x := range b.s.Findings {
			if x.Rule == r.ID && len(x.Checks) != 1 { // several contradict each other
				out = append(out, b.foundRule(row, x))
			}
		}
		for _, c := range b.f.RuleChecks {
			if c.Applies == r.ID {
				out = append(out, b.judgedRule(row, c))
			}
		}
		if len(out) == before {
			row.Verdict = label(catalogue.Verdicts, catalogue.VerdictUnknown)
			out = append(out, row)
		}
	}
	return out
}

// foundRule is what the program sees of a rule by itself.
func (b *builder) foundRule(row ruleFinding, x RuleFinding) ruleFinding {
	row.By, row.Verdict, row.Reason = "berechnet", label(catalogue.Verdicts, x.Verdict), plain(x.Reason)
	if deviation, ok := b.name(x.Deviation); ok {
		row.Reason += " Die Abweichung „" + deviation + "“ ist genehmigt und gilt."
	}
	return row
}

func (b *builder) judgedRule(row ruleFinding, c casefile.RuleCheck) ruleFinding {
	row.By, row.Evidence, row.Reason = "beurteilt", b.cites(c.Evidence), plain(c.Record.Reason)
	verdict := c.Record.Verdict
	if len(c.Evidence) == 0 {
		row.Reason, verdict = unproved(row.Reason, verdict), catalogue.VerdictUnknown
	}
	row.Verdict = label(catalogue.Verdicts, cmp.Or(verdict, catalogue.VerdictUnknown))
	return row
}
