package casework

import (
	"fmt"
	"slices"

	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"
)

// Faults are what is wrong with a case, in words: a history that no guard would have let
// pass, and documents that are not what their digests say, which only a hand in the
// database makes; and of a case that is not decided yet, the guards of states it has
// passed that do not hold any more. What changed after a decision is drift, and no fault.
func Faults(f *casefile.File) []string {
	out := faultsOfHistory(f.Case)
	for _, r := range f.Receipts {
		if d, err := reuse.Digest(r); err != nil || d != r.Digest {
			out = append(out, catalogue.Describe(r)+" is not what its digest says")
		}
	}
	for _, a := range f.Assessments {
		if d, err := assess.Digest(a); err != nil || d != a.Digest {
			out = append(out, catalogue.Describe(a)+" is not what its digest says")
		}
	}
	for _, d := range f.Deviations {
		if d.ApprovedBy != "" && (samePerson(d.ApprovedBy, d.RequestedBy) || samePerson(d.ApprovedBy, f.Case.Author)) {
			out = append(out, catalogue.Describe(d.Deviation)+" was approved by who requested it or opened the case")
		}
	}
	return append(out, fallen(f)...)
}

func faultsOfHistory(c *catalogue.Case) []string {
	if len(c.Steps) == 0 || c.Steps[0].To != catalogue.CaseDraft || c.Steps[0].By != c.Author || c.Steps[len(c.Steps)-1].To != c.Step {
		return []string{"its steps do not lead from its author's draft to " + string(c.Step)}
	}
	var out []string
	var made catalogue.CaseStep // READY
	for i, s := range c.Steps[1:] {
		if from := c.Steps[i].To; !follows(from, s.To) {
			out = append(out, fmt.Sprintf("its steps lead from %s to %s, which is no way", from, s.To))
		}
		if s.To == catalogue.CaseReady {
			made = s
		}
		if s.To == catalogue.CaseDecided && (samePerson(s.By, c.Author) || samePerson(s.By, made.By)) {
			out = append(out, "it was decided by who opened it or made it ready")
		}
	}
	return out
}

// follows says whether a step may follow another: from the state to which that led, or
// one to which the case fell back or came by itself since.
func follows(step, next catalogue.CaseState) bool {
	states := []catalogue.CaseState{step}
	switch i := slices.Index(toDecision, step); {
	case step == catalogue.CaseInEffect || step == catalogue.CaseConfirmed:
		states = append(states, catalogue.CaseReviewDue)
	case i >= 0 && step != catalogue.CaseDecided:
		states = append(states, catalogue.CaseDraft)
		states = append(states, toDecision[:i]...)
	}
	return slices.ContainsFunc(states, func(s catalogue.CaseState) bool { return slices.Contains(onward(s), next) })
}

// fallen are the guards because of which a case is not where it was moved to.
func fallen(f *casefile.File) []string {
	state := StateOf(f)
	i := slices.Index(toDecision, state) + 1
	if state == f.Case.Step || !slices.Contains(toDecision, f.Case.Step) {
		return nil
	}
	var out []string
	for _, g := range guardsOf(f, toDecision[i], move{}) {
		if g.outcome == unmet {
			out = append(out, fmt.Sprintf("it was moved to %s and is %s: %s", f.Case.Step, state, g.refusal(f, toDecision[i])))
		}
	}
	return out
}
