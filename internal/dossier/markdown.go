package dossier

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// markdownOf is the decision as a Markdown architectural decision record (MADR 4.0), in
// German, with the words of MADR in brackets.
func markdownOf(p *paper) []byte {
	m := &markdown{}
	m.front(p)
	m.heading(1, p.Title)
	m.para(momentOf(p))
	if p.Illustrative {
		m.para("**Beispiel.** Diese Akte stammt aus einer Quelle, die sich selbst als Beispiel bezeichnet.")
	}
	m.context(p)
	m.drivers(p)
	m.considered(p)
	m.outcome(p)
	m.confirmation(p)
	m.prosAndCons(p)
	m.more(p)
	return []byte(m.String())
}

// momentOf says from when the paper is.
func momentOf(p *paper) string {
	return fmt.Sprintf("Stand %s, Revision %d vom %s. Verfahrensweg %s.", p.Day, p.Revision, p.RecordedAt, md(p.Lane))
}

// markdown is a document under way. Its methods take texts that are escaped already, md
// escapes one.
type markdown struct{ strings.Builder }

func (m *markdown) heading(level int, text string) {
	m.WriteString(strings.Repeat("#", level) + " " + md(text) + "\n\n")
}

func (m *markdown) para(text string) { m.WriteString(text + "\n\n") }

// list writes items, or that there are none.
func (m *markdown) list(items []string, none string) {
	for _, item := range items {
		m.WriteString("* " + item + "\n")
	}
	if len(items) == 0 {
		m.WriteString(none + "\n")
	}
	m.WriteByte('\n')
}

