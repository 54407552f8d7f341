package casework

import (
	"slices"
	"strings"

	"fundus/internal/catalogue"
)

// way is where a case may go from a state.
type way struct {
	from catalogue.CaseState
	to   []catalogue.CaseState
}

// ways are all moves that there are; what is not here is no move. States without a
// way are the ends of a case.
var ways = []way{
	{catalogue.CaseDraft, []catalogue.CaseState{catalogue.CaseNeedFrozen, catalogue.CaseWithdrawn}},
	{catalogue.CaseNeedFrozen, []catalogue.CaseState{catalogue.CaseSearched, catalogue.CaseWithdrawn}},
	{catalogue.CaseSearched, []catalogue.CaseState{catalogue.CaseGated, catalogue.CaseWithdrawn}},
	{catalogue.CaseGated, []catalogue.CaseState{catalogue.CaseAssessed, catalogue.CaseWithdrawn}},
	{catalogue.CaseAssessed, []catalogue.CaseState{catalogue.CaseReady, catalogue.CaseReturned, catalogue.CaseWithdrawn}},
	{catalogue.CaseReady, []catalogue.CaseState{catalogue.CaseDecided, catalogue.CaseReturned, catalogue.CaseDeferred, catalogue.CaseWithdrawn}},
	{catalogue.CaseReturned, []catalogue.CaseState{catalogue.CaseSearched, catalogue.CaseGated, catalogue.CaseAssessed, catalogue.CaseWithdrawn}},
	{catalogue.CaseDeferred, []catalogue.CaseState{catalogue.CaseReady, catalogue.CaseWithdrawn}},
	// What was decided and never came into effect ends without a review.
	{catalogue.CaseDecided, []catalogue.CaseState{catalogue.CaseInEffect, catalogue.CaseSuperseded, catalogue.CaseLapsed}},
	{catalogue.CaseInEffect, []catalogue.CaseState{catalogue.CaseReviewDue}},
	{catalogue.CaseReviewDue, []catalogue.CaseState{catalogue.CaseConfirmed, catalogue.CaseSuperseded, catalogue.CaseLapsed}},
	{catalogue.CaseConfirmed, []catalogue.CaseState{catalogue.CaseReviewDue}},
}

// onward are the states to which a case may move from one.
func onward(from catalogue.CaseState) []catalogue.CaseState {
	i := slices.IndexFunc(ways, func(w way) bool { return w.from == from })
	if i < 0 {
		return nil
	}
	return ways[i].to
}

// toDecision are the states on the way to a decision, in their order. The guards of
// each hold in all that come behind it.
var toDecision = []catalogue.CaseState{
	catalogue.CaseNeedFrozen, catalogue.CaseSearched, catalogue.CaseGated, catalogue.CaseAssessed, catalogue.CaseReady, catalogue.CaseDecided,
}

// decided says whether a case was decided and stands: what it says still counts.
func decided(s catalogue.CaseState) bool {
	switch s {
	case catalogue.CaseDecided, catalogue.CaseInEffect, catalogue.CaseReviewDue, catalogue.CaseConfirmed:
		return true
	default:
		return false
	}
}

// ended says whether a case goes nowhere any more.
func ended(s catalogue.CaseState) bool {
	switch s {
	case catalogue.CaseSuperseded, catalogue.CaseLapsed, catalogue.CaseWithdrawn:
		return true
	default:
		return false
	}
}

// since is the revision at which a case last came to a state, 0 for never.
func since(c *catalogue.Case, state catalogue.CaseState) int {
	if step, ok := last(c, state); ok {
		return step.Revision
	}
	return 0
}

// last is the newest step to a state.
func last(c *catalogue.Case, state catalogue.CaseState) (catalogue.CaseStep, bool) {
	for _, step := range slices.Backward(c.Steps) {
		if step.To == state {
			return step, true
		}
	}
	return catalogue.CaseStep{}, false
}

// noWay says where a case may go instead.
func noWay(from catalogue.CaseState) string {
	to := onward(from)
	if len(to) == 0 {
		return "the case is " + string(from) + ", which is an end: it moves no more"
	}
	names := make([]string, len(to))
	for i, state := range to {
		names[i] = string(state)
	}
	return "the case is " + string(from) + " and no state is skipped: from there it moves to " + strings.Join(names, " or ")
}
