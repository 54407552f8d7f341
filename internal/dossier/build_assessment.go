package dossier

import (
	"cmp"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// assessment is the ranking: as it is now, where that is given, else as it was filed last.
func (b *builder) assessment(p *paper) {
	standings := b.s.Standings
	if standings == nil {
		standings = b.filed()
	}
	for _, s := range standings {
		if o, ok := b.f.Option(s.Option); ok {
			p.Ranking = append(p.Ranking, b.standing(len(p.Ranking)+1, o, s))
		}
	}
	for _, r := range b.s.Ranges {
		p.Ranges = append(p.Ranges, weightRange{b.criterionName(r.Criterion), comma(r.Low.String()) + " % bis " + comma(r.High.String()) + " %"})
	}
	for _, x := range b.s.Flips {
		if winner, ok := b.name(x.Winner); ok {
			p.Flips = append(p.Flips, flip{plain(x.Change), winner})
		}
	}
}

// filed is the ranking of the last assessment that lies in the case.
func (b *builder) filed() []Standing {
	if len(b.f.Assessments) == 0 {
		return nil
	}
	var out []Standing
	for _, r := range b.f.Assessments[len(b.f.Assessments)-1].Ranking {
		if id, ok := seen(b.v, r.Option); ok {
			out = append(out, Standing{Option: id, Low: r.Low, High: r.High, Excluded: r.Excluded})
		}
	}
	return out
}

func (b *builder) standing(place int, o *casefile.Option, s Standing) standing {
	return standing{
		Place: place, Option: plain(o.Name.String()), Rung: b.rungName(o.Rung), Low: s.Low.String(), High: s.High.String(),
		Score: interval(s.Low, s.High), LowAt: thousandths(s.Low), HighAt: thousandths(s.High), Excluded: s.Excluded,
		Money: moneyOf(o), Separable: b.namesOf(s.SeparableFrom), Behind: b.namesOf(s.DominatedBy),
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
			c := s.Contributions[at]
			cell.Contribution, cell.Low, cell.High = interval(c.Low, c.High), c.Low.String(), c.High.String()
		}
		out = append(out, cell)
	}
	return out
}

// thousandths is where a score of 0 to 100 lies on a line of 0 to 1000.
func thousandths(d catalogue.Decimal) int {
	at := int(d / (catalogue.DecimalFromInt(1) / 10))
	return min(max(at, 0), 1000)
}

// moneyOf is what an option costs in short, by its first cost model.
func moneyOf(o *casefile.Option) string {
	if len(o.Costs) == 0 {
		return ""
	}
	m := o.Costs[0]
	once, yearly := euros(m.Once), euros(m.Yearly)
	switch {
	case once != "" && yearly != "":
		return once + " einmalig, " + yearly + " jährlich"
	case once != "":
		return once + " einmalig"
	case yearly != "":
		return yearly + " jährlich"
	}
	return ""
}

// sections puts down what other rooms found out.
func (b *builder) sections(p *paper) {
	p.Rules = b.rules()
	for _, x := range b.s.Prices {
		if of, ok := b.name(x.Of); ok {
			p.Prices = append(p.Prices, price{of, x.Adopters, euros(&x.Own), euros(&x.Each), euros(x.Build)})
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
			owners := append(b.namesOf(b.v.Others(x.One, catalogue.Owns.Role(catalogue.EndTo))), b.namesOf(b.v.Others(x.Other, catalogue.Owns.Role(catalogue.EndTo)))...)
			p.Collisions = append(p.Collisions, collision{one, other, comma(catalogue.Decimal(x.Score*1000).String()) + " %", plainAll(x.Reasons), owners, plain(x.Resolved)})
		}
	}
	for _, x := range b.s.Precedents {
		if name, ok := b.name(x.Case); ok {
			p.Precedents = append(p.Precedents, precedent{name, label(catalogue.DecisionOutcomes, x.Outcome), plainAll(x.Alike), x.Drifted})
		}
	}
	for _, x := range b.s.Drifts {
		if name, ok := b.name(x.Subject); ok {
			p.Drifts = append(p.Drifts, drift{name, plain(x.What), plain(x.Then), plain(x.Now), x.Flips})
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
			if x.Rule == r.ID {
				found := row
				found.By, found.Verdict, found.Reason = "berechnet", label(catalogue.Verdicts, x.Verdict), plain(x.Reason)
				out = append(out, found)
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

func (b *builder) judgedRule(row ruleFinding, c casefile.RuleCheck) ruleFinding {
	row.By, row.Evidence, row.Reason = "beurteilt", b.cites(c.Evidence), plain(c.Record.Reason)
	verdict := c.Record.Verdict
	if len(c.Evidence) == 0 {
		row.Reason, verdict = unproved(row.Reason, verdict), catalogue.VerdictUnknown
	}
	row.Verdict = label(catalogue.Verdicts, cmp.Or(verdict, catalogue.VerdictUnknown))
	return row
}
