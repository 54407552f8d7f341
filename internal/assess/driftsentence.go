package assess

import (
	"fmt"
	"strings"

	"fundus/internal/catalogue"
)

// fieldNames are what facts are called in German.
var fieldNames = map[string]string{
	"rung": "Stufe", "excluded": "Ausschluss", "solution": "vorgesehene Lösung",
	"origin": "Herkunft", fieldPhase: "Phase", "licence": "Lizenz",
	"priceFunction": "Preisfunktion", "years": "Laufzeit in Jahren", "once": "einmalige Kosten", "yearly": "jährliche Kosten",
	"connection": "Anschlusskosten", "ownYearly": "eigene jährliche Kosten",
	"grade": "Evidenzgrad", "validUntil": "gültig bis",
	fieldLadder: "geltende Rangfolge", fieldWeights: "geltende Gewichtung",
}

// sentence says in German what is otherwise now.
func (c *comparison) sentence(d Drifted) string {
	about := nameOf(c.b.file.View, d.Subject)
	if d.Field == fieldContent {
		return about + contentChange(d)
	}
	field := c.fieldName(d.Field)
	then, now := c.valueName(d.Field, d.Then), c.valueName(d.Field, d.Now)
	switch {
	case d.Then == "":
		return fmt.Sprintf("%s: %s ist jetzt %s und war nicht erfasst.", about, field, now)
	case d.Now == "":
		return fmt.Sprintf("%s: %s war %s und ist nicht mehr erfasst.", about, field, then)
	}
	return fmt.Sprintf("%s: %s war %s und ist jetzt %s.", about, field, then, now)
}

func contentChange(d Drifted) string {
	switch {
	case d.Then == "":
		return " gilt neu."
	case d.Now == "":
		return " gilt nicht mehr."
	}
	return " hat einen anderen Inhalt."
}

func (c *comparison) fieldName(field string) string {
	if id, ok := strings.CutPrefix(field, fieldGate); ok {
		return "Ausschlussprüfung " + c.named(id)
	}
	for _, prefix := range []string{fieldScore, fieldMeasured} {
		if key, ok := strings.CutPrefix(field, prefix); ok {
			return "Punkte beim Kriterium „" + c.criterionName(key) + "“"
		}
	}
	if name, ok := fieldNames[field]; ok {
		return name
	}
	return field
}

func (c *comparison) criterionName(key string) string {
	for _, k := range c.b.criteria {
		if k.Key == key {
			return k.Name.String()
		}
	}
	return key
}

// valueName is a value in words, where it is a code or a record.
func (c *comparison) valueName(field, value string) string {
	switch {
	case strings.HasPrefix(field, fieldGate):
		return label(catalogue.Verdicts, value)
	case strings.HasPrefix(field, fieldScore), strings.HasPrefix(field, fieldMeasured):
		return strings.ReplaceAll(strings.Replace(value, "..", " bis ", 1), ".", ",")
	}
	switch field {
	case "origin":
		return label(catalogue.Origins, value)
	case fieldPhase:
		return label(catalogue.LifecyclePhases, value)
	case "priceFunction":
		return label(catalogue.PriceFunctions, value)
	case "solution", fieldLadder, fieldWeights:
		return c.named(value)
	case "rung":
		return c.rungName(value)
	case "excluded":
		return excludedWords(value)
	}
	return value
}

func excludedWords(value string) string {
	if value == "NONE" {
		return "keiner"
	}
	grounds := strings.Split(value, ",")
	for i, g := range grounds {
		grounds[i] = label(catalogue.ExclusionGrounds, g)
	}
	return strings.Join(grounds, ", ")
}

func (c *comparison) rungName(key string) string {
	for _, r := range c.b.rungs() {
		if r.Key == key {
			return "„" + r.Name.String() + "“"
		}
	}
	return key
}

// named is the name of a record by its global id.
func (c *comparison) named(id string) string {
	if _, n, err := catalogue.ParseGlobalID(id); err == nil {
		return nameOf(c.b.file.View, n)
	}
	return id
}