// table writes rows of escaped cells, or that there are none.
func (m *markdown) table(headings []string, rows [][]string, none string) {
	if len(rows) == 0 {
		m.para(none)
		return
	}
	m.WriteString("| " + strings.Join(headings, " | ") + " |\n|" + strings.Repeat(" --- |", len(headings)) + "\n")
	for _, row := range rows {
		m.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
	m.WriteByte('\n')
}

// md is a plain text that no Markdown takes for marks. What HTML would take for some is
// written as HTML writes it, which every Markdown knows.
func md(s string) string {
	var b strings.Builder
	for i, r := range s {
		if entity := entities[r]; entity != "" {
			b.WriteString(entity)
			continue
		}
		if strings.ContainsRune("\\`*_[]|~#", r) || i == 0 && strings.ContainsRune("+-=!:", r) || i > 0 && (r == '.' || r == ')') && numeral(s[:i]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

var entities = map[rune]string{'<': "&lt;", '>': "&gt;", '&': "&amp;"}

// numeral says whether a text is digits only, which with a point would begin a list.
func numeral(s string) bool { return strings.Trim(s, "0123456789") == "" }

func mdAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = md(s)
	}
	return out
}

// or is a text, or another where it is empty.
func or(text, none string) string {
	if text == "" {
		return none
	}
	return text
}

// resting names the evidence on which something rests.
func resting(of []cite) string {
	if len(of) == 0 {
		return ""
	}
	return " (" + strings.ReplaceAll(shorts(of), " ", ", ") + ")"
}

// front is the head that programs read; JSON texts are YAML.
func (m *markdown) front(p *paper) {
	m.WriteString("---\n")
	fmt.Fprintf(m, "status: %s\n", strconv.Quote(p.State))
	fmt.Fprintf(m, "date: %s\n", strconv.Quote(p.Date))
	fmt.Fprintf(m, "case: %s\n", strconv.Quote(or(p.Identifier, p.ID)))
	fmt.Fprintf(m, "revision: %d\n", p.Revision)
	m.WriteString("---\n\n")
}

func (m *markdown) context(p *paper) {
	m.heading(2, "Ausgangslage und Frage (Context and Problem Statement)")
	for _, q := range p.Question {
		m.para(md(q))
	}
	if p.Need.Name == "" {
		m.para("Es liegt kein Bedarf in der Akte.")
		return
	}
	m.para("Bedarf: **" + md(p.Need.Name) + "**")
	for _, t := range p.Need.Text {
		m.para(md(t))
	}
	for _, a := range p.Need.About {
		m.para(md(a.Kind) + ": " + strings.Join(mdAll(a.Names), ", "))
	}
}

func (m *markdown) drivers(p *paper) {
	m.heading(2, "Maßstäbe (Decision Drivers)")
	var items []string
	for _, r := range p.Need.Requirements {
		item := fmt.Sprintf("%s – %s: %s", md(r.Key), md(r.Level), md(r.Text))
		if r.Source != "" {
			item += " (Quelle: " + md(r.Source) + ")"
		}
		if r.Test != "" {
			item += " (Prüfung: " + md(r.Test) + ")"
		}
		items = append(items, item)
	}
	for _, c := range p.Need.Constraints {
		items = append(items, strings.Join(nonEmpty(md(c.Key)+" – "+md(c.Kind), md(c.Text), c.Money, c.Day), ": "))
	}
	for _, c := range p.Criteria {
		items = append(items, fmt.Sprintf("%s: %d %%", md(c.Name), c.Weight))
	}
	m.list(items, "Es sind keine Anforderungen und Gewichte bekannt.")
}

func nonEmpty(texts ...string) []string {
	var out []string
	for _, s := range texts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (m *markdown) considered(p *paper) {
	m.heading(2, "Handlungsoptionen (Considered Options)")
	var items []string
	for _, o := range p.Options {
		item := md(o.Name) + " – " + strings.Join(slices.Compact(nonEmpty(md(o.Kind), md(o.Rung), md(o.Solution))), ", ")
		if o.Excluded {
			item += " – **ausgeschlossen**"
		}
		items = append(items, item)
	}
	m.list(items, "Die Akte hat keine Handlungsoption.")
	m.heading(3, "Rangfolge")
	var rows [][]string
	for _, r := range p.Rungs {
		rows = append(rows, []string{place(r), md(r.Name), md(r.Why)})
	}
	m.table([]string{"Stufe", "Klasse", "Befund"}, rows, "Es ist keine Rangfolge in Kraft.")
}

// place is the number of a rung, a dash for none.
func place(r rung) string {
	if r.Place == 0 {
		return "–"
	}
	return strconv.Itoa(r.Place)
}

func (m *markdown) outcome(p *paper) {
	m.heading(2, "Entscheidung (Decision Outcome)")
	if len(p.Decisions) == 0 {
		m.para("Es liegt noch kein Entwurf einer Entscheidung vor.")
		return
	}
	for _, d := range p.Decisions {
		m.decision(p, d)
	}
}

func (m *markdown) decision(p *paper, d decision) {
	word := "Gewählt"
	if p.Draft {
		word = "Entwurf, vorgeschlagen"
	}
	m.para(fmt.Sprintf("%s: **%s** (%s). Begründung: %s%s", word, or(strings.Join(mdAll(d.Chosen), ", "), "keine Option"), md(d.Outcome), md(d.Reason), resting(d.Evidence)))
	m.heading(3, "Folgen (Consequences)")
	items := mdAll(d.Conditions)
	for i := range items {
		items[i] = "Bedingung: " + items[i]
	}
	if d.From != "" {
		items = append(items, "in Kraft ab "+d.From)
	}
	if d.Expires != "" {
		items = append(items, "ohne erneute Prüfung gültig bis "+d.Expires)
	}
	for _, v := range d.Votes {
		items = append(items, "Stimme: "+md(v.Name)+" – "+md(v.Meaning))
	}
	for _, x := range d.Dissent {
		items = append(items, "abweichende Meinung: "+md(x))
	}
	for _, x := range d.Conflicts {
		items = append(items, "angezeigter Interessenkonflikt: "+md(x))
	}
	m.list(items, "Es sind keine Folgen festgehalten.")
}

func (m *markdown) confirmation(p *paper) {
	m.heading(2, "Bestätigung (Confirmation)")
	var items []string
	for _, d := range p.Decisions {
		if d.PlannedAdopters > 0 {
			items = append(items, fmt.Sprintf("geplant: %d nutzende Behörden", d.PlannedAdopters))
		}
		for _, t := range d.Triggers {
			items = append(items, "Anlass zur Überprüfung: "+strings.Join(nonEmpty(md(t.Name), md(t.Meaning)), " – "))
		}
	}
	for _, f := range p.FollowUps {
		item := fmt.Sprintf("%s: %s, fällig %s, geplant %s", md(f.Name), md(f.Measure), f.Due, f.Planned)
		if f.Actual != "" {
			item += fmt.Sprintf(", erreicht %s am %s", f.Actual, f.MeasuredOn)
		}
		items = append(items, item)
	}
	m.list(items, "Es ist keine Erfolgskontrolle geplant.")
}

func (m *markdown) prosAndCons(p *paper) {
	m.heading(2, "Für und Wider je Option (Pros and Cons of the Options)")
	for _, o := range p.Options {
		m.heading(3, o.Name)
		for _, t := range o.Text {
			m.para(md(t))
		}
		var items []string
		for _, of := range []struct {
			word   string
			points []point
		}{{"Gut", o.Pros}, {"Offen", o.Open}, {"Schlecht", o.Cons}, {"Punkte", o.Points}} {
			for _, x := range of.points {
				items = append(items, of.word+": "+md(x.Text)+resting(x.Evidence))
			}
		}
		m.list(items, "Zu dieser Option ist nichts beurteilt.")
	}
}
