package reuse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// Sentence is the check as a clerk pastes it into a paper, in German: from what moment
// it is and how many solutions were looked at, what was needed, what stands on the best
// rung, what is not met or not known of it, and the rule that asks for the search.
func (c Check) Sentence() string {
	parts := []string{c.searched(), c.came()}
	if len(c.matches) > 0 {
		parts = append(parts, c.judged()...)
	}
	if rule, ok := c.policy.reuseRule(); ok {
		parts = append(parts, quoted(rule))
	}
	return strings.Join(parts, " ")
}

// searched says what was looked for, and where.
func (c Check) searched() string {
	moment := fmt.Sprintf("Revision %d, Stichtag %s", c.in.Snapshot().Revision(), germanDay(c.in.Day()))
	if n := c.in.Catalogue().Assumed(); n > 0 {
		moment += fmt.Sprintf(", unter der Annahme von %s", counted(n, "einer Änderung", "Änderungen"))
	}
	return fmt.Sprintf("Im Bestand (%s) wurde unter %s nach Nachnutzung für %s gesucht.",
		moment, counted(c.Considered(), "einer Lösung", "Lösungen"), c.wanted())
}

// counted is a number of things, with the word for one.
func counted(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return germanNumber(n) + " " + many
}

// wanted is the need in words.
func (c Check) wanted() string {
	var parts []string
	for _, a := range c.need.asks() {
		if len(a.ids) > 0 {
			parts = append(parts, article(a.kind, len(a.ids))+" "+enumerated(c.in, a.ids))
		}
	}
	if c.need.Text != "" {
		parts = append(parts, "die Beschreibung „"+c.need.Text+"“")
	}
	return joined(parts)
}

// article is what one or more records of a kind are called behind "für".
func article(k catalogue.Kind, n int) string {
	one, many := "die Leistung", "die Leistungen"
	switch k {
	case catalogue.KindCapability:
		one, many = "die Fähigkeit", "die Fähigkeiten"
	case catalogue.KindStandard:
		one, many = "den Standard", "die Standards"
	case catalogue.KindDataset:
		one, many = "den Datensatz", "die Datensätze"
	case catalogue.KindInterface:
		one, many = "die Schnittstelle", "die Schnittstellen"
	default:
	}
	if n == 1 {
		return one
	}
	return many
}

// came says what came up.
func (c Check) came() string {
	n := len(c.matches)
	if n == 0 {
		return "Keine Lösung kam in Betracht; über Lösungen außerhalb des Bestands ist damit nichts gesagt."
	}
	came := counted(n, "Eine Lösung kam", "Lösungen kamen") + " in Betracht"
	best, ladder := c.best(), c.policy.Ladder
	switch rung, ok := c.policy.rung(c.matches[0].place); {
	case ok:
		name := rung.Rung.Name.String()
		said := fmt.Sprintf("%s. Auf der besten besetzten Stufe „%s“ %s %s.", came, name, stands(len(best)), enumerated(c.in, best))
		if ladder.PolicyStatus != catalogue.PolicyEnacted {
			said += " Die Rangfolge ist ein Vorschlag und noch nicht beschlossen."
		}
		return said
	case ladder.ID == 0:
		return fmt.Sprintf("%s: %s. Eine Rangfolge ist nicht in Kraft.", came, enumerated(c.in, best))
	}
	return fmt.Sprintf("%s: %s. Auf einer Stufe der Rangfolge steht davon keine.", came, enumerated(c.in, best))
}

func stands(n int) string {
	if n == 1 {
		return "steht"
	}
	return "stehen"
}

// best are the solutions on the best rung on which any stands.
func (c Check) best() []catalogue.ID {
	var out []catalogue.ID
	for _, m := range c.at(c.matches[0].place) {
		out = append(out, m.solution)
	}
	return out
}

// judged says of the solutions that are named what they fail and what is not known.
func (c Check) judged() []string {
	if len(c.policy.Gates) == 0 {
		return []string{"Ausschlussprüfungen sind nicht in Kraft."}
	}
	best := c.best()
	best = best[:min(len(best), fewNames)]
	failed, open := make([][]catalogue.ID, len(c.policy.Gates)), make([][]catalogue.ID, len(c.policy.Gates))
	for _, solution := range best {
		for i, g := range Gates(c.in, c.policy.Policy, solution, c.need) {
			switch g.Verdict {
			case catalogue.VerdictFail:
				failed[i] = append(failed[i], solution)
			case catalogue.VerdictUnknown:
				open[i] = append(open[i], solution)
			case catalogue.VerdictPass:
			}
		}
	}
	return slices.Concat(c.gatesOf("Nicht erfüllt", failed, len(best)), c.gatesOf("Ungeklärt und noch zu prüfen", open, len(best)))
}

// gatesOf names the gates at which there are solutions: first those at which all are, then
// those of each that are not.
func (c Check) gatesOf(what string, solutions [][]catalogue.ID, all int) []string {
	var order []string
	gates := map[string][]string{} // by whose they are
	for i, at := range solutions {
		if len(at) == 0 {
			continue
		}
		whose := ""
		if len(at) < all {
			whose = " bei " + enumerated(c.in, at)
		}
		if gates[whose] == nil {
			order = append(order, whose)
		}
		gates[whose] = append(gates[whose], "„"+nameOf(c.in, c.policy.Gates[i].ID)+"“")
	}
	if len(order) == 0 {
		return nil
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(min(1, len(a)), min(1, len(b))) })
	for i, whose := range order {
		order[i] = joined(gates[whose]) + whose
	}
	return []string{what + ": " + strings.Join(order, "; ") + "."}
}

// quoted is a rule with its words, as far as they are known.
func quoted(r casefile.Rule) string {
	said := fmt.Sprintf("Regel „%s“ (%s, %s)", r.Name.String(), label(catalogue.RequirementLevels, string(r.Level)), label(catalogue.PolicyStatuses, string(r.PolicyStatus)))
	if r.Quote != "" {
		said += ": „" + strings.TrimRight(r.Quote, ".") + "“"
	}
	if r.Citation != "" {
		said += " (" + r.Citation + ")"
	}
	return said + "."
}
