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
		rows = append(rows, []string{fmt.Sprint(r.Place), md(r.Option), md(r.Rung), scoreText(r), or(r.Money, "nicht bekannt")})
	}
	m.table([]string{"Rang", "Option", "Stufe", "Punkte", "Kosten"}, rows, "Die Akte ist nicht bewertet.")
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
	var items []string
	for _, f := range p.Flips {
		items = append(items, md(f.Change)+" – dann läge vorn: "+md(f.Winner))
	}
	for _, d := range p.Drifts {
		items = append(items, fmt.Sprintf("seither geändert: %s, %s – damals %s, jetzt %s", md(d.Subject), md(d.What), or(md(d.Then), "nichts"), or(md(d.Now), "nichts")))
	}
	m.list(items, "Hierzu ist nichts berechnet.")
}

func (m *markdown) searches(p *paper) {
	m.heading(3, "Recherchen")
	if len(p.Receipts) == 0 {
		m.para("Es liegt kein Recherchenachweis in der Akte.")
	}
	for _, r := range p.Receipts {
		m.para(fmt.Sprintf("**%s**: Revision %d, %s, angesehen %d Lösungen, gefunden %d.", md(r.Name), r.Revision, or(r.Day, "ohne Tag"), r.Considered, len(r.Hits)))
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

func (m *markdown) evidence(p *paper) {
	m.heading(3, "Nachweise")
	var rows [][]string
	for _, e := range p.Evidence {
		rows = append(rows, []string{e.Short, md(e.Name), md(e.Kind), e.Grade, or(md(e.URI), "–"), or(e.Age, "nicht bekannt"), or(e.Until, "unbefristet")})
	}
	m.table([]string{"Nr.", "Nachweis", "Art", "Güte", "Fundstelle", "Alter", "gilt bis"}, rows, "Es liegt kein gültiger Nachweis in der Akte.")
}
