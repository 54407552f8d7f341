package dossier

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// policy is what the case is decided by.
func (b *builder) policy(p *paper) {
	policy := b.f.Policy
	if policy.Ladder.ID != 0 {
		p.LadderName = plain(policy.Ladder.Name.String())
		p.PolicyNote = label(catalogue.PolicyStatuses, policy.Ladder.PolicyStatus)
	}
	for _, g := range policy.Gates {
		p.Gates = append(p.Gates, term{plain(g.Name.String()), plain(g.Description.String())})
	}
	if policy.Weights.ID == 0 {
		return
	}
	for _, c := range policy.Weights.Criteria {
		p.Criteria = append(p.Criteria, criterion{plain(c.Key), plain(c.Name.String()), c.Weight})
	}
}

func (b *builder) options(p *paper) {
	for i := range b.f.Options {
		o := &b.f.Options[i]
		shown := b.option(i+1, o)
		p.Matrix = append(p.Matrix, b.gateRow(o))
		b.argue(&shown, o, p.Matrix[len(p.Matrix)-1])
		p.Options = append(p.Options, shown)
		p.Costs = append(p.Costs, b.costs(o)...)
	}
}

func (b *builder) option(n int, o *casefile.Option) option {
	out := option{
		Anchor: fmt.Sprintf("option-%d", n), Name: plain(o.Name.String()), Kind: label(catalogue.OptionKinds, o.OptionKind),
		Text: paragraphs(o.Description.String()), Rung: b.rungName(o.Rung), Chosen: b.chosen[o.ID], Excluded: o.Excluded(),
		Solution: b.nameOf(o.Solution),
	}
	if s, ok := b.v.Snapshot().Record(o.Solution).(*catalogue.Solution); ok && out.Solution != "" {
		out.Origin = label(catalogue.Origins, s.Origin())
	}
	for _, e := range o.Exclusions {
		ground := label(catalogue.ExclusionGrounds, e.Record.Ground)
		if gate := b.nameOf(e.Applies); gate != "" {
			ground += ": " + gate
		}
		if e.Record.Requirement != "" {
			ground += ": " + plain(e.Record.Requirement)
		}
		out.Exclusions = append(out.Exclusions, exclusion{ground, plain(e.Record.Reason), b.cites(e.Evidence)})
	}
	return out
}

// rungName is what the rung with a key is called.
func (b *builder) rungName(key string) string {
	if b.f.Policy.Ladder.ID == 0 {
		return plain(key)
	}
	for _, r := range b.f.Policy.Ladder.Rungs {
		if r.Key == key {
			return plain(r.Name.String())
		}
	}
	return plain(key)
}

