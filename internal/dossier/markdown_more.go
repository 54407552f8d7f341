package dossier

import (
	"fmt"
	"strings"
)

// more is what MADR leaves to the end: figures, rules, proofs.
func (m *markdown) more(p *paper) {
	m.heading(2, "Weiteres (More Information)")
	m.scores(p)
	m.rules(p)
	m.change(p)
	m.around(p)
	m.searches(p)
	m.evidence(p)
	m.heading(3, "Prüfbarkeit")
	m.para(fmt.Sprintf("Die Kette über Recherchenachweise, Nachweise, Bewertungen und Entscheidungen hat %d Glieder und endet mit `%s`. "+
		"`fundus verify` prüft das Archiv ohne Verbindung zum Bestand.", p.Links, p.ChainEnd))
}

func (m *markdown) scores(p *paper) {
	m.heading(3, "Punkte und Kosten")
	var rows [][]string
	for _, r := range p.Ranking {
		rows = append(rows, []string{rank(r), md(r.Option), md(r.Rung), scoreText(r), or(r.Money, "nicht bekannt")})
	}
	if len(rows) > 0 {
		m.para(strings.Join(nonEmpty("Reihung "+md(p.RankedAs)+".", md(p.Leader), md(p.NotFirst)), " "))
	}
	m.table([]string{"Rang", "Option", "Stufe", "Punkte", "Kosten"}, rows, "Die Akte ist nicht bewertet.")
	if len(p.Filed) == 0 {
		return
	}
	m.para("Reihung " + md(p.FiledAs) + ".")
	rows = nil
	for _, r := range p.Filed {
		rows = append(rows, []string{rank(r), md(r.Option), md(r.Rung), scoreText(r)})
	}
	m.table([]string{"Rang", "Option", "Stufe", "Punkte"}, rows, "")
}

// rank is the place of an option, a dash for one that is out.
func rank(s standing) string {
	if s.Excluded {
		return "–"
	}
	return fmt.Sprint(s.Place)
}

func (m *markdown) rules(p *paper) {
	m.heading(3, "Regeln und Abweichungen")
	var rows [][]string
	for _, r := range p.Rules {
		rows = append(rows, []string{md(r.Name), md(r.Level), strings.Join(nonEmpty(md(r.Verdict), r.By), ", "), md(r.Reason) + resting(r.Evidence)})
	}
	m.table([]string{"Regel", "Verbindlichkeit", "Befund", "Begründung"}, rows, "Es sind keine Regeln in Kraft.")
	var items []string
	for _, d := range p.Deviations {
		items = append(items, fmt.Sprintf("%s (%s) – %s", md(d.Name), md(d.Status), strings.Join(nonEmpty(
			md(d.Reason), labelled("Ausgleich: ", md(d.Compensation)), labelled("läuft ab am ", d.Expires), labelled("Mehrkosten ", d.Money),
			labelled("beantragt von ", md(d.RequestedBy)), labelled("genehmigt von ", md(d.ApprovedBy))), "; "))+resting(d.Evidence))
	}
	m.list(items, "Es ist keine Abweichung beantragt.")
}

// labelled is a text behind its label, "" for no text.
func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}

func (m *markdown) change(p *paper) {
	m.heading(3, "Was unsere Meinung ändern würde")
	m.list(mdAll(p.Flips), md(p.NoFlips))
	m.heading(3, "Was sich seither geändert hat")
	if p.Drift == nil {
		m.para(notFound)
		return
	}
	var items []string
	for _, d := range p.Drift.Facts {
		items = append(items, md(d.Sentence)+" ("+md(d.Trigger)+")")
	}
	m.list(items, "Nichts von dem, worauf Bewertung und Entscheidung beruhen.")
	if p.Drift.Flips {
		m.para("Nach heutigem Stand läge eine andere Option vorn als in der Bewertung.")
	}
}

// around is what the decision meets: its costs by number of users, what builds overlap
// with it, and what was decided before.
func (m *markdown) around(p *paper) {
	m.heading(3, "Kostenverlauf nach Zahl der nutzenden Behörden")
	var rows [][]string
	for _, x := range p.Prices {
		rows = append(rows, []string{md(x.Of), md(x.Model), fmt.Sprint(x.Adopters), md(x.Why), x.All, x.Each})
	}
	m.table([]string{"Option", "Kostenmodell", "Behörden", "warum diese Zahl", "alle zusammen über die Laufzeit", "im Schnitt je Behörde"}, rows, p.NoPrices)
	if len(p.BreakEvens) > 0 {
		m.list(mdAll(p.BreakEvens), "")
	}
	m.heading(3, "Überschneidungen")
	var items []string
	for _, x := range p.Collisions {
		items = append(items, fmt.Sprintf("%s und %s, %s: %s %s", md(x.One), md(x.Other), x.Score, md(strings.Join(x.Reasons, " ")), md(x.Status)))
	}
	m.list(items, p.NoCollisions)
	m.heading(3, "Frühere Entscheidungen")
	items = nil
	for _, x := range p.Precedents {
		items = append(items, strings.Join(nonEmpty(md(x.Case)+": "+or(md(x.Outcome), "nicht entschieden"), md(strings.Join(x.Alike, " "))), " – "))
	}
	m.list(items, p.NoPrecedents)
}

func (m *markdown) searches(p *paper) {
	m.heading(3, "Recherchen")
	if len(p.Receipts) == 0 {
		m.para("Es liegt kein Recherchenachweis in der Akte.")
	}
	for _, r := range p.Receipts {
		m.para(fmt.Sprintf("**%s**: Revision %d, %s, %sgefunden %d.%s", md(r.Name), r.Revision, or(r.Day, "ohne Tag"), looked(r), len(r.Hits), excerptNote(r)))
		var items []string
		for _, h := range r.Hits {
			items = append(items, fmt.Sprintf("%d – %s, %s: %s", h.Place, md(h.Solution), or(md(h.Rung), "ohne Stufe"), strings.Join(mdAll(h.Reasons), ", ")))
		}
		for _, e := range r.Elsewhere {
			items = append(items, fmt.Sprintf("anderswo gesucht: %s am %s nach „%s“ – %s", md(e.Place), e.On, md(e.Query), md(e.Found)))
		}
		m.list(items, "Die Recherche fand nichts.")
	}
}

// looked says how many solutions a search looked at, "" where that is not told.
func looked(r receipt) string {
	if r.Considered == 0 {
		return ""
	}
	return "angesehen " + counted(r.Considered, "Lösung", "Lösungen") + ", "
}

func excerptNote(r receipt) string {
	if !r.Excerpt {
		return ""
	}
	return " Auszug: Der Recherchenachweis enthält mehr, als hier zu sehen ist."
}

func (m *markdown) evidence(p *paper) {
	m.heading(3, "Nachweise")
	var rows [][]string
	for _, e := range p.Evidence {
		rows = append(rows, []string{e.Short, md(e.Name), md(e.Kind), e.Grade, or(md(e.URI), "–"), or(e.Age, "nicht bekannt"), or(e.Until, "unbefristet")})
	}
	m.table([]string{"Nr.", "Nachweis", "Art", "Güte", "Fundstelle", "Alter", "gilt bis"}, rows, "Es liegt kein gültiger Nachweis in der Akte.")
}
