package reuse

import (
	"fmt"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// GateFinding is what the catalogue says of a solution at a gate.
type GateFinding struct {
	in      *view.View
	GateID  catalogue.ID
	Verdict catalogue.Verdict
	Reason  string         // in German, a sentence
	On      []catalogue.ID // the records that the verdict rests on, by number
}

// Gate is the gate.
func (g GateFinding) Gate() view.Gate {
	gate, _ := view.Handle[view.Gate](g.in, g.GateID)
	return gate
}

// Records are what the verdict rests on.
func (g GateFinding) Records() []view.Record { return records(g.in, g.On) }

// Gates are what the catalogue says of a solution at each gate of a policy, in its
// order. PASS and FAIL follow from statements that are there; what no statement says is
// UNKNOWN, and so is what people alone can judge.
func Gates(v *view.View, p casefile.Policy, solution catalogue.ID, need Need) []GateFinding {
	out := make([]GateFinding, 0, len(p.Gates))
	x := examined{view: v, id: solution, need: need}
	x.solution, _ = v.Snapshot().Record(solution).(*catalogue.Solution)
	for _, g := range p.Gates {
		f := finding{catalogue.VerdictUnknown, "Im Bestand ist die Lösung nicht zu sehen.", nil}
		if x.solution != nil && v.Sees(solution) {
			f = x.at(g.GateTest)
		}
		out = append(out, GateFinding{v, g.ID, f.verdict, f.reason, f.on})
	}
	return out
}

// finding is a verdict with its reason.
type finding struct {
	verdict catalogue.Verdict
	reason  string
	on      []catalogue.ID
}

func pass(on []catalogue.ID, reason string, values ...any) finding {
	return finding{catalogue.VerdictPass, fmt.Sprintf(reason, values...), on}
}

func fail(on []catalogue.ID, reason string, values ...any) finding {
	return finding{catalogue.VerdictFail, fmt.Sprintf(reason, values...), on}
}

func unknown(on []catalogue.ID, reason string, values ...any) finding {
	return finding{catalogue.VerdictUnknown, fmt.Sprintf(reason, values...), on}
}

// examined is a solution at the gates for a need.
type examined struct {
	view     *view.View
	id       catalogue.ID
	solution *catalogue.Solution
	need     Need
}

// at examines it by a test.
func (x examined) at(test catalogue.GateTest) finding {
	switch test {
	case catalogue.GateTestStandards:
		return x.standards()
	case catalogue.GateTestOperator:
		return x.operator()
	case catalogue.GateTestLifecycle:
		return x.lifecycle()
	case catalogue.GateTestTime:
		return x.time()
	case catalogue.GateTestBudget:
		return x.budget()
	case catalogue.GateTestJudged:
	}
	return unknown(nil, "Von Menschen zu beurteilen.")
}

// standards passes where all that is required is stated to be implemented. That a
// standard is not implemented cannot be stated, so that nothing fails here.
func (x examined) standards() finding {
	required := requiredStandards(x.view, x.id, x.need)
	missing := without(required, x.view.Others(x.id, catalogue.Implements.Role(catalogue.EndFrom)))
	switch {
	case len(required) == 0:
		return unknown(nil, "Weder Bedarf noch Leistungen noch die Lösung nennen einen verlangten Standard.")
	case len(missing) > 0:
		return unknown(missing, "Nicht belegt ist, dass die Lösung %s umsetzt.", enumerated(x.view, missing))
	}
	return pass(required, "Die Lösung setzt %s um.", enumerated(x.view, required))
}

func (x examined) operator() finding {
	operators := x.view.Others(x.id, catalogue.Operates.Role(catalogue.EndTo))
	if len(operators) == 0 {
		return unknown(nil, "Ein Betreiber ist nicht erfasst.")
	}
	return pass(operators, "Betrieben von %s.", enumerated(x.view, operators))
}

func (x examined) lifecycle() finding {
	own, phase := []catalogue.ID{x.id}, x.solution.PhaseOn(x.view.Day())
	switch phase {
	case catalogue.PhaseOut, catalogue.PhaseRetired:
		return fail(own, "Die Lösung ist in der Lebensphase „%s“.", label(catalogue.LifecyclePhases, string(phase)))
	case "":
		return unknown(nil, "Die Lebensphase der Lösung ist nicht erfasst.")
	default:
	}
	if end, ends := x.end(x.view.Day()); ends {
		return pass(own, "Die Lösung ist in der Lebensphase „%s“; ihr Auslauf ist ab %s vorgesehen.", label(catalogue.LifecyclePhases, string(phase)), germanDay(end))
	}
	return pass(own, "Die Lösung ist in der Lebensphase „%s“.", label(catalogue.LifecyclePhases, string(phase)))
}

// end is the day after another from which on the solution phases out or is retired.
func (x examined) end(after catalogue.Day) (catalogue.Day, bool) {
	for _, p := range x.solution.Lifecycle {
		if p.From > after && (p.Phase == catalogue.PhaseOut || p.Phase == catalogue.PhaseRetired) {
			return p.From, true
		}
	}
	return 0, false
}

// time passes where the solution is productive on the last day of the need, and fails
// where it is known to become so later or to have ended by then.
func (x examined) time() finding {
	deadline := x.need.deadline()
	if deadline == 0 {
		return unknown(nil, "Der Bedarf nennt keine Frist.")
	}
	own, by := []catalogue.ID{x.id}, germanDay(deadline)
	switch phase := x.solution.PhaseOn(deadline); phase {
	case catalogue.PhaseProductive:
		return pass(own, "Die Lösung ist am %s produktiv.", by)
	case catalogue.PhaseOut, catalogue.PhaseRetired:
		return fail(own, "Am %s ist die Lösung in der Lebensphase „%s“.", by, label(catalogue.LifecyclePhases, string(phase)))
	default:
	}
	for _, p := range x.solution.Lifecycle {
		if p.From > deadline && p.Phase == catalogue.PhaseProductive {
			return fail(own, "Die Lösung wird erst ab %s produktiv, die Frist endet am %s.", germanDay(p.From), by)
		}
	}
	return unknown(nil, "Ob die Lösung am %s produktiv ist, ist nicht erfasst.", by)
}

// deadline is the earliest of a need, 0 for none.
func (n *Need) deadline() (day catalogue.Day) {
	for _, c := range n.Constraints {
		if c.ConstraintKind == catalogue.ConstraintDeadline && c.Day != 0 && (day == 0 || c.Day < day) {
			day = c.Day
		}
	}
	return day
}

// requiredStandards are those that a solution must implement to meet a need, by number:
// what the need itself requires, what its services require, and of what the solution is
// said to require those that are binding. A binding standard that none of these requires
// is not asked for: it binds within its field of use, and that it is within is what such
// a statement says.
func requiredStandards(v *view.View, solution catalogue.ID, need Need) []catalogue.ID {
	requires := catalogue.Requires.Role(catalogue.EndFrom)
	out := slices.Clone(need.Standards)
	for _, service := range need.Services {
		out = append(out, v.Others(service, requires)...)
	}
	for _, id := range v.Others(solution, requires) {
		if s, ok := v.Snapshot().Record(id).(*catalogue.Standard); ok && s.Bindingness == binding {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// binding is the bindingness of what must be implemented.
const binding catalogue.Bindingness = "BINDING"

// missingStandards are those of them that the solution is not said to implement.
func missingStandards(v *view.View, solution catalogue.ID, need Need) []catalogue.ID {
	return without(requiredStandards(v, solution, need), v.Others(solution, catalogue.Implements.Role(catalogue.EndFrom)))
}

// without are the ids that are not among others, both by number.
func without(ids, others []catalogue.ID) []catalogue.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id catalogue.ID) bool {
		_, found := slices.BinarySearch(others, id)
		return found
	})
}
