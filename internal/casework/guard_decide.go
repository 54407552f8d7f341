package casework

import (
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// The guards from READY on.

func (j *judging) ready() {
	j.hold(GuardCurrent, current(j.File))
	chosen, ok := chosenOf(j.File)
	j.hold(GuardOneDecision, ok)
	if ok {
		decision := &j.Decisions[0]
		j.hold(GuardInChoice, !chosen.Excluded(), chosen.ID)
		j.none(GuardPasses, j.notPassed(chosen))
		j.hold(GuardOutcome, outcomeOf(chosen.OptionKind) == decision.Outcome, decision.ID)
		if own(chosen.OptionKind) {
			j.betterRungs(chosen)
		}
	}
	j.none(GuardRules, j.rulesBroken())
}

// chosenOf is the option that the decision of a case chooses, false unless there is one
// decision that chooses one option of the case.
func chosenOf(f *casefile.File) (*casefile.Option, bool) {
	if len(f.Decisions) != 1 || len(f.Decisions[0].Chosen) != 1 {
		return nil, false
	}
	return f.Option(f.Decisions[0].Chosen[0])
}

// outcomeOf is what it is called to choose an option of a kind.
func outcomeOf(kind catalogue.OptionKind) catalogue.DecisionOutcome {
	switch kind {
	case catalogue.OptionNoSystem:
		return catalogue.OutcomeNoSystem
	case catalogue.OptionSolution:
		return catalogue.OutcomeReuse
	case catalogue.OptionPurchase:
		return catalogue.OutcomeBuy
	case catalogue.OptionBuild:
		return catalogue.OutcomeBuild
	}
	return ""
}

// own says whether an option adds something to what there is instead of using it.
func own(kind catalogue.OptionKind) bool {
	return kind == catalogue.OptionBuild || kind == catalogue.OptionPurchase
}

// notPassed are the gates in force that an option is not known to pass.
func (j *judging) notPassed(o *casefile.Option) []catalogue.ID {
	var out []catalogue.ID
	for _, g := range j.Policy.Gates {
		if o.Verdict(g.ID) != catalogue.VerdictPass {
			out = append(out, g.ID)
		}
	}
	return out
}

// betterRungs holds for every catalogue, whatever its rules are: without a rule about
// better rungs there is none from which one could deviate, and all are excluded.
func (j *judging) betterRungs(chosen *casefile.Option) {
	left := optionsAbove(j.File, chosen)
	for _, r := range j.Policy.Rules {
		if _, helped := deviationFrom(j.File, r.ID); helped && r.RuleTest == catalogue.RuleTestBetterRung {
			left = nil
		}
	}
	j.none(GuardBetterRungs, left)
}

// optionsAbove are the options on a better rung than one that nothing excludes.
func optionsAbove(f *casefile.File, chosen *casefile.Option) []catalogue.ID {
	var out []catalogue.ID
	for i := range f.Options {
		if o := &f.Options[i]; o.Place < chosen.Place && !o.Excluded() {
			out = append(out, o.ID)
		}
	}
	return out
}

// rulesBroken are the binding rules that are not followed and not deviated from.
func (j *judging) rulesBroken() []catalogue.ID {
	var out []catalogue.ID
	for _, r := range findRules(j.File) {
		if r.binding && r.verdict != catalogue.VerdictPass && r.deviation == 0 {
			out = append(out, r.rule)
		}
	}
	return out
}

func (j *judging) decided() {
	j.asks(GuardFourEyes, func(m move) bool {
		made, ok := last(j.Case, catalogue.CaseReady)
		return !samePerson(m.by, j.Case.Author) && ok && !samePerson(m.by, made.By)
	})
	if len(j.Decisions) != 1 {
		return // ONE_DECISION says so
	}
	d := &j.Decisions[0]
	if j.Case.Lane == catalogue.LaneLarge {
		j.hold(GuardVotes, carried(d.Votes), d.ID)
	}
	j.hold(GuardExpires, d.Expires != 0 && d.Expires >= j.View.Day(), d.ID)
}

// carried says whether a board of some size is for it.
func carried(votes []catalogue.Vote) bool {
	const fewest = 3
	inFavour := 0
	for _, v := range votes {
		if v.Vote == catalogue.VoteFor {
			inFavour++
		}
	}
	return len(votes) >= fewest && 2*inFavour > len(votes)
}

func (j *judging) inEffect() {
	begun := !slices.ContainsFunc(j.Decisions, func(d casefile.Decision) bool { return d.InEffectFrom > j.View.Day() })
	j.hold(GuardEffect, begun)
	j.hold(GuardFollowUp, len(j.FollowUps) > 0)
}

func (j *judging) confirmed() {
	j.asks(GuardNotAuthor, func(m move) bool { return !samePerson(m.by, j.Case.Author) })
	j.reasoned()
	j.hold(GuardNotExpired, !expired(j.File))
}

func (j *judging) superseded() {
	by := j.View.OthersOf(j.ID, catalogue.Replaces.Role(catalogue.EndTo), catalogue.KindCase)
	j.hold(GuardReplaced, slices.ContainsFunc(by, func(id catalogue.ID) bool {
		c, ok := j.View.Snapshot().Record(id).(*catalogue.Case)
		return ok && decided(c.Step)
	}))
}

func (j *judging) reasoned() {
	j.asks(GuardReason, func(m move) bool { return m.why != "" })
}