// gateRow is what is known of an option at each gate.
func (b *builder) gateRow(o *casefile.Option) gateRow {
	row := gateRow{Option: plain(o.Name.String())}
	computed := map[catalogue.ID]string{}
	for _, x := range b.s.Gates {
		if x.Option == o.ID {
			computed[x.Gate] = label(catalogue.Verdicts, x.Verdict) + " – " + plain(x.Reason)
		}
	}
	for _, g := range b.f.Policy.Gates {
		verdict := o.Verdict(g.ID)
		cell := gateCell{Gate: plain(g.Name.String()), Verdict: label(catalogue.Verdicts, verdict), Code: string(verdict), Computed: computed[g.ID]}
		for _, r := range o.GateResults {
			if r.Applies != g.ID {
				continue
			}
			reason := plain(r.Record.Reason)
			if len(r.Evidence) == 0 {
				reason = unproved(reason, r.Record.Verdict)
			}
			cell.Reasons, cell.Evidence = append(cell.Reasons, reason), append(cell.Evidence, b.cites(r.Evidence)...)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// unproved says of a verdict without evidence that it does not count.
func unproved(reason string, v catalogue.Verdict) string {
	if v == catalogue.VerdictUnknown {
		return reason
	}
	return fmt.Sprintf("%s (eingetragen: %s; ohne gültigen Nachweis zählt das als ungeklärt)", reason, label(catalogue.Verdicts, v))
}

// argue says what speaks for and against an option.
func (b *builder) argue(out *option, o *casefile.Option, row gateRow) {
	for _, e := range out.Exclusions {
		out.Cons = append(out.Cons, point{"ausgeschlossen – " + e.Ground + " – " + e.Reason, e.Evidence})
	}
	for _, c := range row.Cells {
		p := point{c.Gate + ": " + strings.Join(slices.Concat([]string{c.Verdict}, c.Reasons), " – "), c.Evidence}
		switch catalogue.Verdict(c.Code) {
		case catalogue.VerdictPass:
			out.Pros = append(out.Pros, p)
		case catalogue.VerdictFail:
			out.Cons = append(out.Cons, p)
		default:
			out.Open = append(out.Open, p)
		}
	}
	out.Points = b.points(o)
}

// points are those of an option, each with why: as they count now, where that is given
// and it is in the choice, else as they were recorded.
func (b *builder) points(o *casefile.Option) []point {
	var out []point
	at := slices.IndexFunc(b.s.Standings, func(s Standing) bool { return s.Option == o.ID && !s.Excluded })
	if at < 0 {
		for _, s := range o.Scores {
			out = append(out, point{fmt.Sprintf("%s: %s – %s", b.criterionName(s.Record.Criterion), pointsOf(s), plain(s.Record.Reason)), b.cites(s.Evidence)})
		}
		return out
	}
	for _, c := range b.s.Standings[at].Contributions {
		cell := b.contributed(b.criterionName(c.Criterion), c)
		out = append(out, point{strings.Join(nonEmpty(cell.Criterion+": "+cell.Points, strings.Join(cell.Reasons, " ")), " – "), cell.Evidence})
	}
	return out
}

// pointsOf are points in words.
func pointsOf(s casefile.Judged[*catalogue.Score]) string {
	if s.Record.Points == nil {
		return "unbekannt"
	}
	return comma(s.Record.Points.String()) + " Punkte"
}

func (b *builder) costs(o *casefile.Option) []costs {
	var out []costs
	for _, m := range o.Costs {
		if !b.v.Sees(m.ID) {
			continue
		}
		x := costs{
			Option: plain(o.Name.String()), Name: plain(m.Name.String()), Function: label(catalogue.PriceFunctions, m.PriceFunction),
			Once: euros(m.Once), Yearly: euros(m.Yearly), Connection: euros(m.Connection), OwnYears: euros(m.OwnYearly), Years: m.Years,
			Evidence: b.citesOf(m.ID),
		}
		if total, ok := b.total(o.ID, m.ID); ok {
			x.Total, x.Adopters = euros(&total.Amount), total.Adopters
		}
		out = append(out, x)
	}
	return out
}

// citesOf lead to what a record rests on.
func (b *builder) citesOf(id catalogue.ID) []cite {
	var out []*catalogue.Evidence
	for _, e := range b.v.Others(id, catalogue.RestsOn.Role(catalogue.EndFrom)) {
		out = append(out, b.v.Snapshot().Record(e).(*catalogue.Evidence))
	}
	return b.cites(out)
}

// rungs are the rungs of the ladder, best first, with what stands on each, and a last one
// for what stands on none.
func (b *builder) rungs(receipts []receipt) []rung {
	if b.f.Policy.Ladder.ID == 0 {
		return nil
	}
	var out []rung
	for i, r := range b.f.Policy.Ladder.Rungs {
		out = append(out, b.rung(i, plain(r.Name.String()), hitsOn(receipts, r.Key)))
	}
	if off := b.rung(casefile.OffLadder, "auf keiner Stufe", hitsOn(receipts, "")); len(off.Options) > 0 {
		out = append(out, off)
	}
	return out
}

func (b *builder) rung(place int, name string, hits []string) rung {
	out := rung{Place: place + 1, Name: name}
	if place == casefile.OffLadder {
		out.Place = 0
	}
	var left, gone, chosen []string
	for i := range b.f.Options {
		o := &b.f.Options[i]
		if o.Place != place {
			continue
		}
		name := plain(o.Name.String())
		out.Options = append(out.Options, name)
		switch {
		case b.chosen[o.ID]:
			chosen = append(chosen, name)
		case o.Excluded():
			gone = append(gone, name+" ("+strings.TrimSuffix(firstReason(o), ".")+")")
		default:
			left = append(left, name)
		}
	}
	out.Why = whyRung(chosen, left, gone, hits)
	return out
}

// firstReason is the first reason with evidence for which an option is out.
func firstReason(o *casefile.Option) string {
	for _, e := range o.Exclusions {
		if len(e.Evidence) > 0 {
			return plain(e.Record.Reason)
		}
	}
	return ""
}

// hitsOn are the hits of the last search that stand on the rung with a key; nil where
// nobody searched.
func hitsOn(receipts []receipt, key string) []string {
	if len(receipts) == 0 {
		return nil
	}
	out := []string{}
	for _, h := range receipts[len(receipts)-1].Hits {
		if h.rung == key {
			out = append(out, h.Solution)
		}
	}
	return out
}

func whyRung(chosen, left, gone, hits []string) string {
	var said []string
	if len(chosen) > 0 {
		said = append(said, "Gewählt: "+strings.Join(chosen, ", ")+".")
	}
	if len(left) > 0 {
		said = append(said, "Nicht ausgeschlossen: "+strings.Join(left, ", ")+".")
	}
	if len(gone) > 0 {
		said = append(said, "Ausgeschlossen: "+strings.Join(gone, "; ")+".")
	}
	if len(said) == 0 {
		said = append(said, "Keine Option der Akte.")
	}
	return strings.Join(append(said, found(hits)), " ")
}

// mostFound is how many hits a rung names; the searches have all of them.
const mostFound = 5

func found(hits []string) string {
	switch {
	case hits == nil:
		return "Gesucht hat hier noch niemand."
	case len(hits) == 0:
		return "Die Recherche fand hier nichts."
	}
	said := "Die Recherche fand hier " + counted(len(hits), "Lösung", "Lösungen") + ": " + strings.Join(hits[:min(mostFound, len(hits))], ", ")
	if more := len(hits) - mostFound; more > 0 {
		said += fmt.Sprintf(" und %d weitere", more)
	}
	return said + "."
}
