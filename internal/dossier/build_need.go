package dossier

import (
	"fmt"

	"fundus/internal/catalogue"
)

func (b *builder) need() need {
	n := b.f.Need
	if n.Need == nil {
		return need{}
	}
	out := need{Name: plain(n.Name.String()), Text: paragraphs(n.Description.String())}
	for _, r := range n.Requirements {
		out.Requirements = append(out.Requirements, requirement{plain(r.Key), label(catalogue.RequirementLevels, r.Level), plain(r.Text), plain(r.Source), plain(r.Test)})
	}
	for _, c := range n.Constraints {
		out.Constraints = append(out.Constraints, constraint{plain(c.Key), label(catalogue.ConstraintKinds, c.ConstraintKind), plain(c.Text), euros(c.Money), germanDay(c.Day)})
	}
	for _, of := range []struct {
		kind catalogue.Kind
		ids  []catalogue.ID
	}{
		{catalogue.KindService, n.Services}, {catalogue.KindAuthority, n.Authorities}, {catalogue.KindCapability, n.Capabilities},
		{catalogue.KindStandard, n.Standards}, {catalogue.KindDataset, n.Datasets}, {catalogue.KindInterface, n.Interfaces},
	} {
		if names := b.namesOf(of.ids); len(names) > 0 {
			out.About = append(out.About, about{of.kind.German(), few(names)})
		}
	}
	return out
}

// mostNamed is how many names a list has on paper: a need may be about every
// municipality. The ledger has all of them.
const mostNamed = 40

func few(names []string) []string {
	if len(names) <= mostNamed {
		return names
	}
	return append(names[:mostNamed:mostNamed], fmt.Sprintf("und %d weitere", len(names)-mostNamed))
}

// receipts are the proofs of search, with the hits that are seen.
func (b *builder) receipts() []receipt {
	var out []receipt
	for i, r := range b.f.Receipts {
		shown, excerpt := sight{b.v, b.s.Part}.receipt(r)
		s := shown.(*catalogue.SearchReceipt)
		x := receipt{
			Anchor: fmt.Sprintf("recherche-%d", i+1), Name: plain(s.Name.String()), TakenBy: plain(s.TakenBy), Day: germanDay(s.AtDay),
			Excerpt: excerpt, Revision: s.AtRevision, Considered: s.Considered, Filters: b.filters(s.Filters),
		}
		if s.Digest != (catalogue.Digest{}) {
			x.Digest = s.Digest.String()
		}
		for _, e := range s.Elsewhere {
			x.Elsewhere = append(x.Elsewhere, searched{plain(e.Place), plain(e.URL), germanDay(e.On), plain(e.Query), plain(e.Found)})
		}
		for at, h := range s.Hits {
			x.Hits = append(x.Hits, b.hit(at+1, h))
		}
		out = append(out, x)
	}
	return out
}

func (b *builder) hit(place int, h catalogue.Hit) hit {
	id, _ := seen(b.v, h.Solution)
	out := hit{Place: place, Solution: b.nameOf(id), ID: h.Solution, Rung: b.rungName(h.Rung), rung: h.Rung, Strength: h.Strength}
	for _, r := range h.Reasons {
		text := label(catalogue.MatchReasons, r.Match)
		if of, ok := seen(b.v, r.Record); ok {
			text += " „" + b.nameOf(of) + "“"
		}
		out.Reasons = append(out.Reasons, text)
	}
	return out
}

// filters are the lines of what was asked, with the names of the records beside their
// references.
func (b *builder) filters(lines []string) []string {
	var out []string
	for _, line := range lines {
		text := plain(line)
		if _, id, ok := numbered(lastWord(text)); ok {
			text += " („" + b.nameOf(id) + "“)"
		}
		out = append(out, text)
	}
	return few(out)
}

func (b *builder) steps() []step {
	var out []step
	for _, s := range b.f.Case.Steps {
		out = append(out, step{To: label(catalogue.CaseStates, s.To), By: plain(s.By), On: germanDay(s.On), Reason: plain(s.Reason), Revision: s.Revision})
	}
	return out
}
