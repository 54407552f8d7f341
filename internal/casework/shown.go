package casework

import (
	"slices"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// What the schema shows of all this.

// Transition is a move that a case may make next, with what must be so for it.
type Transition struct {
	To     catalogue.CaseState
	Guards []Guard
}

// Allowed says whether no guard is unmet. Some depend on who makes the move.
func (t Transition) Allowed() bool {
	return !slices.ContainsFunc(t.Guards, func(g Guard) bool { return g.outcome == unmet })
}

// Guard is what must be so before a case comes to a state.
type Guard struct {
	found
	in *view.View
}

// Code names it.
func (g Guard) Code() GuardCode { return g.code }

// Met says whether it is so; false as the second value where that depends on who makes
// the move and why.
func (g Guard) Met() (isMet, known bool) { return g.outcome == met, g.outcome != depends }

// Text is the guard as a sentence, which is true once it is met.
func (g Guard) Text(lang *catalogue.Lang) string {
	w := words(g.code)
	if lang == nil || strings.HasPrefix(string(*lang), string(catalogue.German)) {
		return w.german
	}
	return strings.ToUpper(w.plain[:1]) + w.plain[1:] + "."
}

// Records are where it fails.
func (g Guard) Records() []view.Record { return handles(g.in, g.records) }

// refusal is the guard as the reason why a case does not come to a state.
func (g found) refusal(f *casefile.File, to catalogue.CaseState) string {
	message := string(to) + " needs that " + words(g.code).plain
	var at []string
	for _, id := range g.records {
		at = append(at, catalogue.Describe(f.View.Snapshot().Record(id)))
	}
	const most = 10
	if len(at) > most {
		at = append(at[:most], "…")
	}
	if len(at) > 0 {
		message += "; not so: " + strings.Join(at, ", ")
	}
	return message
}

// Transitions are the moves that a case may make from its state, with the guards of
// each; of what must hold since earlier states, what does not.
func Transitions(f *casefile.File) []Transition {
	var out []Transition
	for _, to := range onward(StateOf(f)) {
		t := Transition{To: to}
		own := guardsOf(f, to, move{})
		for _, g := range allGuards(f, to, move{}) {
			isOwn := slices.ContainsFunc(own, func(o found) bool { return o.code == g.code })
			if isOwn || g.outcome == unmet {
				t.Guards = append(t.Guards, Guard{g, f.View})
			}
		}
		out = append(out, t)
	}
	return out
}

// RuleFinding is what is known of a rule in a case.
type RuleFinding struct {
	Rule      view.Rule
	Verdict   catalogue.Verdict // PASS where the case follows the rule
	Reason    string            // in German
	records   []catalogue.ID
	deviation catalogue.ID
}

// Records are what it rests on, or fails at.
func (r RuleFinding) Records() []view.Record { return handles(view.Of(r.Rule), r.records) }

// Deviation is the approved deviation that helps, false for none.
func (r RuleFinding) Deviation() (view.Deviation, bool) {
	return view.Handle[view.Deviation](view.Of(r.Rule), r.deviation)
}

// RuleFindings are the rules in force, each with what is known of it in a case.
func RuleFindings(f *casefile.File) []RuleFinding {
	var out []RuleFinding
	for _, r := range findRules(f) {
		rule, ok := view.Handle[view.Rule](f.View, r.rule)
		if ok {
			out = append(out, RuleFinding{rule, r.verdict, r.reason, r.records, r.deviation})
		}
	}
	return out
}

// handles are those of records that the view sees.
func handles(v *view.View, ids []catalogue.ID) []view.Record {
	out := make([]view.Record, 0, len(ids))
	for _, id := range ids {
		if r := v.At(id); r != nil {
			out = append(out, r)
		}
	}
	return out
}
