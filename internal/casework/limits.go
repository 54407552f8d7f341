package casework

import (
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"
)

// The rules about money and time.

// withinLimits asks about budget and time, as far as the need has limits.
func withinLimits(f *casefile.File, chosen *casefile.Option) ruling {
	if f.Need.Need == nil {
		return unknown("Es liegt kein Bedarf in der Akte.")
	}
	limits := map[catalogue.ConstraintKind]catalogue.GateTest{
		catalogue.ConstraintBudget: catalogue.GateTestBudget, catalogue.ConstraintDeadline: catalogue.GateTestTime,
	}
	out := passed("Der Bedarf setzt weder Haushalt noch Frist.")
	for _, c := range f.Need.Constraints {
		t, limited := limits[c.ConstraintKind]
		if !limited {
			continue
		}
		found := limitOf(f, chosen, t)
		if found.verdict != catalogue.VerdictPass {
			return found
		}
		out = passed("Die gewählte Option hält Haushalt und Frist ein.")
	}
	return out
}

// limitOf is what was found on evidence at the gates with a test; where nobody has
// recorded a verdict, what the catalogue says: the cost models of the option against the
// budget, the phases of its solution against the deadline. Verdicts that are recorded
// and contradict each other, or rest on nothing, leave it unknown.
func limitOf(f *casefile.File, chosen *casefile.Option, t catalogue.GateTest) ruling {
	if found, ok := gateOf(f, chosen, t); ok {
		return found
	}
	if recorded(f, chosen, t) {
		return unknown("Ob die gewählte Option Haushalt und Frist einhält, ist nicht mit Nachweis geprüft.")
	}
	found := reuse.Time(f.View, reuse.NeedOf(f.Need), chosen.Solution)
	if t == catalogue.GateTestBudget {
		models := make([]catalogue.ID, len(chosen.Costs))
		for i, m := range chosen.Costs {
			models[i] = m.ID
		}
		found = reuse.Budget(f.View, reuse.NeedOf(f.Need), models)
	}
	return ruling{verdict: found.Verdict, reason: found.Reason, records: found.On}
}

// recorded says whether somebody gave a verdict at a gate with a test.
func recorded(f *casefile.File, o *casefile.Option, t catalogue.GateTest) bool {
	return slices.ContainsFunc(o.GateResults, func(r casefile.Judged[*catalogue.GateResult]) bool {
		about := slices.ContainsFunc(f.Policy.Gates, func(g casefile.Gate) bool { return g.ID == r.Applies && g.GateTest == t })
		return about && r.Record.Verdict != catalogue.VerdictUnknown
	})
}

// worthIt needs no net present value where there are points enough to justify even a
// negative one. Otherwise the program does not know: the net present value of WiBe sets
// what is spent against what is saved, at a rate of interest that the state sets, and a
// cost model knows neither savings nor interest. To call the difference between two cost
// models one would invent both. So a rule check on evidence says it.
func worthIt(f *casefile.File, chosen *casefile.Option) ruling {
	enough := catalogue.DecimalFromInt(50)
	if newest := newestAssessment(f); newest != nil {
		for _, r := range newest.Ranking {
			if r.Option == catalogue.GlobalID(catalogue.KindOption, chosen.ID) && r.Low > enough {
				return passed("Mehr als 50 Punkte und eine Begründung liegen vor, welchen Kapitalwert die Option auch hat.")
			}
		}
	}
	return unknown("Mehr als 50 Punkte sind nicht sicher; ob der Kapitalwert negativ ist, beurteilt eine Regelprüfung mit gültigem Nachweis.")
}
