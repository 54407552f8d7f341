package dossier

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// table is a file of rows as a German spreadsheet reads it: UTF-8 with its mark, cells
// parted by semicolons, RFC 4180 else.
type table struct{ strings.Builder }

func newTable(headings ...string) *table {
	t := &table{}
	t.WriteString("\ufeff")
	t.row(headings...)
	return t
}

// row writes a line. Cells are harmless: each is taken as a text, see harmless.
func (t *table) row(cells ...string) {
	for i, cell := range cells {
		if i > 0 {
			t.WriteByte(';')
		}
		cell = harmless(cell)
		if strings.ContainsAny(cell, ";\"\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		t.WriteString(cell)
	}
	t.WriteString("\r\n")
}

// file is the table as a file.
func (t *table) file(name string) file { return file{name, []byte(t.String())} }

// harmless keeps a text from being taken for a formula by whoever opens the file (OWASP,
// CSV Injection): what a spreadsheet would calculate begins with an apostrophe.
func harmless(text string) string {
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n", first) {
		return "'" + text
	}
	return text
}

func yes(is bool) string {
	if is {
		return "ja"
	}
	return "nein"
}

// number is a decimal number with a comma, as a German spreadsheet reads it: with a point
// 12.50 is a day of December.
func number(decimal string) string { return strings.ReplaceAll(decimal, ".", ",") }

// inEuros is an amount without the marks that are for people.
func inEuros(amount string) string {
	return strings.ReplaceAll(strings.TrimSuffix(amount, euro), ".", "")
}

// shorts are the short names of evidence in a cell.
func shorts(of []cite) string {
	var out []string
	for _, c := range of {
		out = append(out, c.Short)
	}
	return strings.Join(out, " ")
}

// tables are the paper's tables.
func tables(p *paper) []file {
	return []file{gatesTable(p), pointsTable(p), evidenceTable(p), hitsTable(p), costsTable(p), stepsTable(p)}
}

func gatesTable(p *paper) file {
	t := newTable("Option", "Prüfung", "Ergebnis", "Begründung", "Nachweise")
	for _, row := range p.Matrix {
		for _, c := range row.Cells {
			t.row(row.Option, c.Gate, c.Verdict, strings.Join(c.Reasons, " | "), shorts(c.Evidence))
		}
	}
	return t.file(gatesName)
}

func pointsTable(p *paper) file {
	t := newTable("Rang", "Option", "Stufe", "ausgeschlossen", "Kriterium", "Gewicht in Prozent", "Punkte", "Beitrag mindestens", "Beitrag höchstens", "Summe mindestens", "Summe höchstens", "Begründung", "Nachweise")
	for _, r := range p.Ranking {
		low, high := number(r.Low), number(r.High)
		if len(r.Cells) == 0 {
			t.row(strconv.Itoa(r.Place), r.Option, r.Rung, yes(r.Excluded), "", "", "", "", "", low, high, "", "")
		}
		for i, c := range r.Cells {
			t.row(strconv.Itoa(r.Place), r.Option, r.Rung, yes(r.Excluded), c.Criterion, strconv.Itoa(p.Criteria[i].Weight), number(c.Number), number(c.Low), number(c.High), low, high, strings.Join(c.Reasons, " | "), shorts(c.Evidence))
		}
	}
	return t.file(pointsName)
}

func evidenceTable(p *paper) file {
	t := newTable("Nummer", "Nachweis", "Art", "Güte", "Urheber", "Fundstelle", "SHA-256 des Inhalts", "abgerufen am", "gilt bis", "Alter in Tagen", "stützt Urteile")
	for _, e := range p.Evidence {
		days := ""
		if e.Days >= 0 {
			days = strconv.Itoa(e.Days)
		}
		t.row(e.Short, e.Name, e.Kind, e.Grade, e.Author, e.URI, e.Hash, e.Retrieved, e.Until, days, strconv.Itoa(e.Uses))
	}
	return t.file(evidenceName)
}

func hitsTable(p *paper) file {
	t := newTable("Recherche", "Revision", "Rang", "Lösung", "Kennung", "Stufe", "Übereinstimmung in Promille", "Gründe")
	for _, r := range p.Receipts {
		for _, h := range r.Hits {
			t.row(r.Name, strconv.Itoa(r.Revision), strconv.Itoa(h.Place), h.Solution, h.ID, h.Rung, strconv.Itoa(h.Strength), strings.Join(h.Reasons, " | "))
		}
	}
	return t.file(hitsName)
}

// costsTable is what options cost, and then the curve of prices where there is one: both
// in the same columns, so that one table has all the money.
func costsTable(p *paper) file {
	t := newTable("wofür", "Kostenmodell", "Preisfunktion", "einmalig in Euro", "jährlich in Euro", "Anschluss je Behörde in Euro", "eigener Aufwand jährlich in Euro", "Jahre", "nutzende Behörden", "alle zusammen über die Jahre in Euro", "je nutzende Behörde in Euro", "Nachweise")
	for _, c := range p.Costs {
		t.row(c.Option, c.Name, c.Function, inEuros(c.Once), inEuros(c.Yearly), inEuros(c.Connection), inEuros(c.OwnYears), strconv.Itoa(c.Years), positive(c.Adopters), inEuros(c.Total), "", shorts(c.Evidence))
	}
	for _, c := range p.Prices {
		t.row(c.Of, c.Model, "", "", "", "", "", "", strconv.Itoa(c.Adopters), inEuros(c.All), inEuros(c.Each), "")
	}
	return t.file(costsName)
}

// positive is a number, "" for none.
func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func stepsTable(p *paper) file {
	t := newTable("Stand", "durch", "am", "Revision", "Begründung")
	for _, s := range p.Steps {
		t.row(s.To, s.By, s.On, strconv.Itoa(s.Revision), s.Reason)
	}
	return t.file(stepsName)
}
