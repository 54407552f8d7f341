package casework

import (
	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// StateOf is the state in which a case is, as the view of the file sees it on its day.
func StateOf(f *casefile.File) catalogue.CaseState {
	switch step := f.Case.Step; step {
	case catalogue.CaseNeedFrozen, catalogue.CaseSearched, catalogue.CaseGated, catalogue.CaseAssessed, catalogue.CaseReady:
		return reached(f, step)
	case catalogue.CaseInEffect, catalogue.CaseConfirmed:
		if due(f) {
			return catalogue.CaseReviewDue
		}
		return step
	default:
		return step
	}
}

// reached is the furthest state up to a step whose guards, and those of all states
// before it, hold.
func reached(f *casefile.File, step catalogue.CaseState) catalogue.CaseState {
	at := catalogue.CaseDraft
	for _, state := range toDecision {
		if !holds(guardsOf(f, state, move{})) {
			break
		}
		at = state
		if state == step {
			break
		}
	}
	return at
}

// due says whether a decision in effect is to be looked at again: it has expired, or
// something drifted that no review has confirmed.
func due(f *casefile.File) bool {
	if expired(f) {
		return true
	}
	drifted := assess.Drift(f)
	if len(drifted) == 0 {
		return false
	}
	confirmed, ok := last(f.Case, catalogue.CaseConfirmed)
	if !ok || f.Case.Step != catalogue.CaseConfirmed {
		return true
	}
	digest, err := assess.DriftDigest(drifted)
	return err != nil || digest != confirmed.Drift
}

// expired says whether the last day of the decision is over.
func expired(f *casefile.File) bool {
	for _, d := range f.Decisions {
		if d.Expires != 0 && d.Expires < f.View.Day() {
			return true
		}
	}
	return false
}
