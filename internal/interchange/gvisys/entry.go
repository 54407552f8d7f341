package gvisys

import (
	"fmt"
	"strconv"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// level (Satzart) is the sort of a record.
type level string

const (
	state        level = "10" // Land
	government   level = "20" // Regierungsbezirk or Statistische Region
	region       level = "30" // Region, in Baden-Württemberg
	district     level = "40" // Kreis
	association  level = "50" // Gemeindeverband
	municipality level = "60" // Gemeinde
)

// The columns, after the description of the GV100AD.
var (
	columnsLevel      = span{1, 2}
	columnsAsOf       = span{3, 10}
	columnsKey        = span{11, 22}
	columnsName       = span{23, 72}
	columnsSeat       = span{73, 122}
	columnsTextCode   = span{123, 124}
	columnsSurface    = span{129, 139}
	columnsPopulation = span{140, 150}
	columnsMale       = span{151, 161}
)

// keys says where the parts of a level's key stand, in the order of the
// Regionalschlüssel: the association's part comes before the municipality's.
var keys = map[level][]span{
	state:        {{11, 12}},
	government:   {{11, 13}},
	region:       {{11, 14}},
	district:     {{11, 15}},
	association:  {{11, 15}, {19, 22}},
	municipality: {{11, 15}, {19, 22}, {16, 18}},
}

// omitted are the columns that the catalogue has no place for.
var omitted = []struct {
	span
	field string
}{
	{span{125, 128}, "Spalten 125-128"},
	{columnsMale, "davon männlich"},
	{span{162, 165}, "Spalten 162-165"},
	{span{166, 170}, "PLZ"},
	{span{171, 177}, "Spalten 171-177"},
	{span{178, 181}, "Finanzamt"},
	{span{182, 183}, "Oberlandesgericht"},
	{span{184, 184}, "Landgericht"},
	{span{185, 185}, "Amtsgericht"},
	{span{186, 190}, "Arbeitsamt"},
	{span{191, 196}, "Wahlkreis"},
	{span{197, 220}, "Spalten 197-220"},
}

// entry is one record of the register.
type entry struct {
	line       int
	level      level
	key        string // the Regionalschlüssel in the length of its level
	textCode   string // Textkennzeichen
	kind       catalogue.AreaKind
	asOf       catalogue.Day
	name, seat string
	// Of a municipality as it stands there, of others the sums.
	population, surface int

	parent         int // index of the area it is part of, none for states
	body           int // index of the entry whose authority covers it, none for nobody
	municipalities int // how many lie in it

	alias catalogue.Identifier // of its body, where that cannot be known by the key
}

const none = -1

// parse reads the columns of a line.
func parse(l *line, report *interchange.Findings) (entry, error) {
	e := entry{line: l.number, level: level(l.raw(columnsLevel)), textCode: l.text(columnsTextCode), parent: none, body: none}
	for _, step := range []func(*line, *interchange.Findings) error{e.readKey, e.readDay, e.readNames, e.readKind, e.readNumbers} {
		if err := step(l, report); err != nil {
			return entry{}, err
		}
	}
	e.reportOmitted(l, report)
	return e, nil
}

func (e *entry) readKey(l *line, _ *interchange.Findings) error {
	parts, known := keys[e.level]
	if !known {
		return fault(l.number, "Satzart", string(e.level), "not a record type; it is 10, 20, 30, 40, 50 or 60")
	}
	for _, part := range parts {
		e.key += l.raw(part)
	}
	whole := strings.ReplaceAll(l.raw(columnsKey), " ", "")
	if !digits(e.key) || len(whole) != len(e.key) {
		return fault(l.number, "Schlüssel", l.raw(columnsKey), fmt.Sprintf("the key of a record of type %s has %d digits in their columns and blanks elsewhere", e.level, len(e.key)))
	}
	return nil
}

func (e *entry) readDay(l *line, _ *interchange.Findings) error {
	raw := l.raw(columnsAsOf)
	day, ok := plainDay(raw)
	if !ok {
		return fault(l.number, "Gebietsstand", raw, "not a day; the register writes YYYYMMDD")
	}
	e.asOf = day
	return nil
}

// plainDay reads a day without hyphens.
func plainDay(s string) (catalogue.Day, bool) {
	if !digits(s) || len(s) != 8 {
		return 0, false
	}
	day, err := catalogue.ParseDay(s[:4] + "-" + s[4:6] + "-" + s[6:])
	return day, err == nil
}

func (e *entry) readNames(l *line, report *interchange.Findings) error {
	e.name, e.seat = e.oneBlank(l, columnsName, "Name", report), e.oneBlank(l, columnsSeat, "Sitz der Verwaltung", report)
	if e.name == "" {
		return fault(l.number, "Name", "", "a record has a name")
	}
	return nil
}

// oneBlank is a text without doubled blanks; "Kreis- und  Hochschulstadt" is a slip.
func (e *entry) oneBlank(l *line, s span, field string, report *interchange.Findings) string {
	text := l.text(s)
	single := strings.Join(strings.Fields(text), " ")
	if single != text {
		e.report(report, field, text, interchange.Normalised, "doubled blanks became one")
	}
	return single
}

func (e *entry) readKind(l *line, report *interchange.Findings) error {
	spelling := string(e.level)
	if e.level >= district {
		spelling += "/" + e.textCode
	} else if e.textCode != "" {
		e.report(report, "Textkennzeichen", e.textCode, interchange.Omitted, "states, government districts and regions have no text code")
	}
	code, known := catalogue.AreaKinds.FindOfficial(spelling)
	if !known && e.level == association {
		code, known = catalogue.AreaKinds.FindOfficial(string(association))
		e.report(report, "Textkennzeichen", e.textCode, interchange.Noted, "unknown text code; taken as an association of no particular kind")
	}
	if !known {
		return fault(l.number, "Textkennzeichen", e.textCode, "not a text code of record type "+string(e.level))
	}
	e.kind = catalogue.AreaKind(code.Name)
	return nil
}

// mostCounted is more than anything that the register counts: the country has
// 84 million inhabitants and 36 million hectares.
const mostCounted = 100_000_000

func (e *entry) readNumbers(l *line, report *interchange.Findings) error {
	if e.level != municipality {
		for _, s := range []span{columnsSurface, columnsPopulation} {
			if !l.blank(s) {
				e.report(report, "Fläche, Bevölkerung", l.raw(s), interchange.Omitted, "summed from the municipalities instead")
			}
		}
		return nil
	}
	var male int
	for _, column := range []struct {
		span
		field string
		into  *int
	}{{columnsSurface, "Fläche", &e.surface}, {columnsPopulation, "Bevölkerung", &e.population}, {columnsMale, "davon männlich", &male}} {
		raw := l.raw(column.span)
		n, err := strconv.Atoi(raw)
		if err != nil || !digits(raw) || n > mostCounted {
			return fault(l.number, column.field, raw, fmt.Sprintf("not a number of %d digits up to %d", column.to-column.from+1, mostCounted))
		}
		*column.into = n
	}
	if male > e.population {
		return fault(l.number, "davon männlich", strconv.Itoa(male), fmt.Sprintf("more than all %d inhabitants", e.population))
	}
	return nil
}

func (e *entry) reportOmitted(l *line, report *interchange.Findings) {
	for _, column := range omitted {
		if !l.blank(column.span) {
			e.report(report, column.field, l.text(column.span), interchange.Omitted, "the catalogue has no place for it")
		}
	}
}

func (e *entry) report(to *interchange.Findings, field, value string, action interchange.Action, message string) {
	to.Add(interchange.Finding{Line: e.line, Subject: strings.TrimSpace(e.key + " " + e.name), Field: field, Value: value, Action: action, Message: message})
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
