package casework

import (
	"fmt"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// ruling is what is known of a rule in a case: PASS where the case follows it.
type ruling struct {
	rule      catalogue.ID
	binding   bool // MUST, SHOULD or MUST NOT
	verdict   catalogue.Verdict
	reason    string // in German
	records   []catalogue.ID
	deviation catalogue.ID // that helps, 0 for none
}

// findRules are the rules in force, each with what is known of it, by number. What the
// program can see counts; where it cannot, a rule check that rests on evidence does.
func findRules(f *casefile.File) []ruling {
	var out []ruling
	for _, r := range f.Policy.Rules {
		found := test(f, r.RuleTest)
		if found.verdict == catalogue.VerdictUnknown {
			if judged, ok := judgedBy(f, r.ID); ok {
				found = judged
			}
		}
		found.rule, found.binding = r.ID, r.Level != catalogue.LevelMay
		found.deviation, _ = deviationFrom(f, r.ID)
		out = append(out, found)
	}
	return out
}

// deviationFrom is a deviation of the case from a rule that helps on the day. Neither who
// asked for it nor who opened the case has approved it, whatever its history.
func deviationFrom(f *casefile.File, rule catalogue.ID) (catalogue.ID, bool) {
	for _, d := range f.Deviations {
		if slices.Contains(d.Rules, rule) && d.Helps(f.View.Day()) && !samePerson(d.ApprovedBy, d.RequestedBy) && !samePerson(d.ApprovedBy, f.Case.Author) {
			return d.ID, true
		}
	}
	return 0, false
}

// judgedBy is what people found, on evidence; those who contradict each other have
// found nothing.
func judgedBy(f *casefile.File, rule catalogue.ID) (ruling, bool) {
	var out ruling
	for _, c := range f.RuleChecks {
		switch {
		case c.Applies != rule || len(c.Evidence) == 0 || c.Record.Verdict == catalogue.VerdictUnknown:
		case len(out.records) == 0:
			out = ruling{verdict: c.Record.Verdict, reason: c.Record.Reason, records: []catalogue.ID{c.Record.ID}}
		case out.verdict != c.Record.Verdict:
			out.verdict, out.reason = catalogue.VerdictUnknown, "Regelprüfungen widersprechen sich."
			out.records = append(out.records, c.Record.ID)
		}
	}
	return out, len(out.records) > 0
}

// test is what the program sees of a rule by itself.
func test(f *casefile.File, t catalogue.RuleTest) ruling {
	if t == catalogue.RuleTestSearch {
		return searchedFor(f)
	}
	if t == catalogue.RuleTestConfirmationAsked {
		return followedUp(f)
	}
	chosen, ok := chosenOf(f)
	if !ok {
		return unknown("Noch wählt kein Entscheidungsentwurf eine Option.")
	}
	switch t {
	case catalogue.RuleTestBetterRung:
		return onBestRung(f, chosen)
	case catalogue.RuleTestOpenSource:
		return openFirst(f, chosen)
	case catalogue.RuleTestBindingStandards:
		return standardsMet(f, chosen)
	case catalogue.RuleTestBudgetAndTime:
		return withinLimits(f, chosen)
	case catalogue.RuleTestNegativeNetWorth:
		return worthIt(f, chosen)
	default:
		return unknown("Von Menschen zu beurteilen; es fehlt eine Regelprüfung mit gültigem Nachweis.")
	}
}

func unknown(reason string) ruling {
	return ruling{verdict: catalogue.VerdictUnknown, reason: reason}
}

func passed(reason string) ruling {
	return ruling{verdict: catalogue.VerdictPass, reason: reason}
}

func failed(reason string, at ...catalogue.ID) ruling {
	return ruling{verdict: catalogue.VerdictFail, reason: reason, records: at}
}

func searchedFor(f *casefile.File) ruling {
	j := &judging{File: f}
	j.searched()
	if r := newestReceipt(f); r != nil && holds(j.found) {
		out := passed("Nach der Festschreibung des Bedarfs wurde gesucht.")
		out.records = []catalogue.ID{r.ID}
		return out
	}
	return failed("Nach der Festschreibung des Bedarfs wurde nicht gesucht.")
}

func followedUp(f *casefile.File) ruling {
	if len(f.FollowUps) > 0 {
		return passed("Eine Erfolgskontrolle ist geplant.")
	}
	return failed("Keine Erfolgskontrolle ist geplant.")
}

func onBestRung(f *casefile.File, chosen *casefile.Option) ruling {
	switch left := optionsAbove(f, chosen); {
	case f.Policy.Ladder.ID == 0:
		return unknown("Es gilt keine Rangfolge.")
	case len(left) == 1:
		return failed("Eine Option auf einer besseren Stufe ist nicht ausgeschlossen.", left...)
	case len(left) > 1:
		return failed(fmt.Sprintf("%d Optionen auf besseren Stufen sind nicht ausgeschlossen.", len(left)), left...)
	}
	return passed("Keine Option auf einer besseren Stufe steht noch zur Wahl.")
}

// openFirst asks only who adds something: whoever reuses has nothing to justify.
func openFirst(f *casefile.File, chosen *casefile.Option) ruling {
	if !own(chosen.OptionKind) {
		return passed("Es wird weder beschafft noch selbst entwickelt.")
	}
	var left []catalogue.ID
	for i := range f.Options {
		o := &f.Options[i]
		s, _ := f.View.Snapshot().Record(o.Solution).(*catalogue.Solution)
		open := s != nil && s.Licence.Open()
		if o.ID != chosen.ID && !o.Excluded() && (o.OptionKind == catalogue.OptionSolution || open) {
			left = append(left, o.ID)
		}
	}
	if len(left) > 0 {
		return failed("Offene oder nachnutzbare Optionen sind nicht ausgeschlossen.", left...)
	}
	return passed("Jede offene oder nachnutzbare Option ist mit Nachweis ausgeschlossen.")
}

// standardsMet takes what a gate about standards found on evidence; else what the
// catalogue says of the standards that the need and its services require. That
// something is not stated does not mean that it is not so.
func standardsMet(f *casefile.File, chosen *casefile.Option) ruling {
	if found, ok := gateOf(f, chosen, catalogue.GateTestStandards); ok {
		return found
	}
	required := requiredStandards(f)
	if len(required) == 0 {
		return unknown("Weder der Bedarf noch seine Leistungen nennen Standards, und keine Ausschlussprüfung stellt fest, welche gelten.")
	}
	have := f.View.Others(chosen.Solution, catalogue.Implements.Role(catalogue.EndFrom))
	missing := slices.DeleteFunc(required, func(id catalogue.ID) bool { return slices.Contains(have, id) })
	if chosen.Solution == 0 || len(missing) > 0 {
		out := unknown("Nicht zu allen verlangten Standards ist bekannt, dass die Option sie umsetzt.")
		out.records = missing
		return out
	}
	return passed("Alle verlangten Standards sind umgesetzt.")
}

// requiredStandards are those that the need and its services require, by number.
func requiredStandards(f *casefile.File) []catalogue.ID {
	out := slices.Clone(f.Need.Standards)
	for _, s := range f.Need.Services {
		out = append(out, f.View.Others(s, catalogue.Requires.Role(catalogue.EndFrom))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// gateOf is what the gates in force with a test found of an option on evidence, false
// where they found nothing.
func gateOf(f *casefile.File, o *casefile.Option, t catalogue.GateTest) (ruling, bool) {
	var out ruling
	for _, g := range f.Policy.Gates {
		if g.GateTest != t {
			continue
		}
		switch o.Verdict(g.ID) {
		case catalogue.VerdictFail:
			return failed("Die gewählte Option erfüllt eine Ausschlussprüfung nicht.", g.ID), true
		case catalogue.VerdictPass:
			out = passed("Die gewählte Option erfüllt die Ausschlussprüfung.")
			out.records = []catalogue.ID{g.ID}
		case catalogue.VerdictUnknown:
			return ruling{}, false
		}
	}
	return out, out.verdict != ""
}
